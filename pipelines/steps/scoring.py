"""Applies the rules of progress to the core tables and lays out the three marts they fill."""

from datetime import date

import pandas as pd

from pipelines.rules.progress.assessment import assess_all
from pipelines.rules.progress.rollup import headlines, rollup
from pipelines.rules.progress.terms import with_origins
from warehouse.contracts import TABLES


def progress(
    goals: pd.DataFrame,
    objectives: pd.DataFrame,
    indicators_in_force: pd.DataFrame,
    observations: pd.DataFrame,
    milestones: pd.DataFrame,
    facility_objectives: pd.DataFrame,
    as_of: date,
) -> dict[str, pd.DataFrame]:
    """marts.objective_progress, marts.objectives and marts.goals by short name."""
    assessed = assess_all(indicators_in_force, observations, milestones, as_of)
    assessed["baseline_year"] = pd.to_datetime(assessed["baseline_on"]).dt.year.astype("Int64")
    assessed["projected_year"] = pd.to_datetime(assessed["projected_on"]).dt.year.astype("Int64")
    assessed = with_origins(assessed, indicators_in_force)
    verdicts = headlines(assessed)
    placed = objectives.merge(facility_objectives, on="objective_code", how="left", validate="one_to_one")
    by_objective = verdicts.merge(placed, on="objective_code", how="left", validate="many_to_one")
    by_goal = rollup(verdicts, objectives, "goal_code").merge(goals, on="goal_code", validate="many_to_one")
    return {
        "objective_progress": _in_columns_of("marts.objective_progress", assessed),
        "objectives": _in_columns_of("marts.objectives", by_objective),
        "goals": _in_columns_of("marts.goals", by_goal),
    }


def _in_columns_of(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[TABLES[table].column_names]
