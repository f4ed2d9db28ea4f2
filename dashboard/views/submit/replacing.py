"""Does a file replace one that was sent before? The question, the files it may mean, and the answer as a row of a table.

What follows from an answer is decided by a run. A row is taken back by deleting its line, or by sending the file again
with the answer no: what was said last of a file counts.
"""

import csv
import io
import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from errno import ENOSPC
from functools import lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.rendering.words import Words
from dashboard.shell import headings
from sources.files.listing import files_in, shown_name
from sources.files.reading import read
from warehouse.leftovers import part


@dataclass(frozen=True)
class Answer:
    """What a sender says: the file that is replaced, `NO` for none; None while the question stands open."""

    is_asked: bool = True
    replaces: str | None = None

    @property
    def is_open(self) -> bool:
        """Is it still to be answered?"""
        return self.is_asked and self.replaces is None


COLUMNS = ("new_file", "replaces", "said_on")
NO = ""  # the answer that it replaces none
NEVER_ASKED = Answer(is_asked=False)
READ_AT_MOST = 20  # files that no release has seen yet, newest first


def ask(candidates: Collection[str], key: str, words: Words) -> Answer:
    """The question with its answer; no answer is chosen beforehand. Where there is no candidate, nothing is asked."""
    if not candidates:
        return NEVER_ASKED
    options = [NO, *candidates]
    answer = st.selectbox(
        words("replace.ask"),
        options,
        index=None,
        format_func=lambda name: name or words("replace.none"),
        placeholder=words("replace.placeholder"),
        key=f"replaces_{key}",
    )
    st.caption(headings.escaped(words("replace.why")))
    return Answer(replaces=answer)


def candidates(name: str, streams: Collection[str], sources: pd.DataFrame, inbox: Path) -> list[str]:
    """The files of the inbox with one of these streams, the most similar name first.

    `sources` is what a release says of its files; files it has not seen are read for their streams.
    """
    known = sources[sources["origin"].eq("inbox")].groupby("source_file")["stream"].agg(set).to_dict()
    files = {shown_name(path, inbox): path for path in _files(inbox)}
    unseen = sorted((one for one in files if one not in known), key=lambda one: -files[one].stat().st_mtime_ns)
    known |= {one: set(_streams(files[one], inbox, files[one].stat().st_mtime_ns)) for one in unseen[:READ_AT_MOST]}
    found = [one for one in files if known.get(one, set()) & set(streams)]
    return sorted(found, key=lambda one: (-_likeness(one, name), one))


def say(table: Path, new_file: str, replaces: str, said_on: date) -> None:
    """Add an answer to the table, which is made with its header where there is none; no other row is touched; raises OSError.

    A row is one write at the end of the file, so that of two senders at once neither loses the answer of the other.
    """
    table.parent.mkdir(parents=True, exist_ok=True)
    _begin(table)
    with os.fdopen(os.open(table, os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW), "r+b", buffering=0) as opened:
        end = opened.seek(0, os.SEEK_END)
        opened.seek(max(end - 1, 0))
        is_open_line = opened.read(1) not in (b"\n", b"")
        row = ("\n" * is_open_line + _line(new_file, replaces, said_on.isoformat())).encode()
        try:
            if opened.write(row) < len(row):
                raise OSError(ENOSPC, os.strerror(ENOSPC), str(table))
            os.fsync(opened.fileno())
        except OSError:  # the disk is full, and half a row would name another file
            opened.truncate(end)
            raise


def _begin(table: Path) -> None:
    """The table with its header, in one step; one that is there stays."""
    if table.exists():
        return
    with part(table.parent, _line(*COLUMNS).encode()) as whole, suppress(FileExistsError):
        os.link(whole, table, follow_symlinks=False)


def _line(*cells: str) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


def _files(inbox: Path) -> list[Path]:
    return [path for path in files_in(inbox) if path.is_file() and not path.is_symlink()] if inbox.is_dir() else []


@lru_cache(maxsize=READ_AT_MOST)
def _streams(path: Path, inbox: Path, changed_at: int) -> tuple[str, ...]:
    """The streams a file has rows of; read again when it has changed."""
    return tuple(read(path, inbox).tables)


def _likeness(one: str, other: str) -> float:
    """How alike two names are, without folder, ending and case: 0 to 1."""
    return SequenceMatcher(None, Path(one).stem.casefold(), Path(other).stem.casefold(), autojunk=False).ratio()
