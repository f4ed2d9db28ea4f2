"""Who is active where: 24 objectives by regions or countries, the row outside the grid, what no source speaks of, the key.

Does not belong here: how one cell is drawn (`coverage_box`), and the order of the cells by score (`gap_ranking`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering import grids
from dashboard.rendering.figures import Figures
from dashboard.rendering.grid_cells import Cell
from dashboard.rendering.grids import Beyond, Box, Reading, Row, Unspoken
from dashboard.rendering.kept import kept
from dashboard.rendering.panels.coverage_box import CELLS, SHADES_FROM, Place, box, code_of
from dashboard.rendering.selection import Selection
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words

# Of the key beside the steps: the word of each reading, the state it is drawn as, and what stands in its example.
KEY = {
    "funded": ("funded", "2"),
    "unasked": ("activity_unfunded", "3"),
    "no_activity": ("no_activity", "0"),
    "funding_without_activity": ("funding_without_activity", "€"),
    "nothing_reported": ("nothing_reported", ""),
}
DRAWN = (
    "objective_code",
    "region_code",
    "coverage_state",
    "projects_count",
    "asked_eur",
    "committed_eur",
    "unmet_eur",
    "gap_score",
    "score_lacks",
    "parts_count",
)


@dataclass(frozen=True)
class GridFrames:
    """What the grid is drawn from: the cells, the objectives by horizon, the places, the figures, and the open projects.

    `open_counts` is how many open projects name an objective, a place and a practice picked; without any, no cell leads to them.
    """

    cells: pd.DataFrame
    objectives: pd.DataFrame
    places: Sequence[Place]
    figures: Figures
    open_counts: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Chosen:
    """What a reader has chosen: the objectives and places shown, the cell opened, and what else every link keeps."""

    picked: Selection = field(default_factory=Selection)
    cell: Cell | None = None
    kept: Mapping[str, str] = field(default_factory=dict)


def places(regions: pd.DataFrame, picked: Selection, countries: Mapping[str, str], words: Words) -> list[Place]:
    """The columns: the countries picked by their names, else the regions picked, else every region and what names none."""
    if picked.countries:
        return [Place("", code, countries.get(code, code)) for code in picked.countries]
    every = [Place(str(row["region_code"]), "", words.label(row)) for row in regions.to_dict("records")]
    if picked.regions:
        return [place for place in every if place.region in picked.regions]
    return [*every, Place("", "", words("coverage.no_region"))]


@kept
def coverage_grid(frames: GridFrames, chosen: Chosen, words: Words, links: Links) -> Markup:
    """The grid as a table of links to the rows of each cell; a small screen shows its first column."""
    heads, rows = laid_out(frames, chosen, words, links)
    caption, corner, is_by_country = words("coverage.caption"), words("grid.objective"), bool(chosen.picked.countries)
    return grids.grid(caption, corner, heads, rows[:-1], rows[-1], words, is_by_country)


def laid_out(frames: GridFrames, chosen: Chosen, words: Words, links: Links) -> tuple[list[str], list[Row]]:
    """The columns and rows of the grid; the last row holds what is tied to no objective."""
    drawn = _drawer(frames, chosen, words, links)
    rows, goal = [], ""
    for row in _objectives(frames, chosen.picked):
        code, label = str(row["objective_code"]), words.label(row)
        boxes = [drawn(code, place, f"{code} {label}") for place in frames.places]
        opens = bool(goal) and goal != row["goal_code"]
        rows.append(Row(label, boxes, code, links("objective", code=code), opens=opens))
        goal = row["goal_code"]
    name = words("grid.outside")
    outside = Row(name, [drawn("", place, name) for place in frames.places])
    return [place.name for place in frames.places], [*rows, outside]


@kept
def unspoken(frames: GridFrames, chosen: Chosen, words: Words, links: Links) -> Markup:
    """The cells of the grid that no source speaks of, place by place."""
    drawn = _drawer(frames, chosen, words, links)
    silent: list[Unspoken] = []
    for place in frames.places:
        if place.code:
            cells = [
                (str(row["objective_code"]), one.name, one.href)
                for row in _objectives(frames, chosen.picked)
                if (one := drawn(str(row["objective_code"]), place, _name(row, words))).state == "nothing_reported"
            ]
            silent += [Unspoken(place.name, cells)] if cells else []
    count = sum(len(place.cells) for place in silent)
    return grids.unspoken(words("coverage.unspoken", n=count), words("coverage.unspoken_note"), silent)


@kept
def coverage_key(words: Words) -> Markup:
    """How to read a cell: the steps of the share that is missing, then each other state, with an example."""
    steps = [
        Reading("partly_funded", words(f"coverage.short.{step}"), "", "3", shade=step)
        for step in range(len(SHADES_FROM))
    ]
    others = [
        Reading(state, words(f"coverage.{word}"), words(f"coverage_means.{word}"), example)
        for word, (state, example) in KEY.items()
    ]
    return grids.key([*others[:1], *steps, *others[1:]], words)


def beyond(
    frames: GridFrames, chosen: Chosen, code: str, place: Place, name: str, words: Words, links: Links
) -> Beyond | None:
    """The way to the open projects that name an objective and a place, and a practice picked; None where there is none."""
    count = frames.open_counts.get((code, place.code), 0)
    if not count:
        return None
    where = {"countries": place.country} if place.country else {"regions": place.region}
    where |= chosen.picked.values("practices") if chosen.picked.practices else {}
    return Beyond(links("opportunities", objectives=code, **where), words("coverage.open", n=count, name=name))


def _objectives(frames: GridFrames, picked: Selection) -> list[dict[Any, Any]]:
    rows = frames.objectives[frames.objectives["horizon"] == 2030].to_dict("records")
    return [row for row in rows if not picked.objectives or row["objective_code"] in picked.objectives]


def _name(row: Mapping[Any, Any], words: Words) -> str:
    return f"{row['objective_code']} {words.label(row)}"


def _drawer(frames: GridFrames, chosen: Chosen, words: Words, links: Links) -> Callable[[str, Place, str], Box]:
    """What draws the cell of an objective and a place, in a row of this name."""
    is_by_country = bool(chosen.picked.countries)
    rows = frames.cells[[*DRAWN, *(["country_code"] if is_by_country else [])]]
    cells = (rows if is_by_country else CELLS.read(rows, frames.figures)).to_dict("records")
    place_of = "country_code" if is_by_country else "region_code"
    found = {(code_of(row["objective_code"]), code_of(row[place_of])): row for row in cells}

    def drawn(code: str, place: Place, row: str) -> Box:
        cell, name = found.get((code, place.code)), f"{row}, {place.name}"
        region = place.region if cell is None else code_of(cell["region_code"])
        at = Cell(code or None, region or None, place.country)
        href = links("coverage", **chosen.kept, **at.query)
        way = beyond(frames, chosen, code, place, name, words, links)
        return box(cell, name, href, at == chosen.cell, way, is_by_country, bool(code and place.code), words)

    return drawn
