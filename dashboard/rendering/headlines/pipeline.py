"""What the release says of the projects on their way through the cycle: how many wait, how long, and what is undated."""

import pandas as pd

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words

STUCK_AFTER_DAYS = 180  # as warehouse/marts/pipeline.sql reads it; a test keeps the two equal


def pipeline(counted: pd.DataFrame, task_forces: pd.DataFrame, words: Words) -> Headline:
    """How many projects wait for an answer, and how many of them too long; or that none states a stage.

    `counted` are projects by stage and days in it, each project once.
    """
    unstaged = int(task_forces["no_stage_count"].sum())
    total = int(counted["projects_count"].sum())
    if not total:
        lede = words("headline.stages.none_lede", n=unstaged)
        return Headline(words("headline.stages.none", total=len(task_forces)), lede)
    stuck, waiting, undated = (
        int(counted.loc[those.astype(bool), "projects_count"].sum())
        for those in (counted["is_stuck"], counted["lacks_feedback"], counted["days_in_stage"].isna())
    )
    headline = words("headline.stages.stuck", n=stuck, total=total, days=STUCK_AFTER_DAYS)
    if not stuck:
        # Of a project without a date nobody knows whether it waits too long.
        is_unknown = (counted["lacks_feedback"].fillna(False) & counted["days_in_stage"].isna()).any()
        key = "headline.stages.waiting_undated" if is_unknown else "headline.stages.waiting"
        headline = words(key, n=waiting, total=total)
    return Headline(headline, f"{words('headline.stages.lede')} {words('headline.stages.undated', n=undated)}")


def seats(task_forces: pd.DataFrame, words: Words) -> str:
    """The title over vacant seats and reports: how many task forces report any."""
    reporting = task_forces[task_forces["members_count"].notna() | task_forces["reports_sent_count"].notna()]
    return words("headline.stages.seats", n=len(reporting), total=len(task_forces))


def delphi(activities: pd.DataFrame, words: Words) -> str:
    """The title over the Delphi activities: how many of them no project carries out, or that none is on record."""
    if activities.empty:
        return words("headline.delphi.none")
    return words("headline.delphi.sentence", n=int((activities["projects_count"] == 0).sum()), total=len(activities))
