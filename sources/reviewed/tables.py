"""Reads the reviewed tables of the strategy as text; what a column means and which type it has is not known here."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd


def read_strategy(folder: Path) -> dict[str, pd.DataFrame]:
    """Every CSV of the folder by file name, all text; an empty cell is missing ("NA" is Namibia, not missing)."""
    return {path.stem: read_reviewed(path) for path in sorted(folder.glob("*.csv"))}


def read_reviewed(path: Path) -> pd.DataFrame:
    """One reviewed table, all text; an empty cell is missing."""
    return pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")


def columns_of(tables: Mapping[str, pd.DataFrame | None], name: str, columns: Sequence[str]) -> pd.DataFrame:
    """These columns of a reviewed table; raises ValueError naming the table and the columns it lacks."""
    table = tables.get(name)
    lacking = [column for column in columns if table is None or column not in table]
    if table is None or lacking:
        known = "is missing" if table is None else f"lacks {', '.join(lacking)}"
        raise ValueError(f"the reviewed table {name} {known}: its CSV file must have the columns {', '.join(columns)}")
    return table[list(columns)]
