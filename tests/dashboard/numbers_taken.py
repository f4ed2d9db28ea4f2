"""Numbers as a reader takes them out of the papers: of the slides, the workbook, the PDF and the static pages.

What is taken is the papers' own: nothing here asks what they were made from. Numbers of French and Spanish papers are
read as English ones, mark by mark. Does not belong here: what the numbers should be.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from math import isclose

import pypdfium2
from openpyxl import load_workbook
from pptx import Presentation
from pptx.shapes.graphfrm import GraphicFrame

from dashboard.rendering.words import Words

IN_THE_WORDS = {"2015", "2030", "2050"}  # years of the questions themselves: since when, until when
INITIATIVE = re.compile(r"\b4 (?:per|pour|por) 1000\b")  # no figure
MILLION, BILLION = 1e6, 1e9
# Not the digits of a code such as A1 or C3.1.
NUMBER = re.compile(r"(?<![\w.])(?P<less>< ?)?(?P<sign>[−-])?(?P<digits>\d[\d,]*(?:\.\d+)?)")
NOTED = re.compile(r"^(?P<name>[a-z_]+(?:\.\S.*?)?): (?P<value>[−-]?[\d,]+(?:\.\d+)?)(?: .*)?$", re.MULTILINE)
# The marks of a number: what parts its thousands, what begins its decimals.
MARKS = {"en": (",", "."), "fr": ("\u202f", ","), "es": (".", ",")}
VOID = {"img", "input", "br", "hr", "link", "meta", "path", "circle", "line", "rect", "use", "col", "area"}


@dataclass(frozen=True)
class Row:
    """A row of a table: on which sheet, what it is called, its numbers in their order, the names of its figures."""

    sheet: str
    name: str
    numbers: tuple[float, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Workbook:
    """What the workbook says: the figures by name, the rows that name figures, the findings with theirs."""

    figures: Mapping[str, float]
    rows: tuple[Row, ...]
    findings: Mapping[str, tuple[str, ...]]


def in_english(text: str, language: str) -> str:
    """The text with its numbers as English has them.

    >>> in_english("12\u202f345,6 et 7\u202f%", "fr"), in_english("1.234.567, 0,5", "es")
    ('12,345.6 et 7%', '1,234,567, 0.5')
    """
    if language == "en":
        return text
    thousands, decimal = map(re.escape, MARKS[language])
    # Not the marks within a code such as C2.002.
    number = rf"(?<![\w.])(\d{{1,3}}(?:{thousands}\d{{3}})+|\d+)(?!\d)(?:{decimal}(\d+))?"

    def written(found: re.Match[str]) -> str:
        whole = re.sub(thousands, ",", found[1])
        return f"{whole}.{found[2]}" if found[2] else whole

    return re.sub(number, written, text).replace("\u202f%", "%")


def _scaled(found: re.Match[str], value: float) -> Iterator[float]:
    """The number at the scales at which it can be meant: nothing but nought is written as 0 million."""
    yield value
    if found["less"] or "." in found["digits"] or abs(value) >= MILLION:
        yield value / MILLION
    if abs(value) >= BILLION:
        yield value / BILLION
    if found.string[found.end() :].startswith("%"):
        yield value * 100


def _is_shown(found: re.Match[str], value: float) -> bool:
    digits = found["digits"].replace(",", "")
    shown = float(digits) * (-1 if found["sign"] else 1)
    if found["less"]:
        return 0 < value < shown
    decimals = len(digits.partition(".")[2])
    # Three digits of an amount in a sentence are significant: €26,100 million.
    zeros = len(digits) - len(digits.rstrip("0")) if not decimals and len(digits) > 3 else 0
    return abs(shown - value) <= 0.5 * 10 ** (zeros - decimals) * (1 + 1e-9)


def of_workbook(contents: bytes, words: Words) -> Workbook:
    """Figures, rows and findings of an annex, without a line for made-up data."""
    book = load_workbook(BytesIO(contents), read_only=True)
    sheets = {sheet.title.partition(" ")[2]: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    all_figures, findings_are = words("annex.all_figures"), words("annex.findings")
    _heads, *listed = sheets[all_figures]
    figures = {str(row[0]): float(row[1]) for row in listed if row[1] is not None}
    said = {f"{row[1]} {row[2] or ''}": _names(row[4]) for row in sheets[findings_are][1:]}
    findings = {" ".join(in_english(text, words.language).split()): names for text, names in said.items()}
    tables = {name: held for name, held in sheets.items() if name not in (all_figures, findings_are)}
    rows = tuple(row for name, held in tables.items() for row in _rows(name, held, words))
    return Workbook(figures, rows, findings)


def _names(cell: object) -> tuple[str, ...]:
    return tuple(str(cell).split(" · ")) if cell else ()


def _rows(sheet: str, held: list[tuple[object, ...]], words: Words) -> Iterator[Row]:
    heads, *rows = held
    if words("annex.figures") not in heads:
        return
    at = heads.index(words("annex.figures"))
    for row in rows:
        texts = [str(cell) for cell in row[:at] if isinstance(cell, str)]
        numbers = tuple(float(cell) for cell in row[:at] if isinstance(cell, int | float))
        name = next((text for text in texts if heads[0] != words("annex.section") or text != row[0]), "")
        yield Row(sheet, name, numbers, _names(row[at]))


@dataclass
class Slides:
    """What the slides say: figures in the notes of the speaker, rows of tables, values of charts, all texts."""

    noted: dict[str, str] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    charts: list[tuple[list[str], Mapping[str, list[float | None]]]] = field(default_factory=list)


def of_slides(contents: bytes, language: str) -> Slides:
    """Everything that can be taken out of a deck."""
    taken = Slides()
    for slide in Presentation(BytesIO(contents)).slides:
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            for found in NOTED.finditer(in_english(slide.notes_slide.notes_text_frame.text, language)):
                taken.noted[found["name"]] = found["value"]
        for frame in (shape for shape in slide.shapes if isinstance(shape, GraphicFrame)):
            if frame.has_table:
                taken.rows += [
                    [in_english(cell.text, language).strip("█ ") for cell in row.cells] for row in frame.table.rows
                ]
            elif frame.has_chart:
                plot = frame.chart.plots[0]
                values = {series.name: list(series.values) for series in plot.series}
                taken.charts.append(([str(name) for name in plot.categories], values))
    return taken


def of_paper(contents: bytes, language: str) -> list[str]:
    """The pages of a PDF as running text."""
    document = pypdfium2.PdfDocument(contents)
    return [" ".join(in_english(page.get_textpage().get_text_range(), language).split()) for page in document]


class _Marked(HTMLParser):
    """Collects the text of every element that names a figure."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("data-figure") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        named = next((name for _, name in reversed(self.open) if name), "")
        if named and data.strip():
            self.found.append((named, data.strip()))


def of_page(html: str, language: str) -> list[tuple[str, str]]:
    """The figures that a static page names, with the text that stands under them."""
    parser = _Marked()
    parser.feed(html)
    return [(named, in_english(text, language)) for named, text in parser.found]


def wrong_numbers(taken: Mapping[str, float], figures: Mapping[str, float]) -> list[str]:
    """The names under which another number stands than in the release, or one that it does not know."""
    return [
        name for name, value in taken.items() if name not in figures or not isclose(value, figures[name], rel_tol=1e-9)
    ]


def wrong_texts(taken: Iterable[tuple[str, str]], figures: Mapping[str, float], days: Mapping[str, str]) -> list[str]:
    """The names of figures, of one or several, under which a text stands that shows another number."""
    return [
        named
        for named, text in taken
        if any(name in figures for name in names_in(named, figures))
        and list(unexplained(text, names_in(named, figures), figures, days))
    ]


def names_in(named: str, known: Container[str]) -> tuple[str, ...]:
    """The figures that an element names: one, whose name can have spaces, or several with a space between them."""
    return (named,) if named in known else tuple(named.split())


def unexplained(
    text: str, names: Iterable[str], figures: Mapping[str, float], days: Mapping[str, str]
) -> Iterator[str]:
    """The numbers of a text that none of its figures is, nor a part of the days it names."""
    own = tuple(names)
    dates = [date.fromisoformat(days[name][:10]) for name in own if re.match(r"\d{4}-\d\d-\d\d", days.get(name, ""))]
    parts = IN_THE_WORDS | {str(part) for one in dates for part in (one.day, one.year)}
    for found in NUMBER.finditer(INITIATIVE.sub("", text)):
        meant = (one for name in own if name in figures for one in _scaled(found, figures[name]))
        if found["digits"].strip(",") not in parts and not any(_is_shown(found, one) for one in meant):
            yield found.group()


def wrong_rows(rows: Iterable[Row], figures: Mapping[str, float]) -> list[str]:
    """The figures that a row names and does not have among its numbers."""
    return [
        name
        for row in rows
        for name in row.figures
        if name in figures and not any(isclose(number, figures[name], rel_tol=1e-9) for number in row.numbers)
    ]


def wrong_on_paper(
    pages: Iterable[str], rows: Iterable[Row], figures: Mapping[str, float], reach: int = 120
) -> list[str]:
    """The figures of a row that do not follow its name on any page, in their order and as exactly as they are written."""
    missing, held = [], list(pages)
    for row in rows:
        asked = [(name, figures[name]) for name in row.figures if name in figures]
        name = re.compile(re.escape(" ".join(row.name.split())))
        after = [page[found.end() :][:reach] for page in held for found in name.finditer(page)]
        tried = [_lacking(text, asked) for text in after]
        missing += min(tried, key=len, default=[name for name, _ in asked])
    return missing


def _lacking(text: str, asked: list[tuple[str, float]]) -> list[str]:
    """Those that do not follow each other in a text."""
    lacking, start = [], 0
    for name, value in asked:
        shown = (
            found.end()
            for found in NUMBER.finditer(text, start)
            if any(_is_shown(found, one) for one in _scaled(found, value))
        )
        end = next(shown, None)
        if end is None:
            lacking.append(name)
        else:
            start = end
    return lacking
