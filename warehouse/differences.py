"""What differs between two releases, table by table: rows that went, rows that came, rows of both that say something else.

Two rows are the same row where the key of their contract is the same. In a table without a key, or whose key one of the
releases was made without, every row stands for itself and is compared whole. What a release was made without is missing
in each of its rows. Does not belong here: why something differs (`pipelines.rules.changes`), or which releases there are.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from warehouse.contracts import TABLES, Table
from warehouse.frames import fetched

COMPARED = tuple(name for name, contract in TABLES.items() if contract.layer == "marts")
# What is needed whole to say why something differs; all small but for the placements.
WHOLE = (
    "meta.inputs",
    "marts.sources",
    "marts.goals",
    "marts.objectives",
    "marts.indicators",
    "marts.objective_progress",
    "marts.observations",
    "marts.milestones",
    "marts.placements",
    "marts.money_placements",
)
COUNTED_CASH = """
    select
        project_id is not null and project_id in (from open_projects) as is_open_record, state,
        fsum(amount_eur - coalesce(passed_on_eur, 0)) as amount_eur, count(*) as rows_count
    from contributions where is_counted and form = 'cash' and money_stream = 'ground'
    group by is_open_record, state order by is_open_record, state
"""
OPEN_PROJECTS = "select distinct project_id from projects where kind = 'open_record'"
# Who is known to have spoken: givers of money and leads of projects by identifier or name, and lists.
GIVERS = """
    select distinct 'marts.contributions' as table_name, coalesce(funder_id, funder_name) as giver from contributions
    union all select distinct 'marts.projects', coalesce(list_name, lead_id) from projects
"""
BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class TableDifference:
    """The rows of one table that differ; `before` and `after` are the same rows in the same order."""

    contract: Table
    key: tuple[str, ...]
    went: pd.DataFrame
    came: pd.DataFrame
    before: pd.DataFrame
    after: pd.DataFrame


@dataclass(frozen=True)
class Side:
    """What one of the two releases says of itself, and its tables that are needed whole."""

    about: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]
    counted_cash: pd.DataFrame
    givers: pd.DataFrame


@dataclass(frozen=True)
class Differences:
    """What differs between two releases, in the order of the contracts, and both sides of it.

    `open_projects`: projects that are an open record in either, so that money stands in one layer on both sides.
    """

    before: Side
    after: Side
    tables: Mapping[str, TableDifference]
    open_projects: pd.Series


def between(before: Path, after: Path) -> Differences:
    """What differs between two release files; neither is written. Raises duckdb.Error where one cannot be read."""
    with _attached(before, after) as opened:
        sides = [_Attached(opened, name, BEFORE if before == after else name) for name in (BEFORE, AFTER)]
        tables = {name: _difference(opened, TABLES[name], *sides) for name in COMPARED}
        open_projects = pd.concat([side.ask(OPEN_PROJECTS) for side in sides]).drop_duplicates()
        opened.register("open_projects", open_projects)
        return Differences(_side(sides[0]), _side(sides[1]), tables, open_projects["project_id"])


@contextmanager
def _attached(before: Path, after: Path) -> Generator[duckdb.DuckDBPyConnection]:
    """A database of nothing with both files attached, to be read; one and the same file is attached once."""
    files = {BEFORE: before} if before == after else {BEFORE: before, AFTER: after}
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as opened:
        for name, path in files.items():
            quoted = str(path).replace("'", "''")
            opened.execute(f"attach '{quoted}' as {name} (read_only)")
        yield opened


class _Attached:
    """One release, attached: which columns each of its tables has, and a table as the contract lays it out."""

    def __init__(self, opened: duckdb.DuckDBPyConnection, side: str, attached_as: str) -> None:
        self.opened, self.side, self.attached_as = opened, side, attached_as
        listed = opened.execute(
            "select schema_name || '.' || table_name, column_name from duckdb_columns() where database_name = ?",
            [attached_as],
        ).fetchall()
        self.columns: dict[str, set[str]] = {}
        for table, column in listed:
            self.columns.setdefault(table, set()).add(column)

    def has(self, contract: Table, columns: tuple[str, ...]) -> bool:
        """Was the release made with these columns, or without the table, so that none of its rows can be mistaken?"""
        known = self.columns.get(contract.name)
        return known is None or set(columns) <= known

    def select(self, contract: Table) -> str:
        """A question for the table with all columns of the contract, those it was made without missing."""
        known = self.columns.get(contract.name, set())
        cells = ", ".join(
            f'"{c.name}"::{c.sql_type} as "{c.name}"' if c.name in known else f'null::{c.sql_type} as "{c.name}"'
            for c in contract.columns
        )
        return f"select {cells} from {self.attached_as}.{contract.name}" if known else f"select {cells} where false"

    def read(self, contract: Table) -> pd.DataFrame:
        """The whole table."""
        return _shaped(contract, self.opened.execute(self.select(contract)))

    def ask(self, question: str) -> pd.DataFrame:
        """The answer to a question for contributions and projects."""
        named = {name: TABLES[f"marts.{name}"] for name in ("contributions", "projects")}
        with_tables = ", ".join(f"{name} as ({self.select(contract)})" for name, contract in named.items())
        return fetched(self.opened.execute(f"with {with_tables} {question}"))


def _side(attached: _Attached) -> Side:
    about = attached.opened.execute(f"select * from {attached.attached_as}.meta.release").df().to_dict("records")[0]
    tables = {name: attached.read(TABLES[name]) for name in WHOLE}
    return Side({str(k): v for k, v in about.items()}, tables, attached.ask(COUNTED_CASH), attached.ask(GIVERS))


def _difference(
    opened: duckdb.DuckDBPyConnection, contract: Table, before: _Attached, after: _Attached
) -> TableDifference:
    if not (contract.name in before.columns or contract.name in after.columns):
        nothing = _empty(contract.name)
        return TableDifference(contract, contract.key, nothing, nothing, nothing, nothing)
    has_key = bool(contract.key) and before.has(contract, contract.key) and after.has(contract, contract.key)
    sides = f"with old as ({before.select(contract)}), new as ({after.select(contract)})"
    if not has_key:
        went, came = (
            _shaped(contract, opened.execute(f"{sides} from {one} except all from {other} order by all"))
            for one, other in (("old", "new"), ("new", "old"))
        )
        return TableDifference(contract, (), went, came, _empty(contract.name), _empty(contract.name))
    same_row = " and ".join(f'old."{name}" is not distinct from new."{name}"' for name in contract.key)
    went, came = (
        _shaped(
            contract,
            opened.execute(f"{sides} from {one} anti join {other} on {same_row} order by {_key(contract, one)}"),
        )
        for one, other in (("old", "new"), ("new", "old"))
    )
    return TableDifference(contract, contract.key, went, came, *_changed(opened, contract, sides, same_row))


def _changed(
    opened: duckdb.DuckDBPyConnection, contract: Table, sides: str, same_row: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of both sides that differ in a cell: as they were, and as they are."""
    others = [name for name in contract.column_names if name not in contract.key]
    if not others:
        return _empty(contract.name), _empty(contract.name)
    differs = " or ".join(f'old."{name}" is distinct from new."{name}"' for name in others)
    cells = ", ".join(
        f'{side}."{name}" as "{side}.{name}"' for side in ("old", "new") for name in contract.column_names
    )
    pairs = fetched(
        opened.execute(
            f"{sides} select {cells} from old join new on {same_row} where {differs} order by {_key(contract, 'old')}"
        )
    )
    old, new = (
        pairs[[f"{side}.{name}" for name in contract.column_names]].set_axis(contract.column_names, axis=1)
        for side in ("old", "new")
    )
    return (_empty(contract.name), _empty(contract.name)) if pairs.empty else (contract.shape(old), contract.shape(new))


def _shaped(contract: Table, answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows of an answer in the types of the contract; of none, columns that can be joined, which Arrow's own cannot."""
    rows = fetched(answer)
    return _empty(contract.name) if rows.empty else contract.shape(rows)


@cache
def _empty(table: str) -> pd.DataFrame:
    return TABLES[table].empty()


def _key(contract: Table, side: str) -> str:
    return ", ".join(f'{side}."{name}"' for name in contract.key)
