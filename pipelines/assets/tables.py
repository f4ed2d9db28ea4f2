"""How a contracted table stands in Dagster's catalogue: its key, its description, its columns, its code version."""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

import dagster as dg

from pipelines.rules.version import RULES_VERSION
from warehouse.contracts import TABLES

PACKAGE_VERSION = version("four-per-1000-dashboard")
# The code version of an asset that the rules decide: both numbers are raised when its answer may change.
CODE_VERSION = f"{PACKAGE_VERSION}, rules {RULES_VERSION}"


def asset_key(table: str) -> dg.AssetKey:
    """The key of the asset that is this table."""
    return dg.AssetKey(table.split("."))


def asset_keys(tables: Iterable[str]) -> set[dg.AssetKey]:
    """The keys of the assets that are these tables."""
    return {asset_key(table) for table in tables}


def short_name(table: str) -> str:
    """The name of a table without its schema, which is the name of the output that makes it."""
    return table.partition(".")[2]


def column_schema(table: str) -> dict[str, Any]:
    """The column table of a contracted asset, as metadata."""
    columns = [
        dg.TableColumn(column.name, column.sql_type, f"{column.title}. {column.meaning}")
        for column in TABLES[table].columns
    ]
    return {"dagster/column_schema": dg.TableSchema(columns=columns), "dagster/table_name": table}


def outs(code_versions: Mapping[str, str], is_required: bool = True) -> dict[str, dg.AssetOut]:
    """Contracted tables as outputs of one step, by short name; those that are not required can be made one by one."""
    return {
        short_name(table): dg.AssetOut(
            key=asset_key(table),
            is_required=is_required,
            code_version=code_version,
            description=TABLES[table].grain,
            metadata=column_schema(table),
        )
        for table, code_version in code_versions.items()
    }
