"""What a later report leaves blank: it keeps the value of the earlier ones, until somebody empties it in so many words.

Belongs here: carrying values on through the reports of one thing. Does not: which report speaks last (`order`), and how
an emptied cell is written (admission).
"""

from collections.abc import Sequence

import pandas as pd

from pipelines.rules.findings import FIELD_OF_COLUMN
from pipelines.rules.precedence.order import in_order

PROVENANCE = ("origin", "source_file", "source_sheet", "source_row", "source_sha256", "received_at")
PLACE = ["origin", "source_file", "source_sheet", "source_row"]
NO_CLEARED = pd.DataFrame(columns=["stream", "field", *PLACE], dtype="str")


def carried(ordered: pd.DataFrame, key: Sequence[str], columns: Sequence[str], cleared: pd.DataFrame) -> pd.DataFrame:
    """The reports with the blanks of later ones filled from the earlier ones of their `key`; they come in their order.

    `cleared` has one row per cell that was emptied: the place of its row, and its field. What is emptied stays so.
    """
    is_one_of_several = ordered.duplicated(list(key), keep=False)
    if not is_one_of_several.any():
        return ordered
    several = ordered[is_one_of_several]
    things = [several[name] for name in key]
    filled = several.groupby(things, dropna=False)[list(columns)].ffill()
    for column, is_cleared in _cleared(several, columns, cleared):
        since = is_cleared.groupby(things, dropna=False).cumsum()
        filled[column] = several[column].groupby([*things, since], dropna=False).ffill()
    whole = ordered.copy()
    for column in columns:
        whole.loc[is_one_of_several, column] = filled[column]
    return whole


def carried_on(
    reports: pd.DataFrame, stream: str, key: Sequence[str], dated: str | None, cleared: pd.DataFrame
) -> pd.DataFrame:
    """The reports of a table with one row per `key`, their blanks filled as above, in the order in which they came."""
    if not reports.duplicated(list(key)).any():
        return reports
    numbered = reports.reset_index(drop=True)
    columns = [name for name in numbered if name not in {*key, *PROVENANCE}]
    own = cleared[cleared["stream"].eq(stream)]
    return carried(in_order(numbered, key, dated), key, columns, own).sort_index()


def _cleared(rows: pd.DataFrame, columns: Sequence[str], cleared: pd.DataFrame) -> list[tuple[str, pd.Series]]:
    """For each column that was emptied somewhere: in which of the rows?"""
    if cleared.empty:
        return []
    own = _places(rows)
    fields = {column: FIELD_OF_COLUMN.get(column, column) for column in columns}
    found = ((column, own.isin(_places(cleared[cleared["field"].eq(field)]))) for column, field in fields.items())
    return [(column, pd.Series(mask, index=rows.index)) for column, mask in found if mask.any()]


def _places(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[PLACE].astype("string").fillna(""))
