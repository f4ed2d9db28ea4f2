"""Rows and tables for tests, read from the contracts: what a test does not say gets a plain, deterministic value.

Belongs here: small frames and an in-memory warehouse. Does not: expectations, or rows anybody sent.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import duckdb
import pandas as pd

from pipelines.rules.progress.terms import in_force
from sources.names.keys import KEY_OF, with_keys
from warehouse.contracts import TABLES
from warehouse.contracts.table import Column
from warehouse.frames import as_rows

DEFAULT_DAY = pd.Timestamp("2026-01-15")


def _default(column: Column, position: int) -> object:
    """A value the contract allows: missing where it may be, otherwise the same for every run."""
    if column.is_nullable:
        return None
    if column.values:
        return column.values[0]
    if column.kind == "text":
        return f"{column.name}-{position}"
    if column.kind in ("date", "instant"):
        return DEFAULT_DAY
    return {"integer": position, "number": 1.0, "boolean": True}[column.kind]


def rows(table_name: str, **columns: Iterable[object] | object) -> pd.DataFrame:
    """Rows of a contracted table; a list gives a value per row, anything else is the same in every row."""
    contract = TABLES[table_name]
    unknown = set(columns) - set(contract.column_names)
    if unknown:
        raise KeyError(f"{table_name} has no column {sorted(unknown)}")
    count = max((len(value) for value in columns.values() if isinstance(value, list)), default=1)
    frame = {
        column.name: columns[column.name]
        if column.name in columns
        else [_default(column, position) for position in range(1, count + 1)]
        for column in contract.columns
    }
    shaped = pd.DataFrame(frame, index=range(count))
    keyed = [key for key in KEY_OF.values() if key not in columns and key in frame]
    return contract.shape(
        with_keys(shaped.astype({name: "str" for name, key in KEY_OF.items() if key in keyed}), keyed)
    )


def warehouse(frames: Mapping[str, pd.DataFrame]) -> duckdb.DuckDBPyConnection:
    """An in-memory database with every contracted table, empty but for the frames given; close it after use."""
    opened = duckdb.connect()
    for schema in ("core", "marts", "meta"):
        opened.execute(f"create schema {schema}")
    for name in TABLES:
        clear(opened, name)
    for name, frame in frames.items():
        put(opened, name, frame)
    return opened


def by_terms(indicators: pd.DataFrame, observations: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The indicators by the terms in force on a day on which nothing is adopted."""
    published = TABLES["core.indicators"].shape(indicators)
    return in_force(published, TABLES["core.terms"].empty(), observations, as_of)[0]


def clear(opened: duckdb.DuckDBPyConnection, name: str) -> None:
    """Replace a contracted table by an empty one."""
    typed = ", ".join(f'"{column.name}" {column.sql_type}' for column in TABLES[name].columns)
    opened.execute(f"create or replace table {name} ({typed})")


def put(opened: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    """Replace a contracted table by the frame, with the types of its contract."""
    clear(opened, name)
    incoming = as_rows(TABLES[name].shape(frame))
    if len(incoming):
        opened.execute(f"insert into {name} by name select * from incoming")


def money(**columns: object) -> pd.DataFrame:
    """Rows of core.contributions: counted ground cash in EUR, committed in 2024; a test says what differs."""
    plain = {
        "money_stream": "ground",
        "form": "cash",
        "state": "committed",
        "currency_code": "EUR",
        "value_on": "2024-01-15",
        "is_counted": True,
        "origin": "inbox",
    }
    chosen = plain | columns
    if "amount" not in chosen:
        chosen["amount"] = chosen.get("amount_eur")
    return rows("core.contributions", **chosen)


def sent_money(**columns: object) -> pd.DataFrame:
    """Contributions of 100 EUR each before it is decided which of them count, one file per file name."""
    count = max((len(value) for value in columns.values() if isinstance(value, list)), default=1)
    plain = {
        "contribution_id": [f"c{position}" for position in range(count)],
        "source_row": list(range(2, count + 2)),
        "amount": 100.0,
        "amount_eur": 100.0,
    }
    sent = money(**(plain | columns))
    if "source_sha256" not in columns:
        sent["source_sha256"] = "sha256 of " + sent["source_file"]
    return sent.drop(
        columns=[
            "is_counted",
            "not_counted_reason",
            "counted_in",
            "also_reported_in",
            "passed_on_from",
            "passed_on_eur",
        ]
    )
