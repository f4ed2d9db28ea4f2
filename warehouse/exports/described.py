"""What describes the files of a package: `datapackage.json` of the Data Package standard, a dictionary, checksums.

Does not belong here: the files of the tables (`tables`), licences and readme, which are handed in as texts.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from warehouse.contracts import TABLES
from warehouse.contracts.table import Column, Table
from warehouse.exports.tables import CSV, MARK, PARQUET, Guard, Written, written
from warehouse.releases import Release

# Of version 1 of the standard, which version 2 reads too: in 2 a resource is a table or has no type, and then a reader
# may take a Parquet file for a table of text.
DESCRIPTOR, DICTIONARY, SUMS = "datapackage.json", "dictionary.csv", "SHA256SUMS"
MEDIA = {CSV: "text/csv", PARQUET: "application/vnd.apache.parquet"}
# Types of DuckDB, and of Table Schema, by which others read them.
TYPES = {
    "VARCHAR": "string",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "BOOLEAN": "boolean",
}
DICTIONARY_FIELDS = (
    "table",
    "grain",
    "column",
    "kind",
    "is_required",
    "is_key",
    "title_en",
    "title_fr",
    "title_es",
    "meaning",
    "unit",
    "values",
    "least",
    "most",
)


def package(
    release: Release, files: Iterable[Written], about: Mapping[str, Any], declared: pd.DataFrame
) -> dict[str, Any]:
    """The descriptor: `about` are the properties of the package itself, `declared` is one row per column of the release."""
    schemas = {
        str(name): schema(rows, TABLES.get(str(name))) for name, rows in declared.groupby("table_name", sort=False)
    } | {DICTIONARY: _texts([*DICTIONARY_FIELDS, *([MARK] if release.is_demonstration else [])])}
    return {
        **about,
        "version": release.release_id,
        "created": f"{release.built_at:%Y-%m-%dT%H:%M:%SZ}",
        "resources": [_resource(file, schemas[file.table]) for file in files],
    }


def _resource(file: Written, of_table: Mapping[str, Any]) -> dict[str, Any]:
    """A file as a resource: a CSV is a table with its schema, a Parquet file says of itself what its columns are."""
    known = TABLES.get(file.table)
    named = {
        "name": file.table if file.form == CSV else f"{file.table}.{file.form}",
        "path": file.path,
        **({"title": known.grain} if known else {}),
        "format": file.form,
        "mediatype": MEDIA[file.form],
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }
    if file.form != CSV:
        return named | {"type": "file"}
    return named | {"profile": "tabular-data-resource", "encoding": "utf-8", "schema": of_table}


def _texts(names: Iterable[str]) -> dict[str, Any]:
    """The schema of a table of texts."""
    return {"fields": [{"name": name, "type": "string"} for name in names], "missingValues": [""]}


def schema(declared: pd.DataFrame, known: Table | None) -> dict[str, Any]:
    """The Table Schema of a table as the release declares it; what may be missing in a key makes it no primary key."""
    contract = {column.name: column for column in known.columns} if known else {}
    fields = [_field(row, contract.get(row["column_name"])) for row in declared.to_dict("records")]
    required = {field["name"] for field in fields if field["constraints"].get("required")}
    key = list(known.key) if known else []
    primary = {"primaryKey": key} if key and required.issuperset(key) else {}
    return {"fields": fields, "missingValues": [""], **primary}


def _field(row: Mapping[Any, Any], column: Column | None) -> dict[str, Any]:
    limits: dict[str, Any] = {} if row["is_nullable"] else {"required": True}
    field = {"name": row["column_name"], "type": TYPES.get(row["data_type"], "any")}
    if column is None:
        return field | {"constraints": limits}
    if column.values:
        limits["enum"] = list(column.values)
    if column.least is not None:
        limits["minimum"] = column.least
    if column.most is not None:
        limits["maximum"] = column.most
    texts = {"title": column.title, "description": column.meaning, "unit": column.unit}
    return field | {name: text for name, text in texts.items() if text} | {"constraints": limits}


def dictionary(
    folder: Path, declared: pd.DataFrame, titles: Mapping[str, Mapping[str, str]], guard: Guard, watermark: str = ""
) -> Written:
    """Write one row per table and column: what it means, with its titles by language where there are any."""
    rows = [_entry(row, titles) for row in declared.to_dict("records")]
    frame = pd.DataFrame(rows, columns=list(DICTIONARY_FIELDS), dtype="str").apply(guard)
    frame = frame.assign(**{MARK: watermark}) if watermark else frame
    path = folder / DICTIONARY
    frame.to_csv(path, index=False, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n", encoding="utf-8")
    return written(folder, path, DICTIONARY, len(frame))


def _entry(row: Mapping[Any, Any], titles: Mapping[str, Mapping[str, str]]) -> dict[str, str | None]:
    """What the dictionary says of one column; of one that the contracts do not know, what its release says."""
    name, known = row["column_name"], TABLES.get(row["table_name"])
    column = next((each for each in known.columns if each.name == name), None) if known else None
    translated = {f"title_{language}": named.get(name) for language, named in titles.items()}
    entry = {"table": row["table_name"], "column": name, "kind": TYPES.get(row["data_type"], row["data_type"])}
    entry |= {"is_required": _yes(not row["is_nullable"]), **translated}
    if column is None or known is None:
        return entry | {"meaning": row["comment"]}
    return entry | {
        "grain": known.grain,
        "is_key": _yes(name in known.key),
        "title_en": column.title,
        "meaning": column.meaning,
        "unit": column.unit or None,
        "values": ";".join(column.values) or None,
        "least": None if column.least is None else f"{column.least:g}",
        "most": None if column.most is None else f"{column.most:g}",
    }


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def sums(folder: Path) -> None:
    """Write the SHA-256 of every file of the folder, as `sha256sum -c` reads them."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{file.sha256}  {file.path}" for file in (written(folder, path, "", 0) for path in paths)]
    (folder / SUMS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def descriptor(folder: Path, content: Mapping[str, Any]) -> None:
    """Write the descriptor of the package."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / DESCRIPTOR).write_text(text + "\n", encoding="utf-8")
