"""Money that is counted and yet stands under no objective and in no place: its project was sent and not admitted.

Does not belong here: a project that nobody sent, which admission names.
"""

import pandas as pd

from pipelines.rules.findings import funding_findings
from pipelines.rules.membership import among

HELD_PROJECT = "MNY-014"


def held_project_findings(contributions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """One warning per row of money whose project is not among the admitted ones: it is in no objective and no place."""
    is_unplaced = contributions["project_id"].notna() & ~among(contributions["project_id"], projects["project_id"])
    rows = contributions[is_unplaced]
    return funding_findings(rows, HELD_PROJECT, "project_id", rows["project_id"])
