"""Small releases for page tests: the strategy of the repository, a handful of facts restated by hand, the contract's DDL.

`publish_record` is the published record in little; `publish_demonstration` fills every class and state with made-up rows.
"""

import json
from datetime import date, datetime, timedelta
from itertools import cycle, product
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from pipelines.steps.scoring import progress
from tests.demonstration import portfolio
from tests.places import SOURCES
from warehouse.contracts import TABLES
from warehouse.contracts.codes import COVERAGE_STATES
from warehouse.storage import embedded

STRATEGY = SOURCES / "strategy"
AS_OF = date(2026, 11, 22)
REGIONS = ("002", "019", "142", "150", "009")
FILLED = {
    "text": "stated",
    "integer": 0,
    "number": 0.0,
    "boolean": False,
    "date": AS_OF,
    "instant": datetime(2026, 11, 22),
}
PLACE = {"origin": "record", "source_file": "record.csv", "source_row": 2}
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


def publish_record(data: Path) -> Path:
    """A release of the published record in little; returns its file."""
    tables = _strategy_tables(_observations(OBSERVED))
    tables.update(_register_tables())
    tables["coverage_gaps"] = [
        *_cells("nothing_reported"),
        {
            "region_code": "142",
            "projects_count": 9,
            "committed_eur": 7100000.0,
            "coverage_state": "funding_without_activity",
        },
        {"projects_count": 2, "committed_eur": 23900000.0, "coverage_state": "funding_without_activity"},
    ]
    tables["country_coverage"] = [
        {"country_code": "IDN", "region_code": "142", "projects_count": 9, "committed_eur": 7_100_000.0}
    ]
    tables["investments"] = [
        {
            "funder_id": "GB-1",
            "funder_name": "Space agency",
            "year": 2018,
            "money_stream": "ground",
            "state": "committed",
            "amount_eur": 31_000_000.0,
            "contributions_count": 12,
        },
        {
            "funder_id": "GB-1",
            "funder_name": "Space agency",
            "year": 2018,
            "money_stream": "ground",
            "state": "disbursed",
            "amount_eur": 21_000_000.0,
            "contributions_count": 30,
        },
    ]
    return _write(data, "2026-11-22-record", tables, False)


def publish_demonstration(data: Path) -> Path:
    """A release in which every class, coverage state and stage occurs; all of it made up."""
    values = cycle((300.0, 60.0, 45.0, 30.0, -5.0))
    indicators = _strategy("indicators")
    told = indicators[indicators["kind"].isin(["count", "share", "rate"])]
    rows = [(code, "2025-12-31", min(next(values), 100.0)) for code in told["indicator_code"]]
    tables = _strategy_tables(_observations([*OBSERVED, *rows]), baseline=20.0)
    tables.update(_register_tables())
    states = cycle(COVERAGE_STATES)
    tables["coverage_gaps"] = [_cell(code, region, next(states)) for code, region in product(_codes(), REGIONS)]
    tables["country_coverage"] = [
        {
            "objective_code": "C3",
            "country_code": "KEN",
            "region_code": "002",
            "projects_count": 2,
            "committed_eur": 1_000_000.0,
        }
    ]
    tables["investments"] = [
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
    tables["task_forces"] = [
        {
            "objective_code": code,
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
        for code in _codes()
    ]
    tables |= portfolio(PLACE, AS_OF)
    return _write(data, "2026-11-22-demonstration", tables, True)


def _strategy(name: str) -> pd.DataFrame:
    contract = TABLES.get(f"core.{name}")
    frame = pd.read_csv(STRATEGY / f"{name}.csv", dtype=str)
    for column in contract.columns if contract else ():
        if column.name in frame and column.kind in ("integer", "number"):
            frame[column.name] = pd.to_numeric(frame[column.name])
    return frame


def _codes() -> list[str]:
    return list(_strategy("objectives")["objective_code"])


def _observations(rows: Any) -> Rows:
    return [
        {
            **PLACE,
            "observation_id": f"o{place}",
            "indicator_code": code,
            "observed_on": observed_on,
            "value": value,
            "status": "approved",
            "basis": "reported",
            "evidence": "https://example.org",
            "source_row": place + 2,
        }
        for place, (code, observed_on, value) in enumerate(rows)
    ]


def _strategy_tables(observations: Rows, baseline: float | None = None) -> dict[str, Any]:
    indicators, objectives, goals = _strategy("indicators"), _strategy("objectives"), _strategy("goals")
    if baseline is not None:
        indicators["baseline_value"] = indicators["baseline_value"].fillna(baseline)
    steps, links = _strategy("milestones"), _strategy("facility_objectives")
    steps = steps.assign(state="not_reported", reached_on=None, as_of=None, days_overdue=None, **PLACE)
    steps.loc[steps["milestone_code"].str.startswith("F3"), "state"] = "not_started"
    observed = pd.DataFrame(observations)
    for name in ("numerator", "denominator"):
        observed[name] = None
    observed["observed_on"] = pd.to_datetime(observed["observed_on"])
    due = steps.assign(due_on=pd.to_datetime(steps["due_on"]), reached_on=pd.to_datetime(steps["reached_on"]))
    tables: dict[str, Any] = progress(
        goals, objectives, indicators, observed, due.assign(label=due["label_en"]), links, AS_OF
    )
    facilities = _strategy("facilities").assign(
        objectives_count=0, assessed_count=0, worst_objective_code=None, projects_count=None
    )
    listed = links.groupby("facility_code")["objective_code"].agg("; ".join)
    facilities["objectives"] = facilities["facility_code"].map(listed)
    facilities["objectives_count"] = facilities["facility_code"].map(links["facility_code"].value_counts()).fillna(0)
    tables |= {"indicators": indicators, "milestones": due, "observations": observations, "facilities": facilities}
    tables["regions"] = _strategy("regions")
    tables["countries"] = _strategy("countries")
    tables["task_forces"] = [{"objective_code": code} for code in objectives["objective_code"]]
    return tables


def _register_tables() -> dict[str, Rows]:
    partnerships = [
        {
            **PLACE,
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
        for number, (name, start, years, end, computed, days, standing) in enumerate(PARTNERSHIPS, 1)
    ]
    budgets = (("sought in total", 961_000.0), ("sought for core costs", 721_000.0), ("available", 450_000.0))
    reached = {"total": "committed money", "unit": "EUR", "total_value": 31e6, "parts_value": 31e6, "difference": 0.0}
    return {
        "partnerships": partnerships,
        "budgets": [{**PLACE, "budget_year": 2020, "item": item, "budget_eur": amount} for item, amount in budgets],
        "calls": [
            {
                **PLACE,
                "call_code": "1",
                "opened_on": "2019-07-15",
                "closed_on": "2019-09-30",
                "received_count": 13,
                "in_line_count": 4,
                "recommendations_count": 9,
            }
        ],
        "sources": [
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
        ],
        "problems": [
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
        ],
        "reconciliation": [{**reached, "cut": "by objective", "explanation": "The parts add up."}],
        "partner_counts": [
            {**PLACE, "as_of": "2021-11-10", "partners_count": 650, "note": "nearly", "source": "a page"}
        ],
    }


def _cells(state: str) -> Rows:
    return [
        {"objective_code": code, "region_code": region, "projects_count": 0, "coverage_state": state}
        for code, region in product(_codes(), REGIONS)
    ]


def _cell(code: str, region: str, state: str) -> dict[str, Any]:
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
        "gap_score": 70.0 if gap else None,
        "unmet_part": gap / asked if gap and asked else None,
        "thinness_part": 1.0 if gap else None,
        "latest_reported_on": AS_OF - timedelta(days=90) if asked else None,
    }


def _frame(name: str, rows: Any) -> pd.DataFrame:
    """The rows with the contract's columns; what a row does not say is missing, or plain where required."""
    contract = TABLES[f"marts.{name}"]
    given = (
        rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows, columns=None if rows else contract.column_names)
    )
    for column in contract.columns:
        if column.name not in given:
            given = given.assign(**{column.name: None})
        if not column.is_nullable and given[column.name].isna().any():
            filler = column.values[0] if column.values else FILLED[column.kind]
            given[column.name] = given[column.name].astype(object).where(given[column.name].notna(), filler)
    return contract.shape(given[contract.column_names])


def _write(data: Path, release_id: str, tables: dict[str, Any], is_demonstration: bool) -> Path:
    folder = data / "releases"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{release_id}.duckdb"
    opened = duckdb.connect(str(path))
    try:
        for name, contract in TABLES.items():
            if contract.layer not in ("marts", "meta"):
                continue
            opened.execute(f"create schema if not exists {contract.layer}")
            short = name.removeprefix("marts.")
            embedded.write_table(opened, name, _frame(short, tables[short]) if short in tables else contract.empty())
        release = [release_id, datetime(2026, 11, 22, 8), AS_OF, "3f2a91c", "1.0", "0" * 64, is_demonstration]
        opened.execute("insert into meta.release values (?, ?, ?, ?, ?, ?, ?)", release)
    finally:
        opened.close()
    (folder / "current.json").write_text(json.dumps({"release_id": release_id, "file": path.name}), encoding="utf-8")
    return path
