"""The annex of the board pack: a workbook with every table of it, its numbers as numbers and the unit in the head.

The first sheet says what the file is. No text is read as a formula, what nobody stated stays the words for it, and
made-up data say so on every sheet. Does not belong here: what the tables say (`content`), how a block becomes one
(`tabulating`).
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from io import BytesIO
from typing import cast

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as Field
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.rendering import look
from dashboard.rendering.documents.pack.cleaning import cleaned, written
from dashboard.rendering.documents.pack.content import Cell, Pack
from dashboard.rendering.documents.pack.tabulating import BETWEEN_NAMES, table
from dashboard.rendering.words import Words, is_missing
from sources.feedback.sealing import sealed
from sources.feedback.spreadsheets import as_text, plain

LONGEST_NAME, LONGEST_TEXT = 31, 32_767  # characters that a sheet's name and a cell hold
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))  # in the name of a sheet
MOST_ROWS = 1_000_000  # of a sheet; what is more goes on in the next one
NARROWEST, WIDEST, LOOKED_AT = 10, 60, 200  # characters of a column; rows that its width is taken from
WHOLE, DECIMAL, PLAIN, PERCENT = "#,##0", "#,##0.0###", "0", "0.0%"
ERROR = "#"  # what the name of an error begins with
MIDNIGHT = time()


@dataclass(frozen=True)
class Page:
    """A sheet of the workbook: its name, what it is, its heads and rows."""

    name: str
    said: str
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]


def annex(pack: Pack, further: Mapping[str, pd.DataFrame]) -> bytes:
    """The workbook: what it is, the findings, the tables of the pack, then `further` by the title of each."""
    held = cleaned(pack)
    pages = _named([*_tables(held), *_further(further, held.words)], held.words)
    book = Workbook(write_only=True)
    words = held.words
    for page in [_about(held, pages), *pages]:
        _write(book, page, held.watermark)
    said = book.properties
    said.title, said.creator, said.language = held.title or held.label, words("site.title"), words.language
    said.subject, said.keywords = held.dated, held.watermark
    saved = BytesIO()
    book.save(saved)
    return sealed(saved.getvalue(), held.release.built_at)


def _about(pack: Pack, pages: Sequence[Page]) -> Page:
    """What the file is, of which day, release and rules, compared with which one, and what each sheet holds."""
    words, release, since = pack.words, pack.release, pack.since
    earlier = words("annex.no_earlier") if since is None else f"{since.release_id}, {words.day(since.as_of)}"
    lines = [
        (words("shortlist.what"), pack.title or pack.label),
        (words("annex.label"), pack.label),
        (words("strip.as_of"), words.day(release.as_of)),
        (words("shortlist.release"), release.release_id),
        (words("annex.since"), earlier),
        (words("annex.rules"), release.rules_version),
        (words("annex.code"), release.code_version),
        (words("annex.rests_on"), words("foot.demonstration" if release.is_demonstration else "foot.record")),
        (words("shortlist.mind"), words("foot.standing")),
        (words("annex.gaps"), words("annex.gaps_said")),
    ]
    return Page(words("annex.about"), "", (words("annex.what"), ""), [*lines, *((one.name, one.said) for one in pages)])


def _tables(pack: Pack) -> Iterator[Page]:
    """The findings, and every table of the pack in its order."""
    words = pack.words
    found = [
        (sheet.title, sheet.headline.sentence, sheet.headline.lede, sheet.source, BETWEEN_NAMES.join(sheet.figure_ids))
        for sheet in pack.sheets
    ]
    heads = [words(f"annex.{name}") for name in ("sheet", "finding", "lede", "source", "figures")]
    yield Page(words("annex.findings"), words("annex.findings_said"), heads, found)
    for sheet in pack.sheets:
        for block in sheet.blocks:
            made = table(block, words)
            if made is not None:
                title = made.title or sheet.title
                said = ". ".join(
                    part.rstrip(".") for part in (sheet.title, made.title, made.note, sheet.source) if part
                )
                yield Page(title, said, made.heads, made.rows)


def _further(frames: Mapping[str, pd.DataFrame], words: Words) -> Iterator[Page]:
    """Frames as sheets; one that is longer than a sheet goes on in the next."""
    for title, frame in frames.items():
        for start in range(0, max(len(frame), 1), MOST_ROWS):
            part = frame.iloc[start : start + MOST_ROWS].astype(object)
            said = words("annex.rows", n=len(frame))
            yield Page(written(title), said, [str(name) for name in frame.columns], part.to_numpy().tolist())


def _named(pages: Sequence[Page], words: Words) -> list[Page]:
    """The sheets with names that a spreadsheet takes, each once: their number, and as much of the title as there is room."""
    return [
        Page(f"{number} {page.name.translate(FORBIDDEN)}"[:LONGEST_NAME].strip(), page.said, page.heads, page.rows)
        for number, page in enumerate(pages, start=1)
    ]


def _write(book: Workbook, page: Page, watermark: str) -> None:
    """One sheet: a line that its data are made up if they are, the heads, the rows."""
    sheet = cast(Worksheet, book.create_sheet(page.name))
    head_row = 2 if watermark else 1
    width = max(len(page.heads), 1)
    sheet.freeze_panes = f"B{head_row + 1}" if width > 1 else f"A{head_row + 1}"
    for place in range(width):
        longest = max((len(_text(row[place])) for row in page.rows[:LOOKED_AT]), default=0)
        wide = min(max(longest, len(page.heads[place]) + 3, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(place + 1)].width = wide
    if page.rows:
        last = f"{get_column_letter(width)}{head_row + len(page.rows)}"
        sheet.auto_filter.ref = f"A{head_row}:{last}"
    if watermark:
        sheet.append(
            [_styled(sheet, watermark, Font(bold=True, color=look.palette("light")["demo"].removeprefix("#")))]
        )
    sheet.append([_styled(sheet, head, Font(bold=True)) for head in page.heads])
    for row in page.rows:
        sheet.append([_field(sheet, value) for value in row])


def _field(sheet: Worksheet, value: object) -> object:
    """A value as a field: a number as a number, a text as text and never as a formula, what is missing empty."""
    if isinstance(value, Cell):
        if value.value is None or not math.isfinite(value.value):
            return _styled(sheet, value.text)
        field = WriteOnlyCell(sheet, value=value.value)
        field.number_format = _format(value)
        return field
    if is_missing(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime() if value.time() != MIDNIGHT else value.date()
    if isinstance(value, bool | int | float | date):
        return value if not isinstance(value, float) or math.isfinite(value) else str(value)
    text = str(plain(written(str(value))[:LONGEST_TEXT]))
    # Taken for an error otherwise; all other texts of a long table go without a form of their own, which costs seconds.
    return as_text(WriteOnlyCell(sheet, value=text)) if text.startswith(ERROR) else text


def _styled(sheet: Worksheet, text: str, font: Font | None = None) -> Field:
    """A text on as many lines as it needs."""
    field = as_text(WriteOnlyCell(sheet, value=plain(written(text)[:LONGEST_TEXT])))
    field.alignment = Alignment(wrap_text=True, vertical="top")
    if font:
        field.font = font
    return field


def _format(cell: Cell) -> str:
    """How a number is shown: as a share or a year where the pack says it so, else with its thousands."""
    value = cell.value or 0.0
    if cell.text.endswith("%"):
        return PERCENT
    if cell.text == f"{value:.0f}":
        return PLAIN
    return WHOLE if value == round(value) else DECIMAL


def _text(value: object) -> str:
    """What the width of a column is taken from."""
    if isinstance(value, Cell):
        return value.text if value.value is None else f"{value.value:,.2f}"
    return str(value)
