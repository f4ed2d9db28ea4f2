"""The long lists of the page: what came and went, and every difference, each in parts."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.queries.listing import TABLE_ROWS, Listing
from dashboard.rendering.headlines import kinds_of_change
from dashboard.rendering.panels import changes_told
from dashboard.rendering.registers import changes_listed, tables
from dashboard.rendering.words import Words
from dashboard.shell import address, foot, headings, parts
from dashboard.shell.here import Here
from pipelines.rules.changes.changes import Changes

CAME, SHOWN = "came", 25
"""The name in the address for the part of what came and went, and rows of a part."""


def came_and_went(here: Here, found: Changes) -> None:
    """What is new, ended, changed or gone: in lines first, then one by one."""
    headings.heading(here.words("changes.came"))
    lines = kinds_of_change.came_and_went(found.subjects, here.words)
    here.show(changes_told.came_and_went(lines, here.words), "came_and_went")
    title = here.words("changes.one_by_one", n=len(found.subjects))
    _in_parts(here, CAME, title, found.subjects, changes_listed.subjects, changes_listed.SUBJECTS)


def differences(here: Here, found: Changes) -> None:
    """Every difference, in the order that leads from the older release to the newer one."""
    title = here.words("changes.all", n=len(found.rows))
    _in_parts(here, address.PART, title, found.rows, changes_listed.differences, changes_listed.DIFFERENCES)


def _in_parts(
    here: Here,
    name: str,
    title: str,
    rows: pd.DataFrame,
    worded: Callable[[pd.DataFrame, Words], pd.DataFrame],
    columns: tuple[str, ...],
) -> None:
    """A part of the rows as a register under a title that opens it, the ways to the other parts, and the foot with all.

    It stands open where the address names a part of it.
    """
    words, kind = here.words, "came_and_went" if name == CAME else "differences"
    if len(rows):
        part = parts.chosen(name, len(rows), SHOWN)
        caption = words(f"changes.{kind}_caption")
        with st.expander(headings.escaped(title), expanded=bool(address.text(name))):
            shown = tables.register(worded(part.of(rows), words), columns, caption, words, here.links)
            here.show(shown, f"{kind}_rows")
            parts.show(here, name, part, len(rows), "changes")
    tabled = changes_listed.tabled(rows.head(TABLE_ROWS), words)
    listed = Listing(tabled, len(rows), partial(changes_listed.exported, rows))
    foot.foot(here, kind, here.made_from("changes"), listed)
