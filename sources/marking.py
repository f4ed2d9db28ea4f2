"""Gives a sender's own workbook back with the faulty cells coloured and a comment in each that says what to do.

What is faulty was found by a check; nothing is judged here, and the sender's file itself is not changed.
"""

from pathlib import Path

import pandas as pd
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from sources.checking import Report
from sources.tabulating import HEADER_WITHIN_ROWS

COLOURS = {"error": "F4B6B0", "warning": "FBE3A1", "info": "D5E5F2"}
SEVERITIES = ("error", "warning", "info")  # gravest first: it colours the cell
AUTHOR = "4 per 1000"
COMMENT_WIDTH, COMMENT_HEIGHT = 360, 160  # pixels


def mark_workbook(path: Path, report: Report, out: Path) -> int:
    """Write a copy of a checked workbook to `out` with its findings marked; the number of cells marked.

    Raises ValueError when the report does not know the file, or refused it.
    """
    summary = next((each for each in report.files if Path(each.source_file).name == path.name), None)
    if summary is None or summary.refusal:
        raise ValueError(f"'{path.name}' cannot be marked: {summary.refusal if summary else 'it was not checked'}")
    found = report.problems[report.problems["source_file"] == summary.source_file]
    with path.open("rb") as workbook:  # by its content: a workbook may arrive under any name
        book = load_workbook(workbook)
    marked = 0
    for (sheet, row, column), problems in found.dropna(subset=["source_sheet", "source_row"]).groupby(
        ["source_sheet", "source_row", "column"], dropna=False, sort=False
    ):
        if sheet in book.sheetnames:
            _mark(book[sheet], int(row), column, problems)
            marked += 1
    book.save(out)
    return marked


def _mark(sheet: Worksheet, row: int, column: object, problems: pd.DataFrame) -> None:
    cell = sheet.cell(row, _number_of(sheet, column))
    gravest = next(severity for severity in SEVERITIES if severity in set(problems["severity"]))
    cell.fill = PatternFill("solid", fgColor=COLOURS[gravest])
    lines = [f"{each['rule_id']}: {each['message']} {each['fix']}" for each in problems.to_dict("records")]
    cell.comment = Comment("\n".join(lines), AUTHOR, height=COMMENT_HEIGHT, width=COMMENT_WIDTH)


def _number_of(sheet: Worksheet, header: object) -> int:
    """The column under a header; the first one for findings about a whole row."""
    for cells in sheet.iter_rows(max_row=HEADER_WITHIN_ROWS):
        for cell in cells:
            if isinstance(cell.value, str) and cell.value.strip() == header:
                return cell.column
    return 1
