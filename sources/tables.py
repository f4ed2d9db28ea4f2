"""Reads the reviewed tables of the strategy as text; what a column means and which type it has is not known here."""

from pathlib import Path

import pandas as pd


def read_strategy(folder: Path) -> dict[str, pd.DataFrame]:
    """Every CSV of the folder by file name, all text; an empty cell is missing ("NA" is Namibia, not missing)."""
    return {path.stem: read_reviewed(path) for path in sorted(folder.glob("*.csv"))}


def read_reviewed(path: Path) -> pd.DataFrame:
    """One such table."""
    return pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
