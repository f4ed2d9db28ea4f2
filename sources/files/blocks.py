"""Finds the tables on a sheet: where each has its row of headers, and which rows belong to no table of ours.

What the values of a table mean is not known here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sources.files.grids import Grid
from sources.files.recognising import Match, recognise
from sources.streams import streams

HEADER_WITHIN_ROWS = 30
LOOKED_AT_CELLS = 4  # of a row further down, to see whether it is worth a closer look

Header = tuple[int, Match]  # position of a row of headers on its sheet, and what it means


@dataclass(frozen=True)
class Block:
    """One table on a sheet: its headers as written, what they mean, and the numbered rows below them."""

    grid: Grid
    matched: Match
    headers: list[str]
    number: int
    rows: list[tuple[int, list[str]]]


@dataclass(frozen=True)
class Skipped:
    """Rows on a sheet that are read as no table: from and to which, and what their headers look like."""

    first: int
    last: int
    matched: Match


def blocks_of(grid: Grid) -> tuple[list[Block], list[Skipped]]:
    """The tables of a sheet from top to bottom, and what stands above or below and is none.

    One incomplete table is given where its headers say more than those of any complete one.
    """
    first = _first_headers(grid)
    if not first:
        return [], []
    best = max(first, key=lambda each: (len(each[1].columns), not each[1].missing))
    if best[1].missing:
        return [_block(grid, best, len(grid.rows))], []
    headers = [*first, *_later_headers(grid, first)]
    kept: list[Block] = []
    skipped: list[Skipped] = []
    for run, end in _runs(headers, len(grid.rows)):
        header = max(run, key=lambda each: len(each[1].columns))
        block = _block(grid, header, end, after=run[-1][0])
        is_cover = header[0] < best[0] and _is_less(block, best[1], _size(headers, best, len(grid.rows)))
        if (header[1].missing or is_cover) and block.rows:
            skipped.append(Skipped(block.number, block.rows[-1][0], header[1]))
        elif not (header[1].missing or is_cover):
            kept.append(block)
    return kept, skipped


def _first_headers(grid: Grid) -> list[Header]:
    """Every row among the first ones that looks like headers of ours; below a complete one only what clearly is."""
    found: list[Header] = []
    for position, (_, cells) in enumerate(grid.rows[:HEADER_WITHIN_ROWS]):
        matched = recognise(cells)
        if matched and (not found or _is_clear(matched, cells, grid, found)):
            found.append((position, matched))
    return found


def _is_clear(matched: Match, cells: list[str], grid: Grid, found: list[Header]) -> bool:
    """Is the row one of headers beyond doubt, as rows of data may stand here too?"""
    return len(matched.columns) >= len(matched.unknown) or any(cells == grid.rows[at][1] for at, _ in found)


def _later_headers(grid: Grid, first: list[Header]) -> Iterable[Header]:
    """Rows of headers further down: only rows that begin with names of our fields are looked at closely."""
    words, start = _words(), HEADER_WITHIN_ROWS
    for position, (_, cells) in enumerate(grid.rows[start:], start=start):
        if not words.isdisjoint(cells[:LOOKED_AT_CELLS]):
            matched = recognise(cells)
            if matched and _is_clear(matched, cells, grid, first):
                yield position, matched


@cache
def _words() -> frozenset[str]:
    """Everything that names a field of any stream, as people write it: in small letters, in capitals, or a first one."""
    fields = [each for stream in streams().values() for each in stream.fields]
    texts = {text for each in fields for text in (each.name, *each.titles.values(), *each.synonyms)}
    return frozenset(form(text) for text in texts for form in (str, str.lower, str.upper, str.capitalize, str.title))


def _runs(headers: list[Header], end: int) -> list[tuple[list[Header], int]]:
    """Rows of headers that follow each other make one; each with where its rows end."""
    runs: list[list[Header]] = []
    for header in headers:
        if runs and runs[-1][-1][0] == header[0] - 1:
            runs[-1].append(header)
        else:
            runs.append([header])
    ends = [*(run[0][0] for run in runs[1:]), end]
    return list(zip(runs, ends, strict=True))


def _size(headers: list[Header], best: Header, end: int) -> int:
    """How many rows stand below the best headers."""
    return next((position for position, _ in headers if position > best[0] + 1), end) - best[0] - 1


def _is_less(block: Block, best: Match, rows: int) -> bool:
    """Is it a cover above the table: of no stream beyond doubt, with fewer columns and no more rows?"""
    marks = block.matched.stream.marks.intersection(block.matched.columns.values())
    return not marks and len(block.matched.columns) < len(best.columns) and len(block.rows) <= rows


def _block(grid: Grid, header: Header, end: int, after: int | None = None) -> Block:
    position, matched = header
    below = position if after is None else after
    number, cells = grid.rows[position]
    return Block(grid, matched, cells, number, grid.rows[below + 1 : end])
