"""What a register lacks is asked once, and what is reported is asked no more."""

from datetime import date

import pandas as pd
import pytest

from pipelines.rules.questions import registers
from pipelines.rules.questions.asking import READ, questions_of
from pipelines.rules.questions.question import OPEN, Question, in_order
from sources.streams import codes, streams
from tests.factories import rows
from warehouse.contracts import TABLES

AS_OF = date(2026, 11, 22)
REPORTED = {
    "leader_seats_count": 1,
    "vacant_leader_seats_count": 0,
    "representative_seats_count": 5,
    "vacant_representative_seats_count": 0,
    "members_count": 6,
    "reports_due_count": 2,
    "reports_sent_count": 2,
    "delphi_activities_count": 4,
}
SUPPORTED, TAKING_PART = "derived:supported_projects_per_year", "derived:partners_in_partnerships"
INDICATORS = rows(
    "marts.indicators",
    indicator_code=["A2.1", "D4.1"],
    objective_code=["A2", "D4"],
    source_of_values=[SUPPORTED, TAKING_PART],
)


def forces(*changes: dict[str, int | None]) -> pd.DataFrame:
    """Task forces that report everything, but for the changes."""
    every = [{**REPORTED, **change} for change in changes]
    columns = {name: [one[name] for one in every] for name in REPORTED}
    return rows("marts.task_forces", objective_code=[f"A{place}" for place in range(1, len(every) + 1)], **columns)


def kinds(questions: list[Question]) -> list[tuple[str, tuple[str, ...], int]]:
    return [(one.kind, one.objectives, one.count) for one in questions]


def test_a_task_force_that_reports_everything_is_asked_nothing() -> None:
    assert list(registers.of_task_forces(forces({}))) == []
    assert list(registers.of_calendar(forces({}))) == []


@pytest.mark.parametrize(
    ("change", "kind", "count"),
    [
        ({"leader_seats_count": None, "members_count": None, "vacant_leader_seats_count": None}, "seats", 1),
        ({"leader_seats_count": 0, "vacant_leader_seats_count": 1}, "leader", 1),
        ({"vacant_representative_seats_count": 3}, "representatives", 3),
        ({"reports_sent_count": 0}, "reports_due", 2),
        ({"reports_sent_count": None, "reports_due_count": None}, "reports", 1),
        ({"delphi_activities_count": None}, "plan", 1),
    ],
)
def test_each_gap_of_a_task_force_gives_exactly_its_question(
    change: dict[str, int | None], kind: str, count: int
) -> None:
    assert kinds(list(registers.of_task_forces(forces(change, {})))) == [(kind, ("A1",), count)]


def test_what_several_task_forces_lack_alike_is_asked_once_and_names_them() -> None:
    lacking = {"delphi_activities_count": None}
    (one,) = registers.of_task_forces(forces(lacking, {}, lacking))
    assert one.objectives == ("A1", "A3") and dict(one.cells)["objective"] == OPEN


def test_a_calendar_is_asked_for_only_where_no_report_can_be_said_to_be_due() -> None:
    assert kinds(list(registers.of_calendar(forces({"reports_due_count": None})))) == [("calendar", (), 1)]
    assert list(registers.of_calendar(forces({"reports_due_count": None}, {}))) == []


def test_calls_agreements_facilities_and_years_without_what_belongs_to_them_are_asked_for() -> None:
    calls = rows("marts.calls", call_code=["1", "2"], in_line_count=[4, None])
    (call,) = registers.of_calls(calls, INDICATORS)
    assert (call.row_key, call.objectives, dict(call.cells)["call"]) == ("2", ("A2",), "2")
    agreements = rows("marts.partnerships", partnership_number=[1, 2], standing=["undated", "ended"])
    (agreement,) = registers.of_agreements(agreements, INDICATORS)
    assert (agreement.objectives, dict(agreement.cells)["number"]) == (("D4",), "1")
    facilities = rows("marts.facilities", facility_code=["CF1", "CF2"], label_en=[None, "Governance"])
    assert [one.row_key for one in registers.of_facilities(facilities)] == ["CF1"]
    budgets = rows("marts.budgets", budget_year=[2020, 2021], item=["sought", "sought"])
    assert [one.row_key for one in registers.of_budget(budgets, AS_OF)] == ["2021"]
    assert [one.row_key for one in registers.of_budget(budgets.head(0), AS_OF)] == [""]
    assert list(registers.of_budget(budgets.assign(budget_year=2025), AS_OF)) == []


def test_every_row_names_fields_and_codes_of_its_stream() -> None:
    gaps = {"vacant_representative_seats_count": 3, "reports_sent_count": 0, "delphi_activities_count": None}
    everything = [
        *registers.of_task_forces(forces({**gaps, "leader_seats_count": None, "members_count": None}, gaps)),
        *registers.of_calls(rows("marts.calls", call_code=["1"], in_line_count=[None]), INDICATORS),
        *registers.of_agreements(rows("marts.partnerships", standing=["undated"]), INDICATORS),
        *registers.of_budget(rows("marts.budgets", budget_year=[2020]), AS_OF),
    ]
    assert {one.stream for one in everything} > {"memberships", "activities", "delphi_items", "calls"}
    for one in everything:
        fields = streams()[one.stream].by_name
        for name, value in one.cells:
            enum = fields[name].enum
            assert value == OPEN or not enum or value in {code.code for code in codes()[enum]}, (one, name)


def test_those_come_first_that_would_settle_most() -> None:
    alone = Question("target", "secretariat", objectives=("F1",), needed=((2030, 1),))
    both = Question("later_value", "task_force", objectives=("E1",), needed=((2030, 1), (2050, 1)))
    half = Question("baseline", "secretariat", objectives=("A1",), needed=((2030, 2), (2050, 2)))
    quarter = Question("wording", "secretariat", objectives=("A1",), needed=((2030, 4),))
    touches = Question("state", "task_force", objectives=("A1",), touched=(2030,))
    nothing, whole = Question("plan", "secretariat", objectives=("A1",)), Question("budget", "secretariat")
    assert in_order([whole, nothing, touches, quarter, half, alone, both]) == (
        *(both, alone, half, quarter, touches, nothing, whole),
    )


def test_a_release_without_rows_asks_for_the_budget_alone() -> None:
    tables = {name: TABLES[f"marts.{name}"].empty() for name in READ}
    assert [one.kind for one in questions_of(tables, AS_OF)] == ["budget"]
