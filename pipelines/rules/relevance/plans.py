"""Open records that a list shows as in preparation since a day long past: nobody has said what became of them.

They are no money on its way and no project at work, so that no sum of open records has them. Does not belong here: records
in two lists (`two_lists`), and activities that were stopped (`money.apart`).
"""

from datetime import date

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, parameters
from pipelines.rules.precedence.lists import OPEN_RECORD

OUTDATED = "PRJ-059"
IN_PREPARATION = "1"  # of the code list ActivityStatus of IATI
YEARS_OF_PREPARATION = 3  # a plan for an earlier calendar year than this many before the day is outdated
PLACE = ["origin", "source_file", "source_sheet", "source_row"]


def outdated(projects: pd.DataFrame, contributions: pd.DataFrame, as_of: date) -> pd.Series:
    """For each row of `projects`: is it an open record in preparation for a year more than three before the day?

    The year is that of its first commitment, else of its start; a plan without any date is not outdated.
    """
    year = _year(projects, contributions)
    is_planned = projects["kind"].eq(OPEN_RECORD) & projects["activity_status_code"].eq(IN_PREPARATION)
    return (is_planned.fillna(False) & (year < as_of.year - YEARS_OF_PREPARATION)).astype("boolean")


def findings(projects: pd.DataFrame, contributions: pd.DataFrame) -> pd.DataFrame:
    """One finding per current record about soils whose plan is outdated; `projects` carries `is_outdated_plan`."""
    is_soil = projects["soil_relevance"].isin(["core", "contributing"])
    rows = projects[projects["is_outdated_plan"].astype(bool) & projects["is_current"].astype(bool) & is_soil]
    found = rows[PLACE].assign(
        rule_id=OUTDATED,
        severity="info",
        stream="projects",
        column="activity_status",
        value=rows["activity_status_code"],
        parameters=[parameters(year=int(year), years=YEARS_OF_PREPARATION) for year in _year(rows, contributions)],
    )
    return found[list(FINDING_COLUMNS)].astype({"column": "str", "value": "str", "parameters": "str"})


def _year(projects: pd.DataFrame, contributions: pd.DataFrame) -> pd.Series:
    """The year of the first commitment to each project, else that of its start."""
    committed = contributions[contributions["state"].eq("committed").fillna(False)]
    first = committed.groupby("project_id")["value_on"].min()
    return first.reindex(projects["project_id"]).set_axis(projects.index).fillna(projects["starts_on"]).dt.year
