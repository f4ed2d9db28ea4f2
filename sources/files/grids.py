"""Sheets of text cells, as a file has them before its headers are understood, and the limits they must keep.

What a column means is not known here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from sources.addresses import has_address
from sources.findings import Refused, parameters, shown

MAXIMUM_CELLS = 6_000_000  # cells of one file; 100,000 projects of 40 columns are 4 million
MAXIMUM_COLUMNS = 5_000
MAXIMUM_ROWS = 200_000  # rows with content in one sheet; short rows cost as much to judge as long ones
MAXIMUM_LINE_BYTES = 1_000_000
PIECE_BYTES = 1 << 20


@dataclass(frozen=True)
class Look:
    """What a spreadsheet shows of a sheet beyond the stored values; rows as it numbers them, columns counted from 0.

    `merged` has the first row and column and the last of each range; `unvalued` row, column and the formula or error of
    cells without a value; `formed` row, column and what the number format shows: per cent, thousands, text.
    """

    is_hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[list[int]] = field(default_factory=list)
    unvalued: list[list] = field(default_factory=list)
    formed: list[list] = field(default_factory=list)


@dataclass(frozen=True)
class Grid:
    """One sheet: rows with content, each with its row number as a spreadsheet or editor shows it."""

    sheet: str | None
    medium: str
    rows: list[tuple[int, list[str]]]
    is_clean: bool = False  # known to have no control characters
    remarks: tuple[tuple[str, str], ...] = ()  # rule id and parameters of what the reader had to assume
    keys: tuple[str, ...] = ()  # the headers as sent, where the first row has only the last part of each
    look: Look = Look()
    put_aside: Mapping[int, tuple[str, str]] = field(default_factory=dict)  # by row why a submission does not count
    index: Mapping[int, str] = field(default_factory=dict)  # by row its number, by which rows of a group name it
    parents: Mapping[int, str] = field(default_factory=dict)  # by row of a repeated group the number it belongs to


def pieces(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The rest of a file piece by piece; raises Refused where it grows beyond the limit while it is read."""
    while piece := stream.read(PIECE_BYTES):
        most -= len(piece)
        if most < 0:
            raise Refused("FIL-014", case="changed")
        yield piece


def kept_rows(rows: Iterable[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The rows with content; raises Refused when there are more rows or cells than a file may have."""
    kept, widest = [], 0
    for number, row in rows:
        if not row or not (row[0].strip() or "".join(row).strip()):
            continue
        if len(row) > MAXIMUM_COLUMNS:
            row = without_blank_end(row)
        kept.append((number, row))
        widest = max(widest, len(row))
        # Short rows are filled up to the widest later, so it is the rectangle that counts.
        if widest > MAXIMUM_COLUMNS or widest * len(kept) > MAXIMUM_CELLS or len(kept) > MAXIMUM_ROWS:
            limits = {"rows": MAXIMUM_ROWS, "columns": MAXIMUM_COLUMNS, "cells": MAXIMUM_CELLS}
            raise Refused("FIL-012", case="table", **limits)
    return kept


def without_blank_end(row: list[str]) -> list[str]:
    """The row up to its last cell with content."""
    length = len(row)
    while length and not row[length - 1].strip():
        length -= 1
    return row[:length]


def shown_sheets(sheets: Sequence[str]) -> list[str]:
    """The names of the sheets of a file as others may see them; those that come out alike are numbered."""
    names: list[str] = []
    for sheet in sheets:
        name, number = shown(sheet), 1
        while (numbered := name if number == 1 else f"{name} {number}") in names:
            number += 1
        names.append(numbered)
    return names


def with_shown_sheets(grids: list[Grid]) -> list[Grid]:
    """The sheets under the names that others may see."""
    names = iter(shown_sheets([grid.sheet for grid in grids if grid.sheet is not None]))
    return [grid if grid.sheet is None else _renamed(grid, grid.sheet, next(names)) for grid in grids]


def _renamed(grid: Grid, sheet: str, name: str) -> Grid:
    withheld = (("FIL-052", parameters(case="sheet", sheet=name)),) if has_address(sheet) else ()
    return replace(grid, sheet=name, remarks=(*grid.remarks, *withheld))
