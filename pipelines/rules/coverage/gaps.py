"""Coverage of a cell, objective x region: its state, and the gap score with all its parts.

    gap score = 100 x sum(weight x part) / sum(weight), over the parts that have data

    shortfall   1 - pace of the objective's headline for 2030, between 0 and 1; 0 when achieved
    unmet       what projects ask and nobody committed, project by project, over what they ask
    thinness    1 / distinct funders
    staleness   age of the newest data / MAXIMUM_DATA_AGE_DAYS, at most 1
    expiry      agreements with the cell's funders ending within 12 months / those in force

A part without data is left out, never 0 or 1. A cell with fewer than two projects or fewer than three parts has no score
and says what it lacks: one project or one part would be called a gap of the whole region. A part that a reader gives no
weight is none of the three. Belongs here: the judgement. Does not: counting and summing (`coverage_gaps.sql`).
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

FEWEST_PROJECTS, FEWEST_PARTS = 2, 3  # a cell with less has no score
LACKS_PROJECTS, LACKS_PARTS = "projects", "parts"
MAXIMUM_DATA_AGE_DAYS = 730  # as old as a source may be before it is called stale
PART_WEIGHTS: Mapping[str, float] = {
    "shortfall_part": 1.0,
    "unmet_part": 1.0,
    "thinness_part": 1.0,
    "staleness_part": 1.0,
    "expiry_part": 1.0,
}
NOTHING_REPORTED, NO_ACTIVITY, ACTIVITY_UNFUNDED = "nothing_reported", "no_activity", "activity_unfunded"
PARTLY_FUNDED, FUNDED, FUNDING_WITHOUT_ACTIVITY = "partly_funded", "funded", "funding_without_activity"


def grid(cells: pd.DataFrame, as_of: date, weights: Mapping[str, float] = PART_WEIGHTS) -> pd.DataFrame:
    """The cells with `coverage_state`, the five parts, `gap_score` and `score_lacks`, as of a date.

    A cell carries what `coverage_gaps.sql` counts: projects, money, funders, agreements, the newest date, and the
    status and pace of its objective's headline for 2030.
    """
    completed = cells.assign(
        coverage_state=coverage_state(cells),
        shortfall_part=shortfall_part(cells["status"], cells["pace"]),
        unmet_part=unmet_part(cells["unmet_eur"], cells["asked_eur"]),
        thinness_part=thinness_part(cells["funders_count"]),
        staleness_part=staleness_part(cells["latest_reported_on"], as_of),
        expiry_part=expiry_part(cells["expiring_agreements_count"], cells["agreements_count"]),
    )
    return completed.assign(gap_score=gap_score(completed, weights), score_lacks=score_lacks(completed, weights))


def coverage_state(cells: pd.DataFrame) -> pd.Series:
    """The state of each cell.

    Funding is money committed or disbursed, also where it could not be converted; a pledge is none. What counts
    against the ask is what is committed, or what is disbursed where no commitment was reported; money for one project
    covers no other, so that a cell where a project still lacks money is short. Without an ask any funding makes the
    cell funded. `is_covered`: a report named the cell, so that no activity is a fact; so does money
    that is only pledged.
    """
    has_projects = cells["projects_count"] > 0
    is_unconverted = cells["committed_eur"].isna() & cells["disbursed_eur"].isna() & (cells["funding_count"] > 0)
    has_funding = (cells["committed_eur"] > 0) | (cells["disbursed_eur"] > 0) | is_unconverted
    against_ask = cells["committed_eur"].fillna(cells["disbursed_eur"]).fillna(0)
    is_short = (against_ask < cells["asked_eur"]) | (cells["committed_eur"].notna() & (cells["unmet_eur"] > 0))
    conditions = {
        FUNDING_WITHOUT_ACTIVITY: ~has_projects & has_funding,
        NO_ACTIVITY: ~has_projects & (cells["is_covered"] | (cells["contributions_count"] > 0)),
        NOTHING_REPORTED: ~has_projects,
        ACTIVITY_UNFUNDED: ~has_funding,
        PARTLY_FUNDED: is_short,
    }
    chosen = [condition.fillna(False).to_numpy(dtype=bool) for condition in conditions.values()]
    return pd.Series(np.select(chosen, list(conditions), default=FUNDED), index=cells.index, dtype="str")


def shortfall_part(status: pd.Series, pace: pd.Series) -> pd.Series:
    """1 - pace, between 0 and 1; 0 when achieved; missing when it cannot be assessed or has no pace."""
    shortfall = (1 - pace.astype("float64")).clip(0, 1)
    shortfall = shortfall.mask((status == "achieved").fillna(False).astype(bool), 0.0)
    return shortfall.mask(status.isna() | (status == "cannot_be_assessed").fillna(False).astype(bool))


def unmet_part(unmet_eur: pd.Series, asked_eur: pd.Series) -> pd.Series:
    """Share of the ask that is not committed, 0 to 1; missing when nothing is asked."""
    return (unmet_eur / asked_eur.where(asked_eur > 0)).clip(0, 1).astype("float64")


def thinness_part(funders_count: pd.Series) -> pd.Series:
    """1 / number of funders: 1 for a single one; missing without a funder."""
    funders = funders_count.astype("float64")
    return 1 / funders.where(funders > 0)


def staleness_part(latest_on: pd.Series, as_of: date) -> pd.Series:
    """Age of the newest data as a share of the greatest age allowed, 0 to 1; missing when nothing was reported."""
    age_days = (pd.Timestamp(as_of) - pd.to_datetime(latest_on)).dt.days
    return (age_days / MAXIMUM_DATA_AGE_DAYS).clip(0, 1).astype("float64")


def expiry_part(expiring_count: pd.Series, agreements_count: pd.Series) -> pd.Series:
    """Share of the agreements in force that end within 12 months, 0 to 1; missing without an agreement."""
    agreements = agreements_count.astype("float64")
    return expiring_count.astype("float64") / agreements.where(agreements > 0)


def gap_score(cells: pd.DataFrame, weights: Mapping[str, float] = PART_WEIGHTS) -> pd.Series:
    """Weighted mean of the parts that have data, 0 to 100; missing where the cell has too few projects or parts.

    Raises ValueError for a weight below zero.

    >>> parts = {"unmet_part": [0.5], "thinness_part": [1.0], "staleness_part": [0.0], "projects_count": [2]}
    >>> gap_score(pd.DataFrame(parts))[0]
    np.float64(50.0)
    """
    values, weight = _weighed(cells, weights)
    total_weight = values.notna().mul(weight).sum(axis=1)
    score = values.mul(weight).sum(axis=1) / total_weight.where(total_weight > 0)
    return (100 * score).clip(0, 100).where(score_lacks(cells, weights).isna())


def score_lacks(cells: pd.DataFrame, weights: Mapping[str, float] = PART_WEIGHTS) -> pd.Series:
    """What keeps a cell from a score: `projects`, `parts`, or both separated by ;; missing where it has one."""
    has_few_projects = (cells["projects_count"] < FEWEST_PROJECTS).to_numpy(dtype=bool)
    has_few_parts = (parts_count(cells, weights) < FEWEST_PARTS).to_numpy(dtype=bool)
    both = f"{LACKS_PROJECTS};{LACKS_PARTS}"
    cases = [has_few_projects & has_few_parts, has_few_projects, has_few_parts]
    lacks = np.select(cases, [both, LACKS_PROJECTS, LACKS_PARTS], default="")
    return pd.Series(lacks, index=cells.index, dtype="str").replace("", None)


def parts_count(cells: pd.DataFrame, weights: Mapping[str, float] = PART_WEIGHTS) -> pd.Series:
    """How many parts of a cell have data and a weight."""
    values, weight = _weighed(cells, weights)
    return values.loc[:, weight > 0].notna().sum(axis=1)


def _weighed(cells: pd.DataFrame, weights: Mapping[str, float]) -> tuple[pd.DataFrame, pd.Series]:
    """The parts that cells have, and the weight of each."""
    named = [part for part in weights if part in cells.columns]
    weight = pd.Series({part: float(weights[part]) for part in named}, dtype="float64")
    if (weight < 0).any():
        raise ValueError(f"a weight of the gap score is below zero: {dict(weights)}")
    return cells[named].astype("float64"), weight
