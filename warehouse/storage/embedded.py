"""The only writer of the working database: a frame passes its contract, then replaces its table in one transaction."""

import fcntl
import os
import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow

from warehouse.contracts import TABLES, VIEWS
from warehouse.contracts.gate import gate
from warehouse.frames import as_rows, fetched
from warehouse.questions import views_of
from warehouse.quoting import literal

SCHEMAS = ("raw", "core", "marts", "meta")
EVIDENCE_TYPES = {
    "source_row": "bigint",
    "received_at": "timestamp",
    "rows_count": "bigint",
}  # every other raw column is text
LOCKED = "Could not set lock"  # how DuckDB says that another process writes
# How DuckDB says that the file itself is broken: it is none of DuckDB's, a sum does not fit, or its end is missing.
# Whatever else it says (no permission, no room, too many open files, a newer DuckDB) leaves a good file where it is.
DAMAGED = re.compile(
    "is not a valid DuckDB database file|Corrupt (database|WAL) file|Could not read enough bytes"
    "|No more data remaining in MetadataReader|Failed to deserialize|replaying WAL file .*: (Schema|Table) with name"
)
Options = dict[str, str | bool | int | float | list[str]]
OFFLINE: Options = {"autoinstall_known_extensions": False}  # for a file of SQLite DuckDB would fetch an extension
SMALL_BLOCK = 16_384  # bytes; most tables are small, and a block is written whole


class WarehouseClosed(RuntimeError):
    """The working database cannot be opened for writing; the message says why, and the way out."""


class WarehouseBusy(WarehouseClosed):
    """Another process is writing to the warehouse."""


@contextmanager
def connection(database: Path) -> Generator[duckdb.DuckDBPyConnection]:
    """The working database open for writing, closed at the end; raises WarehouseClosed, WarehouseBusy for another run."""
    database.parent.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(database.parent):
        opened = _opened(database)
    try:
        # One thread: sums of floats come out in the same order, and so to the same bit, in every run.
        opened.execute("; ".join(["set threads = 1", *(f"create schema if not exists {schema}" for schema in SCHEMAS)]))
        yield opened
        # The next run makes every table again, so that compressing them is not worth the time.
        opened.execute("pragma force_compression = 'uncompressed'")
    finally:
        opened.close()


@contextmanager
def one_at_a_time(folder: Path) -> Generator[None]:
    """No other process that asks for the same looks at the folder meanwhile; it waits its turn.

    So no run puts aside what another has just made anew, and of two who move the pointer to the current release or give
    labels the second sees what the first has done. Some network file systems know no locks; DuckDB's own lock on the
    file of the warehouse is there all the same.
    """
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def _opened(database: Path) -> duckdb.DuckDBPyConnection:
    """The database open for writing; one that is damaged is put aside, because a run makes all of it again."""
    parts = (database, database.with_name(f"{database.name}.wal"))
    for path in parts:
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise WarehouseClosed(f"{path} is no file; move it away: the next run makes the database anew.")
    options: Options = {"default_block_size": SMALL_BLOCK, **OFFLINE}
    try:
        return duckdb.connect(str(database), config=options)
    except duckdb.Error as error:
        if LOCKED in str(error):
            raise WarehouseBusy(f"{database} is being written by another run; wait for it or stop it.") from error
        if not DAMAGED.search(str(error)):
            reason = str(error).splitlines()[0]
            raise WarehouseClosed(
                f"{database} cannot be opened, and was left as it is: {reason}. Mend what it names, or move the file "
                "away: the next run makes it anew."
            ) from error
    for path in parts:
        if path.exists():
            path.replace(path.with_name(f"{path.name}.damaged"))
    return duckdb.connect(str(database), config=options)


@contextmanager
def transaction(opened: duckdb.DuckDBPyConnection) -> Generator[None]:
    """All of the block is kept, or nothing of it."""
    opened.begin()
    try:
        yield
    except BaseException:
        opened.rollback()
        raise
    opened.commit()


def write_table(opened: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> int:
    """Replace a contracted table by the frame, all or nothing; returns its rows, raises ContractError before that."""
    contract = TABLES[name]
    rows = gate(contract, frame)
    with transaction(opened):
        opened.execute(contract.ddl())
        _insert(opened, name, rows)
    return len(rows)


def write_evidence(opened: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> int:
    """Replace a raw table by an all-text frame with its provenance, all or nothing; returns its rows."""
    columns = ", ".join(f'"{column}" {EVIDENCE_TYPES.get(column, "varchar")}' for column in frame.columns)
    with transaction(opened):
        opened.execute(f"create or replace table {name} ({columns})")
        _insert(opened, name, as_rows(frame))
    return len(frame)


def _insert(opened: duckdb.DuckDBPyConnection, name: str, incoming: pyarrow.Table) -> None:
    # DuckDB finds the rows by the name of the variable; to register them first takes half as long as to write them.
    if len(incoming):
        opened.execute(f"insert into {name} by name select * from incoming")


def make_views(opened: duckdb.DuckDBPyConnection, question: str) -> None:
    """Make the views that a question reads; they hold nothing and belong to no release."""
    for view in views_of(question):
        opened.execute(f"create or replace view {view.name} as {view.sql}")
        opened.execute(f"comment on view {view.name} is {literal(VIEWS[view.name].grain)}")


def read_table(opened: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    """A whole table; contracted tables come back with the types of their contract."""
    frame = fetched(opened.execute(f"select * from {name}"))
    return TABLES[name].shape(frame) if name in TABLES else frame


def answer(
    opened: duckdb.DuckDBPyConnection, name: str, question: str, parameters: Mapping[str, object]
) -> pd.DataFrame:
    """The rows of a mart's SQL file; `parameters` the file does not use are left out."""
    make_views(opened, question)
    used = {key: value for key, value in parameters.items() if f"${key}" in question}
    return TABLES[name].shape(fetched(opened.execute(question, used)))
