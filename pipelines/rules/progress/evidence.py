"""Which observations count: the latest approved value `v` at `t`, or the first thing missing before it.

Belongs here: which row is used and why another is left out. Does not: what the value means for the target
(`journey`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from pipelines.rules.progress.record import (
    LARGEST_MAGNITUDE,
    YEARLY_KINDS,
    Indicator,
    IndicatorRow,
    Observation,
    read_indicator,
)

APPROVED = "approved"
REJECTED = "rejected"
PLACES = ["country_code", "region_code"]
# What becomes of an observation: used, or why it is left out.
USED, LATER_VALUE_USED = "used", "later_value_used"
NO_DATE, AFTER_THE_DAY, YEAR_NOT_OVER = "no_date", "after_the_day", "year_not_over"
NO_VALUE, NO_DENOMINATOR, IMPOSSIBLE_VALUE = "no_value", "no_denominator", "impossible_value"
NOT_APPROVED, CONTRADICTED, OF_A_PLACE = "not_approved", "contradicted", "of_a_place"


@dataclass(frozen=True)
class ObservationRows:
    """Observations side by side, one array per column: one row or 200,000 are the same arithmetic."""

    observed_on: np.ndarray
    value: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    is_approved: np.ndarray
    is_rejected: np.ndarray
    is_whole: np.ndarray

    def take(self, positions: np.ndarray) -> "ObservationRows":
        """The rows at these positions."""
        return ObservationRows(*(column[positions] for column in vars(self).values()))


@dataclass(frozen=True)
class Evidence:
    """What the observations of one indicator say on one day, one entry per row in every array.

    `stands_on` is the date `t` a value stands for; `is_in_time` rows speak of the whole, are not after today and
    belong to a year that is over; `is_counted` rows are also approved; `is_newest` rows are the counted ones of the latest date.
    `latest_value` is `v`, at `latest_on`; missing where the newest rows differ.
    """

    stands_on: np.ndarray
    values: np.ndarray
    is_usable: np.ndarray
    lacks_denominator: np.ndarray
    is_in_time: np.ndarray
    is_counted: np.ndarray
    is_newest: np.ndarray
    is_pending: np.ndarray
    latest_value: float | None
    latest_on: date | None

    @property
    def points(self) -> np.ndarray:
        """The rows that carry a value which counts."""
        return self.is_counted & self.is_usable

    @property
    def points_count(self) -> int:
        """Number of dates (of years, for a yearly figure) with a value that counts."""
        return len(np.unique(self.stands_on[self.points]))

    def value_between(self, after: date, until: date) -> float | None:
        """The last value that counts with after < t <= until."""
        window = self.points & (self.stands_on > np.datetime64(after)) & (self.stands_on <= np.datetime64(until))
        if not window.any():
            return None
        return _one_value(self.values[window & (self.stands_on == self.stands_on[window].max())])

    def missing(self, baseline_on: date) -> str | None:
        """The first thing missing before `v` can be compared with the path, as a reason code, or None.

        The newest approved evidence decides. When it is unusable (no value, not a number, a negative share) or
        contradicts itself (two approved values for one date), no older value takes its place: a person corrects the
        row. A contradiction reads as `only_unapproved`, because neither value is the one approved; whether one of
        them corrects the other was decided before (`corrections`). A draft newer than the baseline, beside nothing
        newer that is approved, reads as `only_unapproved` too.
        """
        if not self.is_in_time.any():
            return "no_observation"
        if not self.is_counted.any():
            return "only_unapproved"
        if not (self.is_newest & self.is_usable).any():
            return "denominator_missing" if (self.is_newest & self.lacks_denominator).any() else "no_observation"
        if self.latest_on is None:
            return "only_unapproved"
        if self.latest_on <= baseline_on:
            is_waiting = self.is_pending & (self.stands_on > np.datetime64(baseline_on))
            return "only_unapproved" if is_waiting.any() else "baseline_is_latest"
        return None


def weigh(indicator: Indicator, rows: ObservationRows, as_of: date) -> Evidence:
    """What these observations say on the day `as_of`.

    A yearly figure (rate, growth) is that full calendar year's own figure and stands for the year's last day.
    While the year runs it is "so far" and is not assessed; of several in one year the one observed last
    counts. The value of one country or region is never the value of the whole.
    """
    today = np.datetime64(as_of, "D")
    stands_on = _year_ends(rows.observed_on) if indicator.kind in YEARLY_KINDS else rows.observed_on
    values = _values(indicator, rows)
    lowest = 0.0 if indicator.kind == "share" else -LARGEST_MAGNITUDE
    is_usable = (values >= lowest) & (values <= LARGEST_MAGNITUDE)
    is_in_time = rows.is_whole & (stands_on <= today)
    is_counted = is_in_time & rows.is_approved
    newest_on = rows.observed_on[is_counted].max() if is_counted.any() else np.datetime64("NaT")
    is_newest = is_counted & (rows.observed_on == newest_on)
    latest_value = _one_value(values[is_newest & is_usable])
    return Evidence(
        stands_on=stands_on,
        values=values,
        is_usable=is_usable,
        lacks_denominator=_lacks_denominator(indicator, rows),
        is_in_time=is_in_time,
        is_counted=is_counted,
        is_newest=is_newest,
        is_pending=is_in_time & ~rows.is_approved & ~rows.is_rejected & is_usable,
        latest_value=latest_value,
        latest_on=None if latest_value is None else stands_on[is_newest][0].item(),
    )


def rows_from(observations: Sequence[Observation]) -> ObservationRows:
    """Observations side by side, from records."""
    statuses = np.array([seen.status for seen in observations], dtype=object)
    return ObservationRows(
        observed_on=np.array([seen.observed_on for seen in observations], dtype="datetime64[D]"),
        value=np.array([seen.value for seen in observations], dtype=float),
        numerator=np.array([seen.numerator for seen in observations], dtype=float),
        denominator=np.array([seen.denominator for seen in observations], dtype=float),
        is_approved=statuses == APPROVED,
        is_rejected=statuses == REJECTED,
        is_whole=np.array([seen.place is None for seen in observations], dtype=bool),
    )


def rows_from_frame(observations: pd.DataFrame) -> ObservationRows:
    """Observations side by side, from a table."""
    status = observations["status"].astype(object).to_numpy()
    return ObservationRows(
        observed_on=pd.to_datetime(observations["observed_on"]).to_numpy("datetime64[D]"),
        value=_floats(observations["value"]),
        numerator=_floats(observations["numerator"]),
        denominator=_floats(observations["denominator"]),
        is_approved=status == APPROVED,
        is_rejected=status == REJECTED,
        is_whole=observations.reindex(columns=PLACES).isna().all(axis=1).to_numpy(),
    )


def values_of(indicator: IndicatorRow, observations: pd.DataFrame) -> np.ndarray:
    """The value of each observation in the unit of the indicator; that of a share may come as its two parts."""
    return _values(read_indicator(indicator), rows_from_frame(observations))


def standings(rows: ObservationRows, evidence: Evidence, as_of: date) -> list[str]:
    """One code per row: `used`, or why the row is left out."""
    today = np.datetime64(as_of, "D")
    is_contradicted = evidence.is_newest & (evidence.latest_value is None)
    return np.select(
        [
            np.isnat(rows.observed_on),
            ~rows.is_whole,
            rows.observed_on > today,
            ~rows.is_approved,
            ~evidence.is_in_time,
            evidence.lacks_denominator,
            np.isnan(evidence.values),
            ~evidence.is_usable,
            is_contradicted,
            evidence.is_newest,
        ],
        [
            NO_DATE,
            OF_A_PLACE,
            AFTER_THE_DAY,
            NOT_APPROVED,
            YEAR_NOT_OVER,
            NO_DENOMINATOR,
            NO_VALUE,
            IMPOSSIBLE_VALUE,
            CONTRADICTED,
            USED,
        ],
        default=LATER_VALUE_USED,
    ).tolist()


def _values(indicator: Indicator, rows: ObservationRows) -> np.ndarray:
    """The value as reported; for a share without one, numerator / denominator, times 100 in a unit of %."""
    if indicator.kind != "share":
        return rows.value
    scale = 100.0 if indicator.unit.startswith("%") else 1.0
    with np.errstate(invalid="ignore", over="ignore"):
        shares = scale * rows.numerator / np.where(rows.denominator == 0, np.nan, rows.denominator)
    return np.where(np.isnan(rows.value), shares, rows.value)


def _lacks_denominator(indicator: Indicator, rows: ObservationRows) -> np.ndarray:
    """A share whose value is missing and whose numerator has no denominator (or one of 0) to stand on."""
    has_none = np.isnan(rows.denominator) | (rows.denominator == 0)
    return (indicator.kind == "share") & np.isnan(rows.value) & ~np.isnan(rows.numerator) & has_none


def _year_ends(days: np.ndarray) -> np.ndarray:
    return (days.astype("datetime64[Y]") + 1).astype("datetime64[D]") - 1


def _one_value(values: np.ndarray) -> float | None:
    return float(values[0]) if len(values) and (values == values[0]).all() else None


def _floats(column: pd.Series) -> np.ndarray:
    return column.to_numpy(dtype=float, na_value=np.nan)
