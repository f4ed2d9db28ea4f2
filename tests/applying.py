"""Applies listed changes to the tables of a release, by the JSON alone: what comes out must be the other release.

It knows neither the rules that listed them nor the database that found them.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from warehouse.contracts import TABLES

Row = dict[str, Any]
# How JSON has a value of each kind of column.
IN_JSON: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": lambda moment: moment.date().isoformat(),
    "instant": lambda moment: moment.isoformat(),
}


def plain(table: str, frame: pd.DataFrame) -> list[Row]:
    """The rows as JSON would have them."""
    kinds = {column.name: IN_JSON[column.kind] for column in TABLES[table].columns}
    return [
        {name: None if pd.isna(value) else kinds[str(name)](value) for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def applied(rows: pd.DataFrame, before: Mapping[str, pd.DataFrame]) -> dict[str, list[Row]]:
    """The tables after every change; a change whose own `before` is not what stands there fails."""
    tables = {name: plain(name, frame) for name, frame in before.items()}
    keyed = {name: {_key(name, row): row for row in listed} for name, listed in tables.items()}
    columns = ["table_name", "key", "column", "before", "after"]
    for table, key, column, old, new in rows[columns].itertuples(index=False, name=None):
        if isinstance(column, str):
            row = keyed[table][_key(table, json.loads(key))]
            assert row[column] == json.loads(old), (table, key, column)
            row[column] = json.loads(new)
        elif isinstance(old, str):
            tables[table].remove(json.loads(old))
        else:
            tables[table].append(json.loads(new))
    return tables


def sorted_rows(rows: list[Row]) -> list[str]:
    """The rows in an order that depends on nothing but what they say."""
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def _key(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in TABLES[table].key)
