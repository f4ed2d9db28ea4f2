"""The data folder is its owner's alone, because it holds contacts: folders 0700, files 0600.

Does not belong here: who may open a page of the dashboard, which no mode of a file decides.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from warehouse import settings

OTHERS = 0o077  # what the group and everybody else may do


def begin() -> None:
    """From here on, what this process and its children make is their owner's alone.

    A mask, and not a mode for each file: DuckDB, Dagster and the writers of workbooks make files too.
    """
    os.umask(OTHERS)


def close(data: Path) -> list[Path]:
    """Close what a data folder holds of ours to other users; returns what was open to them.

    A closed folder closes what is in it. Links are folders of somebody else's choosing and stay as they are; so does
    what the file system, or another owner, does not let us close.
    """
    return [path for path in _ours(data) if _is_open(path) and _is_closed(path)]


def _ours(data: Path) -> Iterator[Path]:
    """The data folder where nothing else is in it, and in it the folders and files that we make."""
    made = (settings.inbox(data), settings.releases_dir(data), data / settings.LETTERS, data / settings.DAGSTER)
    kept = (settings.replacements_file(data), settings.receipts_key(data))
    files = (*kept, *data.glob(f"{settings.warehouse_file(data).name}*"))
    ours = {*made, *files, settings.demonstration_mark(data), data / settings.DEMONSTRATION}
    if data.is_dir() and set(data.iterdir()) <= ours:
        yield data
    yield from (path for path in made if path.is_dir())
    yield from (path for path in files if path.is_file())


def _is_open(path: Path) -> bool:
    return not path.is_symlink() and bool(path.stat().st_mode & OTHERS)


def _is_closed(path: Path) -> bool:
    """Close it; was that possible?"""
    with suppress(OSError):
        path.chmod(path.stat().st_mode & ~OTHERS)
    return not _is_open(path)
