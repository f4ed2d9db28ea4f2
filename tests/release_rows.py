"""Rows of marts for small releases, restated by hand: coverage, money, agreements, calls, files and findings.

Belongs here: rows. Does not: the strategy, or writing a release.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product
from typing import Any

Rows = list[dict[str, Any]]

OBSERVED = (
    ("A1.2", "2019-12-31", 14.29),
    ("A2.1", "2020-01-31", 4.0),
    ("B2.1", "2020-12-31", 0.0),
    ("B3.1", "2020-12-31", 0.0),
    ("C3.1", "2020-12-31", 20.0),
)
PARTNERSHIPS = (
    ("Alliance of the South", "2022-02-18", 5.0, "2027-02-18", True, 88, "ending_within_12_months"),
    ("Grant giver", "2021-12-01", None, "2023-03-31", False, -1332, "ended"),
    ("Office giver", None, None, None, False, None, "undated"),
)
BUDGETS = (("sought in total", 961_000.0), ("sought for core costs", 721_000.0), ("available", 450_000.0))
RECORD_CELLS: Rows = [
    {
        "region_code": "142",
        "projects_count": 9,
        "committed_eur": 7_100_000.0,
        "coverage_state": "funding_without_activity",
    },
    {"projects_count": 2, "committed_eur": 23_900_000.0, "coverage_state": "funding_without_activity"},
]
RECORD_COUNTRIES: Rows = [
    {"country_code": "IDN", "region_code": "142", "projects_count": 9, "committed_eur": 7_100_000.0}
]
FUNDER = {"funder_id": "GB-1", "funder_name": "Space agency", "year": 2018, "money_stream": "ground"}
RECORD_INVESTMENTS: Rows = [
    {**FUNDER, "state": "committed", "amount_eur": 31_000_000.0, "contributions_count": 12},
    {**FUNDER, "state": "disbursed", "amount_eur": 21_000_000.0, "contributions_count": 30},
]
CALLS: Rows = [
    {
        "call_code": "1",
        "opened_on": "2019-07-15",
        "closed_on": "2019-09-30",
        "received_count": 13,
        "in_line_count": 4,
        "recommendations_count": 9,
    }
]
FILES: Rows = [
    {
        "origin": "record",
        "source_file": "observations.csv",
        "stream": "observations",
        "rows_read": 5,
        "rows_admitted": 5,
        "newest_on": "2020-12-31",
        "is_stale": True,
        "status": "read",
    },
    {
        "origin": "inbox",
        "source_file": "broken.xlsx",
        "stream": "projects",
        "status": "refused",
        "refusal": "It is not a workbook.",
    },
]
PROBLEMS: Rows = [
    {
        "rule_id": "PRJ-012",
        "severity": "error",
        "origin": "inbox",
        "stream": "projects",
        "source_file": "in.xlsx",
        "source_sheet": "Projects",
        "source_row": 17,
        "column": "objectives",
        "value": "=C3; <b>C7</b>",
        "message": "C7 is not one of the 24 objectives.",
        "fix": "Closest: C1, C2, C3, C4.",
    },
]
RECONCILED = {
    "cut": "by objective",
    "explanation": "The parts add up.",
    "total": "committed money",
    "unit": "EUR",
    "total_value": 31e6,
    "parts_value": 31e6,
    "difference": 0.0,
}
LEFT_OUT = {
    "total": "ground cash, committed, as reported",
    "unit": "EUR",
    "left_out_reason": "suspended",
    "left_out_value": 4.1e6,
    "left_out_count": 1,
}
PARTNERS = {"as_of": "2021-11-10", "partners_count": 650, "note": "nearly", "source": "a page"}


def register_tables(place: dict[str, Any]) -> dict[str, Rows]:
    """What the registers of the Initiative hold, each row with the place it was read from."""
    return {
        "partnerships": [agreement(number, place) for number in range(1, len(PARTNERSHIPS) + 1)],
        "budgets": [{**place, "budget_year": 2020, "item": item, "budget_eur": amount} for item, amount in BUDGETS],
        "calls": [{**place, **call} for call in CALLS],
        "sources": FILES,
        "problems": PROBLEMS,
        "reconciliation": [RECONCILED],
        "exclusions": [LEFT_OUT],
        "partner_counts": [{**place, **PARTNERS}],
    }


def agreement(number: int, place: dict[str, Any]) -> dict[str, Any]:
    """The agreement of this number."""
    name, start, years, end, computed, days, standing = PARTNERSHIPS[number - 1]
    return {
        **place,
        "partnership_number": number,
        "organisation_name": name,
        "agreement_text": "MoU",
        "agreement_types": "mou",
        "starts_on": start,
        "duration_years": years,
        "ends_on": end,
        "is_end_computed": computed,
        "days_to_end": days,
        "standing": standing,
    }


def empty_cells(codes: Iterable[str], regions: Iterable[str]) -> Rows:
    """The cells of a grid for which nothing was reported."""
    return [
        {"objective_code": code, "region_code": region, "projects_count": 0, "coverage_state": "nothing_reported"}
        for code, region in product(codes, regions)
    ]


def cell(code: str, region: str, state: str, as_of: date) -> dict[str, Any]:
    """A cell of the grid in this state, with figures that make it so."""
    asked = 4e6 if state in ("activity_unfunded", "partly_funded", "funded") else None
    committed = {"partly_funded": 1e6, "funded": 4e6, "funding_without_activity": 2e6, "activity_unfunded": 0.0}.get(
        state
    )
    gap = None if asked is None or committed is None else asked - committed
    return {
        "objective_code": code,
        "region_code": region,
        "coverage_state": state,
        "projects_count": 3 if asked else 0,
        "asked_eur": asked,
        "committed_eur": committed,
        "gap_eur": gap,
        "unmet_eur": gap,
        "gap_score": 70.0 if gap else None,
        "score_lacks": None if gap else "parts" if asked else "projects;parts",
        "unmet_part": gap / asked if gap and asked else None,
        "thinness_part": 1.0 if gap else None,
        "staleness_part": 0.5 if gap else None,
        "latest_reported_on": as_of - timedelta(days=90) if asked else None,
    }
