"""Objectives as squares: each a shape with its code in the colour of its status, under the status's own shape and word.

Does not belong here: the signs of a status within a text (`marks`).
"""

from dataclasses import dataclass, replace

from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.util import Pt

from dashboard.rendering.documents.pack.content import Cell, Group, SquareRow, Squares
from dashboard.rendering.documents.pack.deck import marks
from dashboard.rendering.documents.pack.deck.measuring import LINE, Box, height, width
from dashboard.rendering.documents.pack.deck.page import (
    Drawn,
    Page,
    described,
    heading_height,
    note_height,
    plainly,
    titled_height,
)
from dashboard.rendering.documents.pack.deck.texts import Run, colour, fill

SIDE, BETWEEN, APART = 25.0, 3.0, 16.0  # points: a square, its gap, the gap of two groups
ICON, LABEL, CODE, TITLE, SENTENCE = 11.0, 10.0, 9.0, 14.0, 10.0
NAMED, NAMED_WIDE = 0.17, 0.36  # share of the width in which a row is named; where the groups stand under each other
ROW_GAP = 12.0
# The shape of each status, how it is turned, and the sign within it.
SHAPES = {
    "achieved": (MSO_SHAPE.OVAL, 0, "✓"),
    "on_track": (MSO_SHAPE.PENTAGON, -90, ""),
    "acceleration_needed": (MSO_SHAPE.DIAMOND, 0, ""),
    "limited_progress": (MSO_SHAPE.PENTAGON, 0, ""),
    "moving_away": (MSO_SHAPE.FLOWCHART_MERGE, 0, ""),
    marks.CANNOT: (MSO_SHAPE.OVAL, 0, ""),
}


def least(squares: Squares, box: Box) -> float:
    """The height below which the squares begin on the next slide."""
    return heading_height(squares.title, box.width) + max(
        (_high(row, squares, box.width) for row in squares.rows[:1]), default=0
    )


def draw(squares: Squares, page: Page, box: Box) -> Drawn:
    """As many rows as fit into the place; the others are the rest."""
    top = page.heading(squares.title, box)
    room = box.bottom - note_height(squares.note, box.width)
    for place, row in enumerate(squares.rows):
        high = _high(row, squares, box.width)
        if place and top + high > room:
            return Drawn(top, replace(squares, rows=squares.rows[place:]))
        if place:
            page.line(box.left, top - ROW_GAP / 2, box.width)
        _row(row, squares, page, Box(box.left, top, box.width, high))
        top += high + ROW_GAP
    return Drawn(page.note(squares.note, box.left, top - ROW_GAP, box.width))


@dataclass(frozen=True)
class Placed:
    """A group and where it stands within its row, with how many squares it has in a line."""

    group: Group
    left: float
    top: float
    across: int
    high: float


def _named(squares: Squares) -> float:
    return NAMED_WIDE if squares.is_aligned else NAMED


def _aligned(row: SquareRow, room: float) -> list[Placed]:
    """The groups beside each other, each in the same share of the room as in the other rows."""
    wide = room / max(len(row.groups), 1)
    found = []
    for place, group in enumerate(row.groups):
        across = max(int((wide - APART) // (SIDE + BETWEEN)), 1)
        down = -(-len(group.squares) // across)
        high = LABEL * LINE + 3 + down * (SIDE + BETWEEN)
        found.append(Placed(group, place * wide, 0.0, across, high))
    return found


def _placed(row: SquareRow, squares: Squares, wide: float) -> list[Placed]:
    """The groups from left to right, and on a new line where there is no room; those aside begin one."""
    room = wide * (1 - _named(squares))
    if squares.is_aligned:
        return _aligned(row, room)
    found: list[Placed] = []
    left = top = tallest = 0.0
    is_aside = False
    for group in row.groups:
        across = max(min(len(group.squares), int(room // (SIDE + BETWEEN))), 1)
        down = -(-len(group.squares) // across)
        label = width(group.label, LABEL) + (ICON + 4 if group.mark in SHAPES else 0)
        wide = min(max(across * (SIDE + BETWEEN), label), room)
        begins = group.is_aside and not is_aside
        if found and (begins or left + wide > room):
            left, top, tallest = 0.0, top + tallest + BETWEEN * 2, 0.0
        high = LABEL * LINE + 3 + down * (SIDE + BETWEEN)
        found.append(Placed(group, left, top, across, high))
        left, tallest, is_aside = left + wide + APART, max(tallest, high), group.is_aside
    return found


def _high(row: SquareRow, squares: Squares, wide: float) -> float:
    """The height of a row: of its name or of its groups."""
    placed = _placed(row, squares, wide)
    groups = max((one.top + one.high for one in placed), default=0.0)
    return max(groups, _name_high(row, wide * _named(squares) - APART))


def _name_high(row: SquareRow, room: float) -> float:
    sentence = height(row.sentence, room, SENTENCE) + 2 if row.sentence else 0.0
    return titled_height(row.title, room, TITLE) + sentence


def _row(row: SquareRow, squares: Squares, page: Page, box: Box) -> None:
    begins = box.left + box.width * _named(squares)
    room = box.width * _named(squares) - APART
    high = titled_height(row.title, room, TITLE)
    page.text(Box(box.left, box.top, room, high), [[Run(row.title, is_bold=True, is_serif=True)]], TITLE)
    if row.sentence:
        below = Box(box.left, box.top + high + 2, room, height(row.sentence, room, SENTENCE))
        page.text(below, [[Run(row.sentence, "muted")]], SENTENCE)
    for placed in _placed(row, squares, box.width):
        left, top = begins + placed.left, box.top + placed.top
        _label(placed.group, page, left, top)
        for nth, cell in enumerate(placed.group.squares):
            down, along = divmod(nth, placed.across)
            at = (left + along * (SIDE + BETWEEN), top + LABEL * LINE + 3 + down * (SIDE + BETWEEN))
            _square(cell, placed.group, page, *at)
        page.took(placed.group.squares)


def _label(group: Group, page: Page, left: float, top: float) -> None:
    """The shape of the status and its word."""
    if group.mark in SHAPES:
        _icon(group.mark, page, left, top + 1)
        left += ICON + 4
    room = width(group.label, LABEL) + 12  # on one line whatever the font
    page.text(Box(left, top, room, LABEL * LINE), [[Run(group.label, is_bold=not group.is_aside)]], LABEL)


def _icon(mark: str, page: Page, left: float, top: float) -> None:
    form, turned, sign = SHAPES[mark]
    shape = page.slide.shapes.add_shape(form, Pt(left), Pt(top), Pt(ICON), Pt(ICON))
    shape.rotation = turned
    plainly(shape)
    described(shape, "", page.words(f"status.{mark}"))
    _tinted(shape, mark)
    _written(shape, sign, "surface", ICON * 0.7)


def _square(cell: Cell, group: Group, page: Page, left: float, top: float) -> None:
    """A square with its code; what is read out is the code and its status or reason."""
    shape = page.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(left), Pt(top), Pt(SIDE), Pt(SIDE))
    plainly(shape)
    mark = cell.mark or group.mark
    described(shape, f"{cell.text}, {group.label}", cell.text)
    _tinted(shape, mark)
    if mark == marks.CANNOT:
        marks.hatch(shape.fill)
    _written(shape, cell.text, f"on_{mark}" if mark in SHAPES and mark != marks.CANNOT else "ink", CODE)


def _tinted(shape: Shape, mark: str) -> None:
    """Filled in the colour of the status; what cannot be assessed is a dashed outline and never filled."""
    token = f"status_{mark}" if mark in SHAPES else "muted"
    shape.line.color.rgb, shape.line.width = colour(token), Pt(1)
    if mark == marks.CANNOT or mark not in SHAPES:
        shape.line.dash_style = MSO_LINE_DASH_STYLE.DASH
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(token)


def _written(shape: Shape, text: str, token: str, size: float) -> None:
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    fill(frame, [[Run(text, token, is_bold=True)]], size, PP_ALIGN.CENTER)
