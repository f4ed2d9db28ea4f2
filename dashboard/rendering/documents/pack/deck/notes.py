"""Short lines under a title, each with the sign of its mark.

Does not belong here: the notes of the speaker below a slide (`presentation`).
"""

from dataclasses import replace

from dashboard.rendering.documents.pack.content import WHOLE, Cell, Notes
from dashboard.rendering.documents.pack.deck import keys, marks
from dashboard.rendering.documents.pack.deck.measuring import Box, cut, height
from dashboard.rendering.documents.pack.deck.page import Drawn, Page, heading_height

SIZE, APART, CARD = 11.0, 6.0, 5.0
MOST_LINES = 12


def least(notes: Notes, box: Box) -> float:
    """The height below which the lines begin on the next slide."""
    if notes.is_key:
        return keys.height(_key(notes), box.width) + heading_height(notes.title, box.width)
    first = max((_high(cell, box.width) for cell in notes.lines[:1]), default=0)
    return heading_height(notes.title, box.width) + first + (CARD if _is_card(notes) else 0)


def draw(notes: Notes, page: Page, box: Box) -> Drawn:
    """As many lines as fit into the place; the others are the rest."""
    if notes.is_key:
        page.took(notes.lines)
        return Drawn(keys.draw(_key(notes), page, replace(box, top=page.heading(notes.title, box))))
    if _is_card(notes):
        page.line(box.left, box.top, box.width, "ink")
        box = replace(box, top=box.top + CARD, height=box.height - CARD)
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


def _is_card(notes: Notes) -> bool:
    """Lines under a title of their own, beside others: a line above them keeps them apart."""
    return bool(notes.title) and notes.width < WHOLE and not notes.is_below


def _key(notes: Notes) -> list[tuple[str, str]]:
    return [(cell.mark, cell.text) for cell in notes.lines]


def _cut(cell: Cell, room: float) -> str:
    return cut(cell.text, room - 2 * SIZE, SIZE, MOST_LINES)


def _high(cell: Cell, room: float) -> float:
    return height(marks.length(replace(cell, text=_cut(cell, room))), room, SIZE)
