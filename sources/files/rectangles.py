"""Measures the rectangle a sheet would be held in before it is parsed: two far corners can exhaust a machine.

Only places of cells are looked at, never what they say.
"""

import io
import re
from typing import BinaryIO

from lxml import etree

from sources.files.grids import Refused

CHUNK_BYTES = 1 << 20
LONGEST_TAG_BYTES = 1 << 16
MAXIMUM_UNUSUAL_BYTES = 30_000_000
SHEET_DATA = b"sheetData"
# Every tag of a cell; the groups are filled where it is written as spreadsheet programs do: column, row, what follows.
CELL = re.compile(
    rb'[<:]c(?:(?: [\w:]{1,30}="[^"<>]{0,200}"){0,4}? r="([A-Z]{1,3})([0-9]{1,7})"((?: [\w:]{1,30}="[^"<>]{0,200}"){0,8} ?/?)>'
    rb"|[\s/>])"
)


def rectangle(part: BinaryIO) -> int:
    """The number of cells from the first to the last one that holds anything; 0 for a part that is no sheet.

    Raises Refused where the cells are written in an unusual way and there are too many to be sure.
    """
    last_row, columns, rest, is_sheet, is_unusual = 0, set(), b"", False, False
    read = io.BytesIO()
    while chunk := part.read(CHUNK_BYTES):
        text = rest + chunk
        is_sheet = is_sheet or SHEET_DATA in text
        if read.tell() < MAXIMUM_UNUSUAL_BYTES:
            read.write(chunk)
        cut = text.rfind(b">") + 1 or len(text)
        for column, row, ending in CELL.findall(text, 0, cut):
            is_unusual = is_unusual or not column
            if column and not ending.endswith(b"/"):
                columns.add(column)
                last_row = max(last_row, int(row))
        rest = text[cut:]
        is_unusual = is_unusual or len(rest) > LONGEST_TAG_BYTES
        rest = rest[-LONGEST_TAG_BYTES:]
    if not is_sheet:
        return 0
    if is_unusual:
        return _parsed(read)
    return last_row * max((column_number(column) for column in columns), default=0)


def column_number(letters: bytes) -> int:
    """The number of a column: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _parsed(read: io.BytesIO) -> int:
    """The same by an XML parser, for cells without a reference of their own or written by hand."""
    if read.tell() >= MAXIMUM_UNUSUAL_BYTES:
        raise Refused(
            "FIL-012", "The sheet is large and its cells are not written as spreadsheet programs write them.",
            "Open it in a spreadsheet program, save it again as .xlsx and resend.",
        )  # fmt: skip
    read.seek(0)
    row = column = last_row = last_column = 0
    try:
        for event, element in etree.iterparse(read, events=("start", "end"), resolve_entities=False, no_network=True):
            tag, is_start = element.tag.rpartition("}")[2], event == "start"
            if tag == "row" and is_start:
                row, column = int(element.get("r") or row + 1), 0
            elif tag == "c" and is_start:
                letters = re.sub(r"\d", "", element.get("r") or "").encode()
                column = column_number(letters) if letters else column + 1
                row = int(re.sub(r"\D", "", element.get("r") or "") or row)
            elif tag == "c" and len(element):
                last_row, last_column = max(last_row, row), max(last_column, column)
            if not is_start and tag in ("row", "c"):
                element.clear()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(
            "FIL-014", f"A sheet of the workbook is damaged: {error}.", "Open it, save it again as .xlsx and resend."
        ) from error
    return last_row * last_column
