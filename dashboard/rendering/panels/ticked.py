"""A shortlist on a page, and the box by which a line of a list is put on it or taken off.

Does not belong here: where the choice is kept (`shell.ticks`), and the files made of it (`documents`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.words import Words


@dataclass(frozen=True)
class Tick:
    """The box of one line: where a click leads, empty where there is no room, and whether it is ticked."""

    href: str
    is_on: bool
    title: str


@dataclass(frozen=True)
class Line:
    """A line of the shortlist: its title, the page it leads to if it has one, and the way to take it off."""

    title: str
    href: str
    off: str


def box(tick: Tick, words: Words) -> Markup:
    """The box with its word; its name says which line it is."""
    return render("tick", tick=tick, words=words)


def shortlist(lines: Sequence[Line], empty: str, notes: Sequence[str], words: Words) -> Markup:
    """The titles ticked, each with the way to take it off, closed at first; how to begin where there is none."""
    title = words("records.shortlist_of", n=len(lines))
    return render("ticked", title=title, lines=lines, notes=notes, empty=empty, words=words)
