"""The journey of one indicator: the path from baseline through two targets, the pace on it, and its class.

Symbols as on the page Method: baseline `b` at `tb`, latest value `v` at `t`, target `T` at `tT`; `E(t)` is the
value the path expects at `t`. Values in the unit of the indicator, times in days, rates in units per year of
365.25 days. Does not belong here: which observation is the latest (`evidence`), what is missing (`assessment`).
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.rules.progress.record import DECREASE, INCREASE, Indicator, finite, year_end

ACHIEVED, ON_TRACK, ACCELERATION_NEEDED = "achieved", "on_track", "acceleration_needed"
LIMITED_PROGRESS, MOVING_AWAY, CANNOT_BE_ASSESSED = "limited_progress", "moving_away", "cannot_be_assessed"
# From best to worst; the last one stands outside that order.
STATUSES = (ACHIEVED, ON_TRACK, ACCELERATION_NEEDED, LIMITED_PROGRESS, MOVING_AWAY, CANNOT_BE_ASSESSED)

# Cuts of the pace, as Open SDG uses them (docs/progress-methodology.md); the linear pace they cut is ours.
ON_TRACK_FROM = 0.95
ACCELERATION_NEEDED_FROM = 0.60
# A pace this close under a cut has reached it: 0.95 stays 0.95 whatever the unit the float was computed in.
PACE_TIE = 1e-9

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Path:
    """Where the indicator is expected to be: straight legs from (tb, b) to each target in turn, then level.

    Direction is the sign of T - b at the last target; nothing else states it.
    """

    baseline_on: date
    baseline_value: float
    targets: tuple[tuple[date, float], ...]

    @property
    def target_on(self) -> date:
        """tT."""
        return self.targets[-1][0]

    @property
    def target_value(self) -> float:
        """T."""
        return self.targets[-1][1]

    @property
    def direction(self) -> int:
        """1 when more is better, -1 when less is better, 0 when holding is the aim."""
        return direction_of(self.baseline_value, self.target_value)

    def gain(self, on: date) -> float:
        """E(on) - b: on one leg (T - b) * e, with e = (on - tb) / (tT - tb).

        After its last target a path stays level: what was due remains due, and no more.

        >>> path = Path(year_end(2020), 10, ((year_end(2030), 100), (year_end(2050), 300)))
        >>> path.gain(year_end(2025))
        45.0
        """
        gained, leg_start_on, leg_start = 0.0, self.baseline_on, self.baseline_value
        for leg_end_on, leg_end in self.targets:
            share_of_time = min(max((on - leg_start_on) / (leg_end_on - leg_start_on), 0.0), 1.0)
            gained += (leg_end - leg_start) * share_of_time
            leg_start_on, leg_start = leg_end_on, leg_end
        return gained

    def expected(self, on: date) -> float:
        """E(on), in the unit of the indicator."""
        return self.baseline_value + self.gain(on)

    def pace(self, value: float, on: date) -> float | None:
        """pace = (v - b) / (E(t) - b), which on one leg is p / e; none while the path expects no change.

        >>> Path(year_end(2020), 40, ((year_end(2030), 20),)).pace(44, year_end(2025))
        -0.4
        """
        gain = self.gain(on)
        return finite((value - self.baseline_value) / gain) if gain else None

    def has_reached(self, value: float) -> bool:
        """v has reached T in the direction of travel: compared as reported, without tolerance."""
        return (value - self.target_value) * self.direction >= 0


def path_to(indicator: Indicator, horizon: int) -> Path | None:
    """The path of an indicator to a horizon; None when baseline or target are missing or in wrong order.

    To 2030: the leg b -> T2030. To 2050: the whole path b -> T2030 -> T2050; one leg b -> T2050 when there is
    no T2030 after the baseline, or when T2030 lies on the other side of b than T2050 (a contradiction,
    reported as OBS-111).
    """
    target, target_on = indicator.target(horizon), year_end(horizon)
    if indicator.baseline_value is None or indicator.baseline_on is None or target is None:
        return None
    if indicator.baseline_on >= target_on:
        return None
    targets = [(target_on, target)]
    halfway, halfway_on = indicator.target_2030, year_end(2030)
    if horizon == 2050 and halfway is not None and indicator.baseline_on < halfway_on:
        baseline = indicator.baseline_value
        if direction_of(baseline, halfway) * direction_of(baseline, target) >= 0:
            targets.insert(0, (halfway_on, halfway))
    return Path(indicator.baseline_on, indicator.baseline_value, tuple(targets))


def direction_of(start: float, end: float) -> int:
    """The sign of end - start."""
    return (end > start) - (end < start)


def status_on(path: Path, value: float, on: date, stated_direction: str) -> str | None:
    """The class of `v` at `t`; None where holding is the aim and the better side is not known.

    T = b, holding is the aim: achieved while v >= T (v <= T where a falling indicator is stated), else moving
    away. A stated direction that is neither cannot tell a fall from a gain: None unless v = T.

    E(t) = b, the path is level so far (T2030 = b < T2050): on track while v is not worse than b, else moving
    away; this has no pace.
    """
    if path.direction == 0:
        return _holding_status(value - path.target_value, stated_direction)
    if path.has_reached(value):
        return ACHIEVED
    pace = path.pace(value, on)
    if pace is None:
        return MOVING_AWAY if (value - path.baseline_value) * path.direction < 0 else ON_TRACK
    return class_of(pace)


def class_of(pace: float) -> str:
    """The class of a pace that has not reached its target.

    >>> [class_of(pace) for pace in (0.95, 0.6, 0.0, -0.01)]
    ['on_track', 'acceleration_needed', 'limited_progress', 'moving_away']
    """
    if pace < 0:
        return MOVING_AWAY
    if pace + PACE_TIE >= ON_TRACK_FROM:
        return ON_TRACK
    return ACCELERATION_NEEDED if pace + PACE_TIE >= ACCELERATION_NEEDED_FROM else LIMITED_PROGRESS


def observed_per_year(path: Path, value: float, on: date) -> float:
    """(v - b) / (t - tb), in units per year."""
    return (value - path.baseline_value) / _years(path.baseline_on, on)


def required_per_year(path: Path, value: float, on: date) -> float | None:
    """(T - v) / (tT - t), in units per year; none once T is reached or no time is left."""
    if on >= path.target_on or (path.direction and path.has_reached(value)):
        return None
    return (path.target_value - value) / _years(on, path.target_on)


def acceleration(path: Path, value: float, on: date) -> float | None:
    """required / observed; none where nothing is required or the value has not moved towards T."""
    required, observed = required_per_year(path, value, on), observed_per_year(path, value, on)
    if required is None or observed * path.direction <= 0:
        return None
    return finite(required / observed)


def projected_on(path: Path, value: float, on: date) -> date | None:
    """t + (T - v) / observed, to the day; none once T is reached or while v does not move towards it."""
    observed = observed_per_year(path, value, on)
    if observed * path.direction <= 0 or path.has_reached(value):
        return None
    # A day after year 9999 is no date: at such a rate T is not reached.
    days = (path.target_value - value) / observed * DAYS_PER_YEAR
    return on + timedelta(days=round(days)) if days <= (date.max - on).days else None


def compound_status(path: Path, value: float, on: date) -> str | None:
    """The class under Eurostat's ratio CAGR(v, b) / CAGR(T, b); none where it is undefined.

    CAGR(x, b) = (x / b) ** (1 / years) - 1, defined where b, v and T have one sign and none of them is 0. To
    2050 it runs from b to T2050 directly. It never changes the status: where it differs, the result is marked
    as sensitive.
    """
    baseline, target = path.baseline_value, path.target_value
    if path.direction == 0 or {direction_of(0, x) for x in (baseline, value, target)} not in ({1}, {-1}):
        return None
    if path.has_reached(value):
        return ACHIEVED
    observed = _compound_growth(baseline, value, _years(path.baseline_on, on))
    required = _compound_growth(baseline, target, _years(path.baseline_on, path.target_on))
    return class_of(observed / required) if required else None


def contradicts(path: Path, stated_direction: str) -> bool:
    """A direction stated beside the target and opposite to the sign of T - b: one of the two is wrong."""
    return path.direction == {INCREASE: -1, DECREASE: 1}.get(stated_direction)


def _holding_status(difference: float, stated_direction: str) -> str | None:
    if difference and stated_direction not in ("", INCREASE, DECREASE):
        return None
    is_held = difference <= 0 if stated_direction == DECREASE else difference >= 0
    return ACHIEVED if is_held else MOVING_AWAY


def _compound_growth(start: float, end: float, years: float) -> float:
    exponent = (math.log(abs(end)) - math.log(abs(start))) / years
    # exp(709) is the last one a float can hold; any class is decided long before.
    return math.expm1(min(exponent, 700.0))


def _years(start_on: date, end_on: date) -> float:
    return (end_on - start_on).days / DAYS_PER_YEAR
