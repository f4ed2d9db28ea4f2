"""The map of the world: countries in five classes of a figure, white where it is nought, hatched where nothing is known.

Drawn from the local topology in `static/topojson`, in the Equal Earth projection, so that areas can be compared and no
request leaves the machine. Boundaries imply no endorsement. Does not belong here: which figure a page shows, and its words.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.look import DASHBOARD
from dashboard.rendering.words import Words

TOPOLOGY = DASHBOARD / "static" / "topojson" / "world_110m.json"
ROOM_EAST = 24  # px for land beyond the date line
WIDTH = 960  # px of the drawing; it scales with the page
NOUGHT, BESIDE = "nought", "beside"
Point = tuple[float, float]  # degrees east and north
NOT_DRAWN = ("ATA",)
SOUTHERNMOST, NORTHERNMOST = -56.0, 84.0  # degrees
# Coefficients of Equal Earth, Šavrič, Patterson and Jenny 2018.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SCALE = WIDTH / (2 * 2.7066)  # the equator of the projection is 2 x 2.7066 long


@dataclass(frozen=True)
class Shade:
    """How a country is drawn: its class from 0 to 4, or `NOUGHT`; what is said of it; where it leads, if anywhere."""

    step: int | str
    said: str
    href: str = ""


@dataclass(frozen=True)
class Key:
    """What a map shows and how it is read: a word for each class, for nought (empty: it does not occur), and for the hatch.

    `picked` are the codes of the countries it speaks of, all where none is named; `beside` is the word for the others.
    """

    title: str
    note: str
    classes: Sequence[str]
    hatched: str
    nought: str = ""
    beside: str = ""
    picked: tuple[str, ...] = ()


def world(shades: Mapping[str, Shade], names: Mapping[str, str], key: Key) -> Markup:
    """The map with its key; a country without a shade is hatched. A table beside it says the same."""
    return render("world", countries=_countries(shades, names, key), key=key, box=_box())


def picture(shades: Mapping[str, Shade], names: Mapping[str, str], key: Key, colours: Mapping[str, str]) -> str:
    """The map as a drawing of its own, without key and links, in colours of the look by their names."""
    drawn = _countries(shades, names, key)
    return str(render("world_picture", countries=drawn, box=_box(), colours=colours))


def class_of(figure: float, classes_from: Sequence[float]) -> int:
    """Which class a figure falls into, by the lower end of each; what lies below the first is in the first.

    >>> [class_of(figure, (0.0, 0.5, 2.0)) for figure in (-1.0, 0.0, 0.4, 0.5, 11.0)]
    [0, 0, 0, 1, 2]
    """
    return max(sum(figure >= lower for lower in classes_from) - 1, 0)


def class_words(classes_from: Sequence[float], words: Words) -> list[str]:
    """The classes in words, by the lower end of each."""
    low = [words.number(lower) for lower in classes_from]
    between = [words("map.between", low=first, high=last) for first, last in pairwise(low[1:])]
    return [words("map.under", high=low[1]), *between, words("map.over", low=low[-1])]


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to px of the drawing, y downwards."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    s = t**6
    x = (
        2
        * math.sqrt(3)
        * math.radians(longitude)
        * math.cos(t)
        / (3 * (9 * A4 * t**2 * s + 7 * A3 * s + 3 * A2 * t**2 + A1))
    )
    y = t * (A1 + A2 * t**2 + s * (A3 + A4 * t**2))
    return WIDTH / 2 + x * SCALE, WIDTH / 4 - y * SCALE


@cache
def outlines() -> dict[str, str]:
    """The outline of every country by ISO code, as an SVG path."""
    topology = json.loads(TOPOLOGY.read_text(encoding="utf-8"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    found: dict[str, str] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = shape.get("id")
        if code and code not in NOT_DRAWN and shape["type"]:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            found[code] = found.get(code, "") + "".join(_ring(ring, arcs) for polygon in polygons for ring in polygon)
    return found


def _arc(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    """The points of an arc in degrees; each is stored as its distance from the one before."""
    (width, height), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * width + left, y * height + bottom))
    return points


def _ring(ring: list[int], arcs: list[list[Point]]) -> str:
    """A closed ring; a negative number is an arc walked backwards. One that crosses the date line stays in one piece."""
    points: list[Point] = []
    for number in ring:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += part[1:] if points else part
    turned, turn = [points[0]], 0
    for (before, _), (longitude, latitude) in pairwise(points):
        turn += 360 * (longitude - before < -180) - 360 * (longitude - before > 180)
        turned.append((longitude + turn, latitude))
    back = 360 if sum(longitude for longitude, _ in turned) / len(turned) < -180 else 0
    drawn = [project(longitude + back, latitude) for longitude, latitude in turned]
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in drawn)}Z"


def _box() -> str:
    """The part of the drawing that is shown."""
    top, bottom = project(0, NORTHERNMOST)[1], project(0, SOUTHERNMOST)[1]
    return f"0 {top:.0f} {WIDTH + ROOM_EAST} {bottom - top:.0f}"


def _countries(shades: Mapping[str, Shade], names: Mapping[str, str], key: Key) -> list[dict[str, Any]]:
    return [
        _country(names.get(code, code), path, shades.get(code), key)
        if not key.picked or code in key.picked
        else _country(names.get(code, code), path, Shade(BESIDE, key.beside), key)
        for code, path in outlines().items()
    ]


def _country(name: str, path: str, shade: Shade | None, key: Key) -> dict[str, Any]:
    if shade is None:
        return {"path": path, "step": None, "name": f"{name}: {key.hatched}", "href": ""}
    return {"path": path, "step": shade.step, "name": f"{name}: {shade.said}", "href": shade.href}
