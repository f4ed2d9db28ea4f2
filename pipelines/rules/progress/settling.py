"""What one more fact would settle: the class of each possible value today, and the value needed in a year.

Belongs here: from a class back to the values that would have it. Does not: the verdict itself (`assessment`).
"""

import math
from dataclasses import dataclass
from datetime import date

from pipelines.rules.progress.assessment import missing_terms
from pipelines.rules.progress.journey import (
    ACCELERATION_NEEDED,
    ACCELERATION_NEEDED_FROM,
    ACHIEVED,
    LIMITED_PROGRESS,
    MOVING_AWAY,
    ON_TRACK,
    ON_TRACK_FROM,
    PACE_TIE,
    Path,
    path_to,
)
from pipelines.rules.progress.record import DECREASE, YEARLY_KINDS, Indicator, IndicatorRow, read_indicator, year_end

# Kinds whose values are whole numbers, so that a band can be said as "54 to 79".
WHOLE_KINDS = ("count", "rate")
# Kinds that have no value under 0: no band is offered there.
NEVER_NEGATIVE_KINDS = ("count", "rate", "share")


@dataclass(frozen=True)
class Band:
    """The values that would have one status: from `lowest` to `highest`, whole numbers both included.

    None is an open end. Otherwise a band touches the next better one, to which their common value belongs.
    """

    status: str
    lowest: float | None
    highest: float | None
    text: str


@dataclass(frozen=True)
class ValueNeeded:
    """The value that would be on track on a day, in the unit of the indicator."""

    on: date
    value: float


def settling_values(indicator: IndicatorRow, as_of: date, horizon: int = 2030) -> tuple[Band, ...]:
    """The status that one approved value, reported on `as_of`, would have: bands from best to worst.

    The bounds are b + cut * (E(t) - b) for the cuts 0.95, 0.60 and 0, and T for achieved; t is `as_of`, or
    the end of the last full year for a yearly figure. Empty where baseline or target are missing, or before
    the journey starts.
    """
    terms = read_indicator(indicator)
    path, on = _open_path(terms, horizon, as_of), _stands_on(terms, as_of)
    if path is None or on <= path.baseline_on:
        return ()
    is_rising = path.direction > 0 or (path.direction == 0 and terms.direction != DECREASE)
    is_whole = terms.kind in WHOLE_KINDS
    bounds = [(status, _rounded(bound, is_rising, is_whole)) for status, bound in _bounds(path, on, is_whole)]
    bands, better = [], None
    for status, bound in bounds:
        if better is None or (better > bound if is_rising else better < bound):
            bands.append(_band(status, bound, better, is_rising, is_whole))
            better = bound
    if better == 0 and is_rising and terms.kind in NEVER_NEGATIVE_KINDS:
        return tuple(bands)
    return (*bands, _band(MOVING_AWAY, None, better, is_rising, is_whole))


def value_needed_next_year(indicator: IndicatorRow, as_of: date, horizon: int = 2030) -> ValueNeeded | None:
    """The value on track one year from `as_of`: b + 0.95 * (E(t) - b), or T where that is nearer."""
    terms = read_indicator(indicator)
    next_year = _one_year_after(as_of)
    path, on = _open_path(terms, horizon, next_year), _stands_on(terms, next_year)
    if path is None or on <= path.baseline_on:
        return None
    is_whole = terms.kind in WHOLE_KINDS
    needed = path.baseline_value + _cut(ON_TRACK_FROM, is_whole) * path.gain(on)
    needed = max(needed, path.target_value) if path.direction < 0 else min(needed, path.target_value)
    return ValueNeeded(on, _rounded(needed, path.direction >= 0, is_whole))


def figure(value: float | None) -> str:
    """A number as it stands in a sentence.

    >>> figure(80.0), figure(55.355969), figure(1250000.0), figure(None)
    ('80', '55.356', '1,250,000', 'missing')
    """
    if value is None or math.isnan(value):
        return "missing"
    return f"{value:,.0f}" if abs(value) >= 1e6 else f"{value:,.6g}"


def _open_path(terms: Indicator, horizon: int, as_of: date) -> Path | None:
    """The path, where nothing but an observation is missing."""
    path = path_to(terms, horizon)
    return None if terms.kind == "milestone" or missing_terms(terms, path, horizon, as_of) else path


def _bounds(path: Path, on: date, is_whole: bool) -> list[tuple[str, float]]:
    """The worst value of each class, from the best class down."""
    baseline, gain = path.baseline_value, path.gain(on)
    if path.direction == 0:
        return [(ACHIEVED, path.target_value)]
    if gain == 0:
        return [(ACHIEVED, path.target_value), (ON_TRACK, baseline)]
    return [
        (ACHIEVED, path.target_value),
        (ON_TRACK, baseline + _cut(ON_TRACK_FROM, is_whole) * gain),
        (ACCELERATION_NEEDED, baseline + _cut(ACCELERATION_NEEDED_FROM, is_whole) * gain),
        (LIMITED_PROGRESS, baseline),
    ]


def _cut(pace: float, is_whole: bool) -> float:
    """A cut; less the tie before rounding to whole numbers, so that 54.0000000001 is not read as 55."""
    return pace - PACE_TIE if is_whole else pace


def _rounded(bound: float, is_rising: bool, is_whole: bool) -> float:
    """The first whole number inside the bound, for kinds counted in whole numbers."""
    if not is_whole:
        return bound
    return float(math.ceil(bound) if is_rising else math.floor(bound))


def _band(status: str, worst: float | None, better: float | None, is_rising: bool, is_whole: bool) -> Band:
    """The band from its own worst value up to, not including, the worst value of the better class."""
    step = (1.0 if is_rising else -1.0) if is_whole else 0.0
    best = None if better is None else better - step
    lowest, highest = (worst, best) if is_rising else (best, worst)
    if better is None:
        text = f"{figure(worst)} or {'more' if is_rising else 'less'}"
    elif worst is None:
        text = f"{'under' if is_rising else 'over'} {figure(better)}"
    elif is_whole:
        text = figure(worst) if worst == best else f"{figure(lowest)} to {figure(highest)}"
    elif is_rising:
        text = f"{figure(worst)} to under {figure(better)}"
    else:
        text = f"over {figure(better)} to {figure(worst)}"
    return Band(status, lowest, highest, text)


def _stands_on(terms: Indicator, reported_on: date) -> date:
    """The date a value reported on a day stands for: that day, or the end of the last full year."""
    if terms.kind not in YEARLY_KINDS or reported_on == year_end(reported_on.year):
        return reported_on
    return year_end(reported_on.year - 1)


def _one_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
