"""Grids of something by region, as tables of links to the rows behind each cell; their key, and one cell opened.

Does not belong here: what the rows of a grid are and which state a cell has (`views`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.folding import fold
from dashboard.rendering.words import Words

SMALLEST_SHOWN_EUR, WHOLE_FROM_EUR = 1e5, 1e8


@dataclass(frozen=True)
class Beyond:
    """A way out of a cell: where it leads, and its name."""

    href: str
    name: str


@dataclass(frozen=True)
class Box:
    """A cell: its state, all of it in words, where it leads; number on the left, amount on the right, share committed.

    `count` and `amount` are the numbers behind the texts on the left and on the right, and `count_figure` and
    `amount_figure` the names of these figures. `shade` is the step of the share that is missing, and `beyond` the one
    way that leads from the cell to another page.
    """

    state: str
    name: str
    href: str
    left: str = ""
    right: str = ""
    share: int | None = None
    is_chosen: bool = False
    count: int | None = None
    amount: float | None = None
    count_figure: str = ""
    amount_figure: str = ""
    shade: int | None = None
    beyond: Beyond | None = None


@dataclass(frozen=True)
class Row:
    """A row of boxes with its name; a code leads to a page of its own. `opens`: a gap stands before it."""

    label: str
    boxes: Sequence[Box]
    code: str = ""
    href: str = ""
    opens: bool = False


@dataclass(frozen=True)
class Reading:
    """How a state is read: its word, what it means, and what stands in its example."""

    state: str
    word: str
    means: str
    example: str = ""
    share: int | None = None
    shade: int | None = None


@dataclass(frozen=True)
class Unspoken:
    """The cells of one place that no source speaks of: its name, and each as code and address."""

    place: str
    cells: Sequence[tuple[str, str, str]]  # code, name, address


def grid(
    caption: str,
    corner: str,
    heads: Sequence[str],
    rows: Sequence[Row],
    outside: Row,
    words: Words,
    is_by_country: bool = False,
) -> Markup:
    """The table; its last row is `outside` the others. A small screen shows the first column, a region or a country, and says so."""
    narrow = words(f"coverage.one_{'country' if is_by_country else 'region'}", place=heads[0]) if len(heads) > 1 else ""
    has_ways = any(box.beyond for row in rows for box in row.boxes)
    said = {
        "caption": caption,
        "corner": corner,
        "narrow": narrow,
        "has_ways": has_ways,
        "fold": fold(len(rows), words),
    }
    return render("grid", heads=heads, rows=rows, outside=outside, **said)


def key(readings: Sequence[Reading], words: Words) -> Markup:
    """How to read a cell, with an example of each state."""
    return render("grid_key", title=words("coverage.key"), states=readings)


def opened(
    state: str,
    word: str,
    sums: Sequence[Mapping[str, Any]],
    note: str,
    ways: Sequence[Mapping[str, Any]],
    words: Words,
    score: str = "",
    parts: Sequence[Mapping[str, Any]] = (),
) -> Markup:
    """A cell opened: its state, its numbers (`name`, `label`, `value`, and `figure` where it is one), whence, and the ways on."""
    return render(
        "grid_cell",
        state=state,
        word=word,
        score=score,
        parts=parts,
        label=words("cell.ways"),
        sums=sums,
        note=note,
        nothing=words("missing.cell"),
        ways=ways,
    )


def unspoken(title: str, note: str, places: Sequence[Unspoken]) -> Markup:
    """The cells that no source speaks of, by place, under the grid; nothing where there is none."""
    return render("grid_unspoken", title=title, note=note, places=places) if places else Markup()


def millions(amount: float, words: Words) -> str:
    """EUR million, with one decimal below a hundred; what would round to 0 is written as less than the smallest figure shown."""
    if 0 < amount < SMALLEST_SHOWN_EUR:
        return f"< {words.number(SMALLEST_SHOWN_EUR / 1e6, 1)}"
    return words.number(amount / 1e6, 0 if amount >= WHOLE_FROM_EUR else 1)
