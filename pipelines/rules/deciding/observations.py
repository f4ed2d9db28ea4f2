"""The decision on observations: corrections, the dated steps of milestones, and what is derived from the other tables."""

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from pipelines.rules.deciding.stacking import stacked
from pipelines.rules.derived import indicators, ndc
from pipelines.rules.precedence import corrections, identity


def corrected(reported: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Observations after corrections, each with an identifier of its own; and the findings about the corrections."""
    observations, findings = corrections.apply_corrections(reported)
    return observations.assign(observation_id=identity.distinct_ids(observations, "observation_id")), findings


def milestones(states: pd.DataFrame, defined_steps: pd.DataFrame) -> pd.DataFrame:
    """Every defined step with the state last reported for it."""
    reported = states.drop(columns="source")
    return defined_steps.merge(reported, on="milestone_code", how="left", validate="one_to_one")


def with_derived(
    tables: Mapping[str, pd.DataFrame],
    strategy: Mapping[str, pd.DataFrame],
    as_of: date,
    shape: Callable[[pd.DataFrame], pd.DataFrame],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Observations with those computed from the other tables below them, and the account of what each rests on.

    `shape` gives a frame the columns and types of core.observations.
    """
    known = {**tables, "regions": strategy["regions"], "countries": strategy["countries"]}
    derived = indicators.derive(known, strategy["indicators"], as_of)
    drafted = ndc.draft_observation(strategy["ndc_mentions"])
    observations = [tables["observations"][drafted.columns], derived.observations, drafted]
    return stacked([shape(frame) for frame in observations]), derived.account
