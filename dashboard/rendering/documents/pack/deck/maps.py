"""A map as shapes that can be edited: one per country, in the fill its drawing has, all in one group.

The drawing is the SVG that paper shows, in absolute coordinates of straight lines. Does not belong here: which class a
country falls into (`rendering.world`).
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from pptx.dml.color import RGBColor
from pptx.shapes.group import GroupShape
from pptx.util import Pt

from dashboard.rendering.documents.pack.content import Chart
from dashboard.rendering.documents.pack.deck import marks
from dashboard.rendering.documents.pack.deck.measuring import Box
from dashboard.rendering.documents.pack.deck.page import Drawn, Page, described, note_height, plainly
from dashboard.rendering.documents.pack.deck.texts import colour

SHORTEST, TALLEST = 180.0, 330.0
SVG = "{http://www.w3.org/2000/svg}"
COORDINATES = re.compile(r"-?\d+(?:\.\d+)?")
OUTLINE = 0.25  # points
Ring = list[tuple[float, float]]


def least(chart: Chart) -> float:
    """The height below which the map begins on the next slide."""
    return SHORTEST + len(chart.title and "x") * 22


def draw(chart: Chart, page: Page, box: Box) -> Drawn:
    """The map as large as its place; what it shows is read out in its place."""
    top = page.heading(chart.title, box)
    drawing = ElementTree.fromstring(chart.svg)
    left, upper, wide, high = (float(part) for part in drawing.attrib["viewBox"].split())
    room = min(box.bottom - top - note_height(chart.note, box.width), TALLEST)
    scale = min(box.width / wide, room / high)
    group = page.slide.shapes.add_group_shape()
    at = (box.left - left * scale, top - upper * scale)
    for path in drawing.iter(f"{SVG}path"):
        rings = list(_rings(path.attrib.get("d", "")))
        if rings and path.attrib.get("fill", "none") != "none":
            _country(group, rings, path.attrib["fill"], path.findtext(f"{SVG}title", ""), at, scale)
    described(group, chart.sentence, chart.title)
    page.took(cell for series in chart.series for cell in series.cells)
    return Drawn(page.note(chart.note, box.left, top + high * scale, box.width))


def _rings(path: str) -> Iterator[Ring]:
    """The closed outlines of a path that is made of `M`, `L` and `Z`."""
    for part in path.split("M")[1:]:
        numbers = [float(number) for number in COORDINATES.findall(part)]
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        if len(points) > 2:
            yield points


def _country(group: GroupShape, rings: list[Ring], fill: str, name: str, at: tuple[float, float], scale: float) -> None:
    """One country, of as many outlines as it has parts."""
    emu = float(Pt(1)) * scale
    (first_x, first_y), *_ = rings[0]
    built = group.shapes.build_freeform(round(first_x * emu), round(first_y * emu), 1.0)
    for place, ring in enumerate(rings):
        (x, y), *others = [(round(x * emu), round(y * emu)) for x, y in ring]
        if place:
            built.move_to(x, y)
        built.add_line_segments(others)
    shape = built.convert_to_shape(Pt(at[0]), Pt(at[1]))
    if fill.startswith("#"):
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(fill[1:].upper())
    else:
        marks.hatch(shape.fill)
    shape.line.color.rgb, shape.line.width = colour("edge"), Pt(OUTLINE)
    plainly(shape)
    described(shape, name, name)
