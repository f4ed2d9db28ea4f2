"""A map as shapes that can be edited: one per country, in the fill its drawing has, all in one group.

The drawing is the SVG that paper shows, in absolute coordinates of straight lines. Does not belong here: which class a
country falls into (`rendering.world`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree import ElementTree

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.autoshape import Shape
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from dashboard.rendering.documents.pack.content import Chart
from dashboard.rendering.documents.pack.deck import keys, marks
from dashboard.rendering.documents.pack.deck.measuring import Box
from dashboard.rendering.documents.pack.deck.page import GAP, Drawn, Page, described, note_height, plainly
from dashboard.rendering.documents.pack.deck.texts import colour

SHORTEST, TALLEST = 180.0, 330.0
SVG = "{http://www.w3.org/2000/svg}"
COORDINATES = re.compile(r"-?\d+(?:\.\d+)?")
OUTLINE = 0.25  # points
FINE = 100  # steps of a path in a unit of the drawing
Ring = list[tuple[float, float]]


def least(chart: Chart) -> float:
    """The height below which the map begins on the next slide."""
    return SHORTEST + len(chart.title and "x") * 22


def draw(chart: Chart, page: Page, box: Box) -> Drawn:
    """The map as large as its place; what it shows is read out in its place."""
    top = page.heading(chart.title, box)
    drawing = ElementTree.fromstring(chart.svg)
    left, upper, wide, high = (float(part) for part in drawing.attrib["viewBox"].split())
    below = note_height(chart.note, box.width) + keys.height(chart.key, box.width)
    room = min(box.bottom - top - below, TALLEST)
    scale = min(box.width / wide, room / high)
    shapes = page.slide.shapes
    countries = []
    at = (box.left - left * scale, top - upper * scale)
    for path in drawing.iter(f"{SVG}path"):
        rings = list(_rings(path.attrib.get("d", "")))
        if rings and path.attrib.get("fill", "none") != "none":
            countries.append(_country(shapes, rings, path.attrib["fill"], path.findtext(f"{SVG}title", ""), at, scale))
    group = shapes.add_group_shape(countries)  # once they are drawn: a group is measured anew with each shape it gets
    described(group, chart.sentence, chart.title)
    page.took(cell for series in chart.series for cell in series.cells)
    bottom = keys.draw(chart.key, page, replace(box, top=top + high * scale + GAP))
    return Drawn(page.note(chart.note, box.left, bottom, box.width))


def _rings(path: str) -> Iterator[Ring]:
    """The closed outlines of a path that is made of `M`, `L` and `Z`."""
    for part in path.split("M")[1:]:
        numbers = [float(number) for number in COORDINATES.findall(part)]
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        if len(points) > 2:
            yield points


def _country(
    shapes: SlideShapes, rings: Sequence[Ring], fill: str, name: str, at: tuple[float, float], scale: float
) -> Shape:
    """One country, of as many outlines as it has parts."""
    left, right = (edge(x for ring in rings for x, _ in ring) for edge in (min, max))
    top, bottom = (edge(y for ring in rings for _, y in ring) for edge in (min, max))
    place = (at[0] + left * scale, at[1] + top * scale, (right - left) * scale, (bottom - top) * scale)
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Pt(part) for part in place))
    (rectangle,) = shape.element.xpath("./p:spPr/a:prstGeom")
    outline = [[(round((x - left) * FINE), round((y - top) * FINE)) for x, y in ring] for ring in rings]
    size = (round((right - left) * FINE), round((bottom - top) * FINE))
    rectangle.getparent().replace(rectangle, parse_xml(_geometry(outline, size)))
    if fill.startswith("#"):
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(fill[1:].upper())
    else:
        marks.hatch(shape.fill)
    shape.line.color.rgb, shape.line.width = colour("edge"), Pt(OUTLINE)
    plainly(shape)
    described(shape, name, name)
    return shape


def _geometry(rings: Sequence[Sequence[tuple[int, int]]], size: tuple[int, int]) -> str:
    """The outlines as a path of the slide program; its own builder of paths takes seconds for a map of the world."""
    parts = []
    for first, *others in rings:
        parts.append(f"<a:moveTo>{_point(first)}</a:moveTo>")
        parts += [f"<a:lnTo>{_point(point)}</a:lnTo>" for point in others]
        parts.append("<a:close/>")
    lists = "<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
    path = f'<a:pathLst><a:path w="{size[0]}" h="{size[1]}">{"".join(parts)}</a:path></a:pathLst>'
    return f'<a:custGeom {nsdecls("a")}>{lists}<a:rect l="l" t="t" r="r" b="b"/>{path}</a:custGeom>'


def _point(point: tuple[int, int]) -> str:
    return f'<a:pt x="{point[0]}" y="{point[1]}"/>'
