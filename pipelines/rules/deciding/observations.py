"""The decision on observations: corrections, the dated steps of milestones, and what is derived from the other tables."""

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from pipelines.rules.deciding.stacking import stacked
from pipelines.rules.derived import indicators, ndc
from pipelines.rules.precedence import corrections, identity
from pipelines.rules.progress import steps, terms

PROVENANCE = ("origin", "source_file", "source_sheet", "source_row", "source_sha256", "received_at")


def corrected(reported: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Observations after corrections, each with an identifier of its own; and the findings about the corrections."""
    observations, findings = corrections.apply_corrections(reported)
    return observations.assign(observation_id=identity.distinct_ids(observations, "observation_id")), findings


def by_terms(
    tables: Mapping[str, pd.DataFrame], strategy: Mapping[str, pd.DataFrame], as_of: date
) -> dict[str, pd.DataFrame]:
    """The indicators by the terms in force, the terms with what becomes of each, the steps, and their states as reported."""
    indicators, defined_steps = strategy["indicators"], strategy["milestone_steps"]
    judged = terms.judged(indicators, defined_steps, tables["terms"], as_of)
    in_force, judged = terms.in_force(indicators, judged, tables["observations"], as_of)
    return {
        "indicators_in_force": in_force,
        "terms": judged,
        "states": tables["milestones"],
        "milestones": milestones(tables["milestones"], defined_steps, judged),
    }


def milestones(states: pd.DataFrame, defined_steps: pd.DataFrame, adopted: pd.DataFrame) -> pd.DataFrame:
    """Every step of the strategy, and every adopted one, with the state last reported for it; the place is that of the state.

    An adopted step that nobody has reported on stands where its term stands.
    """
    reported = states.drop(columns="source")
    found = terms.with_adopted_steps(defined_steps, adopted).merge(
        reported, on="milestone_code", how="left", validate="one_to_one"
    )
    places = terms.places_of_steps(adopted).reindex(found["milestone_code"])
    is_unreported = found["state"].isna() & places["source_file"].notna().to_numpy()
    if is_unreported.any():
        found.loc[is_unreported, "state"] = steps.NOT_REPORTED
        found.loc[is_unreported, list(PROVENANCE)] = places.loc[is_unreported.to_numpy(), list(PROVENANCE)].to_numpy()
    return found


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
