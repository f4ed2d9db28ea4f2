"""Small releases for page tests: the strategy of the repository, a handful of facts restated by hand, the contract's DDL.

`publish_record` is the published record in little; `publish_demonstration` fills every class and state with made-up rows.
Belongs here: writing releases. Does not: the rows themselves (`release_rows.py`, `demonstration.py`).
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from itertools import cycle, product
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from pipelines.steps.scoring import progress
from tests.demonstration import DEMONSTRATION_COUNTRIES, TASK_FORCE, investments, portfolio
from tests.factories import by_terms
from tests.open_record_rows import LISTS, PRACTICES, open_projects, open_record_tables
from tests.places import SOURCES
from tests.release_rows import (
    OBSERVED,
    RECORD_CELLS,
    RECORD_COUNTRIES,
    RECORD_INVESTMENTS,
    Rows,
    cell,
    empty_cells,
    register_tables,
)
from warehouse.contracts import TABLES
from warehouse.contracts.codes import COVERAGE_STATES
from warehouse.storage import embedded

STRATEGY = SOURCES / "strategy"
AS_OF = date(2026, 11, 22)
BUILT_AT = datetime(2026, 11, 22, 8)
Observed = Sequence[tuple[str, str, float]]
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


def publish_record(
    data: Path, release_id: str = "2026-11-22-record", observed: Observed = OBSERVED, built_at: datetime = BUILT_AT
) -> Path:
    """A release of the published record in little, or one of another day with other observations; returns its file."""
    tables = _strategy_tables(_observations(observed)) | register_tables(PLACE)
    tables["coverage_gaps"] = [*empty_cells(_codes(), REGIONS), *RECORD_CELLS]
    tables["country_coverage"] = RECORD_COUNTRIES
    tables["investments"] = RECORD_INVESTMENTS
    return write_release(data, release_id, tables, is_demonstration=False, built_at=built_at)


def publish_demonstration(data: Path) -> Path:
    """A release in which every class, coverage state and stage occurs; all of it made up."""
    values, states = cycle((300.0, 60.0, 45.0, 30.0, -5.0)), cycle(COVERAGE_STATES)
    indicators = _strategy("indicators")
    with_values = indicators[indicators["kind"].isin(["count", "share", "rate"])]
    rows = [(code, "2025-12-31", min(next(values), 100.0)) for code in with_values["indicator_code"]]
    tables = _strategy_tables(_observations([*OBSERVED, *rows]), baseline=20.0) | register_tables(PLACE)
    tables["coverage_gaps"] = [cell(code, region, next(states), AS_OF) for code, region in product(_codes(), REGIONS)]
    tables["country_coverage"] = DEMONSTRATION_COUNTRIES
    tables["investments"] = investments()
    tables["task_forces"] = [{"objective_code": code, **TASK_FORCE} for code in _codes()]
    tables |= portfolio(PLACE, AS_OF) | open_record_tables(PLACE)
    tables["projects"] += open_projects(PLACE)
    return write_release(data, "2026-11-22-demonstration", tables, is_demonstration=True)


def recorded_strategy() -> dict[str, Any]:
    """The tables that every release has: the strategy, and where it stands by the published record in little."""
    return _strategy_tables(_observations(OBSERVED))


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
    indicators = by_terms(indicators, observed, AS_OF)
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


def publish_open_records(data: Path, records: Rows, money: Rows, is_whole: bool = True) -> Path:
    """A release of these open records and their money; one that is not whole is enough for questions, not for pages."""
    tables = {"projects": records, "contributions": money, "lists": LISTS, "practices": PRACTICES}
    if is_whole:
        tables = recorded_strategy() | tables
    countries = pd.read_csv(STRATEGY / "countries.csv", dtype="str", keep_default_na=False, na_values=[""])
    return write_release(data, "2026-11-22-records", tables | {"countries": countries}, False, is_whole)


def write_release(
    data: Path,
    release_id: str,
    tables: dict[str, Any],
    is_demonstration: bool,
    is_whole: bool = True,
    built_at: datetime = BUILT_AT,
) -> Path:
    """A release with these marts, as the current one of the data folder; the others are empty, or absent if not whole."""
    folder = data / "releases"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{release_id}.duckdb"
    opened = duckdb.connect(str(path))
    try:
        for name, contract in TABLES.items():
            short = name.removeprefix("marts.")
            if contract.layer not in ("marts", "meta") or not (is_whole or short in tables or contract.layer == "meta"):
                continue
            opened.execute(f"create schema if not exists {contract.layer}")
            embedded.write_table(opened, name, _frame(short, tables[short]) if short in tables else contract.empty())
        release = [release_id, built_at, built_at.date(), "3f2a91c", "1.0", "0" * 64, is_demonstration]
        opened.execute("insert into meta.release values (?, ?, ?, ?, ?, ?, ?)", release)
    finally:
        opened.close()
    (folder / "current.json").write_text(json.dumps({"release_id": release_id, "file": path.name}), encoding="utf-8")
    return path
