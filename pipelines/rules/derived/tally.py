"""What a derived figure rests on: its facts, each counted or left out with the reason, and the dates figures stand on.

Belongs here: the shape that all derived rules share. Does not: any rule (`derived_*`), or the choice between a derived
and a reported value (`derived`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

NUMERATOR, DENOMINATOR = "numerator", "denominator"
PROVENANCE = ["origin", "source_file", "source_sheet", "source_row", "source_sha256", "received_at"]
FACT_COLUMNS = [
    "observed_on", "part", "table_name", "row_key", "fact_on", "counted_value", "is_counted", "why", *PROVENANCE,
]  # fmt: skip
OBSERVATION_COLUMNS = [
    "observation_id", "indicator_code", "observed_on", "value", "numerator", "denominator", "country_code", "region_code",
    "status", "basis", "evidence", "note", *PROVENANCE,
]  # fmt: skip
DAY = "datetime64[us]"
FACT_TYPES = {"observed_on": DAY, "fact_on": DAY, "received_at": DAY, "is_counted": bool, "counted_value": float}
FIGURE_TYPES = {"observed_on": DAY, "is_whole": bool, "remark": "str"}
NO_FACTS = pd.DataFrame(columns=FACT_COLUMNS).astype(FACT_TYPES)
NO_FIGURES = pd.DataFrame(columns=list(FIGURE_TYPES)).astype(FIGURE_TYPES)
NO_DATE, IN_FUTURE = "it has no date", "it is dated after the day of the run"

Tables = Mapping[str, pd.DataFrame]  # core tables by short name


@dataclass(frozen=True)
class Derivation:
    """The figures of one indicator and the facts behind them.

    `figures` has one row per figure: the date it stands on, whether its inputs are known to be whole, and a remark.
    `facts` has one row per fact looked at; counted facts of one `observed_on` add up to the figure.
    """

    figures: pd.DataFrame
    facts: pd.DataFrame


def figures(days: Sequence[pd.Timestamp], is_whole: Sequence[bool], remarks: Sequence[str]) -> pd.DataFrame:
    """One figure per day; a remark says what a reader must know besides the rule."""
    if not len(days):
        return NO_FIGURES
    told = pd.DataFrame({"observed_on": list(days), "is_whole": list(is_whole), "remark": list(remarks)})
    return told.astype(FIGURE_TYPES)


def facts(
    rows: pd.DataFrame,
    table_name: str,
    row_key: pd.Series,
    fact_on: pd.Series,
    observed_on: pd.Series | pd.Timestamp,
    left_out: pd.Series,
    counted_because: pd.Series | str,
    part: str = NUMERATOR,
    counted_value: pd.Series | float = 1.0,
) -> pd.DataFrame:
    """One fact per row: left out where `left_out` gives a reason, counted where it is missing."""
    if rows.empty:
        return NO_FACTS
    is_counted = left_out.isna()
    because = pd.Series(counted_because, index=rows.index, dtype=object)
    told = rows.reindex(columns=PROVENANCE).assign(
        observed_on=pd.Series(observed_on, index=rows.index, dtype=DAY),
        part=part,
        table_name=table_name,
        row_key=row_key.astype("str"),
        fact_on=pd.to_datetime(fact_on).astype(DAY),
        counted_value=pd.Series(counted_value, index=rows.index, dtype=float).where(is_counted),
        is_counted=is_counted.to_numpy(dtype=bool),
        why=left_out.astype(object).where(~is_counted, because),
    )
    return told[FACT_COLUMNS]


def stacked(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The facts one under the other, in the order given."""
    told = [part for part in parts if len(part)]
    return pd.concat(told, ignore_index=True).astype(FACT_TYPES) if told else NO_FACTS


def reasons(index: pd.Index, *cases: tuple[pd.Series, pd.Series | str]) -> pd.Series:
    """The reason of the first case that holds for a row, missing where none does."""
    conditions = [np.asarray(case.fillna(False), dtype=bool) for case, _ in cases]
    texts = [np.asarray(pd.Series(text, index=index, dtype=object), dtype=object) for _, text in cases]
    return pd.Series(np.select(conditions, texts, default=None), index=index, dtype=object)


def out_of_time(on: pd.Series, as_of: date) -> tuple[tuple[pd.Series, str], tuple[pd.Series, str]]:
    """The two reasons that leave out a fact of any rule: no date, and a date after the day of the run."""
    return (on.isna(), NO_DATE), (on > pd.Timestamp(as_of), IN_FUTURE)


def year_days(on: pd.Series, as_of: date) -> pd.Series:
    """The day a yearly figure stands on, per fact: the last day of its year, or in a running year its newest fact.

    Missing for a fact without a date or after `as_of`.
    """
    known = on.where(on <= pd.Timestamp(as_of))
    year_end = (known + pd.offsets.YearEnd(0)).astype(DAY)
    return year_end.where(year_end <= pd.Timestamp(as_of), last_days(known))


def last_days(on: pd.Series) -> pd.Series:
    """The newest date of the same calendar year, per fact; missing stays missing."""
    return on.groupby(on.dt.year).transform("max").astype(DAY)


def distinct_days(days: pd.Series) -> list[pd.Timestamp]:
    """The days in order, each once, without the missing ones."""
    return sorted(days.dropna().unique())
