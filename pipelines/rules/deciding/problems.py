"""The decision on problems: what the rules find in admitted rows, with the place each row came from."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from pipelines.rules import findings
from pipelines.rules.deciding.stacking import stacked
from pipelines.rules.derived.indicators import unknown_rules
from pipelines.rules.money import asks, conversion, doubles, other_list, placing, standing, uncounted, unplaced
from pipelines.rules.progress import effect, plausibility

REPORTED = "reported"


def found_by_rules(
    tables: Mapping[str, pd.DataFrame],
    reviewed: Mapping[str, pd.DataFrame],
    indicators: pd.DataFrame,
    euro_rates: pd.DataFrame,
    as_of: date,
) -> pd.DataFrame:
    """Every finding of the rules about money and observations, its column named as the field of the stream."""
    decisions = reviewed.get("double_decisions", pd.DataFrame())
    of_money = _in_money(tables["contributions"], tables["projects"], decisions, euro_rates, as_of)
    # What is derived is right or wrong with the rows behind it; a sender can only correct what was reported.
    reported = tables["observations"][tables["observations"]["basis"] == REPORTED]
    terms = reviewed.get("indicators", pd.DataFrame())
    in_force = tables["indicators_in_force"]
    of_observations = placed(_in_observations(indicators, in_force, reported, terms, as_of), reported)
    found = stacked([of_money, of_observations, *_of_effect(tables, indicators, as_of)])
    return found.assign(column=found["column"].replace(dict(findings.FIELD_OF_COLUMN)))


def _in_money(
    contributions: pd.DataFrame, projects: pd.DataFrame, decisions: pd.DataFrame, euro_rates: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    return findings.together(
        [
            conversion.findings(contributions, as_of),
            conversion.rate_findings(contributions, euro_rates),
            asks.rate_findings(projects, euro_rates),
            doubles.grant_findings(contributions),
            doubles.level_findings(contributions, projects),
            doubles.circle_findings(contributions),
            doubles.decision_findings(decisions, contributions),
            standing.findings(contributions, projects),
            unplaced.held_project_findings(contributions, projects),
            uncounted.findings(contributions, projects),
            other_list.findings(contributions, projects),
            placing.findings(contributions),
        ]
    )


def _of_effect(tables: Mapping[str, pd.DataFrame], indicators: pd.DataFrame, as_of: date) -> list[pd.DataFrame]:
    """Findings that say what a term, a value or a state counts for."""
    return [
        effect.term_findings(tables["terms"], indicators),
        effect.observation_findings(tables["observations"], tables["indicators_in_force"], as_of),
        effect.step_findings(tables["states"], tables["milestones"]),
    ]


def _in_observations(
    indicators: pd.DataFrame, in_force: pd.DataFrame, reported: pd.DataFrame, terms: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """Findings about reported observations, about the terms of indicators as they were written, and unknown rules."""
    return stacked(
        [
            plausibility.plausibility_findings(in_force, reported, as_of),
            plausibility.unreadable_terms(terms),
            unknown_rules(indicators),
        ]
    )


def placed(doubtful: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """Findings about observations with the place they came from; those about the strategy name its own table."""
    place = ["origin", "source_file", "source_sheet", "source_row"]
    found = doubtful.merge(observations[["observation_id", *place]], on="observation_id", how="left")
    found["origin"] = found["origin"].fillna("record")
    found["source_file"] = found["source_file"].fillna("strategy/indicators.csv")
    return found.assign(stream="observations", value=found["value"].astype("str"))
