"""The figures of the pipeline: what is stuck and what is owed, the projects by stage, the Delphi activities."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.queries import owed_rows, project_rows
from dashboard.queries.listing import Part, listing, shown
from dashboard.rendering import cards
from dashboard.rendering.charts.stages import Drawn, stages
from dashboard.rendering.folding import FEW
from dashboard.rendering.headlines import pipeline
from dashboard.rendering.pointers import pointer
from dashboard.rendering.registers import columns, owed, tables
from dashboard.shell import address, foot, headings, parts
from dashboard.shell.chart import chart
from dashboard.shell.here import Here

ROWS_SHOWN = 50
DOTS_AT_MOST = 300  # projects drawn one by one; more are counted together
ASIDE = ("declined", "withdrawn", "on_hold")


def of(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    """The rows of the objective picked, or all of them."""
    return rows[rows["objective_code"] == code] if code else rows


def show_stages(here: Here, code: str, title: str) -> None:
    """The projects by stage and the list of them; where none states a stage, the hatched stages."""
    words, counted = here.words, project_rows.in_stage(here.path, code)
    count = int(counted["projects_count"].sum())
    part = parts.chosen(address.PART, count, ROWS_SHOWN)
    projects = listing(here.path, project_rows.IN_STAGE, part, code=code)
    if count:
        if counted["days_in_stage"].notna().any():
            _draw(here, code, counted, title)
        caption = words("pipeline.table", n=count)
        with st.expander(headings.escaped(caption), expanded=part.number > 1):
            here.show(tables.register(projects.shown, columns.PIPELINE, caption, words, here.links), "pipeline_table")
            parts.show(here, address.PART, part, count, "pipeline")
    else:
        nothing = {f"{stage}_count": None for stage in cards.STAGES} | {"side_exit_count": 0, "no_stage_count": 0}
        here.show(cards.stages(nothing, words), "stages")
    foot.foot(here, "pipeline", here.made_from("projects"), projects)


def _draw(here: Here, code: str, counted: pd.DataFrame, title: str) -> None:
    """One dot per project; where there are too many to tell apart, bars that count those of the same month."""
    words, count = here.words, int(counted["projects_count"].sum())
    drawn = Drawn(counted, project_rows.DAYS_TOGETHER)
    caption = words("pipeline.caption_counted", days=project_rows.DAYS_TOGETHER, n=drawn.most)
    if count <= DOTS_AT_MOST:
        one_by_one = shown(here.path, project_rows.IN_STAGE, Part(1, DOTS_AT_MOST), code=code)
        drawn, caption = Drawn(one_by_one), words("pipeline.caption")
    left = tuple(stage for stage in ASIDE if counted["stage"].eq(stage).any())
    st.caption(headings.escaped(caption))
    chart(here, "stages_chart", title, partial(stages, drawn, cards.STAGES + left, pipeline.STUCK_AFTER_DAYS), code)


def show_stuck(here: Here, code: str) -> None:
    """The projects that wait for an answer, by name, each with who can move it."""
    words, count = here.words, len(project_rows.stuck(here.path, code))
    if not count:
        return
    headings.heading(words("stuck.title"))
    caption, part = words("stuck.caption", days=pipeline.STUCK_AFTER_DAYS), parts.chosen("stuck", count, ROWS_SHOWN)
    rows = owed_rows.stuck_by_name(here.path, here.links, words, code, part)
    here.show(tables.register(rows, owed.STUCK, caption, words, here.links, shown=FEW), "stuck")
    parts.show(here, "stuck", part, count, "pipeline")


def show_owed(here: Here, code: str) -> None:
    """Vacant seats, late reports and overdue steps by name, of one task force or of all."""
    words, rows = here.words, owed_rows.owed_by_name(here.path, here.links, here.words, code)
    headings.heading(words("owed.title"))
    if len(rows):
        here.show(tables.register(rows, owed.OWED, words("owed.caption"), words, here.links, shown=FEW), "owed")
    said = f"{pipeline.seats(here.figures, words).sentence}."
    here.show(pointer(said, words("page.seats"), here.links("seats")), "seats")


def show_delphi(here: Here, activities: pd.DataFrame, code: str) -> None:
    """The Delphi activities that no project carries out; where none is on record, what is known of them."""
    words = here.words
    headings.heading(pipeline.delphi(here.figures, code, words).sentence)
    st.caption(headings.escaped(words("pipeline.delphi_none" if activities.empty else "pipeline.delphi_note")))
    open_ones = activities[activities["projects_count"] == 0]
    if len(open_ones):
        first = open_ones.head(ROWS_SHOWN)
        caption = words("pipeline.delphi", shown=len(first), total=len(open_ones))
        here.show(tables.register(first, columns.DELPHI, caption, words, here.links, shown=FEW), "delphi")
    foot.foot(here, "delphi_activities", here.made_from("delphi"), activities)
