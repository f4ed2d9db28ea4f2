"""The figures of an objective: a path or dated steps with the working below, what would settle them, the projects."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.queries import explained, project_rows, published, strategy_rows
from dashboard.queries.listing import listing
from dashboard.rendering import cards, method_sections
from dashboard.rendering.charts.path import PathRows, path_chart
from dashboard.rendering.charts.steps import drawn, steps_chart
from dashboard.rendering.folding import FEW
from dashboard.rendering.headlines import objective
from dashboard.rendering.panels import context, settling, verdicts, working
from dashboard.rendering.panels.objective_facts import STEPS_KIND, Facts
from dashboard.rendering.registers import columns, figured, tables, terms
from dashboard.rendering.sitemap import view
from dashboard.rendering.words import is_missing
from dashboard.shell import address, foot, headings, parts
from dashboard.shell.chart import chart
from dashboard.shell.here import Here
from dashboard.views.objective import account

PROJECTS_SHOWN = 25


def show_group(here: Here, group: Sequence[Facts]) -> None:
    """A figure with its working on the left; what would change each verdict on the right."""
    left, right = st.columns([0.68, 0.32], gap="large")
    steps = strategy_rows.milestones(here.path, group[0].code)
    with left:
        if group[0].kind == STEPS_KIND:
            _show_steps(here, group[0].code, steps)
        else:
            _show_path(here, group[0])
        for facts in group:
            _show_working(here, facts)
    with right:
        for facts in group:
            own = steps[steps["indicator_code"] == facts.indicator_code].to_dict("records")
            block = settling.settling(facts.indicator, facts.rows, own, here.as_of, here.words)
            here.show(block, f"settling_{facts.indicator_code}")
            _show_context(here, facts)


def _show_context(here: Here, facts: Facts) -> None:
    """Published facts that stand beside the indicator and are not it."""
    known = strategy_rows.context_facts(here.path)
    own = known[known["indicator_code"] == facts.indicator_code].to_dict("records")
    if own:
        here.show(context.context(own, here.words), f"context_{facts.indicator_code}")


def _show_steps(here: Here, code: str, steps: pd.DataFrame) -> None:
    """The dated steps of an objective: on an axis those that have a place there, all of them in a table."""
    words, title = here.words, objective.steps(here.figures, code, here.words).sentence
    headings.heading(title)
    st.caption(words("objective.steps_axis"))
    if len(drawn(steps)):
        chart(here, "steps_chart", title, partial(steps_chart, steps, here.as_of), code)
    shown = tables.labelled(steps, words)
    here.show(tables.register(shown, columns.STEPS, words("objective.steps_caption"), words, here.links), "steps")
    foot.foot(here, f"milestones_{code}", here.made_from("objective", code), steps, is_worked_below=True)


def _show_path(here: Here, facts: Facts) -> None:
    """The path of one indicator, a second panel with its own axis where there are two targets, and its caveat."""
    words, code = here.words, facts.indicator_code
    observed = strategy_rows.observations(here.path, facts.code)
    usable = working.usable(explained.explanations(here.path, code, here.as_of)[0])
    own = observed[observed["observation_id"].isin(usable)]
    rows = PathRows(facts.first, facts.second, own, here.as_of)
    title = objective.path(here.figures, rows.lead, facts.kind, facts.unit, words).sentence
    headings.heading(title)
    named = f"{code} {words.label(facts.indicator)}"
    st.caption(words("objective.axis", indicator=named, unit=words.unit(facts.unit)))
    if facts.has_path:
        _show_panels(here, replace(rows, expected=facts.expected(rows.lead, words)), code, title)
    else:
        here.show(verdicts.no_path(words), f"no_path_{code}")
    source = here.made_from("objective", facts.code)
    foot.foot(here, f"observations_{code}", source, own, is_worked_below=True)
    if not is_missing(facts.indicator["caveat"]):
        caveat = words("objective.quoted", text=str(facts.indicator["caveat"]).removesuffix("."))
        here.show(verdicts.caution(caveat), f"caution_{code}")


def _show_panels(here: Here, rows: PathRows, code: str, title: str) -> None:
    if not rows.has_two_legs:
        chart(here, f"path_{code}", title, partial(path_chart, rows))
        return
    near, far = st.columns([0.6, 0.4], gap="small")
    for place, name, part in ((near, "near", rows.to_the_first()), (far, "far", rows.to_the_second())):
        name_of_panel = here.words(f"chart.panel_{name}")
        with place:
            st.markdown(f"**{name_of_panel}**")
            chart(here, f"path_{name}_{code}", f"{title}. {name_of_panel}", partial(path_chart, part))


def _show_working(here: Here, facts: Facts) -> None:
    """The explanation of one indicator for both horizons, opened on the page: formula with numbers, rows, their places."""
    words, code = here.words, facts.indicator_code
    explanations = explained.explanations(here.path, code, here.as_of)
    tables_behind = [published.table(here.path, f"marts.{name}") for name in ("observations", "milestones")]
    behind, shown = working.rows_behind(explanations, *tables_behind)
    names = {row["milestone_code"]: words.label(row) for row in tables_behind[1].to_dict("records")}
    behind = behind.assign(label=behind["row_key"].map(names))
    with st.expander(words("working.open", indicator=f"{code} {words.label(facts.indicator)}")):
        lines = [objective.verdict_lines(here.figures, row, words) for row in facts.rows]
        here.show(working.working(explanations, lines, words), f"working_{code}")
        if len(behind):
            caption = words("working.rows")
            here.show(tables.register(behind, shown, caption, words, here.links), f"working_rows_{code}")
        section, label = method_sections.VERDICT, words("working.method")
        st.page_link(view("method"), label=label, query_params={"section": section, **here.links.kept})
        account.show(here, code)


def show_folded(here: Here, code: str, progress: pd.DataFrame) -> None:
    """Every figure of the objective, and the terms it is assessed by: folded, each with its foot."""
    words, links = here.words, here.links
    with st.expander(words("objective.indicators", code=code)):
        caption, numbers = words("objective.indicators_caption"), figured.PROGRESS.of(here.figures)
        here.show(tables.register(progress, columns.PROGRESS, caption, words, links, numbers=numbers), "indicators")
        foot.foot(here, f"progress_{code}", here.made_from("objective", code), progress)
    every = strategy_rows.terms(here.path)
    shown = terms.worded(every[every["objective_code"] == code], words)
    if shown.empty:
        return
    with st.expander(words("terms.title")):
        here.show(tables.register(shown, terms.COLUMNS, words("terms.caption"), words, links), "terms")
        foot.foot(here, f"terms_{code}", here.made_from("terms"), shown)


def show_projects(here: Here, code: str) -> None:
    """The projects tied to the objective: by stage, and in parts with the file and row each comes from."""
    words, links, counts = here.words, here.links, project_rows.link_counts(here.path, code)
    headings.heading(objective.pipeline(here.figures, code, words).sentence)
    stages = published.of_objective(here.path, "marts.task_forces", code).to_dict("records")[0]
    here.show(cards.stages(stages, words), "stages")
    count = int(counts["projects_count"].sum())
    part = parts.chosen(address.PART, count, PROJECTS_SHOWN)
    projects = listing(here.path, project_rows.OF_OBJECTIVE, part, code=code)
    if count:
        caption = words("objective.projects_caption")
        here.show(tables.register(projects.shown, columns.PROJECTS, caption, words, links, shown=FEW), "projects")
        parts.show(here, address.PART, part, count, "objective")
    foot.foot(here, f"projects_{code}", here.made_from("projects"), projects, section=method_sections.MONEY)
