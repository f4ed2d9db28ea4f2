"""One fault in very many rows is one finding that counts them and names them; nothing is lost by it."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.admission.grouping import GROUPED_FROM, of_rules
from sources.catalogues import LANGUAGES
from sources.feedback.checking import as_csv, as_json, as_text, check
from sources.feedback.wording import in_words
from tests.sources.rows_sent import GOOD, admitted

MANY = GROUPED_FROM + 500


def sent(folder: Path, rows: int, stop: int | None = None) -> Path:
    """Contributions of which those up to `stop` have an amount that is no number."""
    lines = [f"G-{n},Fen Fund,{'much' if n < (stop or rows) else 5},EUR,committed,2025-03-01" for n in range(rows)]
    path = folder / "many.csv"
    path.write_text("\n".join(["Contribution ID,Funder,Amount,Currency,State,Date", *lines]) + "\n", encoding="utf-8")
    return path


def test_many_equal_faults_are_one_finding_with_count_and_rows(tmp_path: Path) -> None:
    report = check([sent(tmp_path, MANY)])
    (found,) = report.problems.to_dict("records")
    assert (found["rule_id"], found["source_row"], found["rows_count"]) == ("VAL-002", 2, MANY)
    assert report.files[0].rows_held == MANY
    assert json.loads(found["parameters"])["same_rows"]["ranges"] == [[2, MANY + 1]]
    document = json.loads(as_json(report))
    assert document["problems"][0]["rows_count"] == MANY and f"2 to {MANY + 1:,}" in document["problems"][0]["message"]
    assert f",{MANY}\r\n" in as_csv(report) and f"{MANY:,} rows" in as_text(report)
    for language in LANGUAGES:
        assert "{" not in in_words(report.problems, language)["message"].iloc[0]


@pytest.mark.parametrize("faulty", [1, 7, GROUPED_FROM - 1])
def test_up_to_the_bound_each_row_has_its_finding(tmp_path: Path, faulty: int) -> None:
    report = check([sent(tmp_path, GROUPED_FROM + 3, faulty)])
    assert report.problems["rows_count"].tolist() == [1] * faulty
    assert report.problems["source_row"].tolist() == list(range(2, faulty + 2))


@settings(deadline=None, max_examples=8)
@given(st.lists(st.booleans(), min_size=2, max_size=9), st.integers(300, 600))
def test_grouped_or_not_every_fault_is_counted_and_every_row_named(pattern: list[bool], times: int) -> None:
    rows = [
        {**GOOD["funding"], "contribution_id": f"G{n}", "amount": "much" if is_faulty else "5"}
        for n, is_faulty in enumerate(pattern * times)
    ]
    admission = admitted(funding=rows)
    faulty = {n + 2 for n, is_faulty in enumerate(pattern * times) if is_faulty}
    problems = admission.problems
    assert problems["rows_count"].sum() == len(faulty) == admission.counts["rows_held"].sum()
    named: set[int] = set(problems.loc[problems["rows_count"] == 1, "source_row"])
    more = 0
    for text in problems.loc[problems["rows_count"] > 1, "parameters"]:
        rows_named = json.loads(text)["same_rows"]
        named |= {row for first, last in rows_named["ranges"] for row in range(first, last + 1)}
        more += rows_named["more"]
    assert named <= faulty and len(named) + more == len(faulty)


def test_a_rule_that_thousands_of_rows_break_alike_is_told_once_for_each_sheet() -> None:
    row = {"rule_id": "MNY-024", "column": "amount", "severity": "info", "origin": "inbox", "source_sheet": None}
    own = [{**row, "source_file": "a.csv", "source_row": number, "value": f"{number} USD"} for number in range(2, 1202)]
    other = [{**row, "source_file": "b.csv", "source_row": 5, "value": "5 USD"}, {**own[0], "rule_id": "MNY-025"}]
    found = pd.DataFrame([*own, *other]).assign(parameters="{}", rows_count=1)
    grouped = of_rules(found, ["MNY-024"])
    assert grouped[["rule_id", "source_file", "source_row", "rows_count"]].to_numpy().tolist() == [
        ["MNY-024", "a.csv", 2, 1200],
        ["MNY-024", "b.csv", 5, 1],
        ["MNY-025", "a.csv", 2, 1],
    ]
    assert '"count": 1200' in grouped.loc[0, "parameters"]
