"""Writes a sender's own table as a workbook in which faulty cells are coloured and have a comment with the way out.

The faults come from a check; nothing is judged here, and the sender's file itself is not changed.
"""

import re
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from sources.feedback.checking import Report
from sources.feedback.spreadsheets import as_text
from sources.feedback.wording import ENGLISH, in_words
from sources.files.grids import Grid, shown_sheets
from sources.files.reading import grids
from sources.findings import shown

COLOURS = {"error": "F4B6B0", "warning": "FBE3A1", "info": "D5E5F2"}
SEVERITIES = ("error", "warning", "info")  # gravest first; the gravest colours the cell
AUTHOR = "4 per 1000"
COMMENT_WIDTH, COMMENT_HEIGHT = 360, 160  # pixels
MAXIMUM_SHEET_ROWS = 1_048_576
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\\*?:/\[\]]")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TYPED = "@"  # the number format under which a spreadsheet leaves a cell as it was typed


def mark_workbook(
    path: Path,
    report: Report,
    out: Path,
    source_file: str | None = None,
    language: str = ENGLISH,
    watermark: str = "",
) -> int:
    """Write a checked table as a workbook to `out` with its findings marked; the number of cells marked.

    A watermark begins each comment and stands above each printed sheet, and in no cell: the copy is mended and sent again.
    `source_file` is its name in the report, by default the one that ends like the path. Raises ValueError when the report
    does not know the file or refused it, or it has no rows and columns.
    """
    named = [each for each in report.files if source_file in (None, each.source_file)]
    summary = next((each for each in named if source_file or Path(each.source_file).name == path.name), None)
    if summary is None or summary.refusal:
        name, why = (summary.source_file, summary.refusal) if summary else (shown(path.name), "it was not checked")
        raise ValueError(f"'{name}' cannot be marked: {why}")
    places = {sheet: columns for (file, sheet), columns in report.places.items() if file == summary.source_file}
    if not places:
        raise ValueError(
            f"'{summary.source_file}' cannot be marked: an IATI file has no rows and columns. Ask for text, JSON or CSV."
        )
    book, sheets, above = _book(path, summary.streams[0])
    findings: dict[Cell, list[dict]] = {}
    found = report.problems[report.problems["source_file"] == summary.source_file].dropna(subset=["source_row"])
    found = in_words(found, language)
    for finding in found.astype(object).where(found.notna(), None).to_dict("records"):
        sheet = finding["source_sheet"]
        if sheet in sheets:
            # A finding about a whole row marks its first cell.
            column = places.get(sheet, {}).get(finding["field"], 0)
            cell = _cell(sheets[sheet], int(finding["source_row"]) + above, column + 1)
            findings.setdefault(cell, []).append(finding)
    for cell, problems in findings.items():
        _mark(cell, problems, watermark)
    _watermark(book, watermark)
    book.save(out)
    return len(findings)


def _watermark(book: Workbook, watermark: str) -> None:
    for sheet in book.worksheets if watermark else ():
        sheet.oddHeader.center.text = watermark


def _book(path: Path, stream: str) -> tuple[Workbook, dict[str | None, Worksheet], int]:
    """The sender's workbook or, where there is none, a new one of the rows as read; its sheets; the rows added above."""
    try:
        with path.open("rb") as content:  # by its content, as a workbook may have any name
            book = load_workbook(content)
        names = shown_sheets([sheet.title for sheet in book.worksheets])
        return book, dict(zip(names, book.worksheets, strict=True)), 0
    except OSError:
        raise
    except Exception:  # openpyxl passes on any error of its parsers, also on workbooks that calamine can read
        book = Workbook()
        book.remove(book.worksheets[0])
    sheets: dict[str | None, Worksheet] = {}
    read = grids(path)
    # The keys of a form stand in a row 0 of their own, which no sheet has.
    above = 1 if any(grid.keys for grid in read) else 0
    for grid in read:
        title = NOT_IN_SHEET_NAMES.sub("_", grid.sheet or stream)[:LONGEST_SHEET_NAME]
        sheets[grid.sheet] = book.create_sheet(title)
        if grid.rows and grid.rows[-1][0] + above > MAXIMUM_SHEET_ROWS:
            raise ValueError(
                f"'{shown(path.name)}' cannot be marked: a sheet has no more than {MAXIMUM_SHEET_ROWS:,} rows."
            )
        _fill(sheets[grid.sheet], grid, above)
    return book, sheets, above


def _fill(sheet: Worksheet, grid: Grid, above: int) -> None:
    """Every row where the findings say it is, every cell as text: none is a number, a date or a formula."""
    for number, cells in grid.rows:
        for column, text in enumerate(grid.keys if grid.keys and number == 0 else cells, start=1):
            if text:
                cell = sheet.cell(number + above, column, NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text))
                as_text(cell).number_format = TYPED


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell, or the one that is shown in its place where cells are merged."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        merged = next(each for each in sheet.merged_cells if cell.coordinate in each)
        return sheet.cell(merged.min_row, merged.min_col)
    return cell


def _mark(cell: Cell, problems: list[dict], watermark: str) -> None:
    gravest = next(severity for severity in SEVERITIES if any(each["severity"] == severity for each in problems))
    cell.fill = PatternFill("solid", fgColor=COLOURS[gravest])
    lines = [watermark] if watermark else []
    lines += [f"{each['rule_id']}: {each['message']} {each['fix']}" for each in problems]
    cell.comment = Comment("\n".join(lines), AUTHOR, height=COMMENT_HEIGHT, width=COMMENT_WIDTH)
