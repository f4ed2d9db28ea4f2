"""The map: countries in five classes of committed money, hatched where no record names them.

Drawn from the local topology in `static/topojson`, in the Equal Earth projection, so that areas can be compared and no
request leaves the machine. Boundaries imply no endorsement.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.words import Words, is_missing

TOPOLOGY = Path(__file__).resolve().parents[2] / "static" / "topojson" / "world_110m.json"
ROOM_EAST = 24  # px for land beyond the date line
WIDTH = 960  # px of the drawing; it scales with the page
CLASSES_FROM = (0.0, 0.5e6, 2e6, 5e6, 10e6)  # EUR, lower end of each class
Point = tuple[float, float]  # degrees east and north
NOT_DRAWN = ("ATA",)
SOUTHERNMOST, NORTHERNMOST = -56.0, 84.0  # degrees
# Coefficients of Equal Earth, Šavrič, Patterson and Jenny 2018.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SCALE = WIDTH / (2 * 2.7066)  # the equator of the projection is 2 x 2.7066 long


def world(countries: pd.DataFrame, names: Mapping[str, str], words: Words) -> Markup:
    """The map with its key; a country carries its name and amount, and the table beside it says the same."""
    amounts = dict(zip(countries["country_code"], countries["committed_eur"], strict=True))
    drawn = [_country(code, path, amounts.get(code), names, words) for code, path in outlines().items()]
    top, bottom = project(0, NORTHERNMOST)[1], project(0, SOUTHERNMOST)[1]
    bounds = [*CLASSES_FROM[1:], None]
    classes = [_class_words(low, high, words) for low, high in zip(CLASSES_FROM, bounds, strict=True)]
    return render(
        "coverage/world",
        countries=drawn,
        classes=classes,
        nothing=words("coverage.nothing_reported"),
        box=f"0 {top:.0f} {WIDTH + ROOM_EAST} {bottom - top:.0f}",
        title=words("map.title"),
        note=words("map.note"),
    )


def class_of(amount: float) -> int:
    """Which of the five classes an amount in EUR falls into; nothing and less than nothing are in the first.

    >>> class_of(0.0), class_of(499_999.0), class_of(2e6), class_of(11e6)
    (0, 0, 2, 4)
    """
    return max(sum(amount >= lower for lower in CLASSES_FROM) - 1, 0)


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


def _country(code: str, path: str, amount: Any, names: Mapping[str, str], words: Words) -> dict[str, Any]:
    name = names.get(code, code)
    if is_missing(amount):
        return {"path": path, "step": None, "name": f"{name}: {words('coverage.nothing_reported')}"}
    return {
        "path": path,
        "step": class_of(amount),
        "name": f"{name}: {words.euros(amount)}",
    }


def _class_words(low: float, high: float | None, words: Words) -> str:
    if high is None:
        return words("map.over", low=words.number(low / 1e6))
    if low == 0:
        return words("map.under", high=words.number(high / 1e6))
    return words("map.between", low=words.number(low / 1e6), high=words.number(high / 1e6))
