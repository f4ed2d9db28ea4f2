"""What python-pptx has no word for in a table: no style of the slide program, edges of cells, the second figure of a field.

Does not belong here: texts and fills of cells (`tables`, `marks`).
"""

from collections.abc import Sequence

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.util import Pt

from dashboard.rendering.documents.pack.content import Grid
from dashboard.rendering.documents.pack.deck.texts import colour

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # what slide programs call a table without a style
HAIRLINE, BESIDE_FIELDS = 0.75, 2.0  # points
ALL_ROUND = ("a:lnL", "a:lnR", "a:lnT", "a:lnB")  # in the order in which a cell has them
TAB_FROM_EDGE = 9.0  # points: both margins of a cell, and a little, or the figure goes to the next line
SMALLEST = 1.0  # points: of a line that only keeps rows apart
HUNDREDTHS = 100  # of a point, in which a size is written


def edged(frame: BaseOxmlElement, grid: Grid, columns: Sequence[float], size: float) -> None:
    """Hairlines between rows; between the fields of a map of coverage the paper, so that each stands by itself."""
    frame.find(f".//{qn('a:tableStyleId')}").text = NO_STYLE
    for nth, row in enumerate(frame.iter(qn("a:tr"))):
        for place, cell in enumerate(row.findall(qn("a:tc"))):
            is_field = grid.is_field and nth > 0 and place > 0
            properties = cell.get_or_add_tcPr()
            for at, side in enumerate(ALL_ROUND if is_field else ALL_ROUND[-1:]):
                token = "paper" if is_field else "edge" if nth == 0 else "rule"
                properties.insert(at, _edge(side, token, BESIDE_FIELDS if is_field else HAIRLINE))
            _tab(cell, columns[place] - TAB_FROM_EDGE)
            is_gap = nth > 0 and len(grid.rows[nth - 1]) == 1 and not grid.rows[nth - 1][0].text
            _sized(cell, SMALLEST if is_gap else size)


def _edge(side: str, token: str, wide: float) -> BaseOxmlElement:
    line = OxmlElement(side)
    line.set("w", str(int(Pt(wide))))
    paint = OxmlElement("a:solidFill")
    tint = OxmlElement("a:srgbClr")
    tint.set("val", str(colour(token)))
    paint.append(tint)
    line.append(paint)
    return line


def _tab(cell: BaseOxmlElement, room: float) -> None:
    """Where a text has a tab, what follows it stands at the right edge of its cell."""
    for paragraph in cell.iter(qn("a:p")):
        if "\t" in "".join(text.text or "" for text in paragraph.iter(qn("a:t"))):
            tabs, tab = OxmlElement("a:tabLst"), OxmlElement("a:tab")
            tab.set("pos", str(int(Pt(room))))
            tab.set("algn", "r")
            tabs.append(tab)
            properties = paragraph.get_or_add_pPr()
            after = properties.find(qn("a:defRPr"))
            properties.append(tabs) if after is None else after.addprevious(tabs)


def _sized(cell: BaseOxmlElement, size: float) -> None:
    """A cell without a text is as high as the others: its empty line has their size too."""
    for paragraph in cell.iter(qn("a:p")):
        for end in paragraph.findall(qn("a:endParaRPr")):
            paragraph.remove(end)
        end = OxmlElement("a:endParaRPr")
        end.set("sz", str(round(size * HUNDREDTHS)))
        paragraph.append(end)
