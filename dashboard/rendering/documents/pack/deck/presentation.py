"""The deck while it is made: pages with head, title and foot, the notes of the speaker, the watermark.

The watermark stands on each slide and not on the master, so that a slide that is copied into another deck takes it along.
Does not belong here: what every slide has (`master`), and what stands between head and foot (`slides`).
"""

from io import BytesIO

from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.shapes.graphfrm import GraphicFrame
from pptx.util import Pt

from dashboard.rendering.documents.pack.content import Cell, Pack, Sheet
from dashboard.rendering.documents.pack.deck.master import BODY_WIDTH, prepared
from dashboard.rendering.documents.pack.deck.measuring import Box, cut, height, lines, serif, width
from dashboard.rendering.documents.pack.deck.page import HEIGHT, MARGIN, WIDTH, Page, described, titled_height
from dashboard.rendering.documents.pack.deck.texts import Run, fill
from dashboard.rendering.words import Words
from sources.feedback.sealing import sealed

HEAD_TOP, TITLE_TOP, FOOT_TOP, COVER_TOP = 16.0, 36.0, 494.0, 170.0
SMALL, LEDE, COVER_TITLE, COVER_TEXT = 9.0, 14.0, 44.0, 14.0
# The sizes of a title and the lines it may take at each: on one line if it can be; what fits none is cut.
TITLES, CONTINUED = ((30.0, 1), (27.0, 1), (25.0, 1), (28.0, 2), (24.0, 2), (22.0, 3)), ((18.0, 1), (16.0, 2))
LEDE_LINES = 3
PAGE_NUMBER = 60.0  # points
TAGS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}
LARGEST_MARK, MARK_WIDTH, MARK_TURNED = 46.0, 880.0, -20.0
FAINT = "11000"  # of 100,000: how strongly the watermark is drawn
FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  # names a field; any fixed identifier does


class Deck:
    """A presentation while it is made."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.presentation = prepared(pack)

    def cover(self) -> None:
        """The first slide: what the pack is, of which day and release, and what its data are."""
        page = self._page()
        pack, words = self.pack, self.pack.words
        title = pack.title or pack.label
        high = titled_height(title, BODY_WIDTH, COVER_TITLE)
        page.text(Box(MARGIN, COVER_TOP - 26, BODY_WIDTH, 20), [[Run(words("site.title"), "muted")]], COVER_TEXT)
        self._titled(page, title, COVER_TITLE, COVER_TOP, high)
        below = [[Run(pack.label)]] if pack.label and pack.label != title else []
        below.append([Run(pack.dated, "muted")])
        if pack.watermark:
            below.append([Run(words("strip.demonstration"), "demo", is_bold=True)])
        page.text(Box(MARGIN, COVER_TOP + high + 12, BODY_WIDTH, 90), below, COVER_TEXT, gap=8)

    def begun(self, sheet: Sheet, is_continued: bool) -> tuple[Page, Box]:
        """A slide of a sheet with its finding as title, and the place that is left for blocks."""
        page, sentence = self._page(), sheet.headline.sentence
        if is_continued:
            sentence = page.words("slides.continued", title=sentence)
        sizes = CONTINUED if is_continued else TITLES
        size, most = next((one for one in sizes if lines(sentence, BODY_WIDTH, serif(one[0])) <= one[1]), sizes[-1])
        title = cut(sentence, BODY_WIDTH, serif(size), most)
        high = titled_height(title, BODY_WIDTH, size)
        self._titled(page, title, size, TITLE_TOP, high)
        top = TITLE_TOP + high + 6
        if not is_continued and sheet.headline.lede:
            lede = cut(sheet.headline.lede, BODY_WIDTH, LEDE, LEDE_LINES)
            room = height(lede, BODY_WIDTH, LEDE)
            page.text(Box(MARGIN, top, BODY_WIDTH, room), [[Run(lede)]], LEDE)
            top += room + 6
        top += 8
        if not is_continued:
            page.took(sheet.figures)
        return page, Box(MARGIN, top, BODY_WIDTH, FOOT_TOP - 6 - top)

    def ended(self, page: Page, sheet: Sheet) -> None:
        """Head and foot of a slide, and in the notes of the speaker every figure on it with its value."""
        words = page.words
        head = Box(MARGIN, HEAD_TOP, BODY_WIDTH, 12)
        page.text(head, [[Run(words("site.title"), "muted")]], SMALL)
        page.text(head, [[Run(sheet.title, "muted")]], SMALL, PP_ALIGN.RIGHT)
        page.line(MARGIN, FOOT_TOP, BODY_WIDTH)
        room = BODY_WIDTH - PAGE_NUMBER
        figures = {cell.figure_id: cell for cell in page.cells if cell.figure_id}
        stated = [one for one in (sheet.source, self.pack.dated) if one]
        feet = [[Run(cut(one, room, SMALL, 1), "muted")] for one in stated]
        if figures:
            feet.append([Run(_listed(list(figures), room, words), "muted")])
        page.text(Box(MARGIN, FOOT_TOP + 4, room, 34), feet, SMALL)
        number = page.text(
            Box(WIDTH - MARGIN - PAGE_NUMBER, FOOT_TOP + 4, PAGE_NUMBER, 12),
            [[Run("#", "muted")]],
            SMALL,
            PP_ALIGN.RIGHT,
        )
        _numbered(number.element, len(self.presentation.slides))
        said = [f"{name}: {_value(cell, words)}" for name, cell in figures.items()]
        notes = [self.pack.dated, sheet.source, *([words("slides.noted"), *said] if said else [])]
        frame = page.slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(notes)

    def saved(self) -> bytes:
        """The deck as a file, in its language."""
        tag = TAGS[self.pack.words.language]
        for slide in self.presentation.slides:
            roots = [slide.element, slide.notes_slide.element] if slide.has_notes_slide else [slide.element]
            roots += [
                shape.chart.element for shape in slide.shapes if isinstance(shape, GraphicFrame) and shape.has_chart
            ]
            for root in roots:
                for properties in root.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
                    properties.set("lang", tag)
        saved = BytesIO()
        self.presentation.save(saved)
        return sealed(saved.getvalue(), self.pack.release.built_at)

    def _page(self) -> Page:
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[0])
        page = Page(slide, self.pack.words)
        if self.pack.watermark:
            _marked(page, self.pack.watermark)
        return page

    def _titled(self, page: Page, title: str, size: float, top: float, high: float) -> None:
        shape = page.slide.shapes.title
        assert shape is not None, "the layout has a title"
        shape.left, shape.top, shape.width, shape.height = Pt(MARGIN), Pt(top), Pt(BODY_WIDTH), Pt(high)
        fill(shape.text_frame, [[Run(title, is_bold=True, is_serif=True)]], size, PP_ALIGN.LEFT)


def _marked(page: Page, watermark: str) -> None:
    """The watermark across a slide, below what is drawn later; faint, so that every text on it can be read."""
    size = min(LARGEST_MARK, LARGEST_MARK * MARK_WIDTH / width(watermark, LARGEST_MARK))
    high = size * 1.3
    box = Box((WIDTH - MARK_WIDTH) / 2, (HEIGHT - high) / 2, MARK_WIDTH, high)
    shape = page.text(box, [[Run(watermark, "demo", is_bold=True)]], size, PP_ALIGN.CENTER)
    shape.rotation = MARK_TURNED
    described(shape, watermark, watermark)
    for tint in shape.element.iter(qn("a:srgbClr")):
        alpha = OxmlElement("a:alpha")
        alpha.set("val", FAINT)
        tint.append(alpha)


def _numbered(shape: BaseOxmlElement, number: int) -> None:
    """Make the text of a shape the number of its slide, which stays right when slides are moved."""
    (run,) = shape.iter(qn("a:r"))
    field = OxmlElement("a:fld")
    field.set("id", FIELD)
    field.set("type", "slidenum")
    for part in list(run):
        field.append(part)
    field.find(qn("a:t")).text = str(number)
    run.getparent().replace(run, field)


def _listed(names: list[str], room: float, words: Words) -> str:
    """The identifiers of figures on one line; how many more there are stands at its end."""
    for taken in range(len(names), 0, -1):
        line = words("slides.figures", ids=" · ".join(names[:taken]))
        if taken < len(names):
            line = f"{line} {words('slides.more', n=len(names) - taken)}"
        if width(line, SMALL) <= room:
            return line
    return words("slides.more", n=len(names))


def _value(cell: Cell, words: Words) -> str:
    """The number of a figure in full, with its unit; its text where it is no number."""
    if cell.value is None:
        return cell.text
    return words.measure(cell.value, cell.unit, words.number(cell.value)).strip()
