"""What the pages and the report list by name of task forces: what is owed, and which projects are stuck."""

from pathlib import Path

import pandas as pd

from dashboard.queries import coverage_rows, project_rows, strategy_rows
from dashboard.queries.listing import Part
from dashboard.queries.published import later_table, table
from dashboard.rendering.registers import owed
from dashboard.rendering.registers.tables import labelled
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words

LATER = ("latest_report_on", "is_report_late")  # columns that older releases lack


def names(release: Path, links: Links, words: Words) -> owed.Names:
    """What the codes of objectives and regions are called."""
    objectives = strategy_rows.objectives(release)
    first = labelled(objectives[objectives["horizon"] == 2030], words)
    called = dict(zip(first["objective_code"], first["label"], strict=True))
    return owed.Names(called, coverage_rows.region_names(release, words.language), links)


def owed_by_name(release: Path, links: Links, words: Words, code: str = "") -> pd.DataFrame:
    """Vacant seats, late reports and overdue steps of a task force, or of all."""
    task_forces = task_forces_of(release, words)
    asked = (later_table(release, "marts.seats"), task_forces, strategy_rows.every_milestone(release))
    own = [rows[rows["objective_code"] == code] if code else rows for rows in asked]
    return owed.owed(*own, names(release, links, words), words)


def stuck_by_name(release: Path, links: Links, words: Words, code: str = "", part: Part | None = None) -> pd.DataFrame:
    """The projects that are stuck, of an objective or of all; one part of the list where it is named."""
    rows = project_rows.stuck(release, code)
    return owed.stuck(part.of(rows) if part else rows, names(release, links, words), words)


def task_forces_of(release: Path, words: Words) -> pd.DataFrame:
    """One row per task force with the name of its objective; columns that the release lacks are missing."""
    rows, called = table(release, "marts.task_forces"), names(release, Links({}), words).objectives
    lacking = {name: pd.Series(pd.NA, index=rows.index, dtype="object") for name in LATER if name not in rows}
    return rows.assign(label=rows["objective_code"].map(called), **lacking)
