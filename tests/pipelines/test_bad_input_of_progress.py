"""What cannot be, sent through a real file or written into the strategy: a rule and a reason name it, and the run goes on."""

import csv
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from pipelines.assets.reviewed import FOLDERS
from pipelines.commands import running
from pipelines.shipped import STRATEGY
from tests.conftest import released
from warehouse import releases

AS_OF = date(2026, 11, 22)
HEADERS = "indicator,date,value,numerator,denominator,status,evidence\n"
SENT = {
    "two_a.csv": "C3.1,2025-12-31,40,,,approved,https://example.org/a",
    "two_b.csv": "C3.1,2025-12-31,41,,,approved,https://example.org/b",
    "one_file.csv": (
        "A1.1,2025-12-31,40,,,approved,https://example.org/a\nA1.1,2025-12-31,45,,,approved,https://example.org/a"
    ),
    "restated.csv": (
        "A1.2,2019-12-31,14.29,28,196,approved,https://wiki.afris.org/pages/viewpage.action?pageId=98463279\n"
        "B3.1,2020-12-31,0,,,rejected,https://wiki.afris.org/display/4STRAT/Objective+B3+-+GAFOLUP+Helpdesk"
    ),
    "negative_share.csv": "D4.1,2025-12-31,-5,,,approved,https://example.org/a",
    "negative_parts.csv": "D2.1,2025-12-31,,-1,5,approved,https://example.org/a",
    "future.csv": "C2.1,2029-12-31,4,,,approved,https://example.org/a",
    "no_number.csv": "C1.2,2025-12-31,NaN,,,approved,https://example.org/a",
    "infinite.csv": "C1.2,2025-12-31,inf,,,approved,https://example.org/a",
    "too_large.csv": "C1.2,2025-12-31,1e200,,,approved,https://example.org/a",
}
# What the shipped strategy would have to say for each kind of fault; every indicator is otherwise assessable.
STATED = {
    "A1.1": {"baseline_value": "10"},
    "B1.1": {"baseline_value": "-1"},
    "B2.1": {"direction": "decrease"},
    "C1.2": {"baseline_value": "1"},
    "C2.1": {"baseline_value": "1"},
    "D1.1": {"baseline_value": "0", "target_2030": "inf"},
    "E1.1": {"baseline_value": "0", "baseline_year": "2020", "target_2030": "NaN"},
    "D2.1": {"baseline_value": "1", "source_of_values": "observed"},
    "D4.1": {"baseline_value": "1", "source_of_values": "observed"},
    "F1.1": {"baseline_value": "6", "baseline_year": "2031"},
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> running.Outcome:
    data, strategy = tmp_path_factory.mktemp("bad"), tmp_path_factory.mktemp("run_settings") / "strategy"
    (data / "inbox").mkdir()
    for name, lines in SENT.items():
        (data / "inbox" / name).write_text(HEADERS + lines + "\n", encoding="utf-8")
    shutil.copytree(STRATEGY, strategy)
    state(strategy / "indicators.csv")
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(FOLDERS, "strategy", replace(FOLDERS["strategy"], folder=strategy))
        return running.run(data=data, inbox=None, iati=None, as_of=AS_OF, show_progress=False)


def state(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with path.open("w", encoding="utf-8", newline="") as lines:
        written = csv.DictWriter(lines, rows[0])
        written.writeheader()
        written.writerows(row | STATED.get(row["indicator_code"], {}) for row in rows)


@pytest.fixture(scope="module")
def problems(outcome: running.Outcome) -> pd.DataFrame:
    return releases.read(released(outcome).path, "marts.problems")


@pytest.fixture(scope="module")
def reasons(outcome: running.Outcome) -> dict[str, str]:
    progress = releases.read(released(outcome).path, "marts.objective_progress")
    assert set(progress.loc[progress["reason"].notna(), "status"]) == {"cannot_be_assessed"}
    return progress[progress["horizon"] == 2030].set_index("indicator_code")["reason"].to_dict()


@pytest.mark.parametrize(
    ("file", "rule_id", "code", "reason"),
    [
        ("two_a.csv", "OBS-106", "C3.1", "only_unapproved"),
        ("two_b.csv", "OBS-106", "C3.1", "only_unapproved"),
        ("one_file.csv", "OBS-106", "A1.1", "only_unapproved"),
        ("negative_share.csv", "OBS-102", "D4.1", "no_observation"),
        ("negative_parts.csv", "OBS-102", "D2.1", "no_observation"),
        ("future.csv", "OBS-105", "C2.1", "no_observation"),
        ("no_number.csv", "OBS-001", "C1.2", "no_observation"),
        ("infinite.csv", "VAL-002", "C1.2", "no_observation"),
        ("too_large.csv", "VAL-002", "C1.2", "no_observation"),
    ],
)
def test_an_observation_that_cannot_be_is_told_and_leaves_a_reason(problems, reasons, file, rule_id, code, reason):
    findings = problems[(problems["source_file"] == file) & (problems["rule_id"] == rule_id)]
    assert set(findings["source_row"]) == ({2, 3} if file == "one_file.csv" else {2})
    assert reasons[code] == reason


@pytest.mark.parametrize(
    ("rule_id", "code", "value", "reason"),
    [
        ("OBS-112", "F1.1", "2031", "no_baseline"),
        ("OBS-113", "B2.1", "2.0", "no_target"),
        ("OBS-114", "B1.1", "-1.0", "no_baseline"),
        ("OBS-114", "D1.1", "inf", "no_target"),
        ("OBS-114", "E1.1", "NaN", "wording_not_available"),
    ],
)
def test_a_term_of_the_strategy_that_cannot_be_is_told_and_leaves_a_reason(
    problems, reasons, rule_id, code, value, reason
):
    findings = problems[(problems["rule_id"] == rule_id) & (problems["value"] == value)]
    assert (findings["source_file"] == "strategy/indicators.csv").all() and len(findings) >= 1
    assert reasons[code] == reason


def test_each_of_two_contradicting_rows_names_the_other(problems):
    messages = problems[problems["rule_id"] == "OBS-106"].set_index("source_file")["message"]
    assert "41 in two_b.csv, row 2" in messages["two_a.csv"]
    assert "40 in two_a.csv, row 2" in messages["two_b.csv"]


def test_a_restated_row_replaces_that_of_the_record_and_says_so_when_it_differs(outcome, problems, reasons):
    findings = problems[problems["rule_id"] == "OBS-116"].sort_values("message")
    assert findings[["origin", "severity"]].to_numpy().tolist() == [["record", "info"]] * 2
    differing, same = findings["message"]
    assert "restated.csv, row 3: 0 (rejected)" in differing
    assert same.startswith("The same observation is reported again later") and "restated.csv" in same
    observed = releases.read(released(outcome).path, "marts.observations").set_index("indicator_code")
    assert observed.loc["B3.1", "status"] == "rejected"
    assert reasons["B3.1"] == "only_unapproved"
    assert (observed.loc["A1.2", "source_file"] == "restated.csv").any()


def test_the_run_goes_on_and_publishes_everything_else(outcome):
    assert outcome.errors == []
    assert len(releases.read(released(outcome).path, "marts.objectives")) == 48
