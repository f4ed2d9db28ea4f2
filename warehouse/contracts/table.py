"""What a column and a table are: how they are declared, as DDL and as the shape of a frame.

Does not belong here: whether the cells of a frame keep their contract (`gate`).
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from warehouse.quoting import literal

# One row per kind of column: DuckDB type, pandas dtype. Dates are kept as DATE and travel as datetime64.
KINDS: dict[str, tuple[str, str]] = {
    "text": ("varchar", "str"),
    "integer": ("bigint", "Int64"),
    "number": ("double", "float64"),
    "date": ("date", "datetime64[us]"),
    "instant": ("timestamp", "datetime64[us]"),
    "boolean": ("boolean", "boolean"),
}
DTYPES = {kind: pd.api.types.pandas_dtype(dtype) for kind, (_, dtype) in KINDS.items()}


class ContractError(ValueError):
    """A frame does not keep the contract of its table; the message names table, column, row and value."""


@dataclass(frozen=True)
class Column:
    """One column: its name, kind, label, meaning, unit and the values it may take."""

    name: str
    kind: str
    title: str
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    is_nullable: bool = False

    @property
    def sql_type(self) -> str:
        return KINDS[self.kind][0]

    @property
    def is_bounded(self) -> bool:
        """Is a value limited by more than its type?"""
        return bool(self.values) or self.least is not None or self.most is not None


@dataclass(frozen=True)
class Table:
    """One table: its name `schema.table`, the sentence that says its grain, its key and its columns in order."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...] = field(repr=False)

    @property
    def layer(self) -> str:
        return self.name.partition(".")[0]

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]

    def ddl(self, name: str = "") -> str:
        """`create or replace table` with types, `not null` and nothing else: keys are checked at the gate."""
        lines = [f'"{c.name}" {c.sql_type}' + ("" if c.is_nullable else " not null") for c in self.columns]
        return f"create or replace table {name or self.name} ({', '.join(lines)})"

    def comments(self, name: str = "") -> list[str]:
        """`comment on` statements: the grain on the table, title, unit and meaning on each column."""
        place = name or self.name
        statements = [f"comment on table {place} is {literal(self.grain)}"]
        for c in self.columns:
            unit = f" [{c.unit}]" if c.unit else ""
            comment = literal(f"{c.title}{unit}: {c.meaning}")
            statements.append(f'comment on column {place}."{c.name}" is {comment}')
        return statements

    @cached_property
    def _types(self) -> list[tuple[str, object]]:
        """Name and pandas dtype of every column, in order."""
        return [(column.name, DTYPES[column.kind]) for column in self.columns]

    def empty(self) -> pd.DataFrame:
        """No rows, every column with its type."""
        return pd.DataFrame({c.name: pd.Series(dtype=KINDS[c.kind][1]) for c in self.columns})

    def shape(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with this table's columns, order and types; raises ContractError when a column is missing or unknown."""
        if isinstance(frame.index, pd.RangeIndex) and list(frame.dtypes.items()) == self._types:
            return frame
        missing = [c.name for c in self.columns if c.name not in frame.columns]
        unknown = [str(name) for name in frame.columns if name not in self.column_names]
        if missing or unknown:
            raise ContractError(f"{self.name}: missing columns {missing}, unknown columns {unknown}")
        numbered = frame if isinstance(frame.index, pd.RangeIndex) else frame.reset_index(drop=True)
        return pd.DataFrame({c.name: self._cast(c, numbered[c.name]) for c in self.columns}, columns=self.column_names)

    def _cast(self, column: Column, values: pd.Series) -> pd.Series:
        wanted = DTYPES[column.kind]
        if values.dtype == wanted:
            return values
        try:
            if column.kind in ("date", "instant"):
                cast = pd.to_datetime(values, utc=column.kind == "instant")
                return (cast.dt.tz_localize(None) if column.kind == "instant" else cast).astype(wanted)
            if column.kind == "integer":
                values = pd.to_numeric(values)
            return values.astype(wanted)
        except (TypeError, ValueError) as error:
            raise ContractError(f"{self.name}.{column.name}: cannot be read as {column.kind}: {error}") from error


def table(name: str, grain: str, key: str, columns: str, known: dict[str, Column]) -> Table:
    """A table from words: `columns` are names declared in `known`, and a trailing `?` allows missing values.

    `name=declared` shows a column under another name; the declaration says why it needs one.
    """
    chosen = []
    for word in columns.split():
        shown, _, declared = word.rstrip("?").partition("=")
        chosen.append(replace(known[declared or shown], name=shown, is_nullable=word.endswith("?")))
    return Table(name, grain, tuple(key.split()), tuple(chosen))
