"""The formula behind a verdict in parts: which one was applied, and the numbers it was filled with.

    pace    (v - b) / (E(t) - b), where E(t) - b is the sum over the legs of (end - start) * days / days of the leg
    held    T = b: achieved while T is held
    steps   a step past its due date and not reached is overdue

Values in the unit of the indicator. Does not belong here: the formula in words (`wording`, the dashboard's catalogue), the
arithmetic itself (`journey`).
"""

from dataclasses import dataclass
from datetime import date

from pipelines.rules.progress.assessment import Assessment
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED, Path, path_to
from pipelines.rules.progress.record import Indicator

PACE, HELD, STEPS = "pace", "held", "steps"


@dataclass(frozen=True, kw_only=True)
class Leg:
    """What one leg of the path adds to E(t) - b: (end - start) * days / leg_days."""

    start_value: float
    end_value: float
    days: int
    leg_days: int


@dataclass(frozen=True, kw_only=True)
class Formula:
    """The formula of one verdict with its numbers; with a reason it was not computed and has none.

    `pace` has baseline, value, legs, their sum `gain`, and the pace, which is missing where the path expects no change;
    `held` has value and target; `steps` has the days the oldest step is overdue, missing where none is.
    """

    kind: str
    reason: str | None = None
    baseline_value: float | None = None
    value: float | None = None
    target_value: float | None = None
    legs: tuple[Leg, ...] = ()
    gain: float | None = None
    pace: float | None = None
    days_overdue: int | None = None


def formula_of(terms: Indicator, verdict: Assessment) -> Formula:
    """The formula that led to a verdict, with its numbers."""
    if terms.kind == "milestone":
        return Formula(kind=STEPS, days_overdue=verdict.days_overdue)
    path = path_to(terms, verdict.horizon)
    value, on = verdict.latest_value, verdict.latest_on
    if path is None or value is None or on is None or verdict.status == CANNOT_BE_ASSESSED:
        return Formula(kind=PACE, reason=verdict.reason)
    if path.direction == 0:
        return Formula(kind=HELD, value=value, target_value=path.target_value)
    return Formula(
        kind=PACE,
        baseline_value=path.baseline_value,
        value=value,
        legs=_legs(path, on),
        gain=path.gain(on),
        pace=verdict.pace,
    )


def _legs(path: Path, on: date) -> tuple[Leg, ...]:
    """The legs begun by a day, the last of them as far as that day."""
    legs, start_on, start = [], path.baseline_on, path.baseline_value
    for end_on, end in path.targets:
        if on > start_on:
            days, leg_days = (min(on, end_on) - start_on).days, (end_on - start_on).days
            legs.append(Leg(start_value=start, end_value=end, days=days, leg_days=leg_days))
        start_on, start = end_on, end
    return tuple(legs)
