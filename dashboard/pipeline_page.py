"""What the page of the pipeline is made of: the objective picked, the dots by stage, or the empty rows of stages."""

import pandas as pd
import streamlit as st

from dashboard import address, queries, shell
from dashboard.charts.stages import stages
from dashboard.charts.template import CONFIG
from dashboard.figures import cards, columns, foot, tables
from dashboard.findings import pipeline as findings
from dashboard.shell import Here

ROWS_SHOWN = 100
ASIDE = ("declined", "withdrawn", "on_hold")


def picked(here: Here) -> str:
    """The objective picked, empty for all of them; kept in the address."""
    words, objectives = here.words, queries.objectives(here.path)
    first = objectives[objectives["horizon"] == 2030].to_dict("records")
    offered = {"": words("pipeline.all")}
    offered |= {row["objective_code"]: f"{row['objective_code']} {words.label(row)}" for row in first}
    with st.container(width=360):
        return address.one("objective", words("objective.pick"), offered, words.language)


def of(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    """The rows of the objective picked, or all of them."""
    return rows[rows["objective_code"] == code] if code else rows


def show_stages(here: Here, projects: pd.DataFrame, title: str) -> None:
    """The dots by stage; where no project states one, the hatched stages."""
    words = here.words
    if projects.empty:
        nothing = {f"{stage}_count": None for stage in cards.STAGES} | {"side_exit_count": 0, "no_stage_count": 0}
        here.show(cards.stages(nothing, words), "stages")
        return
    left = tuple(stage for stage in ASIDE if projects["stage"].eq(stage).any())
    limit = findings.STUCK_AFTER_DAYS
    figure = stages(projects, cards.STAGES + left, limit, shell.mode(), words, shell.watermark(here))
    st.caption(shell.escaped(words("pipeline.caption")))
    st.plotly_chart(figure, theme=None, key="stages_chart", config=CONFIG, alt=title)
    shown = projects.head(ROWS_SHOWN)
    caption = words("pipeline.table", shown=len(shown), total=len(projects))
    here.show(tables.register(shown, columns.PIPELINE, caption, words, here.links), "pipeline_table")


def show_seats(here: Here) -> None:
    """Vacant seats and reports of the task forces that told, or of none."""
    words, task_forces = here.words, queries.table(here.path, "marts.task_forces")
    shell.heading(findings.seats(task_forces, words))
    told = task_forces[task_forces["members_count"].notna() | task_forces["reports_sent_count"].notna()]
    if len(told):
        here.show(tables.register(told, columns.VACANT, words("pipeline.seats"), words, here.links), "vacant")
    foot.foot(here, "vacant_seats", words("source.task_forces"), task_forces, columns.VACANT)


def show_delphi(here: Here, activities: pd.DataFrame) -> None:
    """The Delphi activities that no project carries out; where none is on record, what is known of them."""
    words = here.words
    shell.heading(findings.delphi(activities, words))
    st.caption(shell.escaped(words("pipeline.delphi_none" if activities.empty else "pipeline.delphi_told")))
    open_ones = activities[activities["projects_count"] == 0]
    if len(open_ones):
        shown = open_ones.head(ROWS_SHOWN)
        caption = words("pipeline.delphi", shown=len(shown), total=len(open_ones))
        here.show(tables.register(shown, columns.DELPHI, caption, words, here.links), "delphi")
    foot.foot(here, "delphi_activities", words("source.delphi"), activities)
