"""A grid as a table that can be edited: its head repeated on every slide, no row below the foot.

Does not belong here: how a mark is drawn (`marks`), or what of a table is left for the next slide is drawn on (`slides`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.table import Table
from pptx.util import Pt

from dashboard.rendering.documents.pack.content import Cell, Grid
from dashboard.rendering.documents.pack.deck import marks
from dashboard.rendering.documents.pack.deck.edges import edged
from dashboard.rendering.documents.pack.deck.measuring import LINE, Box, cut, lines, width
from dashboard.rendering.documents.pack.deck.page import Drawn, Page, described, heading_height, note_height
from dashboard.rendering.documents.pack.deck.texts import Run, fill

# Size of the texts and room above and below them, in points: the first at which the whole table fits, else the second.
TRIED, FIELDS_TRIED = ((11.0, 3.0), (10.0, 3.0), (10.0, 2.0)), ((9.0, 3.0), (9.0, 2.0), (9.0, 1.2), (9.0, 0.6))
SIDE = 4.0  # points beside a text
MOST_LINES = 10  # of a cell; what is longer is cut, and whole in the workbook
WIDEST, NARROWEST = 0.5, 0.05  # shares of a table that one column takes at most and at least
ALWAYS = 3  # rows that stand on a slide with their head, or the table begins on the next one


@dataclass(frozen=True)
class Layout:
    """How a grid is set: sizes, widths of its columns, texts cut to fit, heights of its rows."""

    size: float
    above: float
    columns: Sequence[float]
    head: float
    rows: Sequence[float]


@dataclass(frozen=True)
class Part(Grid):
    """A table that goes on from the slide before, set as there."""

    size: float = 0.0
    above: float = 0.0


def layout(grid: Grid, box: Box) -> Layout:
    """The largest size at which the table fits its place; one that fits at none is set as the second says."""
    if isinstance(grid, Part):
        return _layout(grid, box.width, grid.size, grid.above)
    tried = [_layout(grid, box.width, *one) for one in (FIELDS_TRIED if grid.is_field else TRIED)]
    room = box.height - heading_height(grid.title, box.width) - note_height(grid.note, box.width)
    return next((one for one in tried if one.head + sum(one.rows) <= room), tried[1])


def least(grid: Grid, box: Box) -> float:
    """The height below which the table begins on the next slide."""
    set_ = layout(grid, box)
    return heading_height(grid.title, box.width) + set_.head + sum(set_.rows[:ALWAYS]) + note_height("x", box.width)


def draw(grid: Grid, page: Page, box: Box) -> Drawn:
    """As many rows as fit into the place; the others are the rest."""
    top = page.heading(grid.title, box)
    if not grid.rows:
        return Drawn(page.note(grid.note or page.words("missing.none"), box.left, top, box.width))
    set_ = layout(grid, box)
    taken = _fitting(grid, set_, box.bottom - top - note_height(grid.note, box.width))
    shown = replace(grid, rows=grid.rows[:taken])
    bottom = _table(shown, set_, page, Box(box.left, top, box.width, set_.head + sum(set_.rows[:taken])))
    page.took(cell for row in shown.rows for cell in row)
    if taken < len(grid.rows):
        left = grid.rows[taken:]
        repeated = _section(shown.rows) if len(left[0]) == len(grid.heads) else []
        return Drawn(bottom, _rest(grid, [*repeated, *left], set_))
    return Drawn(page.note(grid.note, box.left, bottom, box.width))


def _layout(grid: Grid, room: float, size: float, above: float) -> Layout:
    columns = _columns(grid, room, size)
    heights = [size * LINE * _most(row, columns, size) + 2 * above for row in grid.rows]
    head = max((lines(text, wide - 2 * SIDE, size) for text, wide in zip(grid.heads, columns, strict=True)), default=1)
    return Layout(size, above, columns, head * size * LINE + 2 * above, heights)


def _most(row: Sequence[Cell], columns: Sequence[float], size: float) -> int:
    """The lines of the tallest cell of a row."""
    rooms = columns if len(row) == len(columns) else [sum(columns)]
    counted = (lines(marks.length(cell), room - 2 * SIDE, size) for cell, room in zip(row, rooms, strict=False))
    return min(max(counted, default=1), MOST_LINES)


def _columns(grid: Grid, room: float, size: float) -> list[float]:
    """Widths of the columns: as the grid says, else by their texts."""
    if grid.widths:
        return [room * share / sum(grid.widths) for share in grid.widths]
    full = [row for row in grid.rows if len(row) == len(grid.heads)]
    asked, words = [], []
    for place, head in enumerate(grid.heads):
        texts = [head, *(marks.length(row[place]) for row in full)]
        asked.append(min(max(width(text, size) for text in texts) + 3 * SIDE, room * WIDEST))
        longest = max(width(word, size) for text in texts for word in text.split() or [""])
        words.append(min(max(longest + 3 * SIDE, room * NARROWEST), asked[-1]))
    if sum(asked) <= room or sum(words) >= room:
        basis = asked if sum(asked) <= room else words
        return [wide * room / sum(basis) for wide in basis]
    spread = (room - sum(words)) / (sum(asked) - sum(words))
    return [word + (wide - word) * spread for word, wide in zip(words, asked, strict=True)]


def _fitting(grid: Grid, set_: Layout, room: float) -> int:
    """How many rows fit; a heading within the table never stands last, and one row always fits."""
    left, taken = room - set_.head, 0
    for height in set_.rows:
        if height > left:
            break
        left, taken = left - height, taken + 1
    while 1 < taken < len(grid.rows) and len(grid.rows[taken - 1]) == 1 < len(grid.heads):
        taken -= 1
    return max(taken, 2 if len(grid.rows[0]) == 1 < len(grid.heads) else 1)


def _rest(grid: Grid, rows: Sequence[Sequence[Cell]], set_: Layout) -> Part:
    """The rows for the next slide, in columns and sizes as on this one."""
    return Part(
        grid.title,
        grid.heads,
        rows,
        grid.note,
        set_.columns,
        grid.numeric,
        grid.is_field,
        grid.width,
        size=set_.size,
        above=set_.above,
    )


def _section(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """The heading under which the next rows stand, if there is one."""
    return [row for row in rows if len(row) == 1][-1:]


def _table(grid: Grid, set_: Layout, page: Page, box: Box) -> float:
    frame = page.slide.shapes.add_table(
        len(grid.rows) + 1, len(grid.heads), Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
    )
    described(frame, ". ".join(text for text in (grid.title, grid.note) if text), grid.title)
    table = frame.table
    table.horz_banding = False
    for place, wide in enumerate(set_.columns):
        table.columns[place].width = Pt(wide)
    for place, high in enumerate([set_.head, *set_.rows[: len(grid.rows)]]):
        table.rows[place].height = Pt(high)
    for place, head in enumerate(grid.heads):
        _cell(table, 0, place, [Run(head, "muted", is_bold=True)], grid, set_)
    for nth, row in enumerate(grid.rows, start=1):
        _row(table, nth, row, grid, set_)
    edged(frame.element, grid, set_.columns, set_.size)
    return box.bottom


def _row(table: Table, nth: int, row: Sequence[Cell], grid: Grid, set_: Layout) -> None:
    if len(row) == 1 < len(grid.heads):
        table.cell(nth, 0).merge(table.cell(nth, len(grid.heads) - 1))
        _cell(table, nth, 0, [Run(row[0].text, "accent", is_bold=True, is_serif=True)], grid, set_)
        return
    for place, cell in enumerate(row):
        runs = marks.runs(cell)
        if grid.is_field and cell.mark:
            token = marks.field(table.cell(nth, place).fill, cell.mark, cell.share)
            beside = f"\t{cell.beside.text}" if cell.beside else ""
            runs = [Run(f"{cell.text}{beside}", token)]
        _cell(table, nth, place, runs, grid, set_)


def _cell(table: Table, nth: int, place: int, runs: Sequence[Run], grid: Grid, set_: Layout) -> None:
    """Write a cell; a text that is longer than a cell may be is cut."""
    cell = table.cell(nth, place)
    cell.margin_left = cell.margin_right = Pt(SIDE)
    cell.margin_top = cell.margin_bottom = Pt(set_.above)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if nth == 0 else MSO_ANCHOR.MIDDLE if grid.is_field else MSO_ANCHOR.TOP
    *signs, last = runs
    room = sum(set_.columns) if cell.is_merge_origin else set_.columns[place]
    room -= 2 * SIDE + sum(width(sign.text, set_.size) for sign in signs)
    fitting = replace(last, text=cut(last.text, room, set_.size, MOST_LINES))
    fill(cell.text_frame, [[*signs, fitting]], set_.size, PP_ALIGN.RIGHT if place in grid.numeric else None)
