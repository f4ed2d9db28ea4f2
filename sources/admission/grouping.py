"""Groups equal faults of many rows into one finding with their number and their rows, so that a large file stays readable.

A finding is grouped with others of its rule, column and severity on one sheet, and of its text where there are few; how it
is worded is not known here.
"""

import json
from collections.abc import Collection

import pandas as pd

from sources.findings import ROWS, parameters, written

GROUPED_FROM = 1_001  # findings of one rule and column on one sheet
TEXTS_NAMED = 50  # of cells at fault, each with its rows
RANGES_NAMED = 200  # of rows; what lies beyond is counted


def grouped(found: list[pd.DataFrame], places: pd.Series, row_numbers: pd.Series) -> list[pd.DataFrame]:
    """The findings with `rows_count` and written parameters; those of one fault in very many rows as one, at its first row.

    Each frame holds findings of one rule and column; `places` numbers the sheets of the rows.
    """
    of_fault: dict[tuple[str, str | None], list[pd.DataFrame]] = {}
    for frame in found:
        of_fault.setdefault((frame["rule_id"].iat[0], frame["column"].iat[0]), []).append(frame)
    parts = [
        part
        for frames in of_fault.values()
        for part in (
            _of_one_fault(pd.concat(frames, ignore_index=True), places, row_numbers)
            if sum(map(len, frames)) >= GROUPED_FROM
            else [frame.assign(rows_count=1) for frame in frames]
        )
    ]
    return [part.assign(parameters=[written(named) for named in part["parameters"]]) for part in parts]


def of_rules(found: pd.DataFrame, rule_ids: Collection[str]) -> pd.DataFrame:
    """The findings of rules over admitted rows, those of `rule_ids` grouped in the same way; their parameters are text."""
    sheet = ["rule_id", "column", "severity", "origin", "source_file", "source_sheet"]
    alike = found[found["rule_id"].isin(rule_ids)]
    size = alike.groupby(sheet, dropna=False)["rule_id"].transform("size")
    many = alike[size >= GROUPED_FROM]
    if many.empty:
        return found
    placed = many.assign(position=many.index)
    parts = [found.drop(many.index)]
    for _, own in placed.groupby(sheet, dropna=False, sort=False):
        parts += _one_of_each(own, many["source_row"])
    return pd.concat(parts)[found.columns].sort_index().astype({"rows_count": "Int64"}).reset_index(drop=True)


def _of_one_fault(found: pd.DataFrame, places: pd.Series, row_numbers: pd.Series) -> list[pd.DataFrame]:
    """The findings of one rule and column, each sheet that has too many of them as one finding."""
    found = found.assign(rows_count=1)
    parts = []
    for _, own in found.groupby([places.loc[found["position"]].to_numpy(), "severity"], sort=False):
        if len(own) < GROUPED_FROM:
            parts.append(own)
        else:
            parts += _one_of_each(own, row_numbers)
    return parts


def _one_of_each(found: pd.DataFrame, row_numbers: pd.Series) -> list[pd.DataFrame]:
    """Findings of one sheet as one for each cell that is at fault, where few texts are, else as one."""
    values = found["value"].astype("str").fillna("")
    by = values if values.nunique() <= TEXTS_NAMED else values.ne(values)
    parts = []
    for _, own in found.groupby(by, sort=False):
        first = own.loc[[own["position"].idxmin()]]
        if len(own) == 1:
            parts.append(first)
            continue
        rows = {"count": len(own), **_ranges(row_numbers.loc[own["position"].unique()])}
        details = parameters(**json.loads(written(first["parameters"].iat[0])), **{ROWS: rows})
        parts.append(first.assign(rows_count=len(own), parameters=details))
    return parts


def _ranges(row_numbers: pd.Series) -> dict:
    """Row numbers as first and last of each run, and how many rows are not named."""
    numbers = row_numbers.dropna().astype("int64").sort_values()
    runs = numbers.groupby((numbers.diff() != 1).cumsum()).agg(["min", "max"])
    named = runs.head(RANGES_NAMED)
    left = int((runs["max"] - runs["min"] + 1).iloc[RANGES_NAMED:].sum())
    return {"ranges": named.to_numpy().tolist(), "more": left}
