"""What is known of one objective: its indicators, the headline one first, what it lacks and who carries it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.rendering.cards import Note
from dashboard.rendering.headlines import objective
from dashboard.rendering.pointers import on_platform
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing

STEPS_KIND = "milestone"
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


def facts_of(
    objectives: pd.DataFrame, progress: pd.DataFrame, indicators: pd.DataFrame, code: str, words: Words
) -> list[Facts]:
    """The objective by each of its indicators; the headline indicator comes first."""
    verdict = objectives[(objectives["objective_code"] == code) & (objectives["horizon"] == 2030)].to_dict("records")[0]
    label, every = f"{code} {words.label(verdict)}", []
    for indicator in indicators.sort_values("indicator_code").to_dict("records"):
        own = progress[progress["indicator_code"] == indicator["indicator_code"]].sort_values("horizon")
        first, second = own.to_dict("records")
        every.append(Facts(code, label, verdict, indicator, first, second, str(indicator["unit"])))
    return sorted(every, key=lambda one: one.indicator_code != verdict["headline_indicator_code"])


def goal_label(goals: pd.DataFrame, facts: Facts, words: Words) -> str:
    """Code and label of the goal the objective belongs to."""
    row = goals[goals["goal_code"] == facts.verdict["goal_code"]].to_dict("records")[0]
    return f"{row['goal_code']} {words.label(row)}"


def groups(every: Sequence[Facts]) -> list[list[Facts]]:
    """Indicators drawn together: all with dated steps in one figure, each of the others in its own."""
    stepped = [facts for facts in every if facts.kind == STEPS_KIND]
    return [[facts] for facts in every if facts.kind != STEPS_KIND] + ([stepped] if stepped else [])


def notes(
    facts: Facts, facilities: pd.DataFrame, seats: Row, owed: Sequence[str], words: Words, links: Links
) -> list[Note]:
    """Who carries the objective, its task force (`seats`) and what that owes, and the words of the strategy."""
    facility_code = facts.verdict["facility_code"]
    carried = words("objective.no_facility")
    if not is_missing(facility_code):
        row = facilities[facilities["facility_code"] == facility_code].to_dict("records")[0]
        lead = str(row["lead"])
        lead = words(f"value.lead.{lead}") if words.has(f"value.lead.{lead}") else lead
        carried = words("objective.facility", code=facility_code, label=words.label(row), lead=lead)
    members = words("objective.seats_unknown")
    if not is_missing(seats["members_count"]):
        members = words("objective.seats", n=int(seats["members_count"]), leaders=int(seats["leader_seats_count"]))
    summary = facts.verdict["summary"]
    if owed:
        members = f"{members} {words('objective.owed', things=words.parted(owed))}"
    aim = "" if is_missing(summary) else words("objective.summary", text=str(summary).removesuffix("."))
    strategy = [
        f"{words(f'objective.{name}')} {facts.verdict[f'{name}_text']}."
        for name in ("baseline", "target_2030", "target_2050")
        if not is_missing(facts.verdict[f"{name}_text"])
    ]
    wording = words("reason_sentence.wording_not_available")
    if strategy:
        wording = words("objective.quoted", text=" ".join(strategy).removesuffix("."))
    return [
        Note(words("objective.carried"), carried, [(words("page.facilities"), links("facilities"))]),
        Note(words("objective.task_force"), members, [(words("page.seats"), links("seats"))]),
        Note(
            words("objective.strategy"),
            f"{aim} {wording}".strip(),
            [_source(facts.verdict["source"], words)],
        ),
    ]


def _source(source: object, words: Words) -> tuple[str, str]:
    """The link to where the strategy says so, on the Collaborative Platform wherever it is there."""
    there = on_platform(source)
    return (words("platform.objective"), there) if there else (words("objective.source"), str(source))
