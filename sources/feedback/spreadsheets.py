"""Cells of the spreadsheets that we write: none is taken for a formula, whatever its text.

`plain` is for what is only read: CSV, the shortlist, letters. `as_text` is for tables that are filled in and sent
again, templates and marked copies, where an apostrophe in front would change the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a check writes no workbook, and need not wait for what could
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

# A spreadsheet reads a cell that begins with one of these as a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
TEXT = "s"  # the type of a cell of text


def plain(value: object) -> object:
    """The value as a cell; text that would be run as a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def as_text(cell: Cell) -> Cell:
    """The cell, typed as text if it holds a text: openpyxl takes one that begins with = for a formula."""
    if isinstance(cell.value, str):
        cell.data_type = TEXT
    return cell


def append(sheet: Worksheet, values: Sequence[object]) -> None:
    """One more row at the end of a sheet, its texts as text."""
    sheet.append(list(values))
    for cell in sheet[sheet.max_row]:
        as_text(cell)
