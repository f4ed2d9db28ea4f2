"""Reads workbooks (XLSX): stored values only, no formula is run. `confined` has it called in a child process.

Row numbers are those of the spreadsheet. What a column means is not known here.
"""

import datetime
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from sources.files.appearance import forms_of, look_of
from sources.files.grids import MAXIMUM_CELLS, Grid, Look, kept_rows
from sources.files.package import USUAL_PART, sheet_parts, styles_part, with_usual_names, workbook_part
from sources.findings import Refused

MAXIMUM_WORKBOOK_BYTES = 50_000_000
MAXIMUM_UNPACKED_BYTES = 250_000_000
MAXIMUM_RATIO = 150  # unpacked to packed, for large entries
LARGE_ENTRY_BYTES = 5_000_000
MAXIMUM_ENTRIES = 2_000
MAXIMUM_SHEETS = 100  # finding the headers of a sheet costs as much as reading a hundred rows
CHUNK_BYTES = 1 << 20
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sheets(path: Path) -> Iterator[Grid]:
    """Every sheet of a workbook, one by one; raises Refused when it is damaged or too large."""
    cells = 0
    try:
        with zipfile.ZipFile(path) as archive:
            part = workbook_part(archive) or USUAL_PART
            source = str(path) if part == USUAL_PART else with_usual_names(archive, part)
            parts, forms = sheet_parts(archive, part), forms_of(archive, styles_part(archive, part))
            with CalamineWorkbook.from_object(source) as book:
                hidden = {each.name for each in book.sheets_metadata if each.visible != SheetVisibleEnum.Visible}
                if len(book.sheet_names) > MAXIMUM_SHEETS:
                    raise Refused("FIL-012", case="sheets", sheets=len(book.sheet_names), limit=MAXIMUM_SHEETS)
                for name in book.sheet_names:
                    sheet = book.get_sheet_by_name(name)
                    cells += sheet.total_height * sheet.total_width
                    if cells > MAXIMUM_CELLS:
                        raise too_large()
                    last_row = sheet.end[0] + 1 if sheet.end else 0
                    is_hidden = name in hidden
                    look = Look(is_hidden=True) if is_hidden else look_of(archive, parts[name], forms, last_row)
                    yield _grid(sheet, look)
    except (CalamineError, zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise Refused("FIL-014", case="workbook", detail=str(error)) from error


def refuse_ole(path: Path) -> None:
    """Always raises Refused: an OLE file is a protected workbook or one of an old format."""
    with path.open("rb") as stream:
        start = stream.read(CHUNK_BYTES)
    if "EncryptedPackage".encode("utf-16-le") in start or "EncryptedPackage".encode("utf-16-le") in _tail(path):
        raise Refused("FIL-013")
    raise Refused("FIL-018", case="old_office")


def _tail(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - CHUNK_BYTES))
        return stream.read()


def unpacked_bytes(path: Path) -> int:
    """The size of a workbook once unpacked; each entry is unpacked to measure it, as declared sizes may be false.

    Raises Refused when it is protected, damaged, over a limit or no workbook.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if any(entry.flag_bits & 1 for entry in entries):
                raise Refused("FIL-013")
            if len(entries) > MAXIMUM_ENTRIES or sum(entry.file_size for entry in entries) > MAXIMUM_UNPACKED_BYTES:
                raise too_large()
            if workbook_part(archive) is None:
                raise Refused("FIL-018", case=_kind_of_archive(names))
            return sum(_unpacked_bytes(archive, entry) for entry in entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Refused("FIL-014", case="archive", detail=str(error)) from error


def _unpacked_bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    if entry.file_size > LARGE_ENTRY_BYTES and entry.file_size > MAXIMUM_RATIO * max(entry.compress_size, 1):
        raise too_large()
    with archive.open(entry) as unpacked:
        return sum(len(chunk) for chunk in iter(lambda: unpacked.read(CHUNK_BYTES), b""))


def too_large() -> Refused:
    """The refusal of a workbook that needs more memory than a real one."""
    return Refused("FIL-012", case="unpacked", megabytes=MAXIMUM_UNPACKED_BYTES // 1_000_000, cells=MAXIMUM_CELLS)


def _kind_of_archive(names: set[str]) -> str:
    if "word/document.xml" in names:
        return "word"
    if "ppt/presentation.xml" in names:
        return "presentation"
    if "xl/workbook.bin" in names:
        return "binary_workbook"
    if "content.xml" in names:
        return "opendocument"
    return "zip"


def _grid(sheet: CalamineSheet, look: Look) -> Grid:
    """The sheet as text; a cell without a value has its formula or error for its text, so that its row is kept."""
    unvalued: dict[int, dict[int, str]] = {}
    for number, column, text in look.unvalued:
        unvalued.setdefault(number, {})[column] = text
    return Grid(sheet.name, "xlsx", kept_rows(_rows(sheet, unvalued)), look=look)


def _rows(sheet: CalamineSheet, unvalued: dict[int, dict[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number; rows in which no cell has a value stand around those that the parser gives."""
    first_row, first_column = sheet.start or (0, 0)
    last_row = first_row
    before = [""] * first_column
    yield from ((number, _filled([], unvalued[number])) for number in sorted(unvalued) if number <= first_row)
    for number, row in enumerate(sheet.iter_rows() if sheet.start else (), start=first_row + 1):
        cells = before + [cell_text(cell) for cell in row]
        yield number, _filled(cells, unvalued[number]) if number in unvalued else cells
        last_row = number
    yield from ((number, _filled([], unvalued[number])) for number in sorted(unvalued) if number > last_row)


def _filled(cells: list[str], texts: dict[int, str]) -> list[str]:
    """The cells with these texts where they are blank."""
    cells = cells + [""] * (max(texts) + 1 - len(cells))
    for column, text in texts.items():
        cells[column] = cells[column] or text
    return cells


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
