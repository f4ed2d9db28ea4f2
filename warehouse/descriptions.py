"""One release as it is described: in its own `meta.release`, and in the copy of that beside its file, with a checksum.

The file is the truth, and is asked where the copy is missing, cannot be read or speaks of another release. Does not
belong here: which releases there are, and reading their tables (`releases`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from warehouse import small_json
from warehouse.small_json import NOT_READABLE

MAGIC = b"DUCK"  # after eight bytes of checksum
ABOUT = "select * from meta.release"
CHECKSUM = "file_sha256"  # what a description says beside what the file says of itself
TEXTS = ("release_id", "code_version", "rules_version", "inputs_sha256")
SUMS_KEPT = 256


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
    label: str = ""


def beside(release: Path) -> Path:
    """Where the description of a release stands: beside its file."""
    return release.with_name(f"{release.name}.json")


def describe(path: Path) -> Release | None:
    """What the description beside a file says, if it speaks of the release that the file is named after; else the file."""
    if not path.is_file():  # a pipe would be waited for
        return None
    described = _described(path)
    return _release(path, described) if described else _ask(path)


def _described(path: Path) -> Mapping[str, Any] | None:
    """The description beside a file; None where there is none, or it is not of the release that the file is named after."""
    try:
        said = small_json.read(beside(path))
        return said if _release(path, said).release_id == path.stem else None
    except NOT_READABLE:
        return None


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
    if not is_ours or Path(texts["release_id"]).name != texts["release_id"] or texts["release_id"].startswith("."):
        raise ValueError(f"{path.name} is described in another way than releases are")
    return Release(
        **texts, path=path, built_at=built_at, as_of=as_of.date(), is_demonstration=described["is_demonstration"]
    )


def is_intact(release: Release) -> bool | None:
    """Is the file what was published, by its checksum? None where none was written beside it; raises OSError."""
    expected, state = checksum(release), release.path.stat()
    return None if expected is None else expected == _sum(release.path, state.st_ino, state.st_size, state.st_mtime_ns)


def checksum(release: Release) -> str | None:
    """The checksum that was written beside a file as it was published; None where none was."""
    return written_checksum(release.path)


def written_checksum(path: Path) -> str | None:
    """The same of the file alone."""
    described = _described(path)
    written = described.get(CHECKSUM) if described else None
    return written if isinstance(written, str) else None


@lru_cache(maxsize=SUMS_KEPT)
def _sum(path: Path, _inode: int, _size: int, _changed_at: int) -> str:
    """The checksum of a file, worked out again when the file has changed."""
    return sha256(path)


def sha256(path: Path) -> str:
    """The checksum of a file as it is on the disk now."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
