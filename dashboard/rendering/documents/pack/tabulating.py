"""A block of the pack as a plain table: one value in a field, its unit in the head, sections and states as columns.

Does not belong here: how a table becomes a sheet of a workbook (`annex`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.rendering.documents.pack.content import Block, Cell, Chart, Grid, Squares
from dashboard.rendering.words import Words

EURO = "EUR"
BETWEEN_NAMES = " · "  # of figures: a name can have spaces
# Where the words of a mark stand, in the order in which they are looked for.
OF_MARKS = ("status.{}", "coverage.{}", "practices.state.{}", "value.kind.{}")


@dataclass(frozen=True)
class Table:
    """A table with a title and a note; a field that holds a number is a cell with its value, any other one a text."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


def table(block: Block, words: Words) -> Table | None:
    """The block as a table; lines of text are none."""
    if isinstance(block, Grid):
        return _grid(block, words)
    if isinstance(block, Chart):
        return _chart(block, words)
    return _squares(block, words) if isinstance(block, Squares) else None


def _grid(grid: Grid, words: Words) -> Table:
    """A column for the section, as many as a column needs for its values, and one for the figures of a row."""
    sections, rows = _sectioned(grid)
    columns: list[tuple[str, Sequence[Cell]]] = []
    if any(sections):
        columns.append((words("annex.section"), [Cell(section) for section in sections]))
    for place, head in enumerate(grid.heads):
        columns += _columns(head, [row[place] for row in rows], words)
    named = [BETWEEN_NAMES.join(dict.fromkeys(one.figure_id for one in _all(row) if one.figure_id)) for row in rows]
    if any(named):
        columns.append((words("annex.figures"), [Cell(name) for name in named]))
    turned = [list(row) for row in zip(*(cells for _, cells in columns), strict=True)]
    return Table(grid.title, [head for head, _ in columns], turned, grid.note)


def _columns(head: str, cells: Sequence[Cell], words: Words) -> Iterator[tuple[str, Sequence[Cell]]]:
    """A column with its unit in the head, or beside it where units differ; then its states and its second figures."""
    if any(cell.text or cell.value is not None for cell in cells) or not any(cell.mark for cell in cells):
        yield from _with_unit(head, cells, words)
    if any(cell.mark and not cell.text for cell in cells):
        yield f"{head}: {words('annex.state')}", [Cell(_said(cell, words)) for cell in cells]
    if any(cell.beside for cell in cells):
        yield from _with_unit(head, [cell.beside or Cell("") for cell in cells], words)


def _with_unit(head: str, cells: Sequence[Cell], words: Words) -> Iterator[tuple[str, Sequence[Cell]]]:
    units = list(dict.fromkeys(cell.unit for cell in cells if cell.value is not None))
    if len(units) == 1:
        yield _in_unit(head, units[0], words), cells
        return
    yield head, cells
    if len(units) > 1:
        yield f"{head}: {words('annex.unit')}", [Cell(words.unit(cell.unit)) for cell in cells]


def _in_unit(head: str, unit: str, words: Words) -> str:
    """The head with the unit in which its numbers stand; what paper shows in millions stands here in full, and says so."""
    if unit == EURO:
        return words("annex.in_euros", head=head)
    named = words.unit(unit)
    return head if not named or named in head else f"{head} ({named})"


def _said(cell: Cell, words: Words) -> str:
    """The words of a mark."""
    keys = (form.format(cell.mark) for form in OF_MARKS)
    return next((words(key) for key in keys if words.has(key)), cell.mark)


def _sectioned(grid: Grid) -> tuple[list[str], list[Sequence[Cell]]]:
    """The rows of a grid, and under which heading within it each stands."""
    section, sections, rows = "", [], []
    for row in grid.rows:
        if len(row) == 1 < len(grid.heads):
            section = row[0].text
        else:
            sections.append(section)
            rows.append(row)
    return sections, rows


def _chart(chart: Chart, words: Words) -> Table:
    """The categories with the values of every series."""
    series = [Grid("", [one.name], [[cell] for cell in one.cells]) for one in chart.series]
    rows = [[Cell(name), *(one.rows[place][0] for one in series)] for place, name in enumerate(chart.categories)]
    heads = [words("annex.category"), *(one.heads[0] for one in series)]
    return _grid(Grid(chart.title, heads, rows, chart.note), words)


def _squares(squares: Squares, words: Words) -> Table:
    """One row per square: in which row and group it stands."""
    rows = [
        [Cell(row.title), Cell(square.text, figure_id=square.figure_id), Cell(group.label), Cell(_said(square, words))]
        for row in squares.rows
        for group in row.groups
        for square in group.squares
    ]
    heads = [words("annex.row"), words("grid.objective"), words("annex.group"), words("annex.state")]
    return _grid(Grid(squares.title, heads, rows, squares.note), words)


def _all(row: Sequence[Cell]) -> Iterator[Cell]:
    for cell in row:
        yield cell
        if cell.beside:
            yield cell.beside
