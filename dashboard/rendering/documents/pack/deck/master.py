"""What every slide of the deck has: the size, the paper, the four bands, the place of the title, fonts and colours.

It stands on the master and its one layout, so that a slide somebody adds looks like the others. Does not belong here: what
a slide says (`presentation`).
"""

import re

from pptx import Presentation as begun
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import SlideMaster
from pptx.util import Pt

from dashboard.rendering import look
from dashboard.rendering.documents.pack.content import Pack
from dashboard.rendering.documents.pack.deck.page import HEIGHT, MARGIN, WIDTH
from dashboard.rendering.documents.pack.deck.texts import colour

LAYOUT = "Title Only"
BODY_WIDTH = WIDTH - 2 * MARGIN
TITLE_PLACE, BODY_PLACE = (38.0, 64.0), (120.0, 370.0)  # top and height, points
BAND = 4.0  # points
FONTS = {
    "majorFont": "Times New Roman",
    "minorFont": "Arial",
}  # with lining figures, and of the same widths in every office
THEME = {
    "dk2": "muted",
    "lt2": "sunken",
    "accent1": "money_3",
    "accent2": "bare",
    "accent3": "status_on_track",
    "accent4": "status_acceleration_needed",
    "accent5": "status_limited_progress",
    "accent6": "status_moving_away",
    "hlink": "accent",
    "folHlink": "muted",
}
FEET = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
RECTANGLE = (
    '<p:sp {namespaces}><p:nvSpPr><p:cNvPr id="{number}" name="band {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
    '<p:spPr><a:xfrm><a:off x="{left}" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
)
FIRST_BAND = 900  # identifiers of shapes on the master, far from those it has


def prepared(pack: Pack) -> Presentation:
    """An empty deck of 16 to 9 with one layout, and with what a file says of itself."""
    presentation = begun()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in [one for one in presentation.slide_layouts if one.name != LAYOUT]:
        presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = colour("paper")
    for held in (master, presentation.slide_layouts[0]):
        for shape in list(held.placeholders):
            if shape.placeholder_format.type in FEET:
                shape.element.getparent().remove(shape.element)
    for shape in master.placeholders:
        _placed(shape, *(TITLE_PLACE if shape.placeholder_format.type == PP_PLACEHOLDER.TITLE else BODY_PLACE))
    _titled(master)
    _banded(master)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = _themed(theme.blob)
    _described(presentation, pack)
    return presentation


def _placed(shape: Shape, top: float, high: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(MARGIN), Pt(top), Pt(BODY_WIDTH), Pt(high)
    frame = shape.text_frame
    frame.vertical_anchor, frame.auto_size = MSO_ANCHOR.TOP, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _titled(master: SlideMaster) -> None:
    """A title begins at the left, in the ink of the look."""
    for level in master.element.iter(qn("p:titleStyle")):
        for properties in level.iter(qn("a:lvl1pPr")):
            properties.set("algn", "l")
        for font in level.iter(qn("a:defRPr")):
            font.set("sz", "2600")
            font.set("b", "1")


def _banded(master: SlideMaster) -> None:
    """The four bands at the upper edge."""
    bands = look.tokens()["bands"]
    wide = WIDTH / len(bands)
    for place, band in enumerate(bands):
        rectangle = RECTANGLE.format(
            namespaces=nsdecls("p", "a"),
            number=FIRST_BAND + place,
            left=int(Pt(place * wide)),
            wide=int(Pt(wide)),
            high=int(Pt(BAND)),
            colour=band.removeprefix("#"),
        )
        master.shapes.element.append(parse_xml(rectangle))


def _themed(theme: bytes) -> bytes:
    """The theme in our fonts and colours, so that what a reader adds has them too."""
    text = theme.decode("utf-8")
    for kind, font in FONTS.items():
        text = re.sub(rf'(<a:{kind}><a:latin typeface=")[^"]*', rf"\g<1>{font}", text)
    for name, token in THEME.items():
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour(token)}"/></a:{name}>', text)
    return text.encode("utf-8")


def _described(presentation: Presentation, pack: Pack) -> None:
    """What the file says of itself; its times are those of the release, so that the same pack is the same file."""
    said, built = presentation.core_properties, pack.release.built_at
    said.title, said.subject = pack.title or pack.label, pack.dated
    said.author = said.last_modified_by = pack.words("site.title")
    said.language, said.revision, said.keywords = pack.words.language, 1, pack.watermark
    said.created = said.modified = said.last_printed = built
