"""Several verdicts together: the headline of an objective, the classes under a goal or a facility.

Side by side and never averaged: an objective reads as its worst assessed indicator, and what cannot be
assessed stays in every denominator. Does not belong here: how one indicator is assessed (`assessment`).
"""

import pandas as pd

from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED, STATUSES

# The reasons, from the one nearest to a verdict to the one farthest from it.
REASONS_NEAREST_FIRST = (
    "only_unapproved",
    "stale",
    "baseline_is_latest",
    "no_observation",
    "denominator_missing",
    "not_started",
    "no_baseline",
    "target_equals_baseline_not_held",
    "no_target",
    "wording_not_available",
)
ASSESSED_WORST_FIRST = tuple(status for status in reversed(STATUSES) if status != CANNOT_BE_ASSESSED)


def headlines(progress: pd.DataFrame) -> pd.DataFrame:
    """One row per objective and horizon: the status of its worst assessed indicator, or its nearest reason.

    Among indicators of one class the longest overdue speaks first, then the lowest pace, then the lower code.
    Where none can be assessed, the reason is that of the indicator nearest to a verdict
    (REASONS_NEAREST_FIRST).
    """
    ranked = progress.assign(
        class_rank=progress["status"].map({status: rank for rank, status in enumerate(ASSESSED_WORST_FIRST)}),
        reason_rank=progress["reason"].map({reason: rank for rank, reason in enumerate(REASONS_NEAREST_FIRST)}),
        days_ahead=-progress["days_overdue"],
        is_assessed=progress["status"] != CANNOT_BE_ASSESSED,
    ).sort_values(
        ["objective_code", "horizon", "class_rank", "reason_rank", "days_ahead", "pace", "indicator_code"],
        na_position="last",
    )
    groups = ranked.groupby(["objective_code", "horizon"], sort=True)
    first = groups.head(1).set_index(["objective_code", "horizon"])
    return pd.DataFrame(
        {
            "status": first["status"],
            "reason": first["reason"].astype(object).where(first["reason"].notna(), None),
            "headline_indicator_code": first["indicator_code"],
            "pace": first["pace"],
            "days_overdue": first["days_overdue"],
            "assessed_count": groups["is_assessed"].sum(),
            "indicators_count": groups.size(),
        }
    ).reset_index()


def rollup(headlines: pd.DataFrame, membership: pd.DataFrame, group: str) -> pd.DataFrame:
    """One row per group and horizon: its objectives counted by class, and the worst one named.

    `membership` has one row per `group` (a column such as goal_code or facility_code) and objective_code; a
    group without objectives keeps its row with zeros. An objective without any indicator counts as one that
    cannot be assessed. The worst objective is the first of the worst class among those assessed; there is
    none when none is.
    """
    horizons = pd.DataFrame({"horizon": sorted(headlines["horizon"].unique())})
    members = membership[[group, "objective_code"]].drop_duplicates().merge(horizons, how="cross")
    members = members.merge(
        headlines[["objective_code", "horizon", "status", "pace", "days_overdue"]],
        on=["objective_code", "horizon"],
        how="left",
        validate="many_to_one",
    )
    members["status"] = members["status"].fillna(CANNOT_BE_ASSESSED)
    keys = [group, "horizon"]
    present = members[members["objective_code"].notna()]
    counts = members[keys].drop_duplicates().set_index(keys)
    counts["objectives_count"] = present.groupby(keys).size()
    for status in STATUSES:
        counts[f"{status}_count"] = present[present["status"] == status].groupby(keys).size()
    counts = counts.fillna(0).astype("int64")
    worst = _worst(present).groupby(keys).head(1).set_index(keys)
    counts["worst_objective_code"] = worst["objective_code"]
    counts["worst_status"] = worst["status"]
    names = ["worst_objective_code", "worst_status"]
    counts[names] = counts[names].astype(object).where(counts[names].notna(), None)
    return counts.sort_index().reset_index()


def _worst(members: pd.DataFrame) -> pd.DataFrame:
    """The assessed objectives, worst first; within a class the longest overdue, then the lowest pace."""
    assessed = members[members["status"] != CANNOT_BE_ASSESSED]
    return assessed.assign(
        class_rank=assessed["status"].map({status: rank for rank, status in enumerate(ASSESSED_WORST_FIRST)}),
        days_ahead=-assessed["days_overdue"],
    ).sort_values(["class_rank", "days_ahead", "pace", "objective_code"], na_position="last")
