"""Releases: one immutable read-only file per publication, found through a pointer that is replaced atomically.

A release holds the schemas `marts` and `meta` only. The dashboard never opens the working database. Beside each file
stands a copy of what `meta.release` says, so that hundreds of releases are listed without opening one of them; the file
is the truth, and is asked where the copy is missing or cannot be read.
"""

import json
import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from warehouse.contracts import TABLES
from warehouse.frames import fetched
from warehouse.leftovers import DRAFT
from warehouse.settings import releases_dir
from warehouse.storage.embedded import OFFLINE, SMALL_BLOCK, transaction

POINTER = "current.json"
PUBLISHED_SCHEMAS = ("marts", "meta")
ROW_GROUP = 122_880  # rows that DuckDB stores as one piece
LARGE_BLOCK = 262_144  # bytes, DuckDB's own choice
KEPT_OPEN = 4  # releases open for reading at once
ABOUT = "select * from meta.release"


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

    All that needs room on the disk is written under draft names and synced before anything gets its own name, the
    pointer last: a reader sees the old release or the new one, never a part. A failure leaves no draft behind.
    """
    folder = releases_dir(data)
    folder.mkdir(parents=True, exist_ok=True)
    final = folder / f"{release_id}.duckdb"
    if final.exists():
        raise FileExistsError(f"{final} is published already; a release is never overwritten")
    made = (final, _description(final), folder / POINTER)
    if made[-1].is_dir():
        raise IsADirectoryError(f"{made[-1]} is a folder where the pointer to the current release belongs; delete it")
    try:
        _copy(opened, _draft(final))
        _sync(_draft(final))
        _write(_draft(made[1]), opened.execute(ABOUT).df().to_dict("records")[0])
        _write(_draft(made[2]), {"release_id": release_id, "file": final.name})
        for path in made:
            os.replace(_draft(path), path)
    except BaseException:
        for path in (*map(_draft, made), _draft(final).with_suffix(f"{DRAFT}.wal")):
            path.unlink(missing_ok=True)
        raise
    return final


def _copy(opened: duckdb.DuckDBPyConnection, draft: Path) -> None:
    """Marts and meta of the working database as a file of their own."""
    _attach(opened, draft)
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


def _attach(opened: duckdb.DuckDBPyConnection, draft: Path) -> None:
    """Attach the draft as `release`, in the form that suits the size of what is published.

    Compressed in blocks of 256 KiB, half a million rows take a fifth of the room. Of tables of a few hundred rows such
    blocks stay nearly empty, and to compress them takes as long as all else that publishing does.
    """
    counted = "select coalesce(max(estimated_size), 0) from duckdb_tables() where schema_name in ('marts', 'meta')"
    (most_rows,) = opened.execute(counted).fetchall()[0]
    is_small = most_rows <= ROW_GROUP
    opened.execute(f"pragma force_compression = '{'uncompressed' if is_small else 'auto'}'")
    size = SMALL_BLOCK if is_small else LARGE_BLOCK
    opened.execute(f"attach '{_quoted(draft)}' as release (block_size {size})")


def current(data: Path) -> Path | None:
    """The file of the current release, or None before the first publication; a damaged pointer points to none."""
    try:
        named = releases_dir(data) / _json(releases_dir(data) / POINTER)["file"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return named if named.is_file() else None


def releases(data: Path) -> list[Release]:
    """Every release that can be read, newest first."""
    found = [release for path in releases_dir(data).glob("*.duckdb") if (release := _describe(path))]
    return sorted(found, key=lambda release: (release.built_at, release.release_id), reverse=True)


def unreadable(data: Path) -> list[Path]:
    """The files in the folder of releases that cannot be read as a release."""
    return [path for path in sorted(releases_dir(data).glob("*.duckdb")) if _describe(path) is None]


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
    """The answer of a release to a question; nothing can be written through it."""
    with closing(_opened(release).cursor()) as opened:
        return opened.execute(sql, parameters or []).df()


def read(release: Path, table: str, rows: int | None = None, start: int = 0) -> pd.DataFrame:
    """A table of a release, or so many of its rows from a place on, in published order, typed as in its contract.

    A release is older than the code that reads it: a column it does not have yet is missing in every row, and a column
    that the contract no longer has is left out.
    """
    contract = TABLES[table]
    part = "" if rows is None else f" order by rowid limit {rows:d} offset {start:d}"
    with closing(_opened(release).cursor()) as opened:
        found = fetched(opened.execute(f"select * from {table}{part}"))
    return contract.shape(found.reindex(columns=contract.column_names))


@lru_cache(maxsize=KEPT_OPEN)
def _opened(release: Path) -> duckdb.DuckDBPyConnection:
    """A release open for reading; it never changes, so that it can stay open for the next question."""
    return duckdb.connect(str(release), read_only=True, config=OFFLINE)


def _description(release: Path) -> Path:
    return release.with_name(f"{release.name}.json")


def _describe(path: Path) -> Release | None:
    if not path.is_file():
        return None
    try:
        return _release(path, _json(_description(path)))
    except (OSError, ValueError, KeyError, TypeError):
        return _ask(path)


def _json(path: Path) -> Any:
    """What a file says; whoever opens a pipe that is called like one waits without end."""
    if not path.is_file():
        raise FileNotFoundError(path)
    return json.loads(path.read_text(encoding="utf-8"))


def _ask(path: Path) -> Release | None:
    try:
        with duckdb.connect(str(path), read_only=True, config=OFFLINE) as opened:
            return _release(path, opened.execute(ABOUT).df().to_dict("records")[0])
    except (duckdb.Error, LookupError, ValueError, TypeError):
        return None


def _release(path: Path, described: Mapping[str, Any]) -> Release:
    built_at, as_of = (datetime.fromisoformat(str(described[name])) for name in ("built_at", "as_of"))
    return Release(
        release_id=described["release_id"],
        path=path,
        built_at=built_at,
        as_of=as_of.date(),
        code_version=described["code_version"],
        rules_version=described["rules_version"],
        inputs_sha256=described["inputs_sha256"],
        is_demonstration=bool(described["is_demonstration"]),
    )


def _draft(path: Path) -> Path:
    """What a file is called until it is whole."""
    return path.with_name(f"{path.name}{DRAFT}")


def _write(path: Path, content: Mapping[str, Any]) -> None:
    """The content as JSON, on the disk."""
    path.write_text(json.dumps(content, indent=1, default=str) + "\n", encoding="utf-8")
    _sync(path)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
