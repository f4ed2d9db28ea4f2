"""Cells of the spreadsheets that we write: none is taken for a formula, whatever its text.

`plain` is for workbooks that are only read, the shortlist and letters; `plain_in_csv` for every CSV. `as_text` is for
tables that are filled in and sent again, templates and marked copies, where an apostrophe would change the text.

A CSV has commas, and much of the world reads it with semicolons. Then quotation marks protect nothing: they count at the
beginning of a cell only, and `"a","x;=1+1"` falls apart into two cells of which the second is a formula. So the apostrophe
stands wherever a cell could begin, whatever sign the reader takes for the end of one. Text that could not be run, and
what is a number as a whole, stays as it is, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:  # a check writes no workbook, and need not wait for what could
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

SIGNS = r"[=+\-@＝＋－＠]"  # what a formula begins with; the wide ones are read so by a Japanese spreadsheet
NOTHING = r"[\s\"\x00-\x1f\u200b\u2060\ufeff]*"  # what a reader may drop at the beginning of a cell
ENDS = r"[;|\t\n\r\v\f\x85\u2028\u2029]"  # after which some reader begins a cell or a line
BEGINS = re.compile(rf"[\t\r\n]|{NOTHING}{SIGNS}")
NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# A number between commas, as of a place, is none but a number for whoever begins a cell there.
WITHIN = re.compile(rf"(?:{ENDS}{NOTHING}|,{NOTHING}(?!{NUMBER.pattern}(?:,|$)))(?={SIGNS})")
# What is looked at more closely: before a sign that could begin a formula nothing of these stands within a word.
SUSPECT = r"^[\t\r\n]|(?:^|[^0-9A-Za-z])" + SIGNS
TEXT = "s"  # the type of a cell of text


def plain(value: object) -> object:
    """The value as a cell; text that would be run as a formula gets an apostrophe in front."""
    if isinstance(value, str) and BEGINS.match(value) and not NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def plain_in_csv(value: object) -> object:
    """The value as a cell of a CSV; text gets an apostrophe also where a cell begins for another separator."""
    if isinstance(value, str) and not NUMBER.fullmatch(value):
        return WITHIN.sub(r"\g<0>'", str(plain(value)))
    return value


def plain_texts_in_csv(values: pd.Series) -> pd.Series:
    """Texts as cells of a CSV, each as `plain_in_csv` has it; few are looked at one by one, as a table may have millions."""
    suspects = values[values.str.contains(SUSPECT, na=False)]
    if suspects.empty:
        return values
    guarded = values.copy()
    guarded[suspects.index] = [str(plain_in_csv(text)) for text in suspects.tolist()]
    return guarded


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
