"""How one verdict was worked out: inputs, the formula with its numbers, the classes, the rows used and those left out.

The rules explain; this module only puts their explanation into the reader's language.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from babel.numbers import format_decimal
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.classes import cuts
from dashboard.rendering.glossary import Glossed
from dashboard.rendering.kept import kept
from dashboard.rendering.panels.objective_facts import STEPS_KIND
from dashboard.rendering.words import MILLION, SPANISH_MARK_FROM, Words, is_missing
from pipelines.rules.progress.evidence import LATER_VALUE_USED, USED
from pipelines.rules.progress.explain import Explanation
from pipelines.rules.progress.facts_behind import facts
from pipelines.rules.progress.formula import HELD, STEPS, Leg
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED
from pipelines.rules.progress.needs import DERIVED
from pipelines.rules.progress.record import Observation

SHARE_KIND = "share"
FORMULA_DIGITS = 6
DRAWN = (USED, LATER_VALUE_USED)
PLACE = ("origin", "source_file", "source_sheet", "source_row")
STEP_COLUMNS = ("label", "fact_on", "state", "row_standing", *PLACE)
VALUE_COLUMNS = ("fact_on", "observed_value", "state", "row_standing", *PLACE)
SHARE_COLUMNS = ("fact_on", "observed_value", "numerator", "denominator_value", "state", "row_standing", *PLACE)


@kept
def working(explanations: Sequence[Explanation], lines: Sequence[Sequence[str]], words: Words) -> Markup:
    """The explanation of one indicator for each horizon, side by side, and the classes both are read from.

    `lines` are the sentences under the verdict of each horizon.
    """
    kind = explanations[0].indicator.kind
    is_again = all(explanation.is_reproduced for explanation in explanations)
    return render(
        "working",
        glossed=Glossed(words),
        parts=[_part(explanation, said, words) for explanation, said in zip(explanations, lines, strict=True)],
        classes_title=words("method.classes"),
        classes=[
            {"status": status, "word": words(f"status.{status}"), "rule": _rule(status, kind, words)}
            for status in explanations[0].classes
        ],
        closing=words("working.again" if is_again else "working.not_again"),
    )


def rows_behind(
    explanations: Sequence[Explanation], observations: pd.DataFrame, milestones: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """One row per fact of an indicator with its standing and its place, and the columns that say something of its kind.

    A step may be used for one horizon and left out for the other: it is listed as used.
    """
    by_horizon = [facts(explanation, observations, milestones) for explanation in explanations]
    behind = pd.concat(by_horizon) if any(len(rows) for rows in by_horizon) else by_horizon[0]
    behind = behind.assign(is_left_out=behind["row_standing"] != USED).sort_values("is_left_out", kind="stable")
    behind = behind.drop_duplicates("row_key").drop(columns="is_left_out").reset_index(drop=True)
    kind = explanations[0].indicator.kind
    columns = STEP_COLUMNS if kind == STEPS_KIND else SHARE_COLUMNS if kind == SHARE_KIND else VALUE_COLUMNS
    return behind, columns


def usable(explanation: Explanation) -> set[str | None]:
    """The observations that say something about the journey: the one used, and approved ones before it."""
    listed = (*explanation.rows_used, *explanation.rows_left_out)
    return {
        entry.row.observation_id for entry in listed if entry.standing in DRAWN and isinstance(entry.row, Observation)
    }


def _part(explanation: Explanation, lines: Sequence[str], words: Words) -> dict[str, Any]:
    found = explanation.assessment
    verdict = words(f"status.{found.status}")
    if found.status == CANNOT_BE_ASSESSED:
        verdict = words("verdict.cannot", status=verdict, reason=words(f"reason.{found.reason}"))
    return {
        "title": words("working.title", horizon=str(found.horizon), as_of=explanation.as_of),
        "status": found.status,
        "verdict": verdict,
        "badge": words("verdict.badge") if found.is_sensitive else "",
        "inputs": _inputs(explanation, words),
        "formula": _formula(explanation, words),
        "lines": list(lines),
    }


def _inputs(explanation: Explanation, words: Words) -> list[tuple[str, str]]:
    found, unit = explanation.assessment, explanation.indicator.unit
    if explanation.indicator.kind == STEPS_KIND:
        return [(words("working.steps_used"), words.number(len(explanation.rows_used)))]
    source = explanation.indicator.source_of_values
    return [
        (words("working.baseline"), _dated(found.baseline_value, found.baseline_on, unit, words)),
        (words("working.latest"), _dated(found.latest_value, found.latest_on, unit, words)),
        (words("working.target"), _dated(found.target_value, found.target_on, unit, words)),
        (words("working.expected"), _dated(found.expected_value, explanation.as_of, unit, words)),
        (words("working.points"), words.number(found.points_count)),
        (
            words("working.source"),
            words("working.derived", rule=source.removeprefix(DERIVED))
            if source.startswith(DERIVED)
            else words("working.observed"),
        ),
    ]


def _formula(explanation: Explanation, words: Words) -> list[str]:
    """The formula in symbols, then with the numbers the rules filled in."""
    formula = explanation.formula
    if formula.kind == STEPS:
        days = formula.days_overdue
        overdue = words("working.no_overdue") if days is None else words("working.overdue", n=days)
        return [words("working.steps_rule"), overdue]
    symbols = words(f"working.{formula.kind}")
    if formula.reason is not None:
        return [symbols, words("working.not_computed", reason=words(f"reason.{formula.reason}"))]
    shown = {name: _figure(getattr(formula, name), words) for name in ("value", "baseline_value", "gain", "pace")}
    if formula.kind == HELD:
        return [symbols, words("working.held_filled", target=_figure(formula.target_value, words), **shown)]
    legs = " + ".join(_leg(leg, words) for leg in formula.legs)
    return [
        symbols,
        words("working.expected_filled", legs=legs, gain=shown["gain"]),
        words("working.pace_filled", **shown),
    ]


def _leg(leg: Leg, words: Words) -> str:
    """What one leg of the path adds; days are plain digits."""
    return words(
        "working.leg",
        start=_figure(leg.start_value, words),
        end=_figure(leg.end_value, words),
        days=str(leg.days),
        leg_days=str(leg.leg_days),
    )


def _figure(value: float | None, words: Words) -> str:
    """A number of a formula: six significant digits, whole from a million on, with the hyphen of the formula as minus."""
    if value is None:
        return words("working.no_value")
    rounded = round(value) if abs(value) >= MILLION else float(f"{value:.{FORMULA_DIGITS}g}")
    is_marked = words.marks_thousands or abs(rounded) >= SPANISH_MARK_FROM
    return format_decimal(
        rounded, format="#,##0.#", locale=words.language, decimal_quantization=False, group_separator=is_marked
    )


def _rule(status: str, kind: str, words: Words) -> str:
    return words(f"working.class.{status}") if kind == STEPS_KIND else words(f"method.class.{status}", **cuts(words))


def _dated(value: float | None, on: Any, unit: str, words: Words) -> str:
    if is_missing(value):
        return words("missing.value")
    measured = words.measure(float(value), unit, words.number(float(value)))
    return words("working.dated", value=measured, on=words.day(on))
