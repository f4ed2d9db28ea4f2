"""The dictionary: every published table and column, as the contracts declare them."""

from collections.abc import Mapping

import pandas as pd

from dashboard.rendering.kept import kept
from dashboard.rendering.words import Words
from warehouse.contracts import TABLES


def published() -> list[str]:
    """The names of the tables a release holds."""
    return [name for name, contract in TABLES.items() if contract.layer in ("marts", "meta")]


def grain(name: str, words: Words) -> str:
    """What one row of a table is."""
    return words(f"grain.{name.partition('.')[2]}")


def listed(rows: Mapping[str, int], words: Words) -> pd.DataFrame:
    """The tables of a release: the name of each, what a row is, and how many there are."""
    said = [(name.removeprefix("marts."), grain(name, words), count) for name, count in rows.items()]
    return pd.DataFrame(said, columns=["table", "grain", "table_rows"])


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
