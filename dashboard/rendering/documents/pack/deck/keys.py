"""A key: swatches or signs with their words, beside each other as far as there is room.

Does not belong here: what they stand for (`content`).
"""

from collections.abc import Iterator, Sequence

from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from dashboard.rendering.documents.pack.content import Cell
from dashboard.rendering.documents.pack.deck import marks
from dashboard.rendering.documents.pack.deck.measuring import LINE, Box, width
from dashboard.rendering.documents.pack.deck.page import Page, described, plainly
from dashboard.rendering.documents.pack.deck.texts import colour

SIZE, SWATCH, BETWEEN, APART = 9.5, 12.0, 4.0, 14.0
ROW = SIZE * LINE + 3
Key = Sequence[tuple[str, str]]


def height(key: Key, room: float) -> float:
    """The room that a key takes."""
    return max((top + ROW for _, _, _, top in _placed(key, room)), default=0.0)


def draw(key: Key, page: Page, box: Box) -> float:
    """Each mark, colour of the look or hatch with its words; returns where the key ends."""
    for token, said, left, top in _placed(key, box.width):
        if token in marks.SIGNS and token not in marks.UNKNOWN:
            sign = Box(box.left + left, box.top + top, width(said, SIZE) + 3 * SIZE, ROW)
            page.text(sign, [marks.runs(Cell(said, mark=token))], SIZE)
            continue
        at = Box(box.left + left, box.top + top, SWATCH, SIZE - 1)
        shape = page.slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Pt(at.left), Pt(at.top + 1.5), Pt(at.width), Pt(at.height)
        )
        plainly(shape)
        described(shape, "", said)
        shape.line.color.rgb, shape.line.width = colour("edge"), Pt(0.5)
        if token in marks.UNKNOWN:
            marks.hatch(shape.fill)
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = colour(token)
        room = width(said, SIZE) + SIZE
        page.text(Box(at.left + SWATCH + BETWEEN, at.top, room, ROW), [marks.runs(Cell(said))], SIZE)
    return box.top + height(key, box.width)


def _placed(key: Key, room: float) -> Iterator[tuple[str, str, float, float]]:
    """Token and words of each with its distance from the left and the upper edge."""
    left = top = 0.0
    for token, said in key:
        wide = SWATCH + BETWEEN + width(said, SIZE) + APART
        if left and left + wide - APART > room:
            left, top = 0.0, top + ROW
        yield token, said, left, top
        left += wide
