"""Texts on a slide: each run in a font, size and colour of the look.

Does not belong here: how much room a text takes (`measuring`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.text.text import TextFrame
from pptx.util import Pt

from dashboard.rendering import look

# Of the theme, so that a reader who changes the fonts of the theme changes them everywhere.
SERIF, SANS = "+mj-lt", "+mn-lt"


@dataclass(frozen=True)
class Run:
    """A piece of text in one look."""

    text: str
    colour: str = "ink"
    is_bold: bool = False
    is_serif: bool = False


Line = Sequence[Run]


@cache
def colour(token: str) -> RGBColor:
    """A colour of the look on paper."""
    return RGBColor.from_string(look.palette("light")[token].removeprefix("#").upper())


def fill(frame: TextFrame, lines: Sequence[Line], size: float, align: PP_ALIGN | None = None, gap: float = 0) -> None:
    """Write lines into an empty frame, each as a paragraph; `gap` points stand between them."""
    for place, line in enumerate(lines):
        paragraph = frame.add_paragraph() if place else frame.paragraphs[0]
        if align is not None:
            paragraph.alignment = align
        if place and gap:
            paragraph.space_before = Pt(gap)
        for run in line:
            for nth, part in enumerate(run.text.split("\n")):
                if nth:
                    paragraph.add_line_break()
                if not part:
                    continue  # a run without a text is left out by some programs, and its size with it
                added = paragraph.add_run()
                added.text = part
                font = added.font
                font.size, font.bold = Pt(size), run.is_bold
                font.name = SERIF if run.is_serif else SANS
                font.color.rgb = colour(run.colour)
