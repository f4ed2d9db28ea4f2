"""Gives a sender's own workbook back with the faulty cells coloured and a comment in each that says what to do.

What is faulty was found by a check; nothing is judged here, and the sender's file itself is not changed.
"""

from pathlib import Path

import pandas as pd
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from sources.checking import Report

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
    for (sheet, row, field), problems in found.dropna(subset=["source_sheet", "source_row"]).groupby(
        ["source_sheet", "source_row", "field"], dropna=False, sort=False
    ):
        if sheet in book.sheetnames:
            column = report.places[summary.source_file, sheet].get(
                field, 0
            )  # the first for a finding about a whole row
            _mark(book[sheet].cell(int(row), column + 1), problems)
            marked += 1
    book.save(out)
    return marked


def _mark(cell: Cell, problems: pd.DataFrame) -> None:
    gravest = next(severity for severity in SEVERITIES if severity in set(problems["severity"]))
    cell.fill = PatternFill("solid", fgColor=COLOURS[gravest])
    lines = [f"{each['rule_id']}: {each['message']} {each['fix']}" for each in problems.to_dict("records")]
    cell.comment = Comment("\n".join(lines), AUTHOR, height=COMMENT_HEIGHT, width=COMMENT_WIDTH)
