"""A page of the report while it is put together: headline, headings, blocks, charts, and tables in bounded parts.

Does not belong here: what stands on which page, and how a page is written (`rendering.documents.report`).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard.papers.report.edition import Edition
from dashboard.papers.report.places import MOST_PARTS, ROWS, anchor, file_of, part_file
from dashboard.queries import lacking, soil_rows
from dashboard.queries.release_shown import ReleaseShown
from dashboard.rendering import credits, method_sections
from dashboard.rendering.documents.report import pieces
from dashboard.rendering.documents.report.leaf import Leaf
from dashboard.rendering.figures import Figured
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.panels.missing import lacks
from dashboard.rendering.registers import tables
from dashboard.rendering.words import Words

METHOD = "method"
INDEX = "searched.js"  # what the search of a language looks in
KINDS = ("objective", "indicator", "country", "organisation", "project", "record")
Wording = Callable[[pd.DataFrame], pd.DataFrame]


@dataclass(frozen=True)
class Register:
    """A table of the report: its rows, the columns shown, its caption, and how the rows of one part are put into words.

    `figured`: which columns are figures of the release.
    `anchored`: the page whose links lead to a row; `names` are the names of the rows in them, else their places.
    """

    key: str
    rows: pd.DataFrame
    columns: Sequence[str]
    caption: str
    source: str
    worded: Wording = lambda rows: rows
    anchored: str = ""
    names: Sequence[str] = ()
    figured: Figured | None = None


@dataclass
class Draft:
    """A page and the further parts of its long tables, filled from top to bottom."""

    edition: Edition
    page: str
    title: str
    headline: Headline
    part: str = ""
    blocks: list[pieces.Block] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    further: list[Leaf] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The language of the page."""
        return self.edition.words

    @property
    def file(self) -> str:
        """The name of its file."""
        return file_of(self.page, self.part)

    def leaves(self) -> list[Leaf]:
        """The page, then the further parts of its tables."""
        return [Leaf(self.file, self.title, self.headline, self.blocks, self.scripts), *self.further]

    def heading(self, text: str, section: str = "") -> None:
        """A heading of the second order; that of a section can be led to."""
        self.blocks.append(pieces.heading(text, anchor(self.page, section) if section else ""))

    def caption(self, text: str) -> None:
        """Small print over or under a figure; nothing where it is empty."""
        if text:
            self.blocks.append(pieces.caption(text))

    def show(self, block: pieces.Block, is_wide: bool = False) -> None:
        """A block of our own HTML; a wide one scrolls within its place."""
        self.blocks.append(pieces.block(block, is_wide))

    def opens(self, label: str, *blocks: pieces.Block) -> None:
        """Blocks that open under a label; on paper they are open."""
        self.blocks.append(pieces.opens(label, blocks))

    def chart(self, key: str, alt: str, draw: pieces.Draw) -> None:
        """A chart in both modes, with the watermark of made-up data."""
        watermark = self.words("strip.watermark") if self.edition.release.is_demonstration else ""
        self.blocks.append(pieces.drawing(key, alt, draw, self.words, watermark))

    def register(self, register: Register, is_foot_shown: bool = True) -> None:
        """A table with its foot; a long one in parts, of which the further ones are pages of their own."""
        count = len(register.rows)
        shown_parts = min(max(math.ceil(count / ROWS), 1), MOST_PARTS)
        for number in range(1, shown_parts + 1):
            made = self._part(register, number, shown_parts)
            if number == 1:
                self.blocks += made
            else:
                file = part_file(self.file, register.key, number)
                self.further.append(Leaf(file, self.title, self.headline, made))
        if is_foot_shown:
            self.foot(register.source)

    def _part(self, register: Register, number: int, parts: int) -> list[pieces.Block]:
        """One part of a table, and the line that leads to the parts before and after it."""
        words, start = self.words, (number - 1) * ROWS
        rows = register.rows.iloc[start : start + ROWS]
        names = list(register.names) or [str(place) for place in range(len(register.rows))]
        anchors = [anchor(register.anchored, name) for name in names[start : start + ROWS]]
        table = tables.register(
            register.worded(rows),
            register.columns,
            register.caption,
            words,
            self.edition.links,
            anchors if register.anchored else (),
            register.figured.of(self.edition.figures) if register.figured else None,
        )
        made = [pieces.block(table)]
        if parts > 1:
            ways = [
                {"text": words(f"parts.{way}"), "href": part_file(self.file, register.key, other)}
                for way, other in (("before", number - 1), ("after", number + 1))
                if 1 <= other <= parts
            ]
            line = words("parts.shown", first=start + 1, last=start + len(rows), total=len(register.rows))
            made.append(pieces.parts(line, ways))
        if number == parts and len(register.rows) > parts * ROWS:
            made.append(pieces.caption(words("report.rest", n=parts * ROWS)))
        return made

    def foot(self, source: str, section: str = "") -> None:
        """The foot of a figure: source and date, and the way to the section of the method that tells how it was worked out.

        `section` is named where it is not the one of the page; on the method itself no link leads away from it.
        """
        words = self.words
        said = words("figure.source", source=source, as_of=self.edition.as_of)
        asked = section or method_sections.section_of(self.page)
        href = "" if self.page == METHOD else self.edition.links(METHOD, section=asked)
        self.blocks.append(pieces.foot(said, words("figure.method"), href))

    def look_in(self, kind: str = "") -> None:
        """The place to look for something, among everything or one kind alone; answered in the reader's browser."""
        words = self.words
        self.scripts += [INDEX, "../assets/search.js"]
        said = {name: words(f"report.{name}") for name in ("said", "most", "needs_script")}
        kinds = [(name, words(f"search.kind.{name}")) for name in KINDS]
        heads = [words(f"search.head.{name}") for name in ("label", "kind", "code")]
        label = words("report.look_in_records" if kind else "strip.search")
        self.blocks.append(pieces.searching(kind, kinds, heads, label, said))

    def credits(self) -> None:
        """Who is to be named for the lists; nothing where none was read."""
        lists = soil_rows.lists(self.edition.path)
        if len(lists):
            self.show(credits.block(lists, self.words))

    def missing(self) -> None:
        """What the release lacks of this page, and who can supply it; nothing where nothing is missing."""
        edition = self.edition
        asked = lacking.of_page(ReleaseShown(edition.release, edition.words), self.page, self.part)
        if asked:
            self.show(lacks(asked, self.words, edition.links))
