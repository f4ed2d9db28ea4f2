"""What the registers of the Initiative lack, as questions: seats, reports, plans, results of calls, dates, a budget.

Missing is not zero: a task force of which nobody reported a seat is asked who sits in it, not to fill a vacant one.
Does not belong here: what verdicts wait for (`verdicts`).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from pipelines.rules.progress.needs import SECRETARIAT, TASK_FORCE
from pipelines.rules.questions.question import OPEN, Cells, Question

SEATS, LEADER, REPRESENTATIVES = "seats", "leader", "representatives"
REPORTS, REPORTS_DUE, CALENDAR = "reports", "reports_due", "calendar"
PLAN, CALL, AGREEMENT, FACILITY, BUDGET = "plan", "call", "agreement", "facility", "budget"
# The rule that counts from a register, and so names the objective that the register is of.
COUNTS_CALLS, COUNTS_AGREEMENTS = "derived:supported_projects_per_year", "derived:partners_in_partnerships"
UNDATED = "undated"
SEAT: Cells = (("organisation", OPEN), ("country", OPEN), ("joined_on", OPEN))
REPORT: Cells = (("type", "report"), ("title", OPEN), ("date", OPEN), ("note", OPEN))
# Of what a task force lacks: the stream, who can supply it, and what stands in its row beside the objective.
ROWS: dict[str, tuple[str, str, Cells]] = {
    SEATS: ("memberships", SECRETARIAT, (("role", OPEN), *SEAT)),
    LEADER: ("memberships", SECRETARIAT, (("role", "leader"), *SEAT)),
    REPRESENTATIVES: ("memberships", SECRETARIAT, (("role", "regional_representative"), ("region", OPEN), *SEAT)),
    REPORTS: ("activities", TASK_FORCE, REPORT),
    REPORTS_DUE: ("activities", TASK_FORCE, REPORT),
    PLAN: ("delphi_items", SECRETARIAT, (("kind", "activity"), ("text", OPEN), ("category", OPEN), ("projects", OPEN))),
}
Row = Mapping[str, Any]


def of_task_forces(task_forces: pd.DataFrame) -> Iterator[Question]:
    """What nobody has reported of the task forces, and what is vacant or due; what several lack alike is asked once."""
    lacking: dict[tuple[str, int], list[str]] = {}
    for row in task_forces.to_dict("records"):
        for kind, count in _lacks(row):
            lacking.setdefault((kind, count), []).append(str(row["objective_code"]))
    for (kind, count), codes in lacking.items():
        stream, supplier, cells = ROWS[kind]
        named = ("objective", codes[0] if len(codes) == 1 else OPEN)
        yield Question(kind, supplier, stream, (named, *cells), tuple(codes), count=count)


def _lacks(row: Row) -> Iterator[tuple[str, int]]:
    """The kinds of question that a task force is asked, each with how many of the things are missing."""
    if _is_unknown(row, "leader_seats_count") and _is_unknown(row, "members_count"):
        yield SEATS, 1
    vacant = {LEADER: "vacant_leader_seats_count", REPRESENTATIVES: "vacant_representative_seats_count"}
    yield from ((kind, _number(row, name)) for kind, name in vacant.items() if _number(row, name))
    sent, due = _number(row, "reports_sent_count"), _number(row, "reports_due_count")
    if due > sent:
        yield REPORTS_DUE, due - sent
    elif not sent:
        yield REPORTS, 1
    if _is_unknown(row, "delphi_activities_count"):
        yield PLAN, 1


def of_calendar(task_forces: pd.DataFrame) -> Iterator[Question]:
    """How often a task force reports, where no release can say how many reports are due."""
    if len(task_forces) and task_forces["reports_due_count"].isna().all():
        yield Question(CALENDAR, SECRETARIAT)


def of_calls(calls: pd.DataFrame, indicators: pd.DataFrame) -> Iterator[Question]:
    """What came out of each call of which no result is known."""
    for row in calls[calls["in_line_count"].isna()].to_dict("records"):
        code = str(row["call_code"])
        cells = (
            ("call", code),
            ("received", OPEN),
            ("in_line", OPEN),
            ("recommendations_only", OPEN),
            ("source", OPEN),
        )
        yield Question(CALL, SECRETARIAT, "calls", cells, _objective(indicators, COUNTS_CALLS), row_key=code)


def of_agreements(agreements: pd.DataFrame, indicators: pd.DataFrame) -> Iterator[Question]:
    """From when to when each agreement runs that has no dates."""
    for row in agreements[agreements["standing"] == UNDATED].to_dict("records"):
        cells = (
            ("number", str(row["partnership_number"])),
            ("organisation", str(row["organisation_name"])),
            ("start", OPEN),
            ("duration_years", OPEN),
            ("end", OPEN),
            ("source", OPEN),
        )
        objective = _objective(indicators, COUNTS_AGREEMENTS)
        key = str(row["organisation_name"])
        yield Question(AGREEMENT, SECRETARIAT, "partnerships", cells, objective, row_key=key)


def of_facilities(facilities: pd.DataFrame) -> Iterator[Question]:
    """What each facility without a name is called."""
    for code in facilities.loc[facilities["label_en"].isna(), "facility_code"]:
        yield Question(FACILITY, SECRETARIAT, row_key=str(code))


def of_budget(budgets: pd.DataFrame, as_of: date) -> Iterator[Question]:
    """The budget of the Initiative for the years after the last one published, up to the year before the day."""
    last = int(budgets["budget_year"].max()) if len(budgets) else 0
    if last < as_of.year - 1:
        cells = (("year", OPEN), ("item", OPEN), ("amount_eur", OPEN), ("source", OPEN))
        yield Question(BUDGET, SECRETARIAT, "budgets", cells, row_key=str(last) if last else "")


def _objective(indicators: pd.DataFrame, source_of_values: str) -> tuple[str, ...]:
    """The objective of the indicator that is counted from a register."""
    return tuple(indicators.loc[indicators["source_of_values"] == source_of_values, "objective_code"].head(1))


def _is_unknown(row: Row, name: str) -> bool:
    return bool(pd.isna(row[name]))


def _number(row: Row, name: str) -> int:
    return 0 if pd.isna(row[name]) else int(row[name])
