"""Years that no plan reaches, fiscal years, quarters, and examples left in: one verdict in check and run, and told."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.admission.admitting import admit
from sources.admission.periods import is_fiscal, read_span
from sources.admission.values import Unreadable
from sources.feedback.checking import check
from sources.feedback.templates import template
from sources.streams import streams
from tests.sources.rows_sent import AS_OF, GOOD, REFERENCE, admitted, raw_rows, rules_found

EXAMPLE = {each.name: each.example or None for each in streams()["observations"].fields}


@pytest.mark.parametrize(
    "text", ["FY2023/24", "2023/24", "2023-24", "2010-11", "2023-2024", "FY 2024", "Exercice 2023-2024"]
)
def test_a_fiscal_year_is_held_with_the_way_out(text: str) -> None:
    admission = admitted(projects={**GOOD["projects"], "start": text})
    assert rules_found(admission) == ["VAL-004"] and '"fiscal"' in admission.problems["parameters"].iloc[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q3 2025", date(2025, 7, 1), date(2025, 9, 30)),
        ("T4 2024", date(2024, 10, 1), date(2024, 12, 31)),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("H2 2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("July 2023 - June 2024", date(2023, 7, 1), date(2024, 6, 30)),
        ("janvier à mars 2024", date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_quarters_and_spans_are_read_by_the_calendar_and_told(text: str, first: date, last: date) -> None:
    assert (read_span(text, "first"), read_span(text, "last")) == (first, last)
    assert rules_found(admitted(projects={**GOOD["projects"], "start": text, "end": "2040"})) == ["VAL-018"]


@given(st.integers(1990, 2098), st.sampled_from(["{0}/{1}", "{0}-{1}", "FY{0}/{1}", "FY {0}-{1}"]), st.booleans())
def test_a_year_into_the_next_is_never_a_day(year: int, form: str, is_short: bool) -> None:
    text = form.format(year, f"{year + 1}"[2:] if is_short else year + 1)
    assert is_fiscal(text)
    with pytest.raises(Unreadable):
        read_span(text, "last")


@pytest.mark.parametrize("text", ["2023-12", "2024-03-01", "03/2024", "2024", "July 2024", "2024/2"])
def test_months_years_and_days_stay_free_of_findings(text: str) -> None:
    assert rules_found(admitted(projects={**GOOD["projects"], "start": text})) == []


@pytest.mark.parametrize("day", ["2122-01-01", "2122", "01.01.2122"])
@pytest.mark.parametrize(
    ("stream", "field"), [("projects", "start"), ("projects", "end"), ("funding", "date"), ("observations", "date")]
)
def test_a_year_beyond_the_century_is_held_in_every_stream(stream: str, field: str, day: str) -> None:
    assert "VAL-004" in rules_found(admitted(**{stream: {**GOOD[stream], field: day}}))


def test_a_day_after_every_horizon_is_told_and_the_horizon_is_not() -> None:
    assert rules_found(admitted(projects={**GOOD["projects"], "end": "2061"})) == ["VAL-019"]
    assert rules_found(admitted(projects={**GOOD["projects"], "end": "2060"})) == []


@pytest.mark.parametrize("is_trial", [True, False])
def test_a_changed_row_with_an_example_left_in_is_admitted_by_check_and_run_alike(is_trial: bool) -> None:
    row = {**GOOD["observations"], "note": EXAMPLE["note"]}
    found = admit({"observations": raw_rows("observations", row)}, REFERENCE, AS_OF, is_trial)
    assert rules_found(found) == ["ROW-003"] and len(found.tables["observations"]) == 1


@pytest.mark.parametrize("is_trial", [True, False])
def test_the_example_row_beside_data_is_held_by_check_and_run_alike(is_trial: bool) -> None:
    found = admit({"observations": raw_rows("observations", EXAMPLE, GOOD["observations"])}, REFERENCE, AS_OF, is_trial)
    assert "ROW-004" in rules_found(found) and len(found.tables["observations"]) == 1


def test_a_template_as_it_was_made_passes_the_check(tmp_path: Path) -> None:
    template("observations", tmp_path / "t.xlsx", "fr")
    assert not check([tmp_path / "t.xlsx"]).has_held
