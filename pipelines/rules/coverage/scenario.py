"""What if more were invested in an objective: the path of its indicator with an addition, and the year it reaches a target.

An estimate, always, and only where projects say what a unit costs:

    cost per unit = what a project asks for the objective, in EUR / units of the indicator it brings
    units a year  = amount a year / cost per unit           or   projects a year x units per project
    count         v(year) = v + observed rate x years since v + units a year x years of the addition
    rate          v(year) = v + observed rate x years since v + units a year, from the first year on

The range is that of the quartiles: `low` the dearer quartile, `middle` the median, `high` the cheaper one. Fewer than five
projects give no estimate. A project brings one project, or each country or region it names; what it adds to a share, to
a milestone or to a number of tools or institutions no report says, so those have no estimate either. Without an observed
rate the path shows what the addition alone would do. Does not belong here: the status of today (`progress`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from pipelines.rules.progress.journey import DAYS_PER_YEAR
from pipelines.rules.progress.record import year_end

FEWEST_PROJECTS = 5
LAST_YEAR = 2100  # a target not reached by then is shown as not reached
# What one project brings, for the units that projects report: themselves, or the column that lists what they name.
ITSELF = "project"
MEASURES: Mapping[str, str] = {"projects per year": ITSELF, "countries": "countries", "regions": "regions"}
RATE = "rate"
REASONS = ("no_latest_value", "no_target", "falling_target", "no_measure", "fewer_than_five_projects")
QUARTILES = (0.25, 0.5, 0.75)
PATHS = ("as_is", "low", "middle", "high")


class Range(NamedTuple):
    """The lower quartile, the median and the upper quartile, or what follows from them."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Addition:
    """What is added every year from a year on: an amount in EUR, or a number of projects like those submitted.

    Raises ValueError for both, for none, and for less than zero.
    """

    from_year: int
    amount_eur: float | None = None
    projects_count: float | None = None

    def __post_init__(self) -> None:
        if (self.amount_eur is None) == (self.projects_count is None):
            raise ValueError("add either an amount or a number of projects")
        if (self.amount_eur or 0) < 0 or (self.projects_count or 0) < 0:
            raise ValueError("an addition is not below zero")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where an indicator stands: values in its unit, `observed_per_year` in units a year, targets by year."""

    kind: str
    unit: str
    latest_value: float | None
    latest_on: date | None
    observed_per_year: float | None
    targets: Mapping[int, float]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """The estimate, or the one reason why there is none.

    `path` has one row per year, the value on its last day: year, as_is, low, middle, high. `reached` has one row per
    target: target_year, target_value, and the year each path reaches it, missing when it does not by LAST_YEAR.
    """

    reason: str | None = None
    projects_count: int = 0
    cost_per_unit_eur: Range | None = None
    units_per_year: Range | None = None
    amount_eur_per_year: Range | None = None
    has_trend: bool = False
    path: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["year", *PATHS]))
    reached: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["target_year", "target_value", *PATHS]))
    is_estimate: bool = True


def standing_of(progress: pd.DataFrame, kind: str, unit: str) -> Standing:
    """Where one indicator stands, from its rows of marts.objective_progress, one per horizon."""
    first = progress.sort_values("horizon").iloc[0]
    aimed = progress.dropna(subset=["target_value"])
    return Standing(
        kind=kind,
        unit=unit,
        latest_value=None if pd.isna(first["latest_value"]) else float(first["latest_value"]),
        latest_on=None if pd.isna(first["latest_on"]) else first["latest_on"].date(),
        observed_per_year=None if pd.isna(first["observed_per_year"]) else float(first["observed_per_year"]),
        targets={
            int(year): float(target) for year, target in aimed[["horizon", "target_value"]].itertuples(index=False)
        },
    )


def close_gap(standing: Standing, costs: pd.DataFrame, addition: Addition, as_of: date) -> Scenario:
    """The path with the addition beside the path as it is; `costs` are the `unit_costs` of the objective's projects."""
    reason = _missing(standing, costs)
    if reason:
        return Scenario(reason=reason, projects_count=len(costs))
    units, amounts = _per_year(addition, costs)
    path = _paths(standing, units, addition.from_year, as_of)
    return Scenario(
        projects_count=len(costs),
        cost_per_unit_eur=_quartiles(costs["cost_per_unit_eur"]),
        units_per_year=units,
        amount_eur_per_year=amounts,
        has_trend=standing.observed_per_year is not None,
        path=path,
        reached=_reached(standing, path),
    )


def unit_costs(
    projects: pd.DataFrame, project_objectives: pd.DataFrame, objective_code: str, unit: str
) -> pd.DataFrame:
    """One row per submitted project of an objective that asks for money: project_id, asked_eur, units, cost_per_unit_eur.

    `asked_eur` is the part of the ask for this objective. A project that names none of what is counted says nothing of
    its cost and is left out. `projects` are marts.projects; without a measure for the unit there are no rows.
    """
    columns = ["project_id", "asked_eur", "units", "cost_per_unit_eur"]
    measure = MEASURES.get(unit)
    if measure is None:
        return pd.DataFrame(columns=columns)
    own = project_objectives.loc[
        project_objectives["objective_code"] == objective_code, ["project_id", "objective_share"]
    ]
    asking = projects[projects["is_current"].astype(bool) & (projects["asked_eur"] > 0)]
    joined = asking.merge(own, on="project_id", validate="one_to_one")
    costs = joined.assign(asked_eur=joined["asked_eur"] * joined["objective_share"], units=_units(joined, measure))
    costs = costs[(costs["units"] > 0) & (costs["asked_eur"] > 0)]
    return costs.assign(cost_per_unit_eur=costs["asked_eur"] / costs["units"])[columns].reset_index(drop=True)


def _units(projects: pd.DataFrame, measure: str) -> pd.Series:
    """How many units each project brings; missing where it names none."""
    if measure == ITSELF:
        return pd.Series(1.0, index=projects.index)
    return projects[measure].str.count(";").astype("float64") + 1


def _missing(standing: Standing, costs: pd.DataFrame) -> str | None:
    """The first thing that is missing for an estimate, in the order of REASONS."""
    if standing.latest_value is None or standing.latest_on is None:
        return "no_latest_value"
    if not standing.targets:
        return "no_target"
    # Projects add to what is counted: nothing here can bring a value down to its target.
    if standing.targets[max(standing.targets)] < standing.latest_value and (standing.observed_per_year or 0) < 0:
        return "falling_target"
    if standing.unit not in MEASURES:
        return "no_measure"
    return "fewer_than_five_projects" if len(costs) < FEWEST_PROJECTS else None


def _per_year(addition: Addition, costs: pd.DataFrame) -> tuple[Range, Range]:
    """The units an addition brings a year, and the amount in EUR it costs a year."""
    if addition.amount_eur is not None:
        dear_to_cheap = _quartiles(costs["cost_per_unit_eur"])[::-1]
        return Range(*(addition.amount_eur / cost for cost in dear_to_cheap)), Range(
            *[addition.amount_eur] * len(QUARTILES)
        )
    projects_count = addition.projects_count or 0.0
    units, asked = (_quartiles(costs[name]) for name in ("units", "asked_eur"))
    return Range(*(projects_count * each for each in units)), Range(*(projects_count * each for each in asked))


def _quartiles(values: pd.Series) -> Range:
    return Range(*(float(value) for value in values.quantile(list(QUARTILES))))


def _paths(standing: Standing, units: Range, from_year: int, as_of: date) -> pd.DataFrame:
    """The value on the last day of each year, from this year to LAST_YEAR, as it is and with the addition."""
    latest_value, latest_on = standing.latest_value, standing.latest_on
    if latest_value is None or latest_on is None:
        raise ValueError("there is no path without a latest value and its date")
    years = np.arange(as_of.year, LAST_YEAR + 1)
    since = np.array([(year_end(int(year)) - latest_on).days for year in years]) / DAYS_PER_YEAR
    as_is = latest_value + (standing.observed_per_year or 0.0) * since
    running = np.clip(years - from_year + 1, 0, None)
    years_added = np.minimum(running, 1) if standing.kind == RATE else running
    added = {name: as_is + each * years_added for name, each in zip(PATHS[1:], units, strict=True)}
    return pd.DataFrame({"year": years, "as_is": as_is, **added})


def _reached(standing: Standing, path: pd.DataFrame) -> pd.DataFrame:
    """For each target the first year in which each path stands at it or above."""
    rows = [
        {"target_year": year, "target_value": target, **{name: _first(path, name, target) for name in PATHS}}
        for year, target in sorted(standing.targets.items())
    ]
    return pd.DataFrame(rows).astype(dict.fromkeys(PATHS, "Int64"))


def _first(path: pd.DataFrame, name: str, target: float) -> int | None:
    years = path.loc[path[name] >= target, "year"]
    return int(years.iloc[0]) if len(years) else None
