"""A grid as a table that can be edited: its head repeated on every slide, no row below the foot.

Does not belong here: how a mark is drawn (`marks`), or what of a table is left for the next slide is drawn on (`slides`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.table import Table
from pptx.util import Pt

from dashboard.rendering.documents.pack.content import NEARLY, Cell, Grid
from dashboard.rendering.documents.pack.deck import keys, marks
from dashboard.rendering.documents.pack.deck.edges import edged
from dashboard.rendering.documents.pack.deck.keys import Key
from dashboard.rendering.documents.pack.deck.measuring import BOLD, LINE, Box, cut, lines, width
from dashboard.rendering.documents.pack.deck.page import GAP, Drawn, Page, described, heading_height, note_height
from dashboard.rendering.documents.pack.deck.texts import Run, fill

# Size of the texts and room above and below them, in points; which of them a table has, `layout` says.
TRIED, FIELDS_TRIED = (
    ((11.0, 3.0), (10.0, 3.0), (10.0, 2.0), (9.0, 2.5)),
    ((9.0, 3.0), (9.0, 2.0), (9.0, 1.2), (9.0, 0.6), (9.0, 0.3)),
)
SIDE = 3.0  # points beside a text
MOST_LINES = 10  # of a cell; what is longer is cut, and whole in the workbook
LONGEST_WORD = 220.0  # points: an address is broken
MOST_SLIDES, WHOLE_SLIDE = 2, 330.0  # on which a table is kept together, and what one more has room for, in points
SHORT = 9  # characters of a text that is not parted: an amount, a month
NO_TEXT = 4.0  # points: the height of a gap between rows
WIDEST, NARROWEST = 0.5, 0.05  # shares of a table that one column takes at most and at least
ALWAYS = 3  # rows that stand on a slide with their head, where a table begins and where it ends


@dataclass(frozen=True)
class Layout:
    """How a grid is set: sizes, widths of its columns, texts cut to fit, heights of its rows."""

    size: float
    above: float
    columns: Sequence[float]
    head: float
    rows: Sequence[float]
    is_broken: bool  # a word is longer than its column


@dataclass(frozen=True)
class Part(Grid):
    """A table that goes on from the slide before, set as there."""

    size: float = 0.0
    above: float = 0.0


def layout(grid: Grid, box: Box, beneath: float) -> Layout:
    """The largest size at which the table fits its place, or this and one more slide; a longer one is set as the second says.

    `beneath` is the height of what stands below it on every slide.
    """
    if isinstance(grid, Part):
        return _layout(grid, box.width, grid.size, grid.above)
    tried = [_layout(grid, box.width, *one) for one in (FIELDS_TRIED if grid.is_field else TRIED)]
    unbroken = [one for one in tried if not one.is_broken] or tried[-1:]
    around = heading_height(grid.title, box.width) + beneath
    for further in range(MOST_SLIDES):
        for one in unbroken:
            # Further down each slide has the head again, and a row that did not fit leaves its place empty.
            room = (
                box.height + further * (WHOLE_SLIDE - max(one.rows, default=0.0)) - (1 + further) * (around + one.head)
            )
            if sum(one.rows) <= room:
                return one
    return unbroken[min(1, len(unbroken) - 1)]


def least(grid: Grid, box: Box) -> float:
    """The height below which the table begins on the next slide."""
    hatched, key = _hatched(grid)
    set_ = layout(hatched, box, _beneath(grid, key, box))
    return heading_height(grid.title, box.width) + set_.head + sum(set_.rows[:ALWAYS]) + note_height("x", box.width)


def draw(grid: Grid, page: Page, box: Box) -> Drawn:
    """As many rows as fit into the place; the others are the rest."""
    whole = grid
    grid, key = _hatched(grid)
    top = page.heading(grid.title, box)
    if not grid.rows:
        return Drawn(page.note(grid.note or page.words("missing.none"), box.left, top, box.width))
    beneath = _beneath(grid, key, box)
    set_ = layout(grid, box, beneath)
    taken = _fitting(grid, set_, box.bottom - top - beneath)
    shown = replace(grid, rows=grid.rows[:taken])
    bottom = _table(shown, set_, page, Box(box.left, top, box.width, set_.head + sum(set_.rows[:taken])))
    page.took(cell for row in shown.rows for cell in row)
    if key:
        bottom = keys.draw(key, page, Box(box.left, bottom + GAP, box.width, 0))
    if taken < len(grid.rows):
        left = whole.rows[taken:]
        repeated = _section(shown.rows) if len(left[0]) == len(grid.heads) else []
        return Drawn(bottom, _rest(grid, [*repeated, *left], set_))
    return Drawn(page.note(grid.note, box.left, bottom, box.width))


def _hatched(grid: Grid) -> tuple[Grid, Key]:
    """The table with the hatch in place of the words for what nobody stated, and the key that says them once.

    Where cells are hatched for more than one reason each keeps its words.
    """
    said = [*{cell.text for row in grid.rows for cell in row if cell.mark == marks.HATCHED}]
    if grid.is_field or len(said) != 1:
        return grid, ()
    rows = [[replace(cell, text="") if cell.mark == marks.HATCHED else cell for cell in row] for row in grid.rows]
    return replace(grid, rows=rows), [(marks.HATCHED, said[0])]


def _beneath(grid: Grid, key: Key, box: Box) -> float:
    """The height of what stands below a table."""
    return note_height(grid.note, box.width) + (keys.height(key, box.width) + GAP if key else 0)


def _layout(grid: Grid, room: float, size: float, above: float) -> Layout:
    columns = _columns(grid, room, size)
    heights = [
        NO_TEXT if _is_gap(row, grid) else size * LINE * _most(row, columns, size) + 2 * above for row in grid.rows
    ]
    head = max(
        (lines(text, wide - 2 * SIDE, size * BOLD) for text, wide in zip(grid.heads, columns, strict=True)), default=1
    )
    needed = _least(grid, size)
    is_broken = any(small > wide + NEARLY for small, wide in zip(needed, columns, strict=True))
    return Layout(size, above, columns, head * size * LINE + 2 * above, heights, is_broken)


def _is_gap(row: Sequence[Cell], grid: Grid) -> bool:
    """A heading without a text only keeps the rows around it apart."""
    return len(row) == 1 < len(grid.heads) and not row[0].text


def _most(row: Sequence[Cell], columns: Sequence[float], size: float) -> int:
    """The lines of the tallest cell of a row."""
    rooms = columns if len(row) == len(columns) else [sum(columns)]
    counted = (lines(marks.length(cell), room - 2 * SIDE, size) for cell, room in zip(row, rooms, strict=False))
    return min(max(counted, default=1), MOST_LINES)


def _columns(grid: Grid, room: float, size: float) -> list[float]:
    """Widths of the columns: as the grid says, else by their texts."""
    if grid.widths:
        return _widened([room * share / sum(grid.widths) for share in grid.widths], grid, size)
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


def _widened(columns: Sequence[float], grid: Grid, size: float) -> list[float]:
    """The columns as they were asked for, but none narrower than its longest word if the others have room to give."""
    least = _least(grid, size)
    lacking = sum(max(small - wide, 0.0) for small, wide in zip(least, columns, strict=True))
    spare = sum(max(wide - small, 0.0) for small, wide in zip(least, columns, strict=True))
    if not lacking:
        return list(columns)
    if lacking > spare:
        return [small * sum(columns) / sum(least) for small in least]
    return [
        max(small, wide - max(wide - small, 0.0) * lacking / spare) for small, wide in zip(least, columns, strict=True)
    ]


def _least(grid: Grid, size: float) -> list[float]:
    """The widths below which a word of the column is broken."""
    full = [row for row in grid.rows if len(row) == len(grid.heads)]
    found = []
    for place, head in enumerate(grid.heads):
        heads = [width(word, size * BOLD) for word in head.split()]
        texts = [width(part, size) for row in full for part in _parts(row[place], grid.is_field)]
        found.append(min(max([*heads, *texts], default=0.0), LONGEST_WORD) + 2 * SIDE + 1)
    return found


def _parts(cell: Cell, is_field: bool) -> Sequence[str]:
    """What of a text stands on one line: a short text, and all of a map of fields, as a whole."""
    text = marks.length(cell)
    return [text] if len(cell.text) <= SHORT or is_field else text.split()


def _fitting(grid: Grid, set_: Layout, room: float) -> int:
    """How many rows fit; a heading within the table never stands last, few rows never on a slide of their own, one always fits."""
    left, taken = room - set_.head, 0
    for height in set_.rows:
        if height > left:
            break
        left, taken = left - height, taken + 1
    if taken < len(grid.rows):
        taken = max(min(taken, len(grid.rows) - ALWAYS), min(taken, ALWAYS))
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
    return [row for row in rows if len(row) == 1 and row[0].text][-1:]


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
        beside = [Run(f"   {row[0].beside.text}", "muted")] if row[0].beside else []
        _cell(table, nth, 0, [Run(row[0].text, is_bold=True, is_serif=True), *beside], grid, set_)
        return
    for place, cell in enumerate(row):
        runs = marks.runs(cell)
        if cell.mark == marks.HATCHED and not cell.text:
            marks.hatch(table.cell(nth, place).fill)
            runs = [Run("")]
        elif grid.is_field and cell.mark:
            token = marks.field(table.cell(nth, place).fill, cell.mark, cell.share)
            beside = f"\t{cell.beside.text}" if cell.beside else ""
            runs = [Run(f"{cell.text}{beside}", token)]
        _cell(table, nth, place, runs, grid, set_)


def _cell(table: Table, nth: int, place: int, runs: Sequence[Run], grid: Grid, set_: Layout) -> None:
    """Write a cell; a text that is longer than a cell may be is cut."""
    cell = table.cell(nth, place)
    cell.margin_left = cell.margin_right = Pt(SIDE)
    is_gap = nth > 0 and _is_gap(grid.rows[nth - 1], grid)
    cell.margin_top = cell.margin_bottom = Pt(0 if is_gap else set_.above)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if nth == 0 else MSO_ANCHOR.MIDDLE if grid.is_field else MSO_ANCHOR.TOP
    *signs, last = runs
    room = sum(set_.columns) if cell.is_merge_origin else set_.columns[place]
    room -= 2 * SIDE + sum(width(sign.text, set_.size) for sign in signs)
    fitting = replace(last, text=cut(last.text, room, set_.size, MOST_LINES))
    fill(cell.text_frame, [[*signs, fitting]], set_.size, PP_ALIGN.RIGHT if place in grid.numeric else None)
