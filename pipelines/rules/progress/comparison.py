"""What four other published methods would say of a baseline, a value and a target: for comparison, never for a verdict.

Symbols as in `journey`: b at tb, v at t, T at tT. CAGR(x, b) = (x / b) ** (1 / years) - 1.

    open_sdg  R = CAGR(v, b) / CAGR(T, b); cuts 0.95, 0.60, 0; v at or beyond T is achieved; a b or T of zero is replaced
              by 0.001. Read in the original: Open SDG, docs/progress-methodology.md (Statistics Canada).
    eurostat  The same ratio, in Eurostat's classes. The annex that sets its cuts was not at hand (Sustainable development
              in the European Union: monitoring report on progress towards the SDGs in an EU context): the cuts are those
              of Open SDG, which says that Eurostat inspired its method. Nothing is put in the place of a zero.
    unsd      Share of the needed gain that is reached by tT when growth goes on: (v * (1 + CAGR(v, b)) ** (tT - t)
              - b) / (T - b); cuts 0.95 and 0.10; v at or beyond T is met. The original (UN Statistics Division, SDG
              Progress Chart 2023, technical note) was not at hand: formula and cuts as Eustat restates them (metodologia).
    sdsn      Observed per year over required per year, both linear and both from the baseline: 1 and more on track, from
              0.5 moderately improving, from 0 stagnating, below 0 decreasing. Only the beginning of the original could be
              read (SDSN, Sustainable Development Report, methods summary), and it names no cut: 1, 0.5 and 0 are our
              reading of its four arrows, to be confirmed.

A compound rate is undefined where b, v and T differ in sign or one of them is 0, but for the zeros of Open SDG.
Does not belong here: our own pace (`journey`), and the sensitivity badge made from it (`assessment`).
"""

from dataclasses import dataclass, replace
from datetime import date

from pipelines.rules.progress.journey import DAYS_PER_YEAR
from pipelines.rules.progress.record import finite

Cuts = tuple[tuple[float, str], ...]

METHODS = ("eurostat", "open_sdg", "unsd", "sdsn")
# Lower cuts of the classes of each method, from best to worst; the last class has no lower end.
EUROSTAT_CUTS = ((0.95, "significant_progress"), (0.60, "moderate_progress"), (0.0, "insufficient_progress"))
OPEN_SDG_CUTS = ((0.95, "on_track"), (0.60, "acceleration_needed"), (0.0, "limited_progress"))
UNSD_CUTS = ((0.95, "on_track_or_met"), (0.10, "fair_progress"))
SDSN_CUTS = ((1.0, "on_track"), (0.5, "moderately_improving"), (0.0, "stagnating"))
OPEN_SDG_ZERO = 0.001  # what Open SDG puts in the place of a baseline or a target of zero
# A ratio this close under a cut has reached it, as in our own classes.
TIE = 1e-9


@dataclass(frozen=True)
class Journey:
    """A baseline, a value and a target with their dates; values in one unit, the baseline before value and target."""

    baseline_value: float
    baseline_on: date
    value: float
    value_on: date
    target_value: float
    target_on: date

    @property
    def has_arrived(self) -> bool:
        """v has reached T in the direction of T - b."""
        way = self.target_value - self.baseline_value
        return (self.value - self.target_value) * way >= 0


@dataclass(frozen=True)
class Reading:
    """What one method says: its own class and ratio (no unit), or why it says nothing."""

    method: str
    reading: str | None
    ratio: float | None
    undefined: str | None = None


def compare(journey: Journey) -> tuple[Reading, ...]:
    """The readings of the four methods, in the order of METHODS.

    >>> start, now, end = date(2020, 12, 31), date(2025, 12, 31), date(2030, 12, 31)
    >>> [reading.reading for reading in compare(Journey(10, start, 40, now, 100, end))]
    ['significant_progress', 'on_track', 'on_track_or_met', 'moderately_improving']
    """
    if journey.target_value == journey.baseline_value:
        return tuple(Reading(method, None, None, "no_way_to_go") for method in METHODS)
    linear = _reading("sdsn", _linear_ratio(journey), SDSN_CUTS, "decreasing", journey, "on_track")
    undefined = _why_undefined(journey)
    if undefined:
        eurostat, unsd = (Reading(method, None, None, undefined) for method in ("eurostat", "unsd"))
        return eurostat, _open_sdg(journey), unsd, linear
    ratio, gained = _compound_ratio(journey), _share_gained(journey)
    return (
        _reading("eurostat", ratio, EUROSTAT_CUTS, "moving_away", journey, "significant_progress"),
        _open_sdg(journey),
        _reading("unsd", gained, UNSD_CUTS, "stagnation_or_regression", journey, "on_track_or_met"),
        linear,
    )


def _open_sdg(journey: Journey) -> Reading:
    """The reading of Open SDG, whose documentation replaces a baseline or a target of zero."""
    stood_in = replace(
        journey,
        baseline_value=journey.baseline_value or OPEN_SDG_ZERO,
        target_value=journey.target_value or OPEN_SDG_ZERO,
    )
    undefined = _why_undefined(stood_in)
    if undefined:
        return Reading("open_sdg", None, None, undefined)
    ratio = _compound_ratio(stood_in)
    return _reading("open_sdg", ratio, OPEN_SDG_CUTS, "deterioration", journey, "target_achieved")


def _reading(method: str, ratio: float | None, cuts: Cuts, last: str, journey: Journey, arrived: str) -> Reading:
    """The class `arrived` at or beyond T, else the first class whose cut the ratio reaches, else the last one."""
    if journey.has_arrived:
        return Reading(method, arrived, ratio)
    if ratio is None:
        return Reading(method, None, None, "out_of_range")
    return Reading(method, next((name for cut, name in cuts if _reaches(ratio, cut)), last), ratio)


def _reaches(ratio: float, cut: float) -> bool:
    """A ratio a float's error under a cut has reached it; below 0 is never 0."""
    return ratio >= 0 if cut == 0 else ratio + TIE >= cut


def _why_undefined(journey: Journey) -> str | None:
    """Why there is no compound rate between these values, or None."""
    values = (journey.baseline_value, journey.value, journey.target_value)
    if journey.baseline_value == 0:
        return "zero_base"
    if 0 in values:
        return "zero_value"
    return None if len({value > 0 for value in values}) == 1 else "signs_differ"


def _compound_ratio(journey: Journey) -> float | None:
    """CAGR(v, b) / CAGR(T, b)."""
    observed = _growth(journey.baseline_value, journey.value, _years(journey.baseline_on, journey.value_on))
    required = _growth(journey.baseline_value, journey.target_value, _years(journey.baseline_on, journey.target_on))
    return finite(observed / required) if required else None


def _share_gained(journey: Journey) -> float | None:
    """The gain by tT at the observed compound rate, as a share of T - b."""
    rate = _growth(journey.baseline_value, journey.value, _years(journey.baseline_on, journey.value_on))
    try:
        expected = journey.value * (1 + rate) ** _years(journey.value_on, journey.target_on)
    except OverflowError:
        return None
    return finite((expected - journey.baseline_value) / (journey.target_value - journey.baseline_value))


def _linear_ratio(journey: Journey) -> float | None:
    """(v - b) / (t - tb) over (T - b) / (tT - tb)."""
    observed = (journey.value - journey.baseline_value) / _years(journey.baseline_on, journey.value_on)
    way = journey.target_value - journey.baseline_value
    return finite(observed / (way / _years(journey.baseline_on, journey.target_on)))


def _growth(start: float, end: float, years: float) -> float:
    """Compound annual growth rate, as a share per year."""
    return (end / start) ** (1 / years) - 1


def _years(start_on: date, end_on: date) -> float:
    return (end_on - start_on).days / DAYS_PER_YEAR
