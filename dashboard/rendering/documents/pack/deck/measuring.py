"""How much room a text takes on a slide, before anybody has drawn it.

A slide program grows a row until its text fits, and a table that grew leaves the slide. So rows are measured here, with
the widths of the font that every office has under some name. Does not belong here: where things stand.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LINE = 1.18  # height of a line, in sizes of the font
WIDER = 1.03  # than measured: no two programs set a text alike
BOLD, SERIF = 1.1, 0.97  # how much wider than plain text without serifs: bold text, and bold text with them
ELLIPSIS = "…"
# Widths of the printable signs of ASCII in Arial, in thousandths of the size, in the order of their codes.
ASCII = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 "
    "584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 "
    "278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 "
    "500 500 500 334 260 334 584"
)
WIDTHS = {chr(code): int(width) / 1000 for code, width in enumerate(ASCII.split(), start=ord(" "))}
WIDTHS |= dict.fromkeys("’‘·", 0.25) | dict.fromkeys("\u202f\u2009", 0.2) | dict.fromkeys("“”«»", 0.45)
MIDDLING, WIDE = 0.6, 1.0  # of signs without a width of their own
WIDE_CLASSES, COMBINING = ("W", "F"), ("Mn", "Me", "Cf")
SHAPES = range(0x2190, 0x2800)  # arrows and signs, which take a whole size


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
    base = unicodedata.normalize("NFD", sign)[0]
    if base in WIDTHS:
        return WIDTHS[base]
    return WIDE if unicodedata.east_asian_width(sign) in WIDE_CLASSES or ord(sign) in SHAPES else MIDDLING


@lru_cache(maxsize=16_384)
def width(text: str, size: float) -> float:
    """The width of a text on one line, in points."""
    return sum(map(_sign, text)) * size * WIDER


def serif(size: float) -> float:
    """The size at which a bold text in serifs is measured, which is narrower than one without."""
    return size * SERIF


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
