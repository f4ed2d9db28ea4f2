"""The tables of a release as they were published: whole, of one objective, and how many rows each has."""

from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from warehouse import releases
from warehouse.contracts import TABLES

INPUTS = "meta.inputs"


@cached
def history(data: Path, state: int) -> releases.Kept:
    """What is in the folder of releases of a data folder; read again when anything in it is another file or has changed."""
    return releases.kept(data)


@cached
def table(release: Path, name: str) -> pd.DataFrame:
    """A whole published table, as the contract has it."""
    return releases.read(release, name)


@cached
def later_table(release: Path, name: str) -> pd.DataFrame:
    """A whole published table that older releases lack: without rows in a release that was made before it was one."""
    return table(release, name) if name in row_counts(release) else TABLES[name].empty()


@cached
def inputs(release: Path) -> pd.DataFrame:
    """Every input of a release with its checksum; none of a release that was made before inputs were kept."""
    held = releases.query(release, "select table_name from duckdb_tables() where schema_name = 'meta'")["table_name"]
    return table(release, INPUTS) if INPUTS.removeprefix("meta.") in set(held) else TABLES[INPUTS].empty()


@cached
def has_column(release: Path, name: str, column: str) -> bool:
    """Does a table of the release have a column? One made before the column was declared does not."""
    asked = "select 1 from duckdb_columns() where schema_name || '.' || table_name = $name and column_name = $column"
    return len(releases.query(release, asked, {"name": name, "column": column})) > 0


@cached
def of_objective(release: Path, name: str, code: str) -> pd.DataFrame:
    """The rows of a published table that carry this objective code."""
    rows = table(release, name)
    return rows[rows["objective_code"] == code].reset_index(drop=True)


@cached
def row_counts(release: Path) -> dict[str, int]:
    """How many rows each published table has; a table the release was made without is left out."""
    held = set(
        releases.query(release, "select table_name from duckdb_tables() where schema_name = 'marts'")["table_name"]
    )
    names = [name for name in TABLES if name.removeprefix("marts.") in held and name.startswith("marts.")]
    counts = " union all ".join(f"select '{name}' as name, count(*) as rows_count from {name}" for name in names)
    counted = releases.query(release, counts)
    return {name: int(counted.set_index("name").at[name, "rows_count"]) for name in names}
