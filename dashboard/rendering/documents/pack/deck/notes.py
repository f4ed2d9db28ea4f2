"""Short lines under a title, each with the sign of its mark.

Does not belong here: the notes of the speaker below a slide (`presentation`).
"""

from dataclasses import replace

from dashboard.rendering.documents.pack.content import Cell, Notes
from dashboard.rendering.documents.pack.deck import marks
from dashboard.rendering.documents.pack.deck.measuring import Box, cut, height
from dashboard.rendering.documents.pack.deck.page import Drawn, Page, heading_height

SIZE, APART = 12.0, 7.0
MOST_LINES = 12


def least(notes: Notes, box: Box) -> float:
    """The height below which the lines begin on the next slide."""
    first = max((_high(cell, box.width) for cell in notes.lines[:1]), default=0)
    return heading_height(notes.title, box.width) + first


def draw(notes: Notes, page: Page, box: Box) -> Drawn:
    """As many lines as fit into the place; the others are the rest."""
    top = page.heading(notes.title, box)
    for place, cell in enumerate(notes.lines):
        high = _high(cell, box.width)
        if place and top + high > box.bottom:
            return Drawn(top, replace(notes, lines=notes.lines[place:]))
        fitting = replace(cell, text=_cut(cell, box.width))
        page.text(Box(box.left, top, box.width, high), [marks.runs(fitting)], SIZE)
        page.took([cell])
        top += high + APART
    return Drawn(top - APART if notes.lines else top)


def _cut(cell: Cell, room: float) -> str:
    return cut(cell.text, room - 2 * SIZE, SIZE, MOST_LINES)


def _high(cell: Cell, room: float) -> float:
    return height(marks.length(replace(cell, text=_cut(cell, room))), room, SIZE)
