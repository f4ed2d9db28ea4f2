"""Reads any file that arrives: finds out what it is, and gives text tables of our streams or a refusal with its reason.

The content decides, not the file name. Nothing is typed, corrected or judged row by row here.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from errno import ENAMETOOLONG
from pathlib import Path

import pandas as pd

from sources.files.confined import read_workbook
from sources.files.delimited import MAXIMUM_TEXT_BYTES, read_delimited
from sources.files.forms import MAXIMUM_JSON_BYTES, read_forms
from sources.files.grids import Grid, pieces, with_shown_sheets
from sources.files.listed import hint
from sources.files.listing import EPOCH, NO_CLOCK, address_in_name, files_in, oddity, received, shown_name
from sources.files.tabulating import Tabulated, tabulate
from sources.files.workbook import MAXIMUM_WORKBOOK_BYTES, OLE_MAGIC, refuse_ole
from sources.findings import Parameter, Problem, Refused, file_problem, parameters
from sources.iati.fields import ELEMENTS
from sources.iati.reading import read_iati
from sources.lists.mapping import ListMapping
from sources.lists.mappings import shipped
from sources.platform.reading import read_page
from sources.streams import MEDIUM, XML, streams

NO_STREAM = "FIL-015"
PAGES = ("html", "text")  # what a page of the platform is saved or copied as
MAXIMUM_XML_BYTES = 1_000_000_000
# Looked at before anything of a file is read but its checksum.
MAXIMUM_BYTES = {
    "text": MAXIMUM_TEXT_BYTES,
    "html": MAXIMUM_TEXT_BYTES,
    "json": MAXIMUM_JSON_BYTES,
    "xml": MAXIMUM_XML_BYTES,
    "zip": MAXIMUM_WORKBOOK_BYTES,
}
# Of a larger file no checksum is made: no kind of it is read.
MOST_BYTES = max(MAXIMUM_BYTES.values())
SNIFFED_BYTES = 4_096
ZIP_MAGIC = b"PK\x03\x04"
TOO_LARGE = {
    "zip": "zip_bytes",
    "xml": "xml_bytes",
    "json": "json_bytes",
    "text": "text_bytes",
    "html": "text_bytes",
}  # the case of the refusal
OTHER_KINDS = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"Rar!": "rar",
    b"\x1f\x8b": "compressed",
    b"\xfd7zXZ": "compressed",
    b"BZh": "compressed",
    b"7z\xbc\xaf": "seven_zip",
    b"SQLite format": "database",
    b"PAR1": "parquet",
    b"MZ": "program",
    b"\x7fELF": "program",
}


Recall = Callable[[str], Mapping[str, pd.DataFrame] | None]


def nothing_kept(sha256: str) -> Mapping[str, pd.DataFrame] | None:
    """What is known of a file before it is read, where nothing is kept: nothing."""


@dataclass(frozen=True)
class Reading:
    """What one file gave: a text table per stream, findings about the file, or the reason why it was refused.

    There is no checksum of what is no file of its own, a folder or a link that leads out, of an empty file, and of one over
    every limit; what is refused unread for what it is, a picture or a program, has one, by which its sender finds the letter.
    By stream and sheet, `headers` has the header of each field as its sender wrote it, `places` the column of each field.
    """

    source_file: str
    source_sha256: str
    received_at: datetime
    tables: dict[str, pd.DataFrame] = field(repr=False)
    problems: list[Problem]
    refusal: Problem | None
    headers: dict[tuple[str, str | None], dict[str, str]] = field(default_factory=dict, repr=False)
    places: dict[tuple[str, str | None], dict[str, int]] = field(default_factory=dict, repr=False)


def read(
    path: Path,
    root: Path,
    now: datetime = NO_CLOCK,
    mappings: Sequence[ListMapping] | None = None,
    recall: Recall = nothing_kept,
) -> Reading:
    """The file as text tables, received at `now` at the latest; bad input never raises, it is a Reading with a refusal.

    `mappings` are those of the lists that are known: without them those that ship; `recall` gives what is kept of an IATI file.
    """
    name, known, sheets = shown_name(path, root), shipped().all if mappings is None else mappings, []
    received_at, sha256, remarks = EPOCH, "", _remarks("FIL-055", name, oddity(path, root))
    remarks += _remarks("FIL-052", name, address_in_name(path, root))
    try:
        _refuse_irregular(path, root)
        before = path.stat()
        received_at, doubt = received(before.st_mtime_ns, before.st_ctime_ns, now)
        remarks += _remarks("FIL-056", name, doubt)
        sha256 = _sha256(path) if before.st_size <= MOST_BYTES else ""
        kind = _kind(path)
        page = read_page(path, kind, name) if kind in PAGES else None
        sheets = [] if kind == "xml" or page else grids(path, known)
        rows = recall(sha256) if kind == "xml" else None
        found = Tabulated(*page, {}, {}) if page else _tabulated(path, kind, sheets, name, known, rows)
        _refuse_changed(path, before)
    except Refused as refused:
        hints = hint(refused, sheets, known, name) if refused.rule_id == NO_STREAM else []
        return _refused(name, sha256, received_at, refused, remarks, hints)
    except (OSError, MemoryError) as error:
        return _refused(name, sha256, received_at, _unread(error), remarks)
    problems = [*remarks, *found.problems]
    return Reading(name, sha256, received_at, found.tables, problems, None, found.headers, found.places)


def _remarks(rule_id: str, name: str, doubt: dict[str, Parameter] | None) -> list[Problem]:
    return [] if doubt is None else [file_problem(rule_id, name, parameters(**doubt))]


def _unread(error: OSError | MemoryError) -> Refused:
    """The refusal with what the system says, without the path: that has not been made fit to be shown."""
    if isinstance(error, OSError) and error.errno == ENAMETOOLONG:
        return Refused("FIL-014", case="path")
    said = error.strerror if isinstance(error, OSError) else str(error)
    return Refused("FIL-014", case="unread", detail=said or type(error).__name__)


def read_folder(
    root: Path,
    progress: Callable[[str], None] | None = None,
    now: datetime = NO_CLOCK,
    mappings: Sequence[ListMapping] | None = None,
    recall: Recall = nothing_kept,
) -> list[Reading]:
    """Every file under the folder, in the order of `files_in`."""
    readings = []
    for path in files_in(root):
        if progress:
            progress(shown_name(path, root))
        readings.append(read(path, root, now, mappings, recall))
    return readings


def _refused(
    name: str,
    sha256: str,
    received_at: datetime,
    refused: Refused,
    remarks: list[Problem],
    hints: Sequence[Problem] = (),
) -> Reading:
    problem = file_problem(refused.rule_id, name, refused.parameters)
    return Reading(name, sha256, received_at, tables={}, problems=[*remarks, problem, *hints], refusal=problem)


def _refuse_irregular(path: Path, root: Path) -> None:
    if path.is_dir():
        raise Refused("FIL-011", case="folder")
    if not path.exists():
        raise Refused("FIL-011", case="absent")
    if not path.is_file():
        raise Refused("FIL-011", case="irregular")
    if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
        raise Refused("FIL-011", case="link")
    if path.stat().st_size == 0:
        raise Refused("FIL-010", case="empty")


def _refuse_changed(path: Path, before: os.stat_result) -> None:
    """Raise Refused where the file is no longer what it was: its rows would stand under the checksum of others."""
    after = path.stat()
    if any(getattr(before, name) != getattr(after, name) for name in ("st_ino", "st_size", "st_mtime_ns")):
        raise Refused("FIL-014", case="changed")


def iati_in(root: Path) -> Iterator[tuple[Path, str, os.stat_result]]:
    """Every file under the folder that begins as XML does and is not over its limit: its checksum, and what it was then."""
    for path in files_in(root):
        with suppress(Refused, OSError):
            _refuse_irregular(path, root)
            before = path.stat()
            if _kind(path) == "xml":
                yield path, _sha256(path), before


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for piece in pieces(stream, MOST_BYTES):
            digest.update(piece)
    return digest.hexdigest()


def _kind(path: Path) -> str:
    """zip, xml, html, json or text, from the first bytes; raises Refused for kinds that are never read, and over the limit."""
    with path.open("rb") as stream:
        start = stream.read(SNIFFED_BYTES)
    if start.startswith(OLE_MAGIC):
        refuse_ole(path)
    for magic, other in OTHER_KINDS.items():
        if start.startswith(magic):
            raise Refused("FIL-011", case=other)
    size = path.stat().st_size
    kind = "zip" if start.startswith(ZIP_MAGIC) else _kind_of_text(start, size)
    if size > MAXIMUM_BYTES[kind]:
        raise Refused("FIL-012", case=TOO_LARGE[kind], megabytes=MAXIMUM_BYTES[kind] // 1_000_000, bytes=size)
    return kind


def _kind_of_text(start: bytes, size: int) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "ignore").encode()
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not text and size <= SNIFFED_BYTES:
        raise Refused("FIL-010", case="blank")
    if re.match(rb"(<!--[^>]*-->\s*)*<(!doctype html|html|table|head|body)\b", text):
        return "html"
    if re.match(rb"<[?!a-z]", text):
        return "xml"
    if re.match(rb"\{\s*[\"}]|\[\s*[\"{\[\]]|\[\s*$|\{\s*$", text):  # a table may begin with a header in brackets
        return "json"
    return "text"


def grids(path: Path, mappings: Sequence[ListMapping] = ()) -> list[Grid]:
    """The sheets of a table in any form but XML, as cells; raises Refused when it cannot be read."""
    kind = _kind(path)
    if kind == "html":
        raise Refused("FIL-011", case="html")
    if kind == "text":
        return read_delimited(path, mappings)
    return with_shown_sheets({"zip": read_workbook, "json": read_forms}[kind](path))


def _tabulated(
    path: Path,
    kind: str,
    sheets: Sequence[Grid],
    name: str,
    mappings: Sequence[ListMapping],
    kept: Mapping[str, pd.DataFrame] | None,
) -> Tabulated:
    return _tabulated_xml(path, kept) if kind == "xml" else tabulate(list(sheets), name, mappings)


def _tabulated_xml(path: Path, known: Mapping[str, pd.DataFrame] | None) -> Tabulated:
    tables, read_tables = {}, read_iati(path) if known is None else known
    if all(table.empty for table in read_tables.values()):
        raise Refused("FIL-010", case="no_activity")
    for name in (stream for stream in streams() if stream in read_tables):
        columns = [*streams()[name].field_names, "source_sheet", "source_row"]
        rows = read_tables[name].assign(**{MEDIUM: XML}).reindex(columns=columns)
        tables[name] = rows.astype({column: "str" for column in rows if column != "source_row"})
    return Tabulated(tables, problems=[], headers=ELEMENTS, places={})


def stack(readings: list[Reading], origin: str) -> dict[str, pd.DataFrame]:
    """The tables of many files by stream, every row with its origin, file, checksum and date of receipt."""
    parts: dict[str, list[pd.DataFrame]] = {}
    for each in readings:
        for stream, table in each.tables.items():
            rows = table.assign(
                origin=origin,
                source_file=each.source_file,
                source_sha256=each.source_sha256,
                received_at=each.received_at,
            )
            parts.setdefault(stream, []).append(rows)
    return {stream: pd.concat(tables, ignore_index=True) for stream, tables in parts.items()}
