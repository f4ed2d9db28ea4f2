"""One slide in the look of the dashboard, and what every block draws on it: texts, lines, and what a reader hears.

Does not belong here: a block (`tables`, `charts`, `maps`, `squares`), and which blocks stand on which slide (`slides`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.rendering.documents.pack.content import Block, Cell
from dashboard.rendering.documents.pack.deck.measuring import LINE, Box, height, lines, serif
from dashboard.rendering.documents.pack.deck.texts import Line, Run, colour, fill
from dashboard.rendering.words import Words

WIDTH, HEIGHT = 960.0, 540.0  # points: 16 to 9
MARGIN, GUTTER = 40.0, 22.0
TITLE, NOTE = 14.0, 9.5  # sizes of a block's title and note
GAP = 4.0


@dataclass(frozen=True)
class Drawn:
    """How far down a block reaches, and what of it is left for the next slide."""

    bottom: float
    rest: Block | None = None


@dataclass
class Page:
    """A slide while it is made, with the cells that were drawn on it so far."""

    slide: Slide
    words: Words
    cells: list[Cell] = field(default_factory=list)

    def text(
        self, box: Box, lines: Sequence[Line], size: float, align: PP_ALIGN | None = None, gap: float = 0
    ) -> BaseShape:
        """A text in a place, from its top; nothing shrinks and nothing grows."""
        shape = self.slide.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        fill(frame, lines, size, align, gap)
        return shape

    def line(self, left: float, top: float, width: float, token: str = "rule") -> None:
        """A hairline."""
        drawn = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(left), Pt(top), Pt(left + width), Pt(top))
        drawn.line.color.rgb, drawn.line.width = colour(token), Pt(0.75)
        plainly(drawn)

    def heading(self, title: str, box: Box) -> float:
        """The title of a block; returns where what follows begins."""
        if not title:
            return box.top
        room = titled_height(title, box.width)
        self.text(Box(box.left, box.top, box.width, room), [[Run(title, is_bold=True, is_serif=True)]], TITLE)
        return box.top + room + GAP

    def note(self, note: str, left: float, top: float, width: float) -> float:
        """A muted line below a block; returns where it ends."""
        if not note:
            return top
        room = height(note, width, NOTE)
        self.text(Box(left, top + GAP, width, room), [[Run(note, "muted")]], NOTE)
        return top + GAP + room

    def took(self, cells: Iterable[Cell]) -> None:
        """Remember which cells stand on this slide, with those beside them."""
        for cell in cells:
            self.cells += [cell, cell.beside] if cell.beside else [cell]


def described(shape: BaseShape, text: str, name: str = "") -> None:
    """Give a shape the text that is read out in its place, and a name in the list of what stands on the slide."""
    (properties,) = shape.element.xpath("./*/p:cNvPr")
    properties.set("descr", text)
    if name:
        properties.set("name", name)


def plainly(shape: BaseShape) -> None:
    """Take from a shape what the theme would add: a shadow, a gloss, an outline."""
    for style in shape.element.xpath("./p:style"):
        shape.element.remove(style)


def titled_height(title: str, width: float, size: float = TITLE) -> float:
    """The room that a title takes."""
    return lines(title, width, serif(size)) * size * LINE


def heading_height(title: str, width: float) -> float:
    """The room that the title of a block takes."""
    return titled_height(title, width) + GAP if title else 0.0


def note_height(note: str, width: float) -> float:
    """The room that the note of a block takes."""
    return height(note, width, NOTE) + GAP if note else 0.0
