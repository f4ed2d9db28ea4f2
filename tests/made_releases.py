"""Releases made from frames, as cheap as they can be: two of them can differ in anything a test wants.

Belongs here: writing the files, and rows by chance that keep the types of their contract. Does not: expectations.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from tests.factories import DEFAULT_DAY
from warehouse.contracts import TABLES
from warehouse.contracts.table import Column, Table
from warehouse.frames import as_rows

ABOUT: dict[str, Any] = {
    "release_id": "made",
    "built_at": pd.Timestamp("2026-11-22 08:00"),
    "as_of": pd.Timestamp("2026-11-22"),
    "code_version": "made",
    "rules_version": "1.3",
    "inputs_sha256": "0" * 64,
    "is_demonstration": True,
}
MOST_ROWS = 6
CHOICES = ("a", "b", 'c "quoted"', "línea\nnueva")
NUMBERS = (0.0, 0.1, 1e-12, 12_345_678.9, -3.5)


def write(
    path: Path,
    tables: Mapping[str, pd.DataFrame],
    about: Mapping[str, Any] | None = None,
    lacking: Collection[tuple[str, str]] = (),
) -> Path:
    """A release file with these tables and no others; `lacking` are columns (table, name) that it is made without."""
    release = {"meta.release": pd.DataFrame([{**ABOUT, **(about or {})}])}
    with duckdb.connect(str(path)) as opened:
        opened.execute("create schema marts; create schema meta")
        for name, frame in {**tables, **release}.items():
            contract = TABLES[name]
            kept = [c for c in contract.columns if (name, c.name) not in lacking]
            typed = ", ".join(f'"{column.name}" {column.sql_type}' for column in kept)
            opened.execute(f"create table {name} ({typed})")
            incoming = as_rows(contract.shape(frame)[[column.name for column in kept]])
            if len(incoming):
                opened.execute(f"insert into {name} by name select * from incoming")
    return path


def by_chance(contract: Table, chance: np.random.Generator) -> pd.DataFrame:
    """A few rows of a table, no two with the same key."""
    count = int(chance.integers(0, MOST_ROWS))
    columns = {column.name: [_value(column, chance) for _ in range(count)] for column in contract.columns}
    frame = contract.shape(pd.DataFrame(columns, columns=contract.column_names, dtype=object))
    return frame.drop_duplicates(list(contract.key), ignore_index=True) if contract.key else frame


def _value(column: Column, chance: np.random.Generator) -> object:
    if column.is_nullable and chance.random() < 0.3:
        return None
    if column.name == "horizon":
        return int(chance.choice([2030, 2050]))
    if column.values:
        return str(chance.choice(column.values))
    days = pd.Timedelta(days=int(chance.integers(0, 3)))
    return {
        "text": str(chance.choice(CHOICES)),
        "integer": int(chance.integers(0, 3)),
        "number": float(chance.choice(NUMBERS)),
        "boolean": bool(chance.random() < 0.5),
        "date": DEFAULT_DAY + days,
        "instant": DEFAULT_DAY + days + pd.Timedelta(microseconds=7),
    }[column.kind]
