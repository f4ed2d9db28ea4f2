"""Gives the value of merged cells to every row they stand for, as the sheet shows it.

A number is the exception: merged over rows it is the number of all of them together, and repeating it would multiply it.
Which column holds numbers is not known here.
"""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from sources.files.grids import Grid

Filled = dict[int, dict[int, int]]  # by column: the row that was filled, and the row it was filled from


def unmerged(grid: Grid) -> tuple[Grid, Filled]:
    """The sheet with the value of cells merged downwards in each row that has content, and what was filled."""
    numbers = [number for number, _ in grid.rows]
    rows = {}
    filled: Filled = {}
    done: dict[int, int] = {}  # by column the last row looked at, so that ranges laid over each other cost no more
    for first, column, last, _ in sorted(grid.look.merged):
        at = bisect_left(numbers, first)
        if last == first or at == len(numbers) or numbers[at] != first:
            continue
        text = grid.rows[at][1][column] if column < len(grid.rows[at][1]) else ""
        start = max(first, done.get(column, 0))
        done[column] = max(last, start)
        if not text.strip():
            continue
        for position in range(bisect_right(numbers, start), bisect_right(numbers, last)):
            number, cells = grid.rows[position]
            cells = rows.setdefault(position, [*cells, *[""] * (column + 1 - len(cells))])
            cells += [""] * (column + 1 - len(cells))
            cells[column] = text
            filled.setdefault(column, {})[number] = first
    if not rows:
        return grid, {}
    return replace(grid, rows=[(number, rows.get(at, cells)) for at, (number, cells) in enumerate(grid.rows)]), filled
