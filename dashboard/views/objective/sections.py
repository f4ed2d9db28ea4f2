"""What the page of one objective is made of: which code, which indicator speaks, what is missing and who carries it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.queries import explained, project_rows, published, strategy_rows
from dashboard.queries.listing import listing
from dashboard.rendering import cards
from dashboard.rendering.charts.path import PathRows, path_chart
from dashboard.rendering.charts.steps import drawn, steps_chart
from dashboard.rendering.headlines import objective
from dashboard.rendering.registers import columns, tables
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing
from dashboard.shell import address, foot, headings, parts
from dashboard.shell.chart import chart
from dashboard.shell.here import Here
from dashboard.views.objective import account, settling, verdicts, working

CANNOT, STEPS_KIND = "cannot_be_assessed", "milestone"
PROJECTS_SHOWN = 25
# What an indicator has, from the most telling one down: the first that is drawn.
TELLING = ("target_value", "baseline_value", "latest_value")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """One indicator of an objective: the verdict on the objective, the indicator, its rows for both horizons."""

    code: str
    label: str
    verdict: Row
    indicator: Row
    first: Row
    second: Row
    unit: str

    @property
    def indicator_code(self) -> str:
        """The code of the indicator."""
        return str(self.indicator["indicator_code"])

    @property
    def rows(self) -> tuple[Row, Row]:
        """The verdicts for 2030 and 2050."""
        return self.first, self.second

    @property
    def kind(self) -> str:
        """The kind of the indicator."""
        return str(self.indicator["kind"])

    def expected(self, row: Row, words: Words) -> str:
        """The value of the even path today, as it stands in a sentence."""
        value = row["expected_value"]
        return "" if is_missing(value) else objective.figure(value, self.kind, words)

    @property
    def has_path(self) -> bool:
        """Is there anything to draw: a baseline or a target?"""
        return any(not is_missing(row[name]) for row in (self.first, self.second) for name in TELLING)


def chosen_code(objectives: pd.DataFrame, words: Words) -> str:
    """The code of the address, or the one picked; kept in the address."""
    rows = objectives[objectives["horizon"] == 2030]
    labels = {row["objective_code"]: f"{row['objective_code']} {words.label(row)}" for row in rows.to_dict("records")}
    codes = list(labels)
    asked = str(st.query_params.get("code", "")).upper()
    start = codes.index(asked) if asked in codes else 0
    picked = st.selectbox(
        words("objective.pick"),
        codes,
        index=start,
        format_func=labels.get,
        width=360,
        key=f"code_{asked}",
        label_visibility="collapsed",
    )
    if picked != asked:
        st.query_params["code"] = picked
        st.query_params.pop(address.PART, None)
    return picked


def facts(
    objectives: pd.DataFrame, progress: pd.DataFrame, indicators: pd.DataFrame, code: str, words: Words
) -> list[Facts]:
    """The objective by each of its indicators; first the one that speaks for it."""
    verdict = objectives[(objectives["objective_code"] == code) & (objectives["horizon"] == 2030)].to_dict("records")[0]
    label, every = f"{code} {words.label(verdict)}", []
    for indicator in indicators.sort_values("indicator_code").to_dict("records"):
        own = progress[progress["indicator_code"] == indicator["indicator_code"]].sort_values("horizon")
        first, second = own.to_dict("records")
        every.append(Facts(code, label, verdict, indicator, first, second, str(indicator["unit"])))
    return sorted(every, key=lambda facts: facts.indicator_code != verdict["headline_indicator_code"])


def goal_label(goals: pd.DataFrame, facts: Facts, words: Words) -> str:
    """Code and label of the goal the objective belongs to."""
    row = goals[goals["goal_code"] == facts.verdict["goal_code"]].to_dict("records")[0]
    return f"{row['goal_code']} {words.label(row)}"


def groups(every: Sequence[Facts]) -> list[list[Facts]]:
    """Indicators drawn together: all with dated steps in one figure, each of the others in its own."""
    stepped = [facts for facts in every if facts.kind == STEPS_KIND]
    return [[facts] for facts in every if facts.kind != STEPS_KIND] + ([stepped] if stepped else [])


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


def _show_steps(here: Here, code: str, steps: pd.DataFrame) -> None:
    """The dated steps of an objective: on an axis those that have a place there, all of them in a table."""
    words, title = here.words, objective.steps(steps, here.words)
    headings.heading(title)
    st.caption(words("objective.steps_axis"))
    if len(drawn(steps)):
        chart(here, "steps_chart", title, partial(steps_chart, steps, here.as_of), code)
    shown = tables.labelled(steps, words)
    here.show(tables.register(shown, columns.STEPS, words("objective.steps_caption"), words, here.links), "steps")
    foot.foot(here, f"milestones_{code}", words("source.objective", code=code), steps, is_worked_below=True)


def _show_path(here: Here, facts: Facts) -> None:
    """The path of one indicator, a second panel with its own axis where there are two targets, and its caveat."""
    words, code = here.words, facts.indicator_code
    observed = strategy_rows.observations(here.path, facts.code)
    usable = working.usable(explained.explanations(here.path, code, here.as_of)[0])
    own = observed[observed["observation_id"].isin(usable)]
    rows = PathRows(facts.first, facts.second, own, here.as_of, "")
    title = objective.path(rows.lead, facts.kind, facts.unit, words)
    headings.heading(title)
    named = f"{code} {words.label(facts.indicator)}"
    st.caption(words("objective.axis", indicator=named, unit=words.unit(facts.unit)))
    if facts.has_path:
        _show_panels(here, replace(rows, expected=facts.expected(rows.lead, words)), code, title)
    else:
        here.show(verdicts.no_path(words), f"no_path_{code}")
    source = words("source.objective", code=facts.code)
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
    listed, shown = working.rows_behind(explanations, *tables_behind)
    names = {row["milestone_code"]: words.label(row) for row in tables_behind[1].to_dict("records")}
    listed = listed.assign(label=listed["row_key"].map(names))
    with st.expander(words("working.open", indicator=f"{code} {words.label(facts.indicator)}")):
        here.show(working.working(explanations, facts.rows, words), f"working_{code}")
        if len(listed):
            caption = words("working.rows")
            here.show(tables.register(listed, shown, caption, words, here.links), f"working_rows_{code}")
    account.show(here, code)


def show_projects(here: Here, code: str) -> None:
    """The projects tied to the objective: by stage, and in parts with the file and row each comes from."""
    words, links, counts = here.words, here.links, project_rows.link_counts(here.path, code)
    headings.heading(objective.pipeline(counts, code, words))
    stages = published.of_objective(here.path, "marts.task_forces", code).to_dict("records")[0]
    here.show(cards.stages(stages, words), "stages")
    count = int(counts["projects_count"].sum())
    part = parts.chosen(address.PART, count, PROJECTS_SHOWN)
    projects = listing(here.path, project_rows.OF_OBJECTIVE, part, {"code": code})
    if count:
        caption = words("objective.projects_caption")
        here.show(tables.register(projects.shown, columns.PROJECTS, caption, words, links), "projects")
        parts.show(here, address.PART, part, count, "objective")
    foot.foot(here, f"projects_{code}", words("source.projects"), projects)


def missing(facts: Facts, words: Words) -> str:
    """What the objective lacks, for both horizons."""
    lacking = [row for row in (facts.first, facts.second) if row["status"] == CANNOT]
    if not lacking:
        return words("missing.objective_none")
    return " ".join(
        words("missing.objective", horizon=str(row["horizon"]), reason=words(f"reason.{row['reason']}"))
        for row in lacking
    )


def notes(release: Path, facts: Facts, words: Words, links: Links) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Who carries the objective, its task force, and the words of the strategy."""
    facility_code = facts.verdict["facility_code"]
    carried = words("objective.no_facility")
    if not is_missing(facility_code):
        rows = published.table(release, "marts.facilities")
        row = rows[rows["facility_code"] == facility_code].to_dict("records")[0]
        lead = str(row["lead"])
        lead = words(f"value.lead.{lead}") if words.has(f"value.lead.{lead}") else lead
        carried = words("objective.facility", code=facility_code, label=words.label(row), lead=lead)
    seats = published.of_objective(release, "marts.task_forces", facts.code).to_dict("records")[0]
    members = words("objective.seats_unknown")
    if not is_missing(seats["members_count"]):
        members = words("objective.seats", n=int(seats["members_count"]), leaders=int(seats["leader_seats_count"]))
    strategy = [
        f"{words(f'objective.{name}')} {facts.verdict[f'{name}_text']}."
        for name in ("baseline", "target_2030", "target_2050")
        if not is_missing(facts.verdict[f"{name}_text"])
    ]
    return [
        (words("objective.carried"), carried, [(words("page.facilities"), links("facilities"))]),
        (words("objective.task_force"), members, [(words("page.seats"), links("seats"))]),
        (
            words("objective.strategy"),
            words("objective.quoted", text=" ".join(strategy).removesuffix("."))
            if strategy
            else words("reason_sentence.wording_not_available"),
            [(words("objective.source"), str(facts.verdict["source"]))],
        ),
    ]
