"""What a derived figure rests on: its facts, each counted or left out with the reason, and the dates figures stand on.

Belongs here: the shape that all derived rules share. Does not: any rule (`network`, `partners`, `projects`, `money`), the
choice between a derived and a reported value (`indicators`), or the words in which a reason is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from pandas.api.typing import NaTType

from pipelines.rules.findings import parameters

NUMERATOR, DENOMINATOR = "numerator", "denominator"
PROVENANCE = ["origin", "source_file", "source_sheet", "source_row", "source_sha256", "received_at"]
FACT_COLUMNS = [
    "observed_on",
    "part",
    "table_name",
    "row_key",
    "fact_on",
    "counted_value",
    "is_counted",
    "why",
    "parameters",
    *PROVENANCE,
]
OBSERVATION_COLUMNS = [
    "observation_id",
    "indicator_code",
    "observed_on",
    "value",
    "numerator",
    "denominator",
    "country_code",
    "region_code",
    "status",
    "basis",
    "evidence",
    "note",
    *PROVENANCE,
]
DAY = "datetime64[us]"
FACT_TYPES = {"observed_on": DAY, "fact_on": DAY, "received_at": DAY, "is_counted": bool, "counted_value": float}
FIGURE_TYPES = {"observed_on": DAY, "is_whole": bool, "remark": "str"}
NO_FACTS = pd.DataFrame(columns=FACT_COLUMNS).astype(FACT_TYPES)
NO_FIGURES = pd.DataFrame(columns=list(FIGURE_TYPES)).astype(FIGURE_TYPES)
NO_DATE, IN_FUTURE = "no_date", "in_future"  # reasons that any rule may give

Tables = Mapping[str, pd.DataFrame]  # core tables by short name
Day = pd.Timestamp | NaTType
# What the words of a reason name besides its code: for each code the parameters by name, aligned with the facts.
Named = Mapping[str, Mapping[str, pd.Series]]
NOTHING_NAMED: Named = {}


@dataclass(frozen=True)
class Derivation:
    """The figures of one indicator and the facts behind them.

    `figures` has one row per figure: the date it stands on, whether its inputs are known to be whole, and a remark.
    `facts` has one row per fact looked at; counted facts of one `observed_on` add up to the figure.
    """

    figures: pd.DataFrame
    facts: pd.DataFrame


def figures(days: Sequence[Day], is_whole: Sequence[bool], remarks: Sequence[str]) -> pd.DataFrame:
    """One figure per day; a remark says what a reader must know besides the rule."""
    if not len(days):
        return NO_FIGURES
    columns = {"observed_on": list(days), "is_whole": list(is_whole), "remark": list(remarks)}
    return pd.DataFrame(columns).astype(FIGURE_TYPES)


def facts(
    rows: pd.DataFrame,
    table_name: str,
    row_key: pd.Series,
    fact_on: pd.Series,
    *,
    observed_on: pd.Series | Day,
    left_out: pd.Series,
    counted_because: str | None = None,
    part: str = NUMERATOR,
    counted_value: pd.Series | float = 1.0,
    named: Named = NOTHING_NAMED,
) -> pd.DataFrame:
    """One fact per row: left out where `left_out` gives the code of a reason, counted where it is missing."""
    if rows.empty:
        return NO_FACTS
    is_counted = left_out.isna()
    why = left_out.astype(object).where(~is_counted, counted_because)
    made = rows.reindex(columns=PROVENANCE).assign(
        observed_on=pd.Series(observed_on, index=rows.index, dtype=DAY),
        part=part,
        table_name=table_name,
        row_key=row_key.astype("str"),
        fact_on=pd.to_datetime(fact_on).astype(DAY),
        counted_value=pd.Series(counted_value, index=rows.index, dtype=float).where(is_counted),
        is_counted=is_counted.to_numpy(dtype=bool),
        why=why,
        parameters=_parameters(why, named),
    )
    return made[FACT_COLUMNS]


def _parameters(why: pd.Series, named: Named) -> pd.Series:
    """The parameters of each reason as JSON text; missing where its words name nothing."""
    encoded = pd.Series(None, index=why.index, dtype=object)
    for code, columns in named.items():
        is_given = why == code
        given = pd.DataFrame(dict(columns))[is_given]
        encoded[is_given] = [parameters(**row) for row in given.to_dict("records")]
    return encoded


def stacked(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The facts one under the other, in the order given."""
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True).astype(FACT_TYPES) if filled else NO_FACTS


def reasons(index: pd.Index, *cases: tuple[pd.Series, str]) -> pd.Series:
    """The code of the first case that holds for a row, missing where none does."""
    first = pd.Series(None, index=index, dtype=object)
    for case, code in reversed(cases):
        first[np.asarray(case.fillna(False), dtype=bool)] = code
    return first


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
