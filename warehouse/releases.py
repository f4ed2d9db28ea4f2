"""Releases: one immutable read-only file per publication, found through a pointer that is replaced atomically.

A release holds the schemas `marts` and `meta` only. The dashboard never opens the working database. Beside each file
stands a copy of what `meta.release` says, so that hundreds of releases are listed without opening one of them; the file
is the truth, and is asked where the copy is missing, cannot be read or speaks of another release. Of several files that
say the same release, one is it: the one that is called like it.
"""

import json
import os
from collections.abc import Mapping
from contextlib import closing, suppress
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
from warehouse.storage.embedded import SMALL_BLOCK, transaction

POINTER = "current.json"
MAGIC = b"DUCK"  # after eight bytes of checksum
PUBLISHED_SCHEMAS = ("marts", "meta")
ROW_GROUP = 122_880  # rows that DuckDB stores as one piece
LARGE_BLOCK = 262_144  # bytes, DuckDB's own choice
KEPT_OPEN = 4  # releases open for reading at once
ABOUT = "select * from meta.release"
# Three headers of 4 KiB stand before the blocks of a file.
WHOLE = "select release_id, 12288 + block_size * total_blocks as size from meta.release, pragma_database_size()"
LONGEST_JSON = 65_536  # bytes of a pointer or a description; ours have a few hundred
TEXTS = ("release_id", "code_version", "rules_version", "inputs_sha256")
NOT_READABLE = (OSError, ValueError, LookupError, TypeError, RecursionError)  # what JSON that is not ours can raise


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


@dataclass(frozen=True)
class Kept:
    """What the folder of releases holds: each release once, newest first; further files of the same; what is no release."""

    releases: list[Release]
    copies: list[Release]
    unreadable: list[Path]


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
        opened.execute("checkpoint release")  # here, because a full disk is named here and not as it is detached
    except BaseException:
        with suppress(duckdb.Error):  # of a draft that could not be written whole; why, the first error says
            opened.execute("detach release")
        raise
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
        name = _read(releases_dir(data) / POINTER)["file"]
        named = releases_dir(data) / name
        return named if named.name == name and named.is_file() else None
    except NOT_READABLE:
        return None


def kept(data: Path) -> Kept:
    """What is in the folder of releases; raises OSError where the folder is there and cannot be listed."""
    folder = releases_dir(data)
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".duckdb") if folder.exists() else []
    described = {path: _describe(path) for path in paths}
    found = [release for release in described.values() if release]
    found.sort(key=lambda release: (release.release_id, release.path.stem != release.release_id, release.path.name))
    once = {release.release_id: release for release in reversed(found)}
    newest_first = sorted(once.values(), key=lambda release: (release.built_at, release.release_id), reverse=True)
    copies = [release for release in found if release is not once[release.release_id]]
    return Kept(newest_first, copies, [path for path, release in described.items() if release is None])


def releases(data: Path) -> list[Release]:
    """Every release that can be read, newest first."""
    return kept(data).releases


def pointed(data: Path, held: Kept) -> Release | None:
    """The release that the pointer names, also by a further file of it; None where it names none that is listed."""
    file = current(data)
    named = {release.release_id for release in (*held.releases, *held.copies) if release.path == file}
    return next((release for release in held.releases if release.release_id in named), None)


def served(data: Path, held: Kept) -> Release | None:
    """The current release, or the newest one that can be opened where the current one is absent or damaged."""
    chosen = [release for release in (pointed(data, held), *held.releases) if release]
    return next((release for release in chosen if opens(release)), None)


def opens(release: Release) -> bool:
    """Can the file be opened now, is it whole, and is it the release that it is listed as?

    What is open already would be read on although the file was deleted or cut meanwhile; so its size is looked at too.
    """
    try:
        (about,) = query(release.path, WHOLE).to_dict("records")
        return about["release_id"] == release.release_id and release.path.stat().st_size >= about["size"]
    except (duckdb.Error, OSError, ValueError):
        return False


def find(data: Path, release_id: str | None = None) -> Release:
    """The release with this identifier, or the one that is served without a name; raises UnknownRelease."""
    try:
        held = kept(data)
    except OSError as error:
        raise UnknownRelease(f"{releases_dir(data)} cannot be read: {error.strerror}.") from error
    if release_id is None:
        chosen = served(data, held)
    else:
        chosen = next((release for release in held.releases if release.release_id == release_id), None)
    if chosen is None:
        listed = ", ".join(release.release_id for release in held.releases) or "none yet: run `sic run`"
        raise UnknownRelease(f"No release {release_id or 'can be opened'}. Releases: {listed}")
    if not opens(chosen):
        raise UnknownRelease(f"Release {chosen.release_id} cannot be opened; put it back from a copy, or delete it.")
    return chosen


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
    return duckdb.connect(str(release), read_only=True)


def _description(release: Path) -> Path:
    return release.with_name(f"{release.name}.json")


def _describe(path: Path) -> Release | None:
    """What the description beside a file says, if it speaks of the release that the file is named after; else the file."""
    if not path.is_file():  # a pipe would be waited for
        return None
    try:
        described = _release(path, _read(_description(path)))
    except NOT_READABLE:
        return _ask(path)
    return described if described.release_id == path.stem else _ask(path)


def _ask(path: Path) -> Release | None:
    try:
        with path.open("rb") as file:
            if file.read(12)[8:] != MAGIC:  # for a file of SQLite DuckDB would fetch an extension from the network
                return None
        with duckdb.connect(str(path), read_only=True) as opened:
            return _release(path, opened.execute(ABOUT).df().to_dict("records")[0])
    except (duckdb.Error, *NOT_READABLE):
        return None


def _release(path: Path, described: Mapping[str, Any]) -> Release:
    """The release as described; raises ValueError where a text is none, a time has a zone, or the name is a path."""
    built_at, as_of = (datetime.fromisoformat(str(described[name])) for name in ("built_at", "as_of"))
    texts = {name: described[name] for name in TEXTS}
    is_ours = all(isinstance(text, str) and text for text in texts.values()) and built_at.tzinfo is None
    is_ours &= isinstance(described["is_demonstration"], bool)
    if not is_ours or Path(texts["release_id"]).name != texts["release_id"]:
        raise ValueError(f"{path.name} is described in another way than releases are")
    return Release(
        **texts, path=path, built_at=built_at, as_of=as_of.date(), is_demonstration=described["is_demonstration"]
    )


def _draft(path: Path) -> Path:
    """What a file is called until it is whole."""
    return path.with_name(f"{path.name}{DRAFT}")


def _read(path: Path) -> Any:
    """What a small JSON file says; raises where it is none."""
    if not path.is_file() or path.stat().st_size > LONGEST_JSON:
        raise ValueError(f"{path.name} is no small file")
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, content: Mapping[str, Any]) -> None:
    """The content as JSON, on the disk."""
    path.write_text(json.dumps(content, indent=1, default=str) + "\n", encoding="utf-8")
    _sync(path)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
