"""Numbers as a reader takes them out of the papers: of the slides, the workbook, the PDF and the static pages.

What is taken is the papers' own: nothing here asks what they were made from. Does not belong here: what the numbers
should be.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from math import isclose

import pypdfium2
from openpyxl import load_workbook
from pptx import Presentation
from pptx.shapes.graphfrm import GraphicFrame

SCALES = (1, 1e-6, 1e-9, 100)  # in full, in millions, in billions, a share in percent
NUMBER = re.compile(r"(?P<less>< ?)?(?P<sign>[−-])?(?P<digits>\d[\d,]*(?:\.\d+)?)")
NOTED = re.compile(r"^(?P<name>[a-z_]+(?:\.\S.*?)?): (?P<value>[−-]?[\d,]+(?:\.\d+)?)(?: .*)?$", re.MULTILINE)
VOID = {"img", "input", "br", "hr", "link", "meta", "path", "circle", "line", "rect", "use", "col", "area"}


@dataclass(frozen=True)
class Row:
    """A row of a table: what it is called, its numbers in their order, the names of its figures."""

    name: str
    numbers: tuple[float, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Workbook:
    """What the workbook says: the figures by name, the rows that name figures, the findings with theirs."""

    figures: Mapping[str, float]
    rows: tuple[Row, ...]
    findings: Mapping[str, tuple[str, ...]]


def shows(text: str, value: float) -> bool:
    """Does a text show this number at any of the scales, as exactly as it is written?"""
    return any(_is_shown(found, value * scale) for found in NUMBER.finditer(text) for scale in SCALES)


def _is_shown(found: re.Match[str], value: float) -> bool:
    digits = found["digits"].replace(",", "")
    shown = float(digits) * (-1 if found["sign"] else 1)
    if found["less"]:
        return 0 < value < shown
    decimals = len(digits.partition(".")[2])
    # Three digits of an amount in a sentence are significant: €26,100 million.
    zeros = len(digits) - len(digits.rstrip("0")) if not decimals and len(digits) > 3 else 0
    return abs(shown - value) <= 0.5 * 10 ** (zeros - decimals) * (1 + 1e-9)


def of_workbook(contents: bytes) -> Workbook:
    """Figures, rows and findings of an annex in English, without a line for made-up data."""
    book = load_workbook(BytesIO(contents), read_only=True)
    sheets = {sheet.title.partition(" ")[2]: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    heads, *listed = sheets["All figures"]
    figures = {str(row[0]): float(row[1]) for row in listed if row[1] is not None}
    findings = {
        str(row[1]) + " " + str(row[2] or ""): tuple(str(row[4] or "").split()) for row in sheets["Findings"][1:]
    }
    rows = tuple(row for name, held in sheets.items() if name not in ("All figures", "Findings") for row in _rows(held))
    return Workbook(figures, rows, findings)


def _rows(held: list[tuple[object, ...]]) -> Iterator[Row]:
    heads, *rows = held
    if "Figures" not in heads:
        return
    at = heads.index("Figures")
    for row in rows:
        texts = [str(cell) for cell in row[:at] if isinstance(cell, str)]
        numbers = tuple(float(cell) for cell in row[:at] if isinstance(cell, int | float))
        name = next((text for text in texts if heads[0] != "Section" or text != row[0]), "")
        yield Row(name, numbers, tuple(str(row[at] or "").split()))


@dataclass
class Slides:
    """What the slides say: figures in the notes of the speaker, rows of tables, values of charts, all texts."""

    noted: dict[str, str] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    charts: list[tuple[list[str], Mapping[str, list[float | None]]]] = field(default_factory=list)


def of_slides(contents: bytes) -> Slides:
    """Everything that can be taken out of a deck in English."""
    taken = Slides()
    for slide in Presentation(BytesIO(contents)).slides:
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            for found in NOTED.finditer(slide.notes_slide.notes_text_frame.text):
                taken.noted[found["name"]] = found["value"]
        for frame in (shape for shape in slide.shapes if isinstance(shape, GraphicFrame)):
            if frame.has_table:
                taken.rows += [[cell.text.strip("█ ") for cell in row.cells] for row in frame.table.rows]
            elif frame.has_chart:
                plot = frame.chart.plots[0]
                values = {series.name: list(series.values) for series in plot.series}
                taken.charts.append(([str(name) for name in plot.categories], values))
    return taken


def of_paper(contents: bytes) -> list[str]:
    """The pages of a PDF as running text."""
    document = pypdfium2.PdfDocument(contents)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


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


def of_page(html: str) -> list[tuple[str, str]]:
    """The figures that a static page names, each with its text."""
    parser = _Marked()
    parser.feed(html)
    return parser.found


def wrong_numbers(taken: Mapping[str, float], figures: Mapping[str, float]) -> list[str]:
    """The names under which another number stands than in the release, or one that it does not know."""
    return [
        name for name, value in taken.items() if name not in figures or not isclose(value, figures[name], rel_tol=1e-9)
    ]


def wrong_texts(taken: Iterable[tuple[str, str]], figures: Mapping[str, float]) -> list[str]:
    """The names of figures under which a text stands that does not show the number of the release."""
    return [name for name, text in taken if name in figures and not shows(text, figures[name])]


def wrong_rows(rows: Iterable[Row], figures: Mapping[str, float]) -> list[str]:
    """The figures that a row names and does not have among its numbers."""
    return [
        name
        for row in rows
        for name in row.figures
        if name in figures and not any(isclose(number, figures[name], rel_tol=1e-9) for number in row.numbers)
    ]


def wrong_on_paper(
    pages: Iterable[str], rows: Iterable[Row], figures: Mapping[str, float], reach: int = 160
) -> list[str]:
    """The figures of a row that do not follow its name on any page, in their order and as exactly as they are written."""
    whole = " ".join(pages)
    missing = []
    for row in rows:
        asked = [(name, figures[name]) for name in row.figures if name in figures]
        starts = [found.end() for found in re.finditer(re.escape(" ".join(row.name.split())), whole)]
        tried = [_lacking(whole[start : start + reach], asked) for start in starts]
        missing += min(tried, key=len, default=[name for name, _ in asked])
    return missing


def _lacking(text: str, asked: list[tuple[str, float]]) -> list[str]:
    tokens = [found.group() for found in NUMBER.finditer(text)]
    lacking = []
    for name, value in asked:
        at = next((place for place, token in enumerate(tokens) if shows(token, value)), None)
        if at is None:
            lacking.append(name)
        else:
            tokens = tokens[at + 1 :]
    return lacking
