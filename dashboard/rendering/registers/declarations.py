"""The dictionary: every published table and column, as the contracts declare them."""

import pandas as pd

from dashboard.rendering.kept import kept
from dashboard.rendering.words import Words
from warehouse.contracts import TABLES


def published() -> list[str]:
    """The names of the tables a release holds."""
    return [name for name, contract in TABLES.items() if contract.layer in ("marts", "meta")]


def grain(name: str) -> str:
    """What one row of a table is."""
    return TABLES[name].grain


@kept
def columns(words: Words) -> pd.DataFrame:
    """One row per table and column: title in the reader's language, meaning, unit, allowed values."""
    rows = [
        (
            name,
            column.name,
            words.column(column.name, column.title),
            column.meaning,
            column.unit,
            "; ".join(column.values),
            column.kind,
        )
        for name in published()
        for column in TABLES[name].columns
    ]
    return pd.DataFrame(rows, columns=["table", "column", "title", "meaning", "unit", "values", "kind"])
