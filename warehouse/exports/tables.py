"""Every public table of a release, streamed into Parquet, with the values as they are, and into CSV.

A release is older than the code that exports it: which tables and columns there are, their types and what may be missing
is asked of the release itself. Does not belong here: what the columns mean (`described`).
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet

from warehouse.contracts import TABLES
from warehouse.releases import PUBLISHED_SCHEMAS, ROW_GROUP, Release

Guard = Callable[[pd.Series], pd.Series]  # texts as cells that no spreadsheet runs
Progress = Callable[[float, str], None]  # the part that is done, 0 to 1, and what is being written
INSTANT = "%Y-%m-%dT%H:%M:%SZ"
CSV, PARQUET = "csv", "parquet"
MARK = (
    "demonstration"  # the column of a CSV that says in each row that its data are made up; Parquet says it of the file
)
MARK_MEANS = "In every row of every CSV: the data are made up"
COLUMNS = f"""
    select schema_name || '.' || table_name as table_name, column_name, data_type, is_nullable, comment
    from duckdb_columns() where schema_name in {PUBLISHED_SCHEMAS} order by schema_name, table_name, column_index
"""


@dataclass(frozen=True)
class Written:
    """One file of the package: its table, its path in the package, its form, rows, bytes and SHA-256."""

    table: str
    path: str
    form: str
    rows: int
    bytes: int
    sha256: str


def columns(release: Release) -> pd.DataFrame:
    """One row per column of the public tables that a release holds, in the order of the contracts; made-up data have one more."""
    with duckdb.connect(str(release.path), read_only=True) as opened:
        found = opened.execute(COLUMNS).df()
    order = {name: position for position, name in enumerate(TABLES)}
    if release.is_demonstration:
        mark = found[["table_name"]].drop_duplicates()
        mark = mark.assign(column_name=MARK, data_type="VARCHAR", is_nullable=False, comment=MARK_MEANS)
        found = pd.concat([found, mark], ignore_index=True)
    return found.sort_values("table_name", key=lambda names: names.map(order).fillna(len(order)), kind="stable")


def write(release: Release, folder: Path, guard: Guard, about: dict[str, str], progress: Progress) -> Iterator[Written]:
    """Write all tables; `about` goes into each Parquet file, its watermark into each row of each CSV, the guard over each text."""
    names = columns(release)["table_name"].drop_duplicates().tolist()
    with duckdb.connect(str(release.path), read_only=True) as opened:
        for done, name in enumerate(names):
            progress(done / len(names), name)
            asked = opened.execute(f"select * from {name} order by rowid")
            yield from table(asked.to_arrow_reader(ROW_GROUP), folder, name, guard, about)
    progress(1.0, "")


def table(
    rows: pyarrow.RecordBatchReader, folder: Path, name: str, guard: Guard, about: dict[str, str]
) -> list[Written]:
    """One table as Parquet and CSV, batch by batch."""
    paths = {form: folder / form / f"{name}.{form}" for form in (PARQUET, CSV)}
    schema = _told(rows.schema, name, about)
    mark = about.get("watermark")
    as_cells = pyarrow.schema([(field.name, _as_cell(field.type)) for field in rows.schema])
    as_cells = as_cells.append(pyarrow.field(MARK, pyarrow.string())) if mark else as_cells
    count = 0
    with ExitStack() as closing:
        for path in paths.values():
            path.parent.mkdir(exist_ok=True)
        opened = {form: closing.enter_context(path.open("wb")) for form, path in paths.items()}
        stored = closing.enter_context(pyarrow.parquet.ParquetWriter(opened[PARQUET], schema, compression="zstd"))
        shown = closing.enter_context(pyarrow.csv.CSVWriter(opened[CSV], as_cells))
        for batch in rows:
            stored.write_batch(batch.cast(schema))
            shown.write_batch(_cells(batch, as_cells, guard, mark))
            count += batch.num_rows
    return [written(folder, path, name, count) for path in paths.values()]


def written(folder: Path, path: Path, name: str, rows: int) -> Written:
    """What is to be said of a file that was written."""
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    return Written(name, str(path.relative_to(folder)), path.suffix[1:], rows, path.stat().st_size, sha256)


def _told(schema: pyarrow.Schema, name: str, about: dict[str, str]) -> pyarrow.Schema:
    """The schema with what is said of the release, of the table and of each of its columns."""
    known = {column.name: column for column in TABLES[name].columns} if name in TABLES else {}
    fields = [
        field.with_metadata({"title": found.title, "description": found.meaning, "unit": found.unit})
        if (found := known.get(field.name))
        else field
        for field in schema
    ]
    grain = {"description": TABLES[name].grain} if name in TABLES else {}
    return pyarrow.schema(fields, metadata={**about, **grain, "table": name})


def _as_cell(kind: pyarrow.DataType) -> pyarrow.DataType:
    return pyarrow.string() if pyarrow.types.is_timestamp(kind) else kind


def _cells(batch: pyarrow.RecordBatch, schema: pyarrow.Schema, guard: Guard, mark: str | None) -> pyarrow.RecordBatch:
    """The batch as a CSV shows it: texts guarded, instants as ISO 8601 writes them, what is missing empty, the mark last."""
    marked = [pyarrow.array([mark] * batch.num_rows, pyarrow.string())] if mark else []
    return pyarrow.RecordBatch.from_arrays(
        [*(_cell(column, guard) for column in batch.columns), *marked], schema=schema
    )


def _cell(values: pyarrow.Array, guard: Guard) -> pyarrow.Array:
    if pyarrow.types.is_timestamp(values.type):
        return pyarrow.compute.call_function("strftime", [values], pyarrow.compute.StrftimeOptions(INSTANT))
    if not pyarrow.types.is_string(values.type):
        return values
    guarded = guard(values.to_pandas(types_mapper={pyarrow.string(): pd.StringDtype(na_value=float("nan"))}.get))
    return pyarrow.array(guarded, type=pyarrow.string(), from_pandas=True)
