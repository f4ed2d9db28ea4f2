"""Releases: one immutable read-only file per publication, found through a pointer that is replaced atomically.

A release holds the schemas `marts` and `meta` only. The dashboard never opens the working database. Beside each file
stands a copy of what `meta.release` says, so that hundreds of releases are listed without opening one of them. Of several
files that say the same release, one is it: the one that is called like it.

Does not belong here: making one (`publishing`), labels, and how long one is kept (`history`).
"""

import os
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd

from warehouse import small_json
from warehouse.contracts import TABLES
from warehouse.descriptions import Release, beside, describe, is_intact
from warehouse.frames import fetched
from warehouse.labels import CURRENT, LabelRefused, compared, labels
from warehouse.settings import releases_dir
from warehouse.small_json import NOT_READABLE

POINTER = "current.json"
PUBLISHED_SCHEMAS = ("marts", "meta")
ROW_GROUP = 122_880  # rows that DuckDB stores as one piece
KEPT_OPEN = 4  # releases open for reading at once
GOOD_KEPT = 64  # releases that are known to be good
# Three headers of 4 KiB stand before the blocks of a file.
WHOLE = "select release_id, 12288 + block_size * total_blocks as size from meta.release, pragma_database_size()"
LOOKS = 5  # how often the folder is looked at again where a reader met the moment of a publication or of pruning
NAMED = 5  # releases that are named to who asked for one that is not there


class UnknownRelease(LookupError):
    """No release has this identifier; the message lists the ones there are."""


@dataclass(frozen=True)
class Kept:
    """What the folder of releases holds: each release once, newest first; further files of the same; what is no release.

    `current` is the one that the pointer names, also by a further file of it; None where it names none that is listed.
    """

    releases: list[Release]
    copies: list[Release]
    unreadable: list[Path]
    current: Release | None = None


def pointer(data: Path) -> Path:
    """Where it stands which release is the current one."""
    return releases_dir(data) / POINTER


def current(data: Path) -> Path | None:
    """The file of the current release, or None before the first publication; a damaged pointer points to none."""
    try:
        name = small_json.read(pointer(data))["file"]
        named = releases_dir(data) / name
        return named if named.name == name and named.is_file() else None
    except NOT_READABLE:
        return None


def kept(data: Path) -> Kept:
    """What is in the folder of releases; raises OSError where the folder is there and cannot be listed.

    The pointer is read first, and again afterwards: what was published meanwhile would be current and not in the list.
    """
    for _ in range(LOOKS):
        file = current(data)
        held = _listed(data, file)
        if current(data) == file:
            break
    return held


def state(data: Path) -> int:
    """Another number whenever a file in the folder of releases is another one or has changed; raises OSError.

    The time of the folder alone would not do: what changes twice within a tick of its clock has changed once for it.
    """
    folder = releases_dir(data)
    if not folder.exists():
        return 0
    with suppress(FileNotFoundError):  # what was a draft has its own name meanwhile
        states = [(each.name, each.lstat()) for each in folder.iterdir()]
        return hash(frozenset((name, one.st_ino, one.st_size, one.st_mtime_ns) for name, one in states))
    return time.time_ns()


def _listed(data: Path, pointed: Path | None) -> Kept:
    folder, known = releases_dir(data), _labels(data)
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".duckdb") if folder.exists() else []
    described = {path: describe(path) for path in paths}
    found = [replace(one, label=known.get(one.release_id, "")) for one in described.values() if one]
    found.sort(key=lambda release: (release.release_id, release.path.stem != release.release_id, release.path.name))
    once = {release.release_id: release for release in reversed(found)}
    newest_first = sorted(once.values(), key=lambda release: (release.built_at, release.release_id), reverse=True)
    copies = [release for release in found if release is not once[release.release_id]]
    unreadable = [path for path, release in described.items() if release is None and os.path.lexists(path)]
    current_one = next((once[release.release_id] for release in found if release.path == pointed), None)
    return Kept(newest_first, copies, unreadable, current_one)


def _labels(data: Path) -> dict[str, str]:
    """The labels, none where they cannot be read: that keeps nobody from reading a release."""
    try:
        return labels(data)
    except LabelRefused:
        return {}


def releases(data: Path) -> list[Release]:
    """Every release that can be read, newest first."""
    return kept(data).releases


def served(held: Kept) -> Release | None:
    """The current release, or the newest one that can be opened where the current one is absent or damaged."""
    chosen = [release for release in (held.current, *held.releases) if release]
    return next((release for release in chosen if opens(release)), None)


def named(held: Kept, name: str) -> Release | None:
    """The release with this identifier, else the one with this label, however its capitals are written."""
    identified = (release for release in held.releases if release.release_id == name)
    labelled = (one for one in held.releases if one.label and compared(one.label) == compared(name))
    return next(identified, None) or next(labelled, None)


def opens(release: Release) -> bool:
    """Can the file be opened now, is it whole and unchanged, and is it the release that it is listed as?

    What is open already would be read on although the file was deleted or cut meanwhile; so its size is looked at too.
    What was found good is asked again when the file, or the description beside it, is another one or has changed.
    """
    try:
        _opened(release.path)  # also of one known to be good: what is open is read on, whatever becomes of the file
        return _is_good(release, *(_state(path) for path in (release.path, beside(release.path))))
    except (duckdb.Error, OSError, ValueError):
        return False


def _state(path: Path) -> tuple[int, int, int] | None:
    """Another value whenever a file is another one or has changed; None where there is none."""
    with suppress(FileNotFoundError):
        one = path.stat()
        return one.st_ino, one.st_size, one.st_ctime_ns  # the time of a change of content or of rights
    return None


@lru_cache(maxsize=GOOD_KEPT)
def _is_good(release: Release, *_states: tuple[int, int, int] | None) -> bool:
    """True; raises ValueError where the release is not what it should be, so that only good ones are kept."""
    (about,) = query(release.path, WHOLE).to_dict("records")
    size = release.path.stat().st_size
    if is_intact(release) is False or about["release_id"] != release.release_id or size < about["size"]:
        raise ValueError(f"{release.path.name} is not the release it is listed as, or not whole")
    return True


def chosen(look: Callable[[], Kept], name: str = "") -> tuple[Kept, Release | None]:
    """What is kept, and the release of this identifier or label that opens; without a name the one that is served.

    Looked at again where what was listed has gone meanwhile: it was pruned, and the pointer may have moved on.
    """
    for _ in range(LOOKS):
        held = look()
        expected = named(held, name) if name else held.current
        found = served(held) if not name else expected if expected and opens(expected) else None
        if expected is None or expected.path.exists():
            break
    return held, found


def find(data: Path, name: str | None = None) -> Release:
    """The release of this identifier or label, without a name or for `current` the one that is served; raises UnknownRelease."""
    asked = "" if name is None or name == CURRENT else name
    try:
        held, found = chosen(lambda: kept(data), asked)
    except OSError as error:
        raise UnknownRelease(f"{releases_dir(data)} cannot be read: {error.strerror}.") from error
    if found:
        return found
    if asked and (damaged := named(held, asked)):
        raise UnknownRelease(f"Release {damaged.release_id} cannot be opened; put it back from a copy, or delete it.")
    newest = ", ".join(release.release_id for release in held.releases[:NAMED]) or "none yet: run `sic run`"
    if not asked:
        raise UnknownRelease(f"No release can be opened. The newest: {newest}")
    raise UnknownRelease(
        f"No release is called {asked!a}: it was never here, or is no longer kept. The newest: {newest}; all: `sic releases`"
    )


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
