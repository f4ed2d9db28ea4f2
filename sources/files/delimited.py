"""Reads delimited text: any usual delimiter and encoding, line by line, within limits. Cells stay as they were written."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TextIO

from sources.files.grids import MAXIMUM_COLUMNS, MAXIMUM_LINE_BYTES, Grid, kept_rows, pieces
from sources.files.recognising import recognise
from sources.findings import NO_PARAMETERS, Refused
from sources.lists.mapping import ListMapping
from sources.lists.recognising import count_known

MAXIMUM_TEXT_BYTES = 100_000_000
DELIMITERS = (",", ";", "\t", "|")
ROWS_TO_LOOK_AT = 30  # a header row stands within the first rows of a file
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
LINE_END = re.compile(r"\r\n|\r|\n")
CONTROL_BYTES = bytes(code for code in range(32) if chr(code) not in "\t\n\r")
CONTROL_CHARACTERS = {code: None for code in range(32) if chr(code) not in "\t\n\r"}


def read_delimited(path: Path, mappings: Sequence[ListMapping] = ()) -> list[Grid]:
    """The one sheet of a delimited text file; raises Refused when it is no text or breaks a limit."""
    _refuse_long_lines(path)
    encoding, is_clean = _encoding(path)
    remarks = (("FIL-004", NO_PARAMETERS),) if encoding in ("cp1252", "latin-1") else ()
    try:
        delimiter, skipped = _delimiter(path, encoding, mappings)
        with path.open(encoding=encoding, newline="") as text:
            rows = kept_rows(_records(text, delimiter, skipped))
    except UnicodeError as error:
        raise Refused("FIL-020", case="undecoded", detail=str(error)) from error
    return [Grid(sheet=None, medium="csv", rows=rows, is_clean=is_clean, remarks=remarks)]


def _refuse_long_lines(path: Path) -> None:
    """Raise Refused when a line is over the limit, before it is held in memory as cells."""
    number, length = 1, 0
    with path.open("rb") as stream:
        for chunk in pieces(stream, MAXIMUM_TEXT_BYTES):
            for order, piece in enumerate(chunk.split(b"\n")):
                number, length = (number + 1, len(piece)) if order else (number, length + len(piece))
                if length > MAXIMUM_LINE_BYTES:
                    raise Refused("FIL-021", case="too_long", line=number, bytes=MAXIMUM_LINE_BYTES)


def _encoding(path: Path) -> tuple[str, bool]:
    """The encoding of a text file and whether it has no control characters; raises Refused when there are NUL bytes."""
    is_clean = True
    with path.open("rb") as stream:
        start = stream.read(4)
        for mark, name in BYTE_ORDER_MARKS.items():
            if start.startswith(mark):
                return name, False
        stream.seek(0)
        decoders = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8", "cp1252")}
        for chunk in pieces(stream, MAXIMUM_TEXT_BYTES):
            if b"\0" in chunk:
                raise Refused("FIL-020", case="nul")
            is_clean = is_clean and len(chunk.translate(None, CONTROL_BYTES)) == len(chunk)
            for name in list(decoders):
                try:
                    decoders[name].decode(chunk)
                except UnicodeDecodeError:
                    del decoders[name]
    if "utf-8" in decoders:
        try:
            decoders["utf-8"].decode(b"", final=True)
            return "utf-8", is_clean
        except UnicodeDecodeError:
            del decoders["utf-8"]
    return next(iter(decoders), "latin-1"), is_clean


def _delimiter(path: Path, encoding: str, mappings: Sequence[ListMapping]) -> tuple[str, int]:
    """The delimiter under which the first rows are best understood, and the lines to skip ('sep=;' of Excel)."""
    with path.open(encoding=encoding, newline="") as text:
        first = text.readline(MAXIMUM_LINE_BYTES).strip().strip('"')
    if len(first) == 5 and first.lower().startswith("sep="):
        return first[4], 1
    return max(DELIMITERS, key=lambda candidate: _understood(path, encoding, candidate, mappings)), 0


def _understood(path: Path, encoding: str, delimiter: str, mappings: Sequence[ListMapping]) -> tuple[int, int]:
    """How many headers are known under this delimiter, then how many columns there are."""
    rows = []
    with path.open(encoding=encoding, newline="") as text, suppress(Refused):  # the rows above a fault are enough
        for _, row in islice(_records(text, delimiter), ROWS_TO_LOOK_AT):
            rows.append(row[:MAXIMUM_COLUMNS])
    matches = [found for row in rows if (found := recognise(row)) is not None]
    known = max((len(found.columns) for found in matches), default=0)
    known = max([known, *(count_known(row, mappings) for row in rows)])
    return known, max((len(row) for row in rows), default=0)


def _records(text: TextIO, delimiter: str, skipped: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of its first line; raises Refused on a cell over the limit or one that swallows lines."""
    reader = csv.reader(_lines(text, skipped), delimiter=delimiter)
    first_line, has_long_records = skipped + 1, False
    try:
        for row in reader:
            yield first_line, row
            next_line = skipped + reader.line_num + 1
            has_long_records |= next_line > first_line + 1
            first_line = next_line
    except csv.Error as error:
        raise Refused("FIL-021", case="csv", line=first_line, detail=str(error)) from error
    # A record of many lines is rare, and a quotation mark left open makes one: only then is the text read again.
    if has_long_records:
        _refuse_swallowed_lines(text, delimiter, skipped)


def _lines(text: TextIO, skipped: int) -> Iterator[str]:
    text.seek(0)
    return islice(text, skipped, None)


def _refuse_swallowed_lines(text: TextIO, delimiter: str, skipped: int) -> None:
    """Raise Refused where a cell goes on over a line end and its quotation mark is not closed at the end of a cell.

    Marks that are odd within one line are left alone: no row is lost by them.
    """
    of_record: list[str] = []
    lines = (of_record.append(line) or line for line in _lines(text, skipped))
    number, cell = skipped + 1, _cell(delimiter)
    for _ in csv.reader(lines, delimiter=delimiter):
        record = "".join(of_record)
        for found in cell.finditer(record) if len(of_record) > 1 else ():
            is_ended = found["close"] and not found["after"].strip()
            if not is_ended and LINE_END.search((found["inside"] or "").rstrip()):
                opened = number + len(LINE_END.findall(record, 0, found.start()))
                raise Refused("FIL-021", case="swallowed", line=opened)
        number += len(of_record)
        of_record.clear()


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """One cell as the csv module reads it: quoted, with what follows the closing mark, or plain."""
    other = rf"[^{re.escape(delimiter)}\r\n]"
    quoted = rf'"(?P<inside>(?:[^"]++|"")*+)(?P<close>"?)(?P<after>{other}*+)'
    return re.compile(rf"(?:{quoted}|{other}*+)(?:{re.escape(delimiter)}|\r\n|\r|\n|$)")
