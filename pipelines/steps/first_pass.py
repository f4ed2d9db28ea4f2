"""The first pass: what each IATI file says by itself, read on every processor and kept by the content of the file.

A large file is read in pieces beside each other. Whatever cannot be worked out like that, because a file is refused, is
changed meanwhile or a process was ended, is left to whoever reads the file as a whole and says what is wrong. Does not
belong here: reading (`sources.iati`), and keeping (`warehouse.storage.kept`).
"""

import logging
import multiprocessing
import os
import shutil
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sources.files.reading import iati_in
from sources.findings import Refused
from sources.iati.pieces import Piece, pieces_of
from sources.iati.reading import read_piece
from sources.iati.version import reader_version
from warehouse.storage.kept import Kept, write_part

ALONE_BYTES = 8_000_000  # less than this is read sooner than other processes are begun
Progress = Callable[[int, int], None]  # bytes that are done, bytes in all

log = logging.getLogger(__name__)


@dataclass
class Unread:
    """A file that is being read: the folder for its parts, the pieces still out, and the activities found so far."""

    path: Path
    sha256: str
    before: os.stat_result
    draft: Path
    pieces: list[Piece]
    out: int = 0
    is_spoilt: bool = False
    activities: list[str] = field(default_factory=list)

    @property
    def is_to_be_read_as_one(self) -> bool:
        """Was it cut where it must not be, or does an activity stand in two pieces? A piece knows of no other.

        What stands again in a file is numbered.
        """
        return len(self.pieces) > 1 and (self.is_spoilt or len(set(self.activities)) < len(self.activities))

    @property
    def is_unchanged(self) -> bool:
        """Is the file what it was when its checksum was made?"""
        after = self.path.stat()
        return all(getattr(self.before, name) == getattr(after, name) for name in ("st_ino", "st_size", "st_mtime_ns"))


def kept_in(root: Path) -> Kept:
    """What is kept in this folder by the reader that this program has."""
    return Kept(root, reader_version())


def work_out(folders: Iterable[Path], kept: Kept, progress: Progress | None = None) -> None:
    """Read every IATI file below these folders that is not kept yet; what could be read is kept afterwards."""
    files: list[Unread] = []
    try:
        for path, sha256, before in _unread(folders, kept):
            files.append(_begun(path, sha256, before, kept, pieces_of(path)))
        total = sum(file.before.st_size for file in files)
        with _processes(total) as pool:
            _read_all(files, pool, kept, lambda done: progress and progress(done, total))
    except (BrokenProcessPool, OSError, MemoryError) as error:  # such as a process that was ended, or a full disk
        log.warning("files are read one after the other, because they could not be read beside each other: %s", error)
    finally:
        for file in files:
            shutil.rmtree(file.draft, ignore_errors=True)


def _unread(folders: Iterable[Path], kept: Kept) -> list[tuple[Path, str, os.stat_result]]:
    """The files whose content is not kept, each content once."""
    found: dict[str, tuple[Path, str, os.stat_result]] = {}
    for path, sha256, before in (each for folder in folders for each in iati_in(folder)):
        if not kept.has(sha256):
            found.setdefault(sha256, (path, sha256, before))
    return list(found.values())


def _begun(path: Path, sha256: str, before: os.stat_result, kept: Kept, pieces: list[Piece]) -> Unread:
    return Unread(path, sha256, before, kept.begin(), pieces)


@contextmanager
def _processes(total: int) -> Generator[Executor | None]:
    """A process for each processor; none where there is one processor or little to read."""
    count = len(os.sched_getaffinity(0))
    if count < 2 or total < ALONE_BYTES:
        yield None
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _read_all(files: list[Unread], pool: Executor | None, kept: Kept, progress: Callable[[int], object]) -> None:
    waiting: dict[Future[list[str] | None], tuple[Unread, Piece]] = {}

    def ask(file: Unread) -> None:
        file.out = len(file.pieces)
        for number, piece in enumerate(file.pieces):
            waiting[_asked(pool, file.path, piece, number, file.draft)] = file, piece

    for file in files:
        ask(file)
    done = 0
    while waiting:
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            file, piece = waiting.pop(future)
            activities = future.result()
            file.out -= 1
            file.is_spoilt |= activities is None
            file.activities += activities or []
            done += piece.end - piece.start
            progress(done)
            if file.out:
                continue
            if file.is_to_be_read_as_one:
                done -= file.before.st_size
                shutil.rmtree(file.draft)
                again = _begun(file.path, file.sha256, file.before, kept, [Piece(0, file.before.st_size)])
                files.append(again)
                ask(again)
            elif not file.is_spoilt and file.is_unchanged:
                kept.finish(file.draft, file.sha256)


def _asked(pool: Executor | None, path: Path, piece: Piece, number: int, draft: Path) -> Future[list[str] | None]:
    """The answer of a process that reads this piece, or of this one where there is no other."""
    if pool:
        return pool.submit(_read, path, piece, number, draft)
    alone: Future[list[str] | None] = Future()
    alone.set_result(_read(path, piece, number, draft))
    return alone


def _read(path: Path, piece: Piece, number: int, folder: Path) -> list[str] | None:
    """Write what a piece says into the folder; returns the identifiers of its activities, None where it is refused."""
    try:
        tables = read_piece(path, piece)
    except Refused:
        return None
    write_part(folder, number, tables)
    return tables["projects"]["project_id"].fillna("").unique().tolist()
