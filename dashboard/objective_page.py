"""What the page of one objective is made of: which code, which indicator speaks, what is missing and who carries it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import queries, shell
from dashboard.charts.path import PathRows, path_chart
from dashboard.charts.template import CONFIG
from dashboard.figures import cards, columns, foot, tables
from dashboard.findings import objective as findings
from dashboard.navigation import Links
from dashboard.shell import Here
from dashboard.wording import Words, is_missing
from pipelines.rules.settling import settling_values, value_needed_next_year

CANNOT, STEPS_KIND = "cannot_be_assessed", "milestone"
PROJECTS_SHOWN = 25
# What an indicator has, from the most telling one down: the first that is drawn.
TELLING = ("target_value", "baseline_value", "latest_value")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """One objective: its verdict, the indicator that speaks for it, its rows for both horizons."""

    code: str
    label: str
    verdict: Row
    indicator: Row
    first: Row
    second: Row
    unit: str
    caveats: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The kind of the indicator that speaks."""
        return str(self.indicator["kind"])

    def expected(self, words: Words) -> str:
        """The value of the even path today, as it stands in a sentence."""
        value = self.first["expected_value"]
        return "" if is_missing(value) else findings.figure(value, self.kind, words)

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
    return picked


def facts(objectives: pd.DataFrame, progress: pd.DataFrame, indicators: pd.DataFrame, code: str, words: Words) -> Facts:
    """The objective and the indicator that speaks for it: the headline one, of its equals the one with most to draw."""
    verdict = objectives[(objectives["objective_code"] == code) & (objectives["horizon"] == 2030)].to_dict("records")[0]
    first_rows = progress[progress["horizon"] == 2030].to_dict("records")
    speaking = next(row for row in first_rows if row["indicator_code"] == verdict["headline_indicator_code"])
    chosen = speaking["indicator_code"]
    own = progress[progress["indicator_code"] == chosen].sort_values("horizon").to_dict("records")
    indicator = indicators[indicators["indicator_code"] == chosen].to_dict("records")[0]
    caveats = tuple(str(text) for text in indicators["caveat"] if not is_missing(text))
    unit = words.unit(str(indicator["unit"]))
    return Facts(code, f"{code} {words.label(verdict)}", verdict, indicator, own[0], own[1], unit, caveats)


def goal_label(goals: pd.DataFrame, facts: Facts, words: Words) -> str:
    """Code and label of the goal the objective belongs to."""
    row = goals[goals["goal_code"] == facts.verdict["goal_code"]].to_dict("records")[0]
    return f"{row['goal_code']} {words.label(row)}"


def settling(facts: Facts, as_of: date, words: Words) -> Markup:
    """What one more figure would settle; where none would, what is missing instead."""
    bands = settling_values(facts.indicator, as_of)
    who = words("missing.objective_who", code=facts.code)
    if not bands:
        is_open = facts.first["status"] == CANNOT
        title = words("settling.instead" if is_open else "settling.assessed")
        told = words(f"settling_instead.{facts.first['reason'] if is_open else 'none'}")
        return cards.three_notes([(title, f"{told} {who}", ())])
    needed = value_needed_next_year(facts.indicator, as_of)
    lede = words("settling.lede", indicator=words.label(facts.indicator))
    if needed is not None:
        who = (
            words("settling.needed", on=needed.on, value=words.measure(words.short(needed.value), facts.unit))
            + " "
            + who
        )
    is_open = facts.first["status"] == CANNOT
    title = words("settling.title" if is_open else "settling.again")
    spans = [cards.span(band, facts.kind in findings.WHOLE_KINDS, words) for band in bands]
    statuses = [band.status for band in bands]
    return cards.settling(spans, statuses, title, lede, (facts.unit, words("settling.verdict")), who, words)


def show_path(here: Here, facts: Facts) -> None:
    """The path of the indicator that speaks, or its dated steps; then its foot and what a reader must know."""
    words, steps = here.words, queries.milestones(here.path, facts.code)
    observed = queries.observations(here.path, facts.code)
    own = observed[observed["indicator_code"] == facts.indicator["indicator_code"]]
    source = words("source.objective", code=facts.code)
    if facts.kind == STEPS_KIND:
        shell.heading(findings.steps(steps, words))
        caption = words("objective.steps_caption")
        here.show(tables.register(steps, columns.STEPS, caption, words, here.links), "steps")
        foot.foot(here, f"milestones_{facts.code}", source, steps)
    else:
        title = findings.path(facts.first, facts.kind, facts.unit, words)
        shell.heading(title)
        st.caption(words("objective.axis", indicator=words.label(facts.indicator), unit=facts.unit))
        if facts.has_path:
            rows = PathRows(facts.first, facts.second, own, here.as_of, facts.expected(words))
            figure = path_chart(rows, shell.mode(), words, shell.watermark(here))
            st.plotly_chart(figure, theme=None, key="path", config=CONFIG, alt=title)
        else:
            here.show(cards.no_path(words), "no_path")
        foot.foot(here, f"observations_{facts.code}", source, observed)
    for place, caveat in enumerate(facts.caveats):
        here.show(cards.caution(caveat), f"caution_{place}")


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
        rows = queries.table(release, "marts.facilities")
        row = rows[rows["facility_code"] == facility_code].to_dict("records")[0]
        carried = words("objective.facility", code=facility_code, label=words.label(row), lead=str(row["lead"]))
    seats = queries.of_objective(release, "marts.task_forces", facts.code).to_dict("records")[0]
    told = words("objective.seats_unknown")
    if not is_missing(seats["members_count"]):
        told = words("objective.seats", n=int(seats["members_count"]), leaders=int(seats["leader_seats_count"]))
    strategy = [
        f"{words(f'objective.{name}')} {facts.verdict[f'{name}_text']}."
        for name in ("baseline", "target_2030", "target_2050")
        if not is_missing(facts.verdict[f"{name}_text"])
    ]
    return [
        (words("objective.carried"), carried, [(words("page.facilities"), links("facilities"))]),
        (words("objective.task_force"), told, [(words("page.seats"), links("seats"))]),
        (
            words("objective.strategy"),
            " ".join(strategy) or words("reason_sentence.wording_not_available"),
            [(words("objective.source"), str(facts.verdict["source"]))],
        ),
    ]
