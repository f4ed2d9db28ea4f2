"""Writes the workbook in which a partner reports one stream: headers, an example row, dropdowns, instructions, lists.

Fields, examples and code lists come from schemas/, words from locales/; nothing about a stream is known here. Rows that the
caller has begun stand in the place of the example: what is known is filled in, what is asked is left blank, so that a file
sent back untouched is held for its blank cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sources.catalogues import LANGUAGES
from sources.feedback.spreadsheets import append, as_text
from sources.feedback.wording import texts
from sources.findings import ruleset
from sources.names.reference import Reference, load
from sources.streams import Field, Stream, codes, streams

ROWS_WITH_DROPDOWNS = 5_000
NARROW, WIDE = 16, 34  # column widths in characters
HEADER_HEIGHT = 45  # points: three lines
HEADER_FILL, HEADER_INK = "2F5D3A", "FFFFFF"
EXAMPLE_INK = "6B6B6B"
YES, NO = "template.yes", "template.no"
NOTES = ("rows", "dates", "numbers", "lists", "updates")
BEGUN = "begun"  # the note on rows in a template that is begun
COLUMNS = ("name", "required", "meaning", "codes", "example")
COMMENT_WIDTH, COMMENT_HEIGHT = 320, 110  # px


@dataclass(frozen=True)
class Begun:
    """A row with what is known already: values by field, a comment on a cell that is to be filled in, lines for the instructions."""

    cells: Mapping[str, str]
    comments: Mapping[str, str]
    known: Sequence[str]


def template(stream: str, out: Path, language: str = "en", begun: Sequence[Begun] = (), watermark: str = "") -> None:
    """Write the template of a stream, with these rows or an example; raises ValueError for an unknown stream or language.

    A watermark stands above the instructions, for one that is taken from a dashboard of made-up data.
    """
    if stream not in streams():
        raise ValueError(f"'{stream}' is not a stream. Streams are: {', '.join(streams())}.")
    if language not in LANGUAGES:
        raise ValueError(f"'{language}' is not a language of the templates. Languages are: {', '.join(LANGUAGES)}.")
    declared, reference = streams()[stream], load()
    fields = [one for one in declared.fields if one.role != "machine"]
    book = Workbook()
    _data_sheet(book.worksheets[0], declared, fields, language)
    for number, row in enumerate(begun, start=2):
        _begin(book.worksheets[0], number, row, fields)
    instructions = book.create_sheet(texts(language).text("template.instructions"))
    if watermark:
        append(instructions, [watermark])
    _instructions(instructions, declared, fields, language, begun)
    _lists(book.create_sheet(texts(language).text("template.lists")), book.worksheets[0], fields, reference, language)
    book.properties.title = declared.titles[language]
    book.properties.keywords = f"template {stream} {language} {ruleset()}"
    book.save(out)


def _data_sheet(sheet: Worksheet, stream: Stream, fields: list[Field], language: str) -> None:
    """One header row, protected, and one example row; every other cell can be written."""
    sheet.title = stream.titles[language][:31]
    for number, field in enumerate(fields, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = (
            WIDE if field.is_list or field.name in ("title", "summary", "text", "note") else NARROW
        )
        sheet.column_dimensions[letter].protection = Protection(locked=False)
        header = as_text(sheet.cell(1, number, field.titles[language]))
        header.font, header.fill = Font(bold=True, color=HEADER_INK), PatternFill("solid", fgColor=HEADER_FILL)
        header.alignment = Alignment(wrap_text=True, vertical="top")
        header.comment = Comment(field.meanings[language], "4 per 1000")
        cell = as_text(sheet.cell(2, number, _example(field, language)))
        cell.font = Font(italic=True, color=EXAMPLE_INK)
        _opened(cell, field)
    sheet.row_dimensions[1].height = HEADER_HEIGHT
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    for freedom in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(sheet.protection, freedom, False)  # False: not forbidden


def _begin(sheet: Worksheet, number: int, row: Begun, fields: list[Field]) -> None:
    """One row of the sheet as it was begun; the first of them takes the place of the example."""
    for place, field in enumerate(fields, start=1):
        cell = sheet.cell(number, place)
        cell.value, cell.font = row.cells.get(field.name), Font()
        _opened(as_text(cell), field)
        if field.name in row.comments:
            cell.comment = Comment(row.comments[field.name], "4 per 1000", COMMENT_HEIGHT, COMMENT_WIDTH)


def _opened(cell: Cell, field: Field) -> None:
    """A cell that can be written, and shows a date as the instructions say."""
    cell.protection = Protection(locked=False)
    if field.type == "date":
        cell.number_format = "yyyy-mm-dd"


def _example(field: Field, language: str) -> object:
    """The example as a value of the type of the field."""
    if not field.example:
        return None
    if field.type == "boolean":
        return texts(language).text(f"template.{field.example}")
    if field.type == "integer":
        return int(field.example)
    if field.type == "number":
        return float(field.example)
    return date.fromisoformat(field.example) if field.type == "date" else field.example


def _instructions(sheet: Worksheet, stream: Stream, fields: list[Field], language: str, begun: Sequence[Begun]) -> None:
    own = texts(language)
    append(sheet, [stream.titles[language]])
    sheet.cell(sheet.max_row, 1).font = Font(bold=True, size=14)
    for line in (line for row in begun for line in row.known):
        append(sheet, [line])
    for note in (BEGUN, *NOTES[1:]) if begun else NOTES:
        append(sheet, [own.text(f"template.note.{note}")])
    append(sheet, [own.text("template.version"), f"{stream.name} {language} {ruleset()}"])
    sheet.append([])
    append(sheet, [own.text(f"template.column.{column}") for column in COLUMNS])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for field in fields:
        named = [f"{code.code}: {code.labels[language]}" for code in codes().get(field.enum, ())]
        row = [
            field.titles[language],
            own.text(YES) if _is_needed(field, stream) else "",
            field.meanings[language],
            "; ".join(named),
            field.example,
        ]
        append(sheet, row)
    for letter, width in zip("ABCDE", (NARROW * 2, NARROW, WIDE * 2, WIDE * 2, WIDE), strict=True):
        sheet.column_dimensions[letter].width = width


def _is_needed(field: Field, stream: Stream) -> bool:
    return field.is_required or (field.name,) in stream.needed


def _lists(sheet: Worksheet, data: Worksheet, fields: list[Field], reference: Reference, language: str) -> None:
    """One column per list, and a dropdown on each field that takes one value of it."""
    written = 0
    for number, field in enumerate(fields, start=1):
        choices = _choices(field, reference, language)
        if not choices or field.is_list:
            continue
        written += 1
        letter = get_column_letter(written)
        for row, choice in enumerate([field.titles[language], *choices], start=1):
            as_text(sheet.cell(row, written, choice))
        source = f"'{sheet.title.replace(chr(39), chr(39) * 2)}'!${letter}$2:${letter}${len(choices) + 1}"
        dropdown = DataValidation(type="list", formula1=source, allow_blank=True)
        dropdown.showErrorMessage = False  # the reader accepts other known spellings; a check finds the rest
        column = get_column_letter(number)
        dropdown.add(f"{column}2:{column}{ROWS_WITH_DROPDOWNS}")
        data.add_data_validation(dropdown)


def _choices(field: Field, reference: Reference, language: str) -> list[str]:
    if field.enum:
        return [code.code for code in codes()[field.enum]]
    if field.type == "boolean":
        return [texts(language).text(YES), texts(language).text(NO)]
    if not field.reference or field.reference == "organisation":
        return []
    register = reference.register(field.reference)
    if field.reference in ("country", "region"):
        return sorted(register.labels[language].values())
    return sorted(register.codes)
