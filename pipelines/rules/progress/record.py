"""The three records progress is assessed from, and how a cell that is empty or impossible is read.

Belongs here: fields of an indicator, an observation, a milestone. Does not: any judgement about them
(`assessment`).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

HORIZONS = (2030, 2050)
YEARLY_KINDS = ("rate", "growth")  # One figure per calendar year; that year stands for its last day.
INCREASE, DECREASE = "increase", "decrease"
# Beyond this size, products and differences of two values leave the range of a float: read as not a number.
LARGEST_MAGNITUDE = 1e100


@dataclass(frozen=True)
class Indicator:
    """One row of the strategy: what is measured, from which baseline, to which two targets."""

    indicator_code: str
    objective_code: str
    label: str
    kind: str
    unit: str
    denominator: str
    baseline_on: date | None
    baseline_value: float | None
    target_2030: float | None
    target_2050: float | None
    source_of_values: str
    certainty: str
    maximum_age_days: int | None
    caveat: str
    direction: str

    def target(self, horizon: int) -> float | None:
        """The target value at the end of a horizon, in the unit of the indicator."""
        return {2030: self.target_2030, 2050: self.target_2050}[horizon]


@dataclass(frozen=True)
class Observation:
    """One reported value of one indicator; a share may come as numerator and denominator instead.

    `place` is the country or region the value is of; missing for the whole, which alone the targets speak of.
    """

    observed_on: date | None
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    status: str = "approved"
    observation_id: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Milestone:
    """One dated step of an indicator of kind milestone."""

    milestone_code: str
    label: str
    due_on: date | None
    state: str
    reached_on: date | None = None


# A row as other rooms hand it over: a mapping, a row of `itertuples`, a Series, or the record itself.
IndicatorRow = Indicator | Mapping[str, Any] | tuple[Any, ...] | pd.Series


def year_end(year: int) -> date:
    """A year stands for its last day.

    >>> year_end(2030)
    datetime.date(2030, 12, 31)
    """
    return date(year, 12, 31)


def is_possible(kind: str, value: float) -> bool:
    """A finite number of a size we can compute with; a share is never negative (above 100 is possible).

    >>> is_possible("share", -1.0), is_possible("count", -1.0), is_possible("count", float("inf"))
    (False, True, False)
    """
    return abs(value) <= LARGEST_MAGNITUDE and not (kind == "share" and value < 0)


def read_indicator(row: IndicatorRow) -> Indicator:
    """The indicator in a row of the strategy; an empty or impossible number reads as missing, never 0."""
    if isinstance(row, Indicator):
        return row
    cells = _cells(row)
    kind = _text(cells.get("kind"))
    baseline_year, age = _number(cells.get("baseline_year")), _number(cells.get("maximum_age_days"))
    return Indicator(
        indicator_code=_text(cells.get("indicator_code")),
        objective_code=_text(cells.get("objective_code")),
        label=_text(cells.get("label_en")),
        kind=kind,
        unit=_text(cells.get("unit")),
        denominator=_text(cells.get("denominator")),
        baseline_on=year_end(int(baseline_year)) if baseline_year and 1 <= baseline_year <= 9999 else None,
        baseline_value=_value(kind, cells.get("baseline_value")),
        target_2030=_value(kind, cells.get("target_2030")),
        target_2050=_value(kind, cells.get("target_2050")),
        source_of_values=_text(cells.get("source_of_values")),
        certainty=_text(cells.get("certainty")),
        maximum_age_days=None if age is None else int(age),
        caveat=_text(cells.get("caveat")),
        direction=_text(cells.get("direction")),
    )


def read_milestone(row: Any) -> Milestone:
    """The milestone in a row of `itertuples` over the milestones."""
    return Milestone(row.milestone_code, _text(row.label_en), _day(row.due_on), _text(row.state), _day(row.reached_on))


def read_observation(row: Any) -> Observation:
    """The observation in a row of `itertuples` over the observations; a missing number stays NaN."""
    return Observation(
        _day(row.observed_on),
        row.value,
        row.numerator,
        row.denominator,
        _text(row.status),
        row.observation_id,
        _text(row.country_code) or _text(row.region_code) or None,
    )


def _cells(row: Any) -> Mapping[str, Any]:
    if isinstance(row, Mapping):
        return row
    return row._asdict() if hasattr(row, "_asdict") else row.to_dict()


def _value(kind: str, cell: Any) -> float | None:
    number = _number(cell)
    return number if number is not None and is_possible(kind, number) else None


def _number(cell: Any) -> float | None:
    return None if pd.isna(cell) or not abs(float(cell)) <= LARGEST_MAGNITUDE else float(cell)


def _text(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)


def _day(cell: Any) -> date | None:
    return None if pd.isna(cell) else date(cell.year, cell.month, cell.day)


def finite(value: float) -> float | None:
    """The number itself, or nothing when a division left the range of a float."""
    return value if math.isfinite(value) else None
