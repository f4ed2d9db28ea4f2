"""The estimate for an addition a reader picks: its chart and table, or the reason why there is none."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.queries import project_rows, published, strategy_rows
from dashboard.rendering.charts.scenario import scenario
from dashboard.rendering.headlines import funders
from dashboard.rendering.registers import columns, tables
from dashboard.shell import address, foot, headings, selecting
from dashboard.shell.chart import chart
from dashboard.shell.here import Here
from pipelines.rules.coverage.scenario import Addition, Scenario, close_gap, standing_of, unit_costs

AMOUNT_STEP_EUR, START_EUR, START_PROJECTS = 100_000.0, 1_000_000.0, 5.0
YEARS_AHEAD = 10
LINK = ["objective_code", "objective_share"]


@dataclass(frozen=True)
class Asked:
    """What a reader asks: the objective, its label, and what is added."""

    code: str
    label: str
    addition: Addition


def asked(here: Here) -> Asked:
    """The objective, the amount or number of projects a year and the first year, in one row of pickers."""
    words, language = here.words, here.words.language
    rows = strategy_rows.headline_progress(here.path).to_dict("records")
    named = {row["objective_code"]: row for row in strategy_rows.objectives(here.path).to_dict("records")}
    labels = {
        row["objective_code"]: f"{row['objective_code']} {words.label(named[row['objective_code']])}" for row in rows
    }
    kinds = {kind: words(f"scenario.{kind}") for kind in ("amount", "projects")}
    years = {str(year): str(year) for year in range(here.as_of.year + 1, here.as_of.year + 1 + YEARS_AHEAD)}
    selecting.restore_one("close_gap", "code", "objectives")
    with st.container(horizontal=True, vertical_alignment="bottom", key="scenario"):
        with st.container(width=320):
            code = address.one("code", words("objective.pick"), labels, language)
        with st.container(width=240):
            kind = address.one("add", words("scenario.add"), kinds, language)
        with st.container(width=200):
            start, step = (START_EUR, AMOUNT_STEP_EUR) if kind == "amount" else (START_PROJECTS, 1.0)
            much = address.number(kind, words(f"scenario.{kind}_a_year"), step, language, start)
        with st.container(width=140):
            year = int(address.one("from", words("scenario.from"), years, language))
    selecting.carry_objective("code")
    given = start if much is None else much
    is_amount = kind == "amount"
    addition = Addition(
        from_year=year, amount_eur=given if is_amount else None, projects_count=None if is_amount else given
    )
    return Asked(code, labels[code], addition)


def answered(here: Here, asked: Asked) -> tuple[Scenario, str]:
    """The scenario of the objective's headline indicator, and the name of that indicator."""
    release = here.path
    headline = strategy_rows.headline_progress(release)
    row = headline[headline["objective_code"] == asked.code].iloc[0]
    progress = strategy_rows.progress(release, asked.code)
    own = progress[progress["indicator_code"] == row["indicator_code"]]
    indicators = published.of_objective(release, "marts.indicators", asked.code)
    indicator = indicators[indicators["indicator_code"] == row["indicator_code"]].to_dict("records")[0]
    unit = str(row["unit"])
    asking = project_rows.asking_projects(release, asked.code)
    costs = unit_costs(asking.drop(columns=LINK), asking[["project_id", *LINK]], asked.code, unit)
    made = close_gap(standing_of(own, str(row["kind"]), unit), costs, asked.addition, here.as_of)
    return made, f"{here.words.label(indicator)}, {here.words.unit(unit)}"


def show(here: Here, asked: Asked, made: Scenario, indicator: str) -> None:
    """The chart and the table of years; where there is no estimate, nothing is drawn in its place."""
    words = here.words
    if made.reason:
        return
    title = words("scenario.title", indicator=indicator)
    headings.heading(title)
    st.caption(
        headings.escaped(words("scenario.trend" if made.has_trend else "scenario.no_trend", n=made.projects_count))
    )
    chart(here, "scenario_chart", title, partial(scenario, made.path, made.reached), asked.code, asked.addition)
    shown = tables.register(funders.reached(made, words), columns.REACHED, words("scenario.table"), words, here.links)
    here.show(shown, "reached")
    foot.foot(here, f"estimate_{asked.code}", words("scenario.source"), made.path)
