"""Indicators derived from a few core rows: what tests of the rules share. Does not belong here: expectations beyond the account."""

import json
from datetime import date

import pandas as pd
import pytest

from pipelines.rules.derived.indicators import Derived, derive, value_of
from pipelines.shipped import STRATEGY
from sources.reviewed.tables import read_strategy
from tests.factories import rows
from warehouse.contracts import TABLES

AS_OF = date(2026, 11, 22)
READ = (
    "projects",
    "project_objectives",
    "project_organisations",
    "organisations",
    "activities",
    "assessments",
    "calls",
    "partnerships",
    "partner_counts",
    "contributions",
    "observations",
    "regions",
    "countries",
)
INDICATORS = TABLES["core.indicators"].shape(read_strategy(STRATEGY)["indicators"])
EMPTY = {name: TABLES[f"core.{name}"].empty() for name in READ}
COUNTRIES = rows("core.countries", country_code=["KEN", "IND", "ATA"], region_code=["002", "142", None])
REGIONS = rows("core.regions", region_code=["002", "142", "150", "019"])


def derived_of(code: str, as_of: date = AS_OF, **frames: pd.DataFrame) -> Derived:
    """What is derived for one indicator from these core tables; the others are empty."""
    chosen = INDICATORS[INDICATORS["indicator_code"] == code]
    return derive({**EMPTY, "regions": REGIONS, "countries": COUNTRIES, **frames}, chosen, as_of)


def values(made: Derived) -> dict[str, float]:
    """Derived values by the day they stand on."""
    return {f"{row['observed_on']:%Y-%m-%d}": row["value"] for row in made.observations.to_dict("records")}


def whys(made: Derived) -> dict[str, str]:
    """Why each fact that was left out was left out, by its key: the code, and what its words name."""
    left_out = made.account[~made.account["is_counted"]]
    reasons = zip(left_out["row_key"], left_out["why"], left_out["parameters"], strict=True)
    return {key: why if pd.isna(named) else f"{why}: {_values(named)}" for key, why, named in reasons}


def _values(parameters: str) -> str:
    return ", ".join(map(str, json.loads(parameters).values()))


def activities(kind: str, **columns: object) -> pd.DataFrame:
    """Reported activities of one kind."""
    return rows("core.activities", activity_type=kind, **columns)


def assert_the_account_adds_up(made: Derived) -> None:
    """Counted facts give each value, facts left out give none, and every fact says why."""
    kinds = INDICATORS.set_index("indicator_code")["kind"]
    for seen in made.observations.to_dict("records"):
        counted = made.account[(made.account["observation_id"] == seen["observation_id"]) & made.account["is_counted"]]
        above = counted.loc[counted["part"] == "numerator", "counted_value"].sum()
        below = counted.loc[counted["part"] == "denominator", "counted_value"].sum()
        assert seen["value"] == pytest.approx(value_of(kinds[seen["indicator_code"]], above, below))
    assert made.account.loc[~made.account["is_counted"], "counted_value"].isna().all()
    assert made.account["why"].str.len().gt(0).all()
