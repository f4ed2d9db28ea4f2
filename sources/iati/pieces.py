"""Where a large activity file may be cut, so that its pieces can be read beside each other.

A piece is a range of bytes that ends where an activity ends; between the start of the outermost element and its end it
is a document of its own. A file is cut only where nothing else can look like the end of an activity: in plain letters
of one byte, with one outermost element, and never within a comment, CDATA or an instruction. What is cut wrongly all the
same is no whole document, which its reader notices. Does not belong here: reading a piece (`reading`).
"""

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

PIECE_BYTES = 16 << 20
HEAD_BYTES = 1 << 16  # of the file, in which its first activity begins
FIRST_ACTIVITY = re.compile(rb"<iati-activity[\s/>]")
ACTIVITY_END, DOCUMENT_END = b"</iati-activity>", b"</iati-activities>"
ASIDE = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)  # comments and instructions, the declaration among them
HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*<iati-activities(?:\s[^<]*)?>\s*")
ENCODING = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)")
ONE_BYTE_MARKUP = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
CLOSING_OF = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
OPENING = re.compile(rb"<!--|<!\[CDATA\[|<\?")


@dataclass(frozen=True)
class Piece:
    """A range of bytes of a file, the line it begins on, and what makes a document of it: bytes before and behind it."""

    start: int
    end: int
    first_line: int = 1
    before: bytes = b""
    behind: bytes = b""

    @property
    def lines_before(self) -> int:
        """What is to be added to a line of the document for the line of the file."""
        return self.first_line - 1 - self.before.count(b"\n")


def pieces_of(path: Path, size: int = PIECE_BYTES) -> list[Piece]:
    """The file in pieces of about this many bytes, in their order; one piece where it is small or is not safely cut."""
    whole = [Piece(0, path.stat().st_size)]
    if whole[0].end < 2 * size:
        return whole
    with path.open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as text:
        head = _head(text)
        return whole if head is None else list(_cut(text, head, size))


def _head(text: mmap.mmap) -> bytes | None:
    """What stands before the first activity, where it is the start of one outermost element in letters of one byte."""
    first = FIRST_ACTIVITY.search(text, 0, HEAD_BYTES)
    head = text[: first.start()] if first else b""
    declared = ENCODING.search(head)
    is_plain = declared is None or declared[1].strip().lower() in ONE_BYTE_MARKUP
    return head if is_plain and HEAD.fullmatch(ASIDE.sub(b"", head)) else None


def _cut(text: mmap.mmap, head: bytes, size: int) -> Iterator[Piece]:
    start, line = 0, 1
    while True:
        end = _end_of_activity(text, start, start + size) if start + size < len(text) else None
        before = head if start else b""
        if end is None:
            yield Piece(start, len(text), line, before)
            return
        yield Piece(start, end, line, before, DOCUMENT_END)
        line += text[start:end].count(b"\n")
        start = end


def _end_of_activity(text: mmap.mmap, start: int, least: int) -> int | None:
    """The first place at `least` or behind it where an activity that began behind `start` ends; none before the end."""
    position = start
    while (found := text.find(ACTIVITY_END, least)) >= 0:
        opening = OPENING.search(text, position, found)
        if opening is None:
            return found + len(ACTIVITY_END)
        position = text.find(CLOSING_OF[opening[0]], opening.end())
        if position < 0:
            return None
        least = max(least, position)
    return None


class Document:
    """A piece as the document it is, read like a file."""

    def __init__(self, handle: BinaryIO, piece: Piece) -> None:
        """Take the open file, whose place in it is that of the reader from now on."""
        self.handle, self.left = handle, piece.end - piece.start
        self.before, self.behind = piece.before, piece.behind
        handle.seek(piece.start)

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        if self.before:
            read, self.before = self.before[:size], self.before[size:]
        elif self.left:
            read = self.handle.read(min(size, self.left))
            self.left -= len(read)
        else:
            read, self.behind = self.behind[:size], self.behind[size:]
        return read
