"""Measures how long the texts of a workbook are once each cell has its own: a file stores a repeated text only once.

One text of 5 MB named by 10,000 cells would fill 50 GB. What a text says is not looked at.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

CHUNK_BYTES = 1 << 20
SHARED_TEXTS = "xl/sharedstrings.xml"  # the one place where the parser looks for them, whatever the case of letters
ITEM_END = re.compile(rb"</(?:\w+:)?si\s*>")
# The value of a cell: the number of its text; no number where it is written so that only a parser can tell.
VALUE = re.compile(rb"[<:]v(?:\s[^<>]*)?>\s*(?:([0-9]{1,9})\s*</|[^<&]*(?:&|<[^/]))")
SHORTEST_CELL = 20  # bytes of a cell that names a text
MAXIMUM_BYTES = 100_000_000


def is_repeated_too_often(archive: zipfile.ZipFile) -> bool:
    """Would the shared texts take too much memory when every cell that names one has a copy of its own?"""
    entries = archive.infolist()
    shared = [entry for entry in entries if entry.filename.replace("\\", "/").lower() == SHARED_TEXTS]
    lengths = [length for entry in shared for length in _lengths(archive.read(entry))]
    longest = max(lengths, default=0)
    if longest * sum(entry.file_size for entry in entries) // SHORTEST_CELL <= MAXIMUM_BYTES:
        return False
    total = 0
    for entry in entries:
        if entry not in shared:
            for number, times in _named(archive, entry).items():
                place = int(number or 0)
                total += times * (lengths[place] if number and place < len(lengths) else 0 if number else longest)
    return total > MAXIMUM_BYTES


def _lengths(content: bytes) -> list[int]:
    """The length of every shared text with its marks, in order."""
    ends = [0, *(found.end() for found in ITEM_END.finditer(content))]
    return [end - start for start, end in pairwise(ends)]


def _named(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Counter[bytes]:
    """How often each number stands as the value of a cell; numbers that are no number of a text count as well."""
    named: Counter[bytes] = Counter()
    for text in _pieces(archive, entry):
        named.update(VALUE.findall(text))
    return named


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces, none of which ends within the value of a cell."""
    rest = b""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK_BYTES):
            text = rest + chunk
            last = max(text.rfind(b"<v"), text.rfind(b":v"))
            cut = last if last > 0 else len(text)
            yield text[:cut]
            rest = text[cut:]
    yield rest
