"""How much room a text takes on a slide, before anybody has drawn it.

A slide program grows a row until its text fits, and a table that grew leaves the slide. So rows are measured here, with
widths that are a little too wide: the fonts of the reader's machine are not known. Does not belong here: where things stand.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LINE = 1.22  # height of a line, in sizes of the font
WIDER = 1.06  # for bold text, and for fonts that stand in for ours
SERIF_WIDER = 1.14
ELLIPSIS = "…"
# Widths in sizes of the font, of the signs that differ from a middling lower-case letter.
WIDTHS = {
    **dict.fromkeys(" !,./:;I[\\]fijlt|'’·\u202f", 0.29),
    **dict.fromkeys('()-r`{}*"“”«»−', 0.38),
    **dict.fromkeys("cksvxyzJ", 0.51),
    **dict.fromkeys("ABEKPSVXYFTLZ&+=<>€", 0.68),
    **dict.fromkeys("CDHNRUGOQw", 0.77),
    **dict.fromkeys("mMW@%—…●◆▲►▼○✎▤◌", 0.98),
}
MIDDLING, WIDE = 0.57, 1.0
WIDE_CLASSES, COMBINING = ("W", "F"), ("Mn", "Me", "Cf")


@dataclass(frozen=True)
class Box:
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Where the place ends."""
        return self.top + self.height


@lru_cache(maxsize=4096)
def _sign(sign: str) -> float:
    if unicodedata.category(sign) in COMBINING:
        return 0.0
    wide = WIDE if unicodedata.east_asian_width(sign) in WIDE_CLASSES else MIDDLING
    return WIDTHS.get(sign, wide)


@lru_cache(maxsize=16_384)
def width(text: str, size: float) -> float:
    """The width of a text on one line, in points."""
    return sum(map(_sign, text)) * size * WIDER


def serif(size: float) -> float:
    """The size at which a bold text in serifs is measured: fonts that stand in for ours are wider."""
    return size * SERIF_WIDER


@lru_cache(maxsize=16_384)
def lines(text: str, room: float, size: float) -> int:
    """How many lines a text takes in a column of `room` points.

    >>> lines("one two", 200, 10), lines("one two", 25, 10), lines("", 200, 10)
    (1, 2, 1)
    """
    return sum(sum(1 for _ in _wrapped(part, room, size)) for part in text.split("\n"))


def height(text: str, room: float, size: float) -> float:
    """The height of a text in a column, in points."""
    return lines(text, room, size) * size * LINE


def cut(text: str, room: float, size: float, most: int) -> str:
    """The text if it fits into `most` lines; else its beginning, which ends in an ellipsis."""
    kept: list[str] = []
    for part in text.split("\n"):
        for line in _wrapped(part, room, size):
            if len(kept) == most:
                return f"{_shortened(kept, room, size)}{ELLIPSIS}"
            kept.append(line)
    return text


def _shortened(kept: list[str], room: float, size: float) -> str:
    """The lines as one text, with room for an ellipsis at its end."""
    last = kept[-1]
    while last and width(f"{last}{ELLIPSIS}", size) > room:
        last = last[:-1]
    return " ".join([*kept[:-1], last]).rstrip()


def _wrapped(text: str, room: float, size: float) -> Iterator[str]:
    """The lines of a text, broken between words, and within a word that is longer than a line."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
            continue
        if line:
            yield line
        line = word
        while len(line) > 1 and width(line, size) > room:
            fitting = _fitting(line, room, size)
            yield line[:fitting]
            line = line[fitting:]
    yield line


def _fitting(word: str, room: float, size: float) -> int:
    """How many signs of a word fit into a line; at least one, so that there is an end to it."""
    taken = 0.0
    for place, sign in enumerate(word):
        taken += _sign(sign) * size * WIDER
        if taken > room:
            return max(place, 1)
    return len(word)
