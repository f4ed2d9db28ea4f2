"""One verdict, walked back: inputs, the formula with numbers filled in, the rows used and those left out.

An explanation carries the rows it lists, and assesses the indicator a second time from those rows alone, so
that a figure nobody can reproduce does not get past it. Does not belong here: the method itself (`progress`,
`journey`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.rules.progress.assessment import Assessment, assess
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
    USED,
    YEAR_NOT_OVER,
    rows_from,
    standings,
    weigh,
)
from pipelines.rules.progress.journey import (
    ACCELERATION_NEEDED,
    ACHIEVED,
    CANNOT_BE_ASSESSED,
    LIMITED_PROGRESS,
    MOVING_AWAY,
    ON_TRACK,
    path_to,
)
from pipelines.rules.progress.journey import ACCELERATION_NEEDED_FROM as CUT_LOW
from pipelines.rules.progress.journey import ON_TRACK_FROM as CUT_HIGH
from pipelines.rules.progress.record import Indicator, IndicatorRow, Milestone, Observation, read_indicator
from pipelines.rules.progress.settling import (
    Band,
    ValueNeeded,
    figure,
    settling_values,
    smallest_missing_fact,
    value_needed_next_year,
)
from pipelines.rules.progress.steps import steps_of

OTHER_HORIZON = "other_horizon"  # what becomes of a step that is not used
STANDING_WORDS = {
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
PACE, HELD, STEPS = "pace", "held", "steps"
FORMULAS = {
    PACE: "pace = (v - b) / (E(t) - b)",
    HELD: "T = b: achieved while T is held",
    STEPS: "due date < today and not reached: overdue",
}
THRESHOLDS = (
    (ACHIEVED, "v has reached T in the direction of travel"),
    (ON_TRACK, f"pace >= {CUT_HIGH:.2f}"),
    (ACCELERATION_NEEDED, f"{CUT_LOW:.2f} <= pace < {CUT_HIGH:.2f}"),
    (LIMITED_PROGRESS, f"0 <= pace < {CUT_LOW:.2f}"),
    (MOVING_AWAY, "pace < 0"),
)
STEP_THRESHOLDS = (
    (ACHIEVED, "every step of the horizon is reached"),
    (ON_TRACK, "no step is overdue, and one is under way or reached"),
    (LIMITED_PROGRESS, "a step is past its due date and not reached"),
)


@dataclass(frozen=True)
class ListedRow:
    """One observation or milestone, and the code `used` or that of why it is left out."""

    row: Observation | Milestone
    standing: str


@dataclass(frozen=True)
class Explanation:
    """Everything behind one verdict, in the order in which a reader asks for it.

    `recomputed` is the verdict reached again from `rows_used`, or from all listed rows where nothing can be
    used.
    """

    indicator: Indicator
    as_of: date
    assessment: Assessment
    inputs: dict[str, str]
    formula_kind: str
    formula_lines: tuple[str, ...]
    thresholds: tuple[tuple[str, str], ...]
    rows_used: tuple[ListedRow, ...]
    rows_left_out: tuple[ListedRow, ...]
    recomputed: Assessment
    missing_fact: str | None
    settling: tuple[Band, ...]
    needed_next_year: ValueNeeded | None

    @property
    def formula(self) -> str:
        """The formula in symbols."""
        return FORMULAS[self.formula_kind]

    @property
    def formula_filled(self) -> str:
        """The formula with the numbers of this verdict in place of the symbols."""
        return "; ".join(self.formula_lines)

    @property
    def is_reproduced(self) -> bool:
        """The rows listed lead to the same status, reason and pace."""
        first, again = self.assessment, self.recomputed
        return (first.status, first.reason, first.pace) == (again.status, again.reason, again.pace)


def explain(
    indicator: IndicatorRow,
    observations: Sequence[Observation],
    milestones: Sequence[Milestone],
    horizon: int,
    as_of: date,
) -> Explanation:
    """The verdict on one indicator at one horizon, with everything needed to reach it by hand."""
    terms = read_indicator(indicator)
    verdict = assess(terms, observations, milestones, horizon, as_of)
    listed = _listed(terms, observations, milestones, horizon, as_of)
    used = tuple(row for row in listed if row.standing == USED)
    kept = used if verdict.status != CANNOT_BE_ASSESSED else listed
    kind, lines = _formula(terms, verdict, horizon)
    is_missing = verdict.reason is not None
    return Explanation(
        indicator=terms,
        as_of=as_of,
        assessment=verdict,
        inputs=_inputs(terms, verdict),
        formula_kind=kind,
        formula_lines=lines,
        thresholds=STEP_THRESHOLDS if terms.kind == "milestone" else THRESHOLDS,
        rows_used=used,
        rows_left_out=tuple(row for row in listed if row.standing != USED),
        recomputed=assess(
            terms,
            [entry.row for entry in kept if isinstance(entry.row, Observation)],
            [entry.row for entry in kept if isinstance(entry.row, Milestone)],
            horizon,
            as_of,
        ),
        missing_fact=smallest_missing_fact(terms, horizon, str(verdict.reason)) if is_missing else None,
        settling=settling_values(terms, as_of, horizon) if is_missing else (),
        needed_next_year=value_needed_next_year(terms, as_of, horizon),
    )


def explain_text(explanation: Explanation) -> str:
    """The explanation as plain lines, for a terminal or a letter."""
    told, verdict = explanation, explanation.assessment
    ending = f": {verdict.reason}" if verdict.reason else ""
    lines = [
        f"{told.indicator.indicator_code} {told.indicator.label}",
        f"Horizon {verdict.horizon}, as of {told.as_of}: {verdict.status}{ending}",
        *(f"  {name}: {value}" for name, value in told.inputs.items()),
        f"Formula: {told.formula}",
        f"  {told.formula_filled}",
        "Classes:",
        *(f"  {status}: {rule}" for status, rule in told.thresholds),
        "Rows used:" if told.rows_used else "Rows used: none",
        *(f"  {_line(entry.row)}" for entry in told.rows_used),
        "Rows left out:" if told.rows_left_out else "Rows left out: none",
        *(f"  {_line(entry.row)}: {STANDING_WORDS[entry.standing]}" for entry in told.rows_left_out),
    ]
    if told.missing_fact:
        lines.append(f"What is missing: {told.missing_fact}")
    if told.settling:
        lines.append(f"One value in {told.indicator.unit} reported now would settle it:")
        lines += [f"  {band.text}: {band.status}" for band in told.settling]
    if told.needed_next_year:
        needed = told.needed_next_year
        lines.append(f"On track on {needed.on}: {figure(needed.value)} {told.indicator.unit}")
    if told.indicator.caveat:
        lines.append(f"Caveat: {told.indicator.caveat}")
    return "\n".join(lines)


def _listed(
    terms: Indicator,
    observations: Sequence[Observation],
    milestones: Sequence[Milestone],
    horizon: int,
    as_of: date,
) -> tuple[ListedRow, ...]:
    """Every row of the indicator with its standing: its steps, or its observations."""
    if terms.kind == "milestone":
        steps = steps_of(milestones, horizon)
        return tuple(ListedRow(step, USED if step in steps else OTHER_HORIZON) for step in milestones)
    rows = rows_from(observations)
    evidence = weigh(terms, rows, as_of)
    found = standings(rows, evidence, as_of)
    return tuple(ListedRow(row, standing) for row, standing in zip(observations, found, strict=True))


def _inputs(terms: Indicator, verdict: Assessment) -> dict[str, str]:
    """The inputs by their symbol, with unit and date."""
    return {
        "b, baseline": _dated(verdict.baseline_value, verdict.baseline_on, terms.unit),
        "v, latest approved value": _dated(verdict.latest_value, verdict.latest_on, terms.unit),
        "T, target": _dated(verdict.target_value, verdict.target_on, terms.unit),
        "source of the values": terms.source_of_values or "not stated",
        "expected today": figure(verdict.expected_value),
        "points": str(verdict.points_count),
        "method": verdict.method,
    }


def _formula(terms: Indicator, verdict: Assessment, horizon: int) -> tuple[str, tuple[str, ...]]:
    """Which formula was applied, and its lines with the numbers of this verdict."""
    if terms.kind == "milestone":
        return STEPS, (_overdue_words(verdict),)
    path = path_to(terms, horizon)
    value, on = verdict.latest_value, verdict.latest_on
    if path is None or value is None or on is None or verdict.status == CANNOT_BE_ASSESSED:
        return PACE, (f"not computed: {verdict.reason}",)
    if path.direction == 0:
        return HELD, (f"v = {figure(value)}, T = {figure(path.target_value)}",)
    baseline = path.baseline_value
    legs, start_on, start = [], path.baseline_on, baseline
    for end_on, end in path.targets:
        if on > start_on:
            days = f"{(min(on, end_on) - start_on).days} / {(end_on - start_on).days}"
            legs.append(f"({figure(end)} - {figure(start)}) * {days} days")
        start_on, start = end_on, end
    expected = f"E(t) - b = {' + '.join(legs)} = {figure(path.gain(on))}"
    pace = f"pace = ({figure(value)} - {figure(baseline)}) / {figure(path.gain(on))} = {figure(verdict.pace)}"
    return PACE, (expected, pace)


def _overdue_words(verdict: Assessment) -> str:
    days = verdict.days_overdue
    return "nothing is overdue" if days is None else f"the oldest is {days} days overdue"


def _dated(value: float | None, on: date | None, unit: str) -> str:
    return f"{figure(value)} {unit}, {on}" if value is not None else "missing"


def _line(row: Observation | Milestone) -> str:
    if isinstance(row, Milestone):
        return f"{row.milestone_code} {row.label}, due {row.due_on or 'undated'}, {row.state}"
    counted = f" ({figure(row.numerator)} of {figure(row.denominator)})"
    counted = "" if figure(row.numerator) == "missing" else counted
    return f"{row.observation_id or 'observation'} {row.observed_on}: {figure(row.value)}{counted}, {row.status}"
