"""Reads workbooks (XLSX): stored values only, so no formula is ever run; sizes are measured before anything is parsed.

Row numbers are the spreadsheet's own. What a column means is not known here.
"""

import datetime
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from sources.files.grids import MAXIMUM_CELLS, Grid, Refused, kept_rows
from sources.files.rectangles import rectangle
from sources.files.repeated import is_repeated_too_often

MAXIMUM_WORKBOOK_BYTES = 50_000_000
MAXIMUM_UNPACKED_BYTES = 250_000_000
MAXIMUM_RATIO = 150  # unpacked to packed, for entries large enough to hurt
LARGE_ENTRY_BYTES = 5_000_000
MAXIMUM_ENTRIES = 2_000
MAXIMUM_SHEETS = 100  # finding the headers of a sheet costs as much as reading a hundred rows
CHUNK_BYTES = 1 << 20
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_workbook(path: Path) -> list[Grid]:
    """Every sheet of a workbook; raises Refused when it is damaged, protected, too large or no workbook."""
    _inspect(path)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            if len(book.sheet_names) > MAXIMUM_SHEETS:
                raise Refused(
                    "FIL-012", f"The workbook has {len(book.sheet_names):,} sheets; the limit is {MAXIMUM_SHEETS}.",
                    "Put rows of one kind on one sheet, or split the workbook.",
                )  # fmt: skip
            return _within_limit(_grid(book, name) for name in book.sheet_names)
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(
            "FIL-014", f"The workbook cannot be read: {error}.", "Open it, save it again as .xlsx and resend."
        ) from error


def _within_limit(grids: Iterable[Grid]) -> list[Grid]:
    """The sheets, as long as their cells together keep the limit: many of them may name one and the same part."""
    read, cells = [], 0
    for grid in grids:
        read.append(grid)
        cells += sum(len(row) for _, row in grid.rows)
        if cells > MAXIMUM_CELLS:
            raise _too_large()
    return read


def refuse_ole(path: Path) -> None:
    """Always raises Refused: an OLE file is a protected workbook or one of an old format."""
    with path.open("rb") as stream:
        start = stream.read(CHUNK_BYTES)
    if "EncryptedPackage".encode("utf-16-le") in start or "EncryptedPackage".encode("utf-16-le") in _tail(path):
        raise Refused("FIL-013", "The workbook is protected by a password.", "Remove the password and send it again.")
    raise Refused(
        "FIL-018", "This is a file of an old Office format (.xls, .doc).", "Save it as .xlsx and send it again."
    )


def _tail(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - CHUNK_BYTES))
        return stream.read()


def _inspect(path: Path) -> None:
    """Unpack every entry once, counting: declared sizes are not believed. Raises Refused over a limit."""
    if path.stat().st_size > MAXIMUM_WORKBOOK_BYTES:
        raise _too_large()
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if "xl/workbook.xml" not in names:
                raise Refused(
                    "FIL-018",
                    f"This is {_kind_of_archive(names)}, not an Excel workbook.",
                    "Save the table as .xlsx or CSV.",
                )
            if any(entry.flag_bits & 1 for entry in entries):
                raise Refused(
                    "FIL-013", "The workbook is protected by a password.", "Remove the password and send it again."
                )
            if len(entries) > MAXIMUM_ENTRIES or sum(entry.file_size for entry in entries) > MAXIMUM_UNPACKED_BYTES:
                raise _too_large()
            if sum(_inspect_entry(archive, entry) for entry in entries) > MAXIMUM_CELLS:
                raise _too_large()
            if is_repeated_too_often(archive):
                raise _too_large()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Refused(
            "FIL-014", f"The workbook is damaged: {error}.", "Open it, save it again as .xlsx and resend."
        ) from error


def _inspect_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """The cells of the rectangle a sheet would be held in; every part is unpacked, whatever it is called."""
    if entry.file_size > LARGE_ENTRY_BYTES and entry.file_size > MAXIMUM_RATIO * max(entry.compress_size, 1):
        raise _too_large()
    with archive.open(entry) as unpacked:
        return rectangle(unpacked)


def _too_large() -> Refused:
    return Refused(
        "FIL-012",
        f"The workbook is too large once unpacked (limit {MAXIMUM_UNPACKED_BYTES // 1_000_000} MB, {MAXIMUM_CELLS:,} cells "
        f"in its sheets) or packed more tightly than a real one.",
        "Delete empty formatted rows and columns and pictures, or send the table as CSV.",
    )


def _kind_of_archive(names: set[str]) -> str:
    if "word/document.xml" in names:
        return "a Word document"
    if "ppt/presentation.xml" in names:
        return "a presentation"
    if "xl/workbook.bin" in names:
        return "a binary workbook (.xlsb)"
    if "content.xml" in names:
        return "an OpenDocument file"
    return "a ZIP archive"


def _grid(book: CalamineWorkbook, name: str) -> Grid:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None:
        return Grid(name, "xlsx", [])
    first_row, first_column = sheet.start
    before = [""] * first_column
    rows = (
        (first_row + 1 + offset, before + [cell_text(cell) for cell in row])
        for offset, row in enumerate(sheet.to_python())
    )
    return Grid(name, "xlsx", kept_rows(rows))


def cell_text(value: object) -> str:
    """A stored value as text that is read back as the same value: dates in ISO form, numbers with a decimal point."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def number_text(value: float) -> str:
    """A number as text; never with exactly three decimals, which a reader could take for a group of thousands."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    text = repr(value)
    whole, point, decimals = text.partition(".")
    return f"{whole}{point}{decimals}0" if point and len(decimals) == 3 and "e" not in text else text
