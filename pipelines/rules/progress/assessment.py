"""Progress of one indicator to one horizon: a status, or the one reason why there is none.

Values are used as reported: nothing is clipped, zero is a value and missing is not zero. Belongs here: the
order in which things can be missing, and the verdict. The arithmetic is in `journey`, the choice of the
latest value in `evidence`, dated steps in `steps`, several indicators together in `rollup`.

    p = (v - b) / (T - b)          share of the journey, in the unit of the indicator on both sides
    e = (t - tb) / (tT - tb)       share of the time, in days on both sides
    pace = p / e                   to 2050, over the two legs of one path: (v - b) / (E(t) - b)

    achieved              v has reached T in the direction of travel, the sign of T - b
    on_track              pace >= 0.95
    acceleration_needed   0.60 <= pace < 0.95
    limited_progress      0 <= pace < 0.60
    moving_away           pace < 0
    cannot_be_assessed    with exactly one of REASONS
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pipelines.rules.progress import journey
from pipelines.rules.progress.evidence import Evidence, rows_from, rows_from_frame, weigh
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED, STATUSES, Path, path_to
from pipelines.rules.progress.record import (
    HORIZONS,
    Indicator,
    IndicatorRow,
    Milestone,
    Observation,
    finite,
    read_indicator,
    read_milestone,
    year_end,
)
from pipelines.rules.progress.steps import judge_steps

__all__ = [
    "HORIZONS",
    "REASONS",
    "STATUSES",
    "Assessment",
    "Milestone",
    "Observation",
    "assess",
    "assess_all",
]

# Why an indicator cannot be assessed, in the order in which things are looked for.
REASONS = (
    "wording_not_available",
    "no_target",
    "not_started",
    "no_baseline",
    "denominator_missing",
    "no_observation",
    "only_unapproved",
    "baseline_is_latest",
    "stale",
    "target_equals_baseline_not_held",
)
PROVISIONAL = "provisional"


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The verdict on one indicator at one horizon, with every figure shown beside it.

    Values in the unit of the indicator, `_per_year` in units per year of 365.25 days, shares and ratios
    without unit. `expected_value` is E(today), `expected_at_latest` is E(t), which the pace is measured
    against.
    """

    horizon: int
    baseline_value: float | None = None
    baseline_on: date | None = None
    latest_value: float | None = None
    latest_on: date | None = None
    target_value: float | None = None
    target_on: date
    expected_value: float | None = None
    expected_at_latest: float | None = None
    pace: float | None = None
    status: str
    reason: str | None = None
    required_per_year: float | None = None
    observed_per_year: float | None = None
    acceleration: float | None = None
    projected_on: date | None = None
    attainment_share: float | None = None
    points_count: int = 0
    age_days: int | None = None
    days_overdue: int | None = None
    shortfall_carried: float | None = None
    compound_status: str | None = None
    is_sensitive: bool = False
    method: str = ""

    @property
    def projected_year(self) -> int | None:
        """The year in which T is reached at the observed rate."""
        return None if self.projected_on is None else self.projected_on.year


def assess(
    indicator: IndicatorRow,
    observations: Sequence[Observation],
    milestones: Sequence[Milestone],
    horizon: int,
    as_of: date,
) -> Assessment:
    """The verdict on one indicator at one horizon on the day `as_of`, from its own rows."""
    terms = read_indicator(indicator)
    return _judge(terms, weigh(terms, rows_from(observations), as_of), milestones, horizon, as_of)


def assess_all(
    indicators: pd.DataFrame, observations: pd.DataFrame, milestones: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """One row per objective, indicator and horizon: what `assess` says of each, for all at once."""
    rows = rows_from_frame(observations)
    positions = observations.reset_index(drop=True).groupby("indicator_code").indices
    steps: dict[str, list[Milestone]] = {}
    for code, row in zip(milestones["indicator_code"], milestones.itertuples(), strict=True):
        steps.setdefault(str(code), []).append(read_milestone(row))
    verdicts = []
    for indicator in indicators.itertuples(index=False):
        terms = read_indicator(indicator)
        own = rows.take(np.asarray(positions.get(terms.indicator_code, []), dtype=int))
        evidence = weigh(terms, own, as_of)
        for horizon in HORIZONS:
            verdict = _judge(terms, evidence, steps.get(terms.indicator_code, []), horizon, as_of)
            verdicts.append(_row(terms, verdict))
    return _frame(verdicts)


def _judge(
    terms: Indicator, evidence: Evidence, milestones: Sequence[Milestone], horizon: int, as_of: date
) -> Assessment:
    if terms.kind == "milestone":
        return _milestone_verdict(terms, milestones, horizon, as_of)
    path = path_to(terms, horizon)
    terms_reason = missing_terms(terms, path, horizon, as_of)
    reason = terms_reason or _missing_evidence(terms, path, evidence, as_of)
    value, on = evidence.latest_value, evidence.latest_on
    status = None
    if reason is None and path is not None and value is not None and on is not None:
        status = journey.status_on(path, value, on, terms.direction)
        reason = "target_equals_baseline_not_held" if status is None else None
    target = terms.target(horizon)
    known: dict[str, Any] = {
        "horizon": horizon,
        "baseline_value": terms.baseline_value,
        "baseline_on": terms.baseline_on,
        "latest_value": value,
        "latest_on": on,
        "target_value": target,
        "target_on": year_end(horizon),
        "expected_value": None if path is None or terms_reason else path.expected(as_of),
        "attainment_share": None if value is None or not target or target < 0 else finite(value / target),
        "points_count": evidence.points_count,
        "age_days": None if on is None else (as_of - on).days,
        "method": f"{terms.kind}:{_shape(path)}",
    }
    if path is None or value is None or on is None or status is None:
        return Assessment(**known, status=CANNOT_BE_ASSESSED, reason=reason)
    return Assessment(**known, status=status, **_figures(path, value, on, status, evidence, as_of))


def missing_terms(terms: Indicator, path: Path | None, horizon: int, as_of: date) -> str | None:
    """The first thing missing in the strategy itself.

    A target opposite to the direction stated beside it is no target; a baseline that is not before the target
    is no baseline; a ratio to a later year has not started before that year is over.
    """
    if _is_provisional(terms):
        return "wording_not_available"
    if terms.target(horizon) is None or (path is not None and journey.contradicts(path, terms.direction)):
        return "no_target"
    if terms.kind == "ratio" and terms.baseline_on is not None and as_of < terms.baseline_on:
        return "not_started"
    return "no_baseline" if path is None else None


def _missing_evidence(terms: Indicator, path: Path | None, evidence: Evidence, as_of: date) -> str | None:
    """The first thing missing in what was observed; last, a value older than the maximum age."""
    if path is None:
        return None
    reason = evidence.missing(path.baseline_on)
    if reason is None and evidence.latest_on is not None and terms.maximum_age_days is not None:
        is_stale = (as_of - evidence.latest_on).days > terms.maximum_age_days
        return "stale" if is_stale else None
    return reason


def _figures(path: Path, value: float, on: date, status: str, evidence: Evidence, as_of: date) -> dict[str, Any]:
    """The figures beside a status; a pace only where there is a distance to travel."""
    compound = journey.compound_status(path, value, on)
    return {
        "expected_at_latest": path.expected(on),
        "pace": path.pace(value, on) if path.direction else None,
        "required_per_year": journey.required_per_year(path, value, on),
        "observed_per_year": journey.observed_per_year(path, value, on),
        "acceleration": journey.acceleration(path, value, on),
        "projected_on": journey.projected_on(path, value, on),
        "shortfall_carried": _shortfall_carried(path, evidence, as_of),
        "compound_status": compound,
        "is_sensitive": compound is not None and compound != status,
    }


def _shortfall_carried(path: Path, evidence: Evidence, as_of: date) -> float | None:
    """T2030 - v(2030): what the second leg starts with, in the unit; positive is short of T2030.

    v(2030) is the last value after the baseline and not after 2030-12-31; a falling indicator changes the
    sign.
    """
    halfway_on, halfway = path.targets[0]
    if len(path.targets) == 1 or as_of < halfway_on:
        return None
    reached = evidence.value_between(path.baseline_on, halfway_on)
    return None if reached is None else (halfway - reached) * path.direction


def _milestone_verdict(terms: Indicator, milestones: Sequence[Milestone], horizon: int, as_of: date) -> Assessment:
    verdict = judge_steps(milestones, horizon, terms.target(horizon) is not None, as_of)
    known: dict[str, Any] = {
        "horizon": horizon,
        "baseline_value": terms.baseline_value,
        "baseline_on": terms.baseline_on,
        "target_value": terms.target(horizon),
        "target_on": year_end(horizon),
        "points_count": verdict.reported_count,
        "method": "milestone:steps",
    }
    if _is_provisional(terms):
        return Assessment(**known, status=CANNOT_BE_ASSESSED, reason="wording_not_available")
    return Assessment(
        **known,
        status=verdict.status,
        reason=verdict.reason,
        days_overdue=verdict.days_overdue,
        latest_on=verdict.last_reached_on,
        age_days=None if verdict.last_reached_on is None else (as_of - verdict.last_reached_on).days,
    )


def _is_provisional(terms: Indicator) -> bool:
    return terms.certainty == PROVISIONAL


def _shape(path: Path | None) -> str:
    if path is None:
        return "no_path"
    if path.direction == 0:
        return "holding"
    return "two_legs" if len(path.targets) == 2 else "one_leg"


def _row(terms: Indicator, verdict: Assessment) -> dict[str, Any]:
    return {
        "objective_code": terms.objective_code,
        "indicator_code": terms.indicator_code,
        **asdict(verdict),
        "projected_year": verdict.projected_year,
    }


def _frame(verdicts: list[dict[str, Any]]) -> pd.DataFrame:
    """Missing numbers as NaN in float columns; codes and dates as objects, None where missing."""
    names = [
        "objective_code",
        "indicator_code",
        *(field.name for field in fields(Assessment)),
        "projected_year",
    ]
    progress = pd.DataFrame(verdicts, columns=names, dtype=object)
    kinds: dict[str, str] = {"horizon": "int64", "points_count": "int64", "is_sensitive": "bool"}
    kinds |= {field.name: "float64" for field in fields(Assessment) if field.type in (float | None, int | None)}
    kinds |= {"projected_year": "float64"}
    return progress.astype(kinds)
