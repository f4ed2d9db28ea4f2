"""What the release says of the projects on their way through the cycle: how many wait, how long, and what is undated."""

import pandas as pd

from dashboard.findings.finding import Finding
from dashboard.wording import Words

STUCK_AFTER_DAYS = 180  # as warehouse/marts/pipeline.sql reads it; a test keeps the two equal


def each_once(pipeline: pd.DataFrame) -> pd.DataFrame:
    """One row per project; its objectives joined. A project of several objectives waits once."""
    told = pipeline.assign(objectives=pipeline["objective_code"]).groupby("project_id", as_index=False)
    joined = told["objectives"].agg(";".join)
    first = pipeline.drop_duplicates("project_id").drop(columns=["objective_code"])
    once = first.merge(joined, on="project_id", validate="one_to_one")
    return once.sort_values(
        ["days_in_stage", "project_id"], ascending=[False, True], na_position="last", ignore_index=True
    )


def pipeline(projects: pd.DataFrame, task_forces: pd.DataFrame, words: Words) -> Finding:
    """How many projects wait for an answer, and how many of them too long; or that none states a stage."""
    unstaged = int(task_forces["no_stage_count"].sum())
    if projects.empty:
        lede = words("finding.stages.none_lede", n=unstaged)
        return Finding(words("finding.stages.none", total=len(task_forces)), lede)
    stuck = int(projects["is_stuck"].fillna(False).sum())
    waiting = int(projects["lacks_feedback"].sum())
    undated = int(projects["days_in_stage"].isna().sum())
    headline = words("finding.stages.stuck", n=stuck, total=len(projects), days=STUCK_AFTER_DAYS)
    if not stuck:
        headline = words("finding.stages.waiting", n=waiting, total=len(projects))
    return Finding(headline, f"{words('finding.stages.lede')} {words('finding.stages.undated', n=undated)}")


def seats(task_forces: pd.DataFrame, words: Words) -> str:
    """The title over vacant seats and reports: how many task forces have told."""
    told = task_forces[task_forces["members_count"].notna() | task_forces["reports_sent_count"].notna()]
    return words("finding.stages.seats", n=len(told), total=len(task_forces))


def delphi(activities: pd.DataFrame, words: Words) -> str:
    """The title over the Delphi activities: how many of them no project carries out, or that none is on record."""
    if activities.empty:
        return words("finding.delphi.none")
    return words("finding.delphi.headline", n=int((activities["projects_count"] == 0).sum()), total=len(activities))
