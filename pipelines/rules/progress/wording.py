"""An explanation as plain English lines, for a terminal.

Does not belong here: what is explained (`explain`), or the words of a page (the dashboard's catalogue).
"""

from datetime import date

from pipelines.rules.progress.evidence import (
    AFTER_THE_DAY,
    CONTRADICTED,
    IMPOSSIBLE_VALUE,
    LATER_VALUE_USED,
    NO_DATE,
    NO_DENOMINATOR,
    NO_VALUE,
    NOT_APPROVED,
    OF_A_PLACE,
    YEAR_NOT_OVER,
)
from pipelines.rules.progress.explain import OTHER_HORIZON, Explanation
from pipelines.rules.progress.formula import HELD, PACE, STEPS, Formula, Leg
from pipelines.rules.progress.journey import (
    ACCELERATION_NEEDED,
    ACHIEVED,
    LIMITED_PROGRESS,
    MOVING_AWAY,
    ON_TRACK,
)
from pipelines.rules.progress.journey import ACCELERATION_NEEDED_FROM as CUT_LOW
from pipelines.rules.progress.journey import ON_TRACK_FROM as CUT_HIGH
from pipelines.rules.progress.needs import smallest_missing_fact
from pipelines.rules.progress.record import Milestone, Observation
from pipelines.rules.progress.settling import figure

STANDINGS = {
    NO_DATE: "no date",
    OF_A_PLACE: "of one country or region",
    AFTER_THE_DAY: "dated after the day of the assessment",
    NOT_APPROVED: "not approved",
    YEAR_NOT_OVER: "the year is not over: so far",
    NO_DENOMINATOR: "numerator without a denominator",
    NO_VALUE: "no value",
    IMPOSSIBLE_VALUE: "not a possible value",
    CONTRADICTED: "two approved values for one date",
    LATER_VALUE_USED: "an approved value observed later is used",
    OTHER_HORIZON: "due in another horizon, or undated",
}
SYMBOLS = {
    PACE: "pace = (v - b) / (E(t) - b)",
    HELD: "T = b: achieved while T is held",
    STEPS: "due date < today and not reached: overdue",
}
CLASSES = {
    ACHIEVED: "v has reached T in the direction of travel",
    ON_TRACK: f"pace >= {CUT_HIGH:.2f}",
    ACCELERATION_NEEDED: f"{CUT_LOW:.2f} <= pace < {CUT_HIGH:.2f}",
    LIMITED_PROGRESS: f"0 <= pace < {CUT_LOW:.2f}",
    MOVING_AWAY: "pace < 0",
}
STEP_CLASSES = {
    ACHIEVED: "every step of the horizon is reached",
    ON_TRACK: "no step is overdue, and one is under way or reached",
    LIMITED_PROGRESS: "a step is past its due date and not reached",
}


def explain_text(explanation: Explanation) -> str:
    """The explanation as plain lines: verdict, inputs, formula, classes, rows, and what would settle it."""
    verdict, indicator = explanation.assessment, explanation.indicator
    used, left_out = explanation.rows_used, explanation.rows_left_out
    ending = f": {verdict.reason}" if verdict.reason else ""
    classes = STEP_CLASSES if indicator.kind == "milestone" else CLASSES
    lines = [
        f"{indicator.indicator_code} {indicator.label}",
        f"Horizon {verdict.horizon}, as of {explanation.as_of}: {verdict.status}{ending}",
        *(f"  {name}: {value}" for name, value in _inputs(explanation).items()),
        f"Formula: {SYMBOLS[explanation.formula.kind]}",
        f"  {filled(explanation.formula)}",
        "Classes:",
        *(f"  {status}: {classes[status]}" for status in explanation.classes),
        "Rows used:" if used else "Rows used: none",
        *(f"  {_row(entry.row)}" for entry in used),
        "Rows left out:" if left_out else "Rows left out: none",
        *(f"  {_row(entry.row)}: {STANDINGS[entry.standing]}" for entry in left_out),
        *_settling(explanation),
    ]
    if indicator.caveat:
        lines.append(f"Caveat: {indicator.caveat}")
    return "\n".join(lines)


def filled(formula: Formula) -> str:
    """The formula with the numbers of its verdict in place of the symbols."""
    if formula.kind == STEPS:
        days = formula.days_overdue
        return "nothing is overdue" if days is None else f"the oldest is {days} days overdue"
    if formula.reason is not None:
        return f"not computed: {formula.reason}"
    value, baseline, gain = figure(formula.value), figure(formula.baseline_value), figure(formula.gain)
    if formula.kind == HELD:
        return f"v = {value}, T = {figure(formula.target_value)}"
    expected = " + ".join(_leg(leg) for leg in formula.legs)
    return f"E(t) - b = {expected} = {gain}; pace = ({value} - {baseline}) / {gain} = {figure(formula.pace)}"


def _leg(leg: Leg) -> str:
    return f"({figure(leg.end_value)} - {figure(leg.start_value)}) * {leg.days} / {leg.leg_days} days"


def _inputs(explanation: Explanation) -> dict[str, str]:
    """The inputs by their symbol, with unit and date."""
    terms, verdict = explanation.indicator, explanation.assessment
    return {
        "b, baseline": _dated(verdict.baseline_value, verdict.baseline_on, terms.unit),
        "v, latest approved value": _dated(verdict.latest_value, verdict.latest_on, terms.unit),
        "T, target": _dated(verdict.target_value, verdict.target_on, terms.unit),
        "source of the values": terms.source_of_values or "not stated",
        "expected today": figure(verdict.expected_value),
        "points": str(verdict.points_count),
        "method": verdict.method,
    }


def _settling(explanation: Explanation) -> list[str]:
    """What is missing for a verdict, which value would settle it, and the value needed in a year."""
    terms, verdict, lines = explanation.indicator, explanation.assessment, []
    if verdict.reason:
        has_step = bool(explanation.rows_used)
        missing = smallest_missing_fact(terms, verdict.horizon, verdict.reason, has_step)
        lines.append(f"What is missing: {missing}")
    if explanation.settling:
        lines.append(f"One value in {terms.unit} reported now would settle it:")
        lines += [f"  {band.text}: {band.status}" for band in explanation.settling]
    if explanation.needed_next_year:
        needed = explanation.needed_next_year
        lines.append(f"On track on {needed.on}: {figure(needed.value)} {terms.unit}")
    return lines


def _dated(value: float | None, on: date | None, unit: str) -> str:
    return f"{figure(value)} {unit}, {on}" if value is not None else "missing"


def _row(row: Observation | Milestone) -> str:
    if isinstance(row, Milestone):
        return f"{row.milestone_code} {row.label}, due {row.due_on or 'undated'}, {row.state}"
    counted = f" ({figure(row.numerator)} of {figure(row.denominator)})"
    counted = "" if figure(row.numerator) == "missing" else counted
    return f"{row.observation_id or 'observation'} {row.observed_on}: {figure(row.value)}{counted}, {row.status}"
