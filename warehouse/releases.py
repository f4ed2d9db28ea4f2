"""Releases: one immutable read-only file per publication, found through a pointer that is replaced atomically.

A release holds the schemas `marts` and `meta` only. The dashboard never opens the working database.
"""

import json
import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd

from warehouse.contracts import TABLES
from warehouse.settings import releases_dir
from warehouse.store import transaction

POINTER = "current.json"
PUBLISHED_SCHEMAS = ("marts", "meta")


class UnknownRelease(LookupError):
    """No release has this identifier; the message lists the ones there are."""


@dataclass(frozen=True)
class Release:
    """One release: where it is and what it was made from."""

    release_id: str
    path: Path
    built_at: datetime
    as_of: date
    code_version: str
    rules_version: str
    inputs_sha256: str
    is_demonstration: bool


def publish(opened: duckdb.DuckDBPyConnection, data: Path, release_id: str) -> Path:
    """Copy marts and meta of an open working database into a new release file, then move the pointer; returns the file.

    The file is written under a draft name, synced and renamed, and only then named by the pointer: a reader sees the
    old release or the new one, never a part.
    """
    folder = releases_dir(data)
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob("*.draft*"):
        leftover.unlink()
    final = folder / f"{release_id}.duckdb"
    if final.exists():
        raise FileExistsError(f"{final} is published already; a release is never overwritten")
    draft = folder / f"{release_id}.duckdb.draft"
    opened.execute(f"attach '{_quoted(draft)}' as release")
    try:
        with transaction(opened):
            for schema in PUBLISHED_SCHEMAS:
                opened.execute(f"create schema release.{schema}")
            for name, contract in TABLES.items():
                if contract.layer in PUBLISHED_SCHEMAS:
                    opened.execute(contract.ddl(f"release.{name}"))
                    opened.execute(f"insert into release.{name} by name select * from {name}")
                    opened.execute("; ".join(contract.comments(f"release.{name}")))
    finally:
        opened.execute("detach release")
    _sync(draft)
    os.replace(draft, final)
    _point(folder, {"release_id": release_id, "file": final.name})
    return final


def current(data: Path) -> Path | None:
    """The file of the current release, or None before the first publication."""
    pointer = releases_dir(data) / POINTER
    if not pointer.exists():
        return None
    named = releases_dir(data) / json.loads(pointer.read_text(encoding="utf-8"))["file"]
    return named if named.exists() else None


def releases(data: Path) -> list[Release]:
    """Every release, newest first."""
    found = [_describe(path) for path in releases_dir(data).glob("*.duckdb")]
    return sorted(found, key=lambda release: (release.built_at, release.release_id), reverse=True)


def find(data: Path, release_id: str | None = None) -> Release:
    """The release with this identifier, or the current one; raises UnknownRelease."""
    known = releases(data)
    if release_id is None:
        pointed = current(data)
        chosen = [release for release in known if release.path == pointed]
    else:
        chosen = [release for release in known if release.release_id == release_id]
    if not chosen:
        listed = ", ".join(release.release_id for release in known) or "none yet: run `sic run`"
        raise UnknownRelease(f"No release {release_id or 'is current'}. Releases: {listed}")
    return chosen[0]


def query(release: Path, sql: str, parameters: dict[str, object] | list[object] | None = None) -> pd.DataFrame:
    """The answer of a release to a question; the file is opened read-only and closed at once."""
    opened = duckdb.connect(str(release), read_only=True)
    try:
        return opened.execute(sql, parameters or []).df()
    finally:
        opened.close()


def read(release: Path, table: str) -> pd.DataFrame:
    """A whole table of a release, columns typed as in its contract.

    A release is older than the code that reads it: a column it does not have yet is missing in every row, and a column
    that the contract no longer has is left out.
    """
    contract = TABLES[table]
    return contract.shape(query(release, f"select * from {table}").reindex(columns=contract.column_names))


def _describe(path: Path) -> Release:
    row = query(path, "select * from meta.release").to_dict("records")[0]
    return Release(
        row["release_id"], path, row["built_at"].to_pydatetime(), row["as_of"].date(), row["code_version"],
        row["rules_version"], row["inputs_sha256"], bool(row["is_demonstration"]),
    )  # fmt: skip


def _point(folder: Path, content: dict[str, str]) -> None:
    draft = folder / f"{POINTER}.draft"
    draft.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    _sync(draft)
    os.replace(draft, folder / POINTER)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
