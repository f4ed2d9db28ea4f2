"""Reads an IATI activity file of any version into projects and transactions, streaming, as text with our names.

One activity is read by `activity`; its text is typed and checked by `sources.admission`. No amount, date or code is
interpreted here, and nothing is taken from a file that cannot be read to its end.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
from lxml import etree

from sources.findings import Parameter, Refused
from sources.iati.activity import project_row, roles_of
from sources.iati.elements import parts_of
from sources.iati.fields import FUNDING_FIELDS, PROJECT_FIELDS
from sources.iati.pieces import Document, Piece
from sources.iati.transaction import funding_rows

ACTIVITIES, ACTIVITY, TRANSACTION = "iati-activities", "iati-activity", "transaction"
ORGANISATION_ROOTS = ("iati-organisations", "iati-organisation")
# The XML tree keeps line numbers in 16 bits, so the lines are counted here. Tags within comments and CDATA do not count:
# CLOSING_OF gives the end of what has been opened, NEXT_SIGN the pattern to look for until that end (b"": nothing is open).
ACTIVITY_START, TRANSACTION_START = b"<iati-activity", b"<transaction"
NEXT_SIGN = {
    b"": re.compile(rb"<(?:!--|!\[CDATA\[|(?:iati-activity|transaction)[\s/>])"),
    b"-->": re.compile(rb"-->"),
    b"]]>": re.compile(rb"]]>"),
}
CLOSING_OF = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
LONGEST_START = len(ACTIVITY_START) + 1
BLOCK_BYTES = 1 << 20
ACTIVITIES_PER_PROGRESS = 200
# An activity or transaction costs the same to judge however little it says. The shortest that means something, a
# transaction of type, date and value, takes 110 bytes: a large file below that is made of empty elements.
HOLLOW_FROM = 20_000  # activities and transactions
HOLLOW_BYTES = 100  # of the file for each of them
ZIP_SIGNATURE = b"PK\x03\x04"
# Nothing outside the file is ever fetched, and no entity is expanded.
PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


class NotIati(Refused):
    """The file is not a readable IATI activity file; the case says what it is."""

    def __init__(self, path: Path, case: str, **named: Parameter) -> None:
        """Take the file, what it is, and what the message names."""
        super().__init__("FIL-019", case=case, file=path.name, **named)


def read_iati(path: Path, progress: Callable[[int], None] | None = None) -> dict[str, pd.DataFrame]:
    """The frames `projects` (one row per activity) and `funding` (one row per transaction); raises NotIati.

    `progress` is called from time to time with the number of bytes read so far, and once at the end.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _unopened(path, error) from error
    return read_piece(path, Piece(0, size), progress)


def read_piece(path: Path, piece: Piece, progress: Callable[[int], None] | None = None) -> dict[str, pd.DataFrame]:
    """The same frames of one piece of a file, as if no activity in it stood in another piece; raises NotIati.

    What a file is stands in its first piece, which is refused where the file is nothing that is read here.
    """
    projects: list[tuple] = []
    funding: list[tuple] = []
    times_seen: Counter[str] = Counter()
    try:
        root = _root(path) if piece.start == 0 else ACTIVITIES
        with path.open("rb") as handle:
            lines = _counted_lines(path, piece)
            for activity in _activities(Document(handle, piece)):
                parts = parts_of(activity)
                read_bytes = handle.tell() - piece.start
                _refuse_hollow(path, len(projects) + len(funding) + len(parts.get(TRANSACTION, [])), read_bytes)
                own, *others = _lines(activity, parts.get(TRANSACTION, []), lines, piece.lines_before)
                roles = roles_of(activity, parts)
                project = project_row(activity, parts, roles, own)
                identifier = project[0] or ""
                times_seen[identifier] += 1
                projects.append(project)
                funding.extend(funding_rows(activity, parts, roles, times_seen[identifier], others))
                if progress and len(projects) % ACTIVITIES_PER_PROGRESS == 0:
                    progress(handle.tell())
            if progress:
                progress(handle.tell())
    except OSError as error:
        raise _unopened(path, error) from error
    except etree.XMLSyntaxError as error:
        raise _broken(path, error) from error
    if not projects and root != ACTIVITIES:
        raise _other_root(path, root)
    return {"projects": _frame(projects, PROJECT_FIELDS), "funding": _frame(funding, FUNDING_FIELDS)}


def _refuse_hollow(path: Path, elements: int, read_bytes: int) -> None:
    """Raise NotIati where the elements read so far are too short to say anything."""
    if elements > HOLLOW_FROM and read_bytes < HOLLOW_BYTES * elements:
        raise NotIati(path, "hollow", elements=HOLLOW_FROM, bytes=HOLLOW_BYTES)


def _frame(rows: list[tuple], fields: tuple[str, ...]) -> pd.DataFrame:
    """The rows as text; only the line is a number."""
    frame = pd.DataFrame(rows, columns=list(fields), dtype=object)
    frame["source_row"] = frame["source_row"].astype("int64")
    return frame


def _root(path: Path) -> str:
    """The tag of the outermost element; refuses what is empty, zipped or defines entities before reading on."""
    with path.open("rb") as handle:
        start = handle.read(len(ZIP_SIGNATURE))
        if not start:
            raise NotIati(path, "empty")
        if start == ZIP_SIGNATURE:
            raise NotIati(path, "archive")
        handle.seek(0)
        _, root = next(etree.iterparse(handle, events=("start",), **PARSER))
        declared = root.getroottree().docinfo.internalDTD
        if declared is not None and (declared.system_url or any(True for _ in declared.iterentities())):
            raise NotIati(path, "entities")
        return root.tag


def _activities(document: Document) -> Iterator[etree._Element]:
    """Each activity when its end is reached, whatever wraps it; what has been read is dropped to keep memory flat."""
    for _, activity in etree.iterparse(document, events=("end",), tag=ACTIVITY, **PARSER):
        yield activity
        activity.clear(keep_tail=False)
        parent = activity.getparent()
        while parent is not None and activity.getprevious() is not None:
            del parent[0]


def _lines(
    activity: etree._Element, transactions: list[etree._Element], counted: Iterator[list[int]], before: int
) -> list[int]:
    """The line of the activity and of each of its transactions; the tree's own when the count is out of step."""
    elements = (activity, *transactions)
    lines = next(counted, [])
    return lines if len(lines) == len(elements) else [(element.sourceline or 0) + before for element in elements]


def _counted_lines(path: Path, piece: Piece) -> Iterator[list[int]]:
    """For each activity its line and the lines of its transactions, counted in the bytes of the file.

    Two bytes a character (UTF-16) match nothing here; then the numbers of the tree have to do.
    """
    line, lines, closing, kept = piece.first_line, [], b"", b""
    with path.open("rb") as handle:
        only = Document(handle, Piece(piece.start, piece.end))
        while block := only.read(BLOCK_BYTES):
            block, position = kept + block, 0
            while found := NEXT_SIGN[closing].search(block, position):
                line += block.count(b"\n", position, found.start())
                # The line end behind a tag's name belongs to what follows.
                position = found.end() - 1
                closing = CLOSING_OF.get(found[0], b"")
                if found[0].startswith(ACTIVITY_START):
                    if lines:
                        yield lines
                    lines = [line]
                elif lines and found[0].startswith(TRANSACTION_START):
                    lines.append(line)
            cut = max(position, len(block) - LONGEST_START)
            line += block.count(b"\n", position, cut)
            kept = block[cut:]
    yield lines


def _unopened(path: Path, error: OSError) -> NotIati:
    return NotIati(path, "unopened", detail=error.strerror)


def _broken(path: Path, error: etree.XMLSyntaxError) -> NotIati:
    """The refusal of XML that is not well-formed, with what the parser says of the place."""
    return NotIati(path, "broken", detail=str(error.msg).removesuffix(f" ({path.name}, line {error.lineno})"))


def _other_root(path: Path, root: str) -> NotIati:
    """The refusal of XML that is something else than an IATI activity file."""
    if root in ORGANISATION_ROOTS:
        return NotIati(path, "organisations")
    return NotIati(path, "other_root", root=root)
