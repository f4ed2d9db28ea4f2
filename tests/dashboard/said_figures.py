"""Reads the numbers on a page and compares each with the figure it says it is.

Belongs here: finding numbers and what a figure may be written as. Does not: which pages are read.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser

from dashboard.rendering import grids
from dashboard.rendering.figures import Figure, Figures
from dashboard.rendering.words import Words

# A number, with its marks; not the digits of a code such as A1 or C3.1.
NUMBER = re.compile(r"(?<![\w.])\d(?:[\d.,\u202f\xa0]*\d)?")
UNCLOSED = ("br", "img", "i", "input", "path", "circle")
# Where the numbers of a grid are no figures: how it is read, what it is called, the places of its stages.
ASIDE = ("caption", "thead", "svg", "ol", "footer")
GRIDS = (
    'class="grid"',
    'class="grid has-ways"',
    'class="strategy',
    'class="roll"',
    ' beside"',
    'class="stages"',
    'class="equation"',
)
CONSTANT = (
    "2030",
    "2050",
    "2015",
    "180",
)  # horizons, since when records count, after how many days a project waits long
NAME = re.compile(r"4\s(per|pour|por)\s1000")


class Texts(HTMLParser):
    """The texts of a block: each with the names of the figures it says, and whether it stands aside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str, bool]] = []
        self.found: list[tuple[str, str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNCLOSED:
            return
        given = {name: value or "" for name, value in attrs}
        _, names, is_aside = self.open[-1] if self.open else ("", "", False)
        is_key = given.get("class", "") in ("key", "narrow", "code", "closed", "opened", "unseen")
        self.open.append((tag, given.get("data-figure", names), is_aside or tag in ASIDE or is_key))

    def handle_endtag(self, tag: str) -> None:
        if tag not in UNCLOSED and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            _, names, is_aside = self.open[-1]
            self.found.append((data.strip(), names, is_aside))


def otherwise(html: str, figures: Figures, words: Words, as_of: date) -> list[str]:
    """What a block says that is not its figure; in a grid also each number that bears no name of a figure."""
    wrong, is_grid = [], any(mark in html for mark in GRIDS)
    for text, names, is_aside in Texts(html).found:
        numbers = NUMBER.findall(NAME.sub("", text))
        if names:
            wrong += unsaid(text, called(names, figures), figures, words, as_of)
        elif is_grid and not is_aside:
            wrong += [f"{number} in {text!r} bears no name" for number in numbers if number not in CONSTANT]
    return wrong


def unsaid(text: str, names: list[str], figures: Figures, words: Words, as_of: date) -> list[str]:
    """The numbers of a text that none of these figures is."""
    may = {number for name in names if name in figures for said in written(figures[name], words, as_of)
           for number in NUMBER.findall(said)}  # fmt: skip
    unknown = [f"no figure {name}" for name in names if name not in figures]
    return unknown + [
        f"{number} in {text!r} is not {names}"
        for number in NUMBER.findall(NAME.sub("", text))
        if number not in (*may, *CONSTANT)
    ]


def called(names: str, figures: Figures) -> list[str]:
    """The names in a list of them; one may hold blanks itself, and begin as another one does."""
    found, parts = [], names.split(" ")
    while parts and parts != [""]:
        places = range(len(parts), 0, -1)
        place = next((place for place in places if " ".join(parts[:place]) in figures), len(parts))
        found.append(" ".join(parts[:place]))
        parts = parts[place:]
    return found


def written(figure: Figure, words: Words, as_of: date) -> Iterator[str]:
    """What a figure may be written as: in full, short, as a share, an amount, a year, a day, a month."""
    if figure.text_value is not None:
        yield figure.text_value
        if figure.unit == "date":
            day = date.fromisoformat(figure.text_value[:10])
            yield from (words.day(day), words.month(day))
    if figure.value is None:
        return
    value = figure.value
    yield from (words.number(value), words.number(round(value)), words.short(value), str(round(value)))
    yield from (words.number(round(value, places), places) for places in (1, 2))
    yield from (words.share(value), words.share(round(value, 2)), words.euros(value), grids.millions(value, words))
    yield from (words.number(round(value / 1e6, 1), 1), "0.05", words.number(0.05, 2))
    if figure.unit == "days":
        yield words.day(as_of - timedelta(days=value))
