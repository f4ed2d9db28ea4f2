"""Made-up rows of a demonstration: what the pages of funders and task forces show where there is much to show.

Belongs here: rows of marts. Does not: the strategy, or writing a release.
"""

from datetime import date, timedelta
from itertools import product
from typing import Any

from tests.release_rows import Rows
from warehouse.contracts.codes import SIC_STAGES

DEMONSTRATION_COUNTRIES: Rows = [
    {
        "objective_code": "C3",
        "country_code": "KEN",
        "region_code": "002",
        "projects_count": 2,
        "committed_eur": 1_000_000.0,
    }
]
TASK_FORCE = {
    "leader_seats_count": 1,
    "vacant_leader_seats_count": 0,
    "representative_seats_count": 4,
    "vacant_representative_seats_count": 1,
    "members_count": 12,
    "activities_90_days_count": 0,
    "activities_365_days_count": 3,
    "reports_due_count": 2,
    "reports_sent_count": 1,
    "idea_count": 2,
    "funded_count": 1,
}
LIKELY_DOUBLE = {
    "contribution_id_a": "X-1",
    "contribution_id_b": "Y-1",
    "giver": "Funder X",
    "receiver": "Funder Y",
    "year": 2025,
    "state": "committed",
    "amount_a": 1e6,
    "currency_code_a": "EUR",
    "amount_b": 1.01e6,
    "currency_code_b": "EUR",
    "difference_share": 0.0099,
    "alike_count": 2,
    "alike_files_count": 2,
}
STAGES = SIC_STAGES[:7]


def portfolio(place_of: dict[str, Any], as_of: date) -> dict[str, Rows]:
    """Open projects at every stage, their money and their Delphi activities, what rests on one funder, a likely double."""
    projects = _projects(place_of)
    return {
        "projects": projects,
        "opportunities": _open_projects(projects[:6], as_of),
        "pipeline": _pipeline(projects, as_of),
        "delphi_activities": _delphi(place_of),
        "concentration": _concentration(),
        "likely_doubles": [LIKELY_DOUBLE],
    }


def investments() -> Rows:
    """What two funders gave in two years, in every state of money."""
    return [
        {
            "objective_code": code,
            "funder_id": funder,
            "funder_name": f"Funder {funder}",
            "year": year,
            "money_stream": "ground",
            "state": state,
            "amount_eur": 500_000.0 * (place + 1),
            "contributions_count": 1,
        }
        for place, (code, funder) in enumerate(product(("A1", "C3"), ("X", "Y")))
        for year in (2024, 2025)
        for state in ("asked", "pledged", "committed", "disbursed")
    ]


def _projects(place_of: dict[str, Any]) -> Rows:
    """Projects of which each has a title and a summary."""
    return [
        {
            **place_of,
            "project_id": f"DEMO-{place}",
            "version": 1,
            "is_current": True,
            "title": f"Living soils of valley {place}, restored with its farmers",
            "summary": "Farmers restore worn slopes with trees, compost and terraces, and measure what it changes.",
            "source_file": "demonstration.xlsx",
        }
        for place in range(1, 15)
    ]


def _open_projects(projects: Rows, as_of: date) -> Rows:
    """Projects that look for money, at several stages and with gaps."""
    return [
        {
            "project_id": row["project_id"],
            "title": row["title"],
            "lead": "Institute of made-up drylands",
            "objectives": "A2;C2" if place % 2 else "C2",
            "countries": "KEN;ETH" if place % 3 else "PER",
            "regions": "002" if place % 3 else "019",
            "stage": STAGES[place % 4],
            "asked_eur": None if place == 5 else 1_200_000.0 * (place + 1),
            "committed_eur": None if place == 5 else 300_000.0 * place,
            "gap_eur": None if place == 5 else 1_200_000.0 + 900_000.0 * place,
            "assessment": ("in_line", "recommendations", None)[place % 3],
            "has_letter_of_support": bool(place % 2) or None,
            "sdgs": "2;13;15" if place % 2 else None,
            "updated_on": as_of - timedelta(days=40 * place),
        }
        for place, row in enumerate(projects)
    ]


def _pipeline(projects: Rows, as_of: date) -> Rows:
    """Every project at its stage, some of them stuck."""
    return [
        {
            "objective_code": "C2" if place % 2 else "A2",
            "project_id": row["project_id"],
            "title": row["title"],
            "stage": STAGES[place % 7],
            "stage_since_on": as_of - timedelta(days=35 * place),
            "days_in_stage": 35 * place,
            "is_stuck": place % 7 == 1 and 35 * place > 180,
            "lacks_feedback": place % 7 == 1,
            "link_basis": "declared",
        }
        for place, row in enumerate(projects)
    ]


def _delphi(place_of: dict[str, Any]) -> Rows:
    """Activities of which one is taken up by a project."""
    return [
        {
            **place_of,
            "delphi_item_id": f"D{place}",
            "objective_code": "A2",
            "projects_count": int(place == 1),
            "summary": f"Train advisers in region {place}",
            "projects": "DEMO-1" if place == 1 else None,
        }
        for place in range(1, 5)
    ]


def _concentration() -> Rows:
    """Money that rests on one or two funders."""
    return [
        {
            "objective_code": code,
            "state": "committed",
            "funders_count": count,
            "given_eur": 4e6,
            "largest_share": share,
            "largest_funder_name": "Funder X",
            "agreements_count": 1,
            "expiring_agreements_count": 1,
        }
        for code, count, share in (("A1", 1, 1.0), ("C3", 2, 0.8), (None, 2, 0.6))
    ]
