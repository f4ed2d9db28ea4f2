"""Writes a letter as a page, on which every value is escaped, and as a workbook, in which no value is a formula."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.letters.facts import Letter
from pipelines.letters.wording import HEADS, PART_HEADS, Worded, texts, worded
from sources.catalogues import LANGUAGES
from sources.feedback.spreadsheets import plain
from sources.files.listing import mark_of

PROBLEMS_ON_A_PAGE = 500
# In characters, in the order of heads.
PART_WIDTHS = (34, 12, 12, 12, 32, 34)
PROBLEM_WIDTHS = (16, 34, 24, 24, 44, 110, 10)


def write(letter: Letter, folder: Path) -> list[Path]:
    """The letter in every language as page and workbook below the folder; returns the files.

    All of them or none. Raises ValueError for a name that leads out of the folder and OSError where a file cannot be written.
    """
    written: list[Path] = []
    name = _free_name(letter.source_file, folder)
    try:
        for language in LANGUAGES:
            words = worded(letter, language)
            base = folder / f"{name}.{language}"
            if not base.resolve().is_relative_to(folder.resolve()):
                raise ValueError(f"'{letter.source_file}' leads out of the folder of letters")
            base.parent.mkdir(parents=True, exist_ok=True)
            page, workbook = (base.with_name(f"{base.name}.{suffix}") for suffix in ("html", "xlsx"))
            written += [page, workbook]
            page.write_text(as_html(words), encoding="utf-8")
            _book(words).save(workbook)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def _free_name(source_file: str, folder: Path) -> str:
    """The name of the file, or a marked one where the folder has a letter of that name, or one in the place of its folder.

    So it is of two names that differ in capitals, where the disk does not tell these apart, and of `a.csv` beside
    `a.csv.en.html/b.csv`.
    """
    page = folder / f"{source_file}.{LANGUAGES[0]}.html"
    is_taken = os.path.lexists(page) or any(each.is_file() for each in page.parents if each.is_relative_to(folder))
    given = Path(source_file)
    return f"{given.stem}~{mark_of(source_file)}{given.suffix}" if is_taken else source_file


def as_html(words: Worded) -> str:
    """The letter as one HTML document that needs nothing else."""
    own = texts(words.language)
    shown = words.problems[:PROBLEMS_ON_A_PAGE]
    is_cut = len(words.problems) > len(shown)
    return _template().render(
        language=words.language,
        title=words.title,
        watermark=words.watermark,
        release=words.release,
        outcome=words.outcome,
        is_held=words.is_held,
        parts=words.parts,
        figures=words.figures,
        effects=words.effects,
        changes=words.changes,
        problems=shown,
        shown=own.text("shown").format(shown=len(shown), total=len(words.problems)) if is_cut else "",
        heads=[own.text(name) for name in HEADS],
        text=own.text,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("letter.html.j2")


def _book(words: Worded) -> Workbook:
    own, book = texts(words.language), Workbook()
    sheet = book.active
    sheet.title = own.text("rows")[:31]
    _append(sheet, [words.title], is_bold=True)
    for line in filter(None, (words.watermark, words.release, words.outcome)):
        _append(sheet, [line])
    for line in (own.text("figures"), *words.figures):
        _append(sheet, [line], is_bold=line == own.text("figures"))
    if words.parts:
        _append(sheet, [own.text(name) for name in PART_HEADS], is_bold=True)
    for part in words.parts:
        _append(sheet, part)
    if words.effects:
        _append(sheet, [own.text("effects")], is_bold=True)
    for line in words.effects:
        _append(sheet, [line])
    _append(sheet, [own.text("changes")], is_bold=True)
    for line in (*words.changes, own.text("privacy")):
        _append(sheet, [line])
    problems = book.create_sheet(own.text("problems")[:31])
    _append(problems, [own.text(name) for name in HEADS], is_bold=True)
    for row in words.problems:
        _append(problems, row)
    problems.freeze_panes = "A2"
    _fit(sheet, PART_WIDTHS)
    _fit(problems, PROBLEM_WIDTHS)
    return book


def _fit(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Columns as wide as their words, printed across on the width of one page."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _append(sheet: Worksheet, texts: Sequence[str], is_bold: bool = False) -> None:
    sheet.append([plain(ILLEGAL_CHARACTERS_RE.sub("", text)) for text in texts])
    if is_bold:
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
