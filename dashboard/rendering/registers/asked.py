"""The questions of a release as rows in a reader's language: what is missing, who, which template and row, what it settles.

Does not belong here: what is asked (the rules), or where the rows are shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.rendering import missing_facts
from dashboard.rendering.kept import kept
from dashboard.rendering.words import Words
from pipelines.rules.progress.needs import PARTNERS, STATE, TASK_FORCE
from pipelines.rules.questions import registers
from pipelines.rules.questions.answers import OBSERVATIONS
from pipelines.rules.questions.question import OPEN, Cells, Question
from sources.streams import codes, streams

COLUMNS = ("number", "objective_codes", "question", "answered_by", "template", "answer_row", "settles")
# The page that an answer fills where no verdict waits for it.
FILLS = {
    registers.SEATS: "seats",
    registers.LEADER: "seats",
    registers.REPRESENTATIVES: "seats",
    registers.REPORTS: "seats",
    registers.REPORTS_DUE: "seats",
    registers.CALENDAR: "seats",
    registers.PLAN: "pipeline",
    registers.CALL: "opportunities",
    registers.AGREEMENT: "partnerships",
    registers.FACILITY: "facilities",
    registers.BUDGET: "budget",
}
YES = "true"  # how a cell that says yes is written in a row
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Named:
    """What the questions are worded from: indicators, their verdicts by indicator and horizon, dated steps, by code."""

    indicators: Mapping[str, Row]
    verdicts: Mapping[tuple[str, int], Row]
    steps: Mapping[str, Row]

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame]) -> "Named":
        """The rows of a release by their codes; `tables` are its marts by short name."""
        progress = tables["objective_progress"].to_dict("records")
        return cls(
            {row["indicator_code"]: row for row in tables["indicators"].to_dict("records")},
            {(row["indicator_code"], int(row["horizon"])): row for row in progress},
            {row["milestone_code"]: row for row in tables["milestones"].to_dict("records")},
        )


@kept
def rows(questions: Sequence[Question], named: Named, words: Words) -> pd.DataFrame:
    """One row per question, numbered in their order, in the language; none is named where all objectives lack it."""
    every = {row["objective_code"] for row in named.indicators.values()}
    made = [
        {
            "number": place,
            "objective_codes": "" if every <= set(one.objectives) else "; ".join(one.objectives),
            "question": missing(one, named, words),
            "answered_by": answered_by(one, words),
            "template": template(one, words),
            "answer_row": answer_row(one, words),
            "settles": settles(one, named, words),
        }
        for place, one in enumerate(questions, 1)
    ]
    return pd.DataFrame(made, columns=list(COLUMNS))


def missing(one: Question, named: Named, words: Words) -> str:
    """What is missing; of an indicator with its name in front."""
    if not one.indicator_code:
        key = f"question.{one.kind}"
        return words(
            key if one.row_key or not words.has(f"{key}_unnamed") else f"{key}_unnamed", n=one.count, named=one.row_key
        )
    indicator = named.indicators[one.indicator_code]
    if one.kind == STATE:
        fact = words("question.state", step=words.label(named.steps[one.row_key]))
    else:
        horizon = one.horizon or one.needed[0][0]
        fact = missing_facts.need(one.kind, indicator, named.verdicts[one.indicator_code, horizon], words)
    return words("settling.named", name=_indicator(one, named, words), fact=fact)


def answered_by(one: Question, words: Words) -> str:
    """Who can supply it."""
    if one.supplier == TASK_FORCE and len(one.objectives) > 1:
        return words("question.task_forces")
    return missing_facts.supplier(one.supplier, "".join(one.objectives), words)


def template(one: Question, words: Words) -> str:
    """The template that takes the answer, or that there is none."""
    return streams()[one.stream].titles[words.language] if one.stream else words("question.no_template")


def answer_row(one: Question, words: Words) -> str:
    """The row of the template: its fields with what stands in them, and which are open.

    A figure that is computed from many rows may be reported as a whole instead, which wins.
    """
    cells = " · ".join(
        words("question.cell", field=field, value=value or words("question.open"))
        for field, value in _cells(one.stream, one.cells, words)
    )
    if one.supplier == PARTNERS:
        return words("question.row_computed", cells=cells, template=streams()[OBSERVATIONS].titles[words.language])
    return words("question.row_each", cells=cells) if len(one.objectives) > 1 else cells


def settles(one: Question, named: Named, words: Words) -> str:
    """What an answer would settle: verdicts alone, verdicts with other answers, a verdict that may change, or a page."""
    if not one.indicator_code:
        return words("settles.page", page=words(f"page.{FILLS[one.kind]}"))
    name, said = one.indicator_code, []
    by_answers: dict[int, list[int]] = {}
    for horizon, answers in one.needed:
        by_answers.setdefault(answers, []).append(horizon)
    for answers, years in sorted(by_answers.items()):
        key = "settles.alone" if answers == 1 else "settles.part"
        said.append(words(key, indicator=name, years=_years(years, words), answers=answers))
    if one.touched:
        said.append(words("settles.touched", indicator=name, years=_years(one.touched, words)))
    return " ".join(said) or words("settles.nothing")


def _years(horizons: Sequence[int], words: Words) -> str:
    """One horizon or both, as they stand in a sentence."""
    first, *second = map(str, horizons)
    return words("settles.both", first=first, second=second[0]) if second else first


def _indicator(one: Question, named: Named, words: Words) -> str:
    return f"{one.indicator_code} {words.label(named.indicators[one.indicator_code])}"


def _cells(stream: str, cells: Cells, words: Words) -> list[tuple[str, str]]:
    """The titles of the fields with their values; a code has its label."""
    fields = streams()[stream].by_name if cells else {}
    return [(fields[name].titles[words.language], _value(fields[name].enum, value, words)) for name, value in cells]


def _value(enum: str, value: str, words: Words) -> str:
    if value == OPEN:
        return OPEN
    if value == YES:
        return words("yes")
    labels = {code.code: code.labels[words.language] for code in codes().get(enum, ())}
    return labels.get(value, value)
