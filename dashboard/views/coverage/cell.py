"""One cell of the coverage grid opened: its state, the sums of the rows it is made of, its countries as links."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering import grids
from dashboard.rendering.figures import Figured
from dashboard.rendering.grid_cells import NONE, Cell
from dashboard.rendering.headlines import coverage
from dashboard.rendering.panels.gap_ranking import PARTS, part
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing

SUMS = Figured(
    {
        "projects_count": "projects",
        "contributions_count": "contributions",
        "asked_eur": "asked",
        "pledged_eur": "pledged",
        "committed_eur": "committed",
        "disbursed_eur": "disbursed",
        "unconverted_count": "unconverted",
    },
    ("objective_code", "region_code"),
)
LINKS_SHOWN = 40  # countries offered as links


def cell_name(cell: Cell, objectives: pd.DataFrame, regions: pd.DataFrame, words: Words) -> str:
    """Objective and region in words."""
    rows = objectives[objectives["objective_code"] == cell.objective_code].to_dict("records")
    places = regions[regions["region_code"] == cell.region_code].to_dict("records")
    objective = f"{cell.objective_code} {words.label(rows[0])}" if rows else words("grid.outside")
    return f"{objective}, {words.label(places[0]) if places else words('coverage.no_region')}"


def cell_block(
    row: Mapping[str, Any],
    figures: Mapping[str, float | int | None],
    ways: list[dict[str, Any]],
    shown: int,
    words: Words,
    is_whole: bool = True,
) -> Markup:
    """The cell with its score or what it lacks for one, its figures and where they come from, and the ways on.

    `row` is the cell as the grid has it, without anything where the grid has none. Of a whole cell the sums are figures of
    the release, of one of its countries they are not.
    """
    state = str(row.get("coverage_state", "nothing_reported"))
    listed = [
        {
            "name": f"sum-{title}",
            "label": words(f"cell.{title}"),
            "value": _shown(title, value, words),
            "figure": SUMS.name(title, row) if row and is_whole else "",
        }
        for title, value in figures.items()
    ]
    return grids.opened(
        state,
        words(f"coverage.{state}"),
        listed,
        words("cell.note", shown=shown),
        ways,
        words,
        score=coverage.score(row, words) if row and state != "nothing_reported" else "",
        parts=[part(name, row.get(f"{name}_part"), words) for name in PARTS],
    )


def cell_ways(
    cell: Cell, countries: pd.DataFrame, kept: Mapping[str, str], words: Words, links: Links
) -> list[dict[str, Any]]:
    """Links to the countries of a cell, to all of them together, and back to the grid without a cell."""
    if len(countries) < 2 and not cell.country_code:
        return [{"text": words("cell.close"), "href": links("coverage", **kept), "is_here": False}]
    rows = countries.head(LINKS_SHOWN).to_dict("records")
    offered = [{"text": words("cell.all_countries"), "code": ""}]
    offered += [
        {
            "text": words("cell.no_country") if is_missing(row["country_code"]) else words.label(row),
            "code": NONE if is_missing(row["country_code"]) else str(row["country_code"]),
        }
        for row in rows
    ]
    found = [
        {
            "text": one["text"],
            "href": links("coverage", **kept, cell=cell.address, **({"country": one["code"]} if one["code"] else {})),
            "is_here": one["code"] == cell.country_code,
        }
        for one in offered
    ]
    return [*found, {"text": words("cell.close"), "href": links("coverage", **kept), "is_here": False}]


def _shown(title: str, value: float | int | None, words: Words) -> str | None:
    if value is None:
        return None
    return words.number(round(value)) if title.endswith("_eur") else words.number(value)
