"""Statuses from one release to the other, step by step, worked out with the rules of progress themselves.

    the earlier release as it was published
    its rows by the rules of today                   method
    by the terms of the later release                method
    rows that were corrected                         correction
    rows whose source vanished or appeared           coverage
    new and newer evidence, and the day              real
    the later release as it was published            method, where other rules than today's made it

Each step that moves a cell is a change of its own, so that the changes of a cell lead from the one release to the other.
Does not belong here: which rows are of which kind (`kinds`), and the verdict itself (`progress`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pipelines.rules.changes.changes import CORRECTION, COVERAGE, METHOD, REAL
from pipelines.rules.changes.compared import Differences
from pipelines.rules.progress.assessment import assess_all
from pipelines.rules.progress.rollup import headlines, rollup
from pipelines.rules.progress.terms import DERIVED, REPORTED, baseline_reports, with_origins
from pipelines.rules.version import RULES_VERSION

PROGRESS, OBJECTIVES, GOALS = "marts.objective_progress", "marts.objectives", "marts.goals"
OBSERVATIONS, MILESTONES, INDICATORS = "marts.observations", "marts.milestones", "marts.indicators"
KEYS = {OBSERVATIONS: "observation_id", MILESTONES: "milestone_code"}
KEY_OF = {
    PROGRESS: ["objective_code", "indicator_code", "horizon"],
    OBJECTIVES: ["objective_code", "horizon"],
    GOALS: ["goal_code", "horizon"],
}
RULES, TERMS, PUBLISHED = "rules", "terms", "published"  # steps of method; the others are called like their kind
KIND_OF = {RULES: METHOD, TERMS: METHOD, CORRECTION: CORRECTION, COVERAGE: COVERAGE, REAL: REAL, PUBLISHED: METHOD}


@dataclass(frozen=True)
class Step:
    """What the three tables of statuses say after one step; `name` is missing for the release it begins with."""

    name: str
    tables: Mapping[str, pd.DataFrame]

    @property
    def kind(self) -> str:
        """The kind of what this step moved."""
        return KIND_OF[self.name]


def steps(found: Differences, ranks: Mapping[str, pd.Series]) -> list[Step]:
    """The statuses after each step; `ranks` says of changed observations and milestones, by identifier, the rank of the kind."""
    before, after = found.before, found.after
    as_of, until = (_day(side.about["as_of"]) for side in (before, after))
    states = [Step("", _published(before.tables))]
    states.append(Step(RULES, _worked_out(found, before.tables[INDICATORS], _rows(found, ranks, 0), as_of)))
    for name, applied in ((TERMS, 1), (CORRECTION, 2), (COVERAGE, 3), (REAL, 4)):
        rows, day = _rows(found, ranks, applied), until if name == REAL else as_of
        in_force = _with_reported_baselines(after.tables[INDICATORS], rows[OBSERVATIONS], day)
        states.append(Step(name, _worked_out(found, in_force, rows, day)))
    if after.about["rules_version"] == RULES_VERSION:
        states[-1] = Step(REAL, _published(after.tables))
        return states
    return [*states, Step(PUBLISHED, _published(after.tables))]


def unmoved(found: Differences) -> list[Step]:
    """Both releases and no step between them: their statuses are the same, or one has no indicator to work them out of."""
    return [Step("", _published(found.before.tables)), Step(REAL, _published(found.after.tables))]


def _published(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    return {name: tables[name] for name in KEY_OF}


def _rows(found: Differences, ranks: Mapping[str, pd.Series], applied: int) -> dict[str, pd.DataFrame]:
    """Observations and milestones of the earlier release, with the changes of so many of the kinds, the most cautious first."""
    rows = {}
    for name, key in KEYS.items():
        taken = set(ranks[name].index[ranks[name] < applied])
        old, new = found.before.tables[name], found.after.tables[name]
        rows[name] = pd.concat([old[~old[key].isin(taken)], new[new[key].isin(taken)]], ignore_index=True)
    return rows


def _with_reported_baselines(indicators: pd.DataFrame, observations: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The indicators with baselines nobody published or adopted as these observations report them."""
    is_open = indicators["baseline_value"].isna() | indicators["baseline_origin"].isin((REPORTED, DERIVED))
    found = indicators.copy()
    found.loc[is_open, "baseline_value"] = None
    for at in found.index[is_open]:
        value, rows = baseline_reports(found.loc[at], observations, as_of)
        found.loc[at, "baseline_value"] = value
        origin = REPORTED if (rows["basis"] == REPORTED).any() else DERIVED
        found.loc[at, "baseline_origin"] = None if value is None else origin
    return found


def _worked_out(
    found: Differences, indicators: pd.DataFrame, rows: Mapping[str, pd.DataFrame], as_of: date
) -> dict[str, pd.DataFrame]:
    """The three tables as the rules of today fill them."""
    assessed = assess_all(indicators, rows[OBSERVATIONS], rows[MILESTONES], as_of)
    assessed["baseline_year"] = pd.to_datetime(assessed["baseline_on"]).dt.year
    assessed = with_origins(assessed, indicators)
    verdicts = headlines(assessed)
    membership = found.after.tables[OBJECTIVES]
    by_goal = rollup(verdicts, membership[["goal_code", "objective_code"]].drop_duplicates(), "goal_code")
    return {PROGRESS: assessed, OBJECTIVES: verdicts, GOALS: by_goal}


def _day(as_of: Any) -> date:
    return date(as_of.year, as_of.month, as_of.day)
