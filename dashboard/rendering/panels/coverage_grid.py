"""Who is active where: 24 objectives by regions, the row outside the grid, the key, and the ranking with its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering import grids
from dashboard.rendering.blocks import render
from dashboard.rendering.figures import Figured, Figures, named
from dashboard.rendering.grid_cells import NONE, Cell
from dashboard.rendering.grids import Box, Reading, Row
from dashboard.rendering.headlines import coverage
from dashboard.rendering.kept import kept
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing
from warehouse.contracts.codes import COVERAGE_STATES

PARTS = ("shortfall", "unmet", "thinness", "staleness", "expiry")
WITHOUT_MONEY = ("nothing_reported", "no_activity")
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


CELLS = Figured(
    {"projects_count": "projects", "asked_eur": "asked", "committed_eur": "committed", "unmet_eur": "missing"},
    ("objective_code", "region_code"),
)


@dataclass(frozen=True)
class GridFrames:
    """What the grid is drawn from: the cells, the objectives by horizon, the regions in their order, the figures."""

    cells: pd.DataFrame
    objectives: pd.DataFrame
    regions: pd.DataFrame
    figures: Figures


@dataclass(frozen=True)
class Chosen:
    """What a reader has chosen: the cell opened, the one region shown, and what else every link keeps."""

    cell: str = ""
    region: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)


@kept
def coverage_grid(frames: GridFrames, chosen: Chosen, words: Words, links: Links) -> Markup:
    """The grid as a table of links to the rows of each cell.

    With a region chosen there is one column; without, a small screen shows the first.
    """
    heads, rows = laid_out(frames, chosen, words, links)
    return grids.grid(words("coverage.caption"), words("grid.objective"), heads, rows[:-1], rows[-1], words)


def laid_out(frames: GridFrames, chosen: Chosen, words: Words, links: Links) -> tuple[list[str], list[Row]]:
    """The columns and rows of the grid: the last column holds what names no region, the last row what is tied to no objective."""
    every = [*frames.regions.to_dict("records"), None]
    columns = [region for region in every if chosen.region in ("", _region_code(region) or NONE)]
    cells = CELLS.read(frames.cells[list(DRAWN)], frames.figures).to_dict("records")
    found = {(_code(row["objective_code"]), _code(row["region_code"])): row for row in cells}
    heads = [words.label(region) if region else words("coverage.no_region") for region in columns]
    rows, goal = [], ""
    for row in frames.objectives[frames.objectives["horizon"] == 2030].to_dict("records"):
        code, label = str(row["objective_code"]), words.label(row)
        rows.append(
            Row(
                label,
                _boxes(found, code, columns, f"{code} {label}", chosen, words, links),
                code,
                links("objective", code=code),
                opens=bool(goal) and goal != row["goal_code"],
            )
        )
        goal = row["goal_code"]
    name = words("grid.outside")
    return heads, [*rows, Row(name, _boxes(found, "", columns, name, chosen, words, links))]


@kept
def coverage_key(words: Words) -> Markup:
    """How to read a cell, with an example of each state."""
    examples = {
        "no_activity": "0",
        "activity_unfunded": "3",
        "partly_funded": "4",
        "funded": "2",
        "funding_without_activity": "€",
    }
    readings = [
        Reading(
            state,
            words(f"coverage.{state}"),
            words(f"coverage_means.{state}"),
            examples.get(state, ""),
            55 if state == "partly_funded" else None,
        )
        for state in COVERAGE_STATES
    ]
    return grids.key(readings, words)


@kept
def gap_ranking(
    ranked: pd.DataFrame,
    cells: pd.DataFrame,
    regions: pd.DataFrame,
    figures: Figures,
    kept: Mapping[str, str],
    words: Words,
    links: Links,
) -> Markup:
    """The cells with the highest score and its five parts, and how many have none; or what each part would need."""
    names = {row["region_code"]: words.label(row) for row in regions.to_dict("records")}
    rows = [
        {
            "code": row["objective_code"],
            "href": links("objective", code=row["objective_code"]),
            "region": names.get(row["region_code"], row["region_code"]),
            "cell": links("coverage", **kept, cell=Cell(row["objective_code"], row["region_code"]).address),
            "score": words.number(round(row["gap_score"])),
            "figure": _score_figure(row, figures),
            "parts": [part(name, row[f"{name}_part"], words) for name in PARTS],
        }
        for row in ranked.to_dict("records")
    ]
    parts = [
        {"name": title, "lacks": lacks, "figure": named(f"cells_with_{name}")}
        for name, (title, lacks) in zip(PARTS, part_lacks(figures, words).items(), strict=True)
    ]
    return render("gap_ranking", words=words, rows=rows, parts=parts, unscored=coverage.unscored(cells, words))


def part_lacks(figures: Figures, words: Words) -> dict[str, str]:
    """Each part of the score with how many cells have data for it, or why none has."""
    asked = figures.noted()
    return {words(f"part.{name}"): _known(asked.count(f"cells_with_{name}"), name, words) for name in PARTS}


def part(name: str, value: Any, words: Words) -> dict[str, Any]:
    """A part of the score: its title, its share in words, the two together, and its width in percent."""
    title, share = words(f"part.{name}"), words("missing.value") if is_missing(value) else words.share(float(value))
    return {
        "share": None if is_missing(value) else round(100 * float(value)),
        "title": title,
        "said": share,
        "name": f"{title}: {share}",
    }


def _score_figure(row: Mapping[str, Any], figures: Figures) -> str:
    """The name of the score of a cell; by weights that a reader has chosen it is no figure of the release."""
    name = named("gap_score", row["objective_code"], row["region_code"])
    return name if figures[name].value == row["gap_score"] else ""


def _known(count: int, name: str, words: Words) -> str:
    """How many cells have data for a part, or why none has."""
    return words("part.cells", n=count) if count else words(f"part_lacks.{name}")


def _code(code: Any) -> str:
    return "" if is_missing(code) else str(code)


def _region_code(region: Mapping[str, Any] | None) -> str:
    return "" if region is None else str(region["region_code"])


def _boxes(
    found: Mapping[tuple[str, str], Mapping[str, Any]],
    code: str,
    columns: Sequence[Mapping[str, Any] | None],
    row: str,
    chosen: Chosen,
    words: Words,
    links: Links,
) -> list[Box]:
    """The cells of a row, each a link to the rows it is made of."""
    boxes = []
    for region in columns:
        address = Cell(code or None, _region_code(region) or None).address
        href = links("coverage", **chosen.kept, cell=address)
        boxes.append(_box(found, code, region, row, href, address == chosen.cell, words))
    return boxes


def _box(
    found: Mapping[tuple[str, str], Mapping[str, Any]],
    code: str,
    region: Mapping[str, Any] | None,
    row: str,
    href: str,
    is_chosen: bool,
    words: Words,
) -> Box:
    """One cell: its state, the number of projects, the amount, the share committed, and all of it as a name."""
    cell = found.get((code, "" if region is None else region["region_code"]))
    place = words("coverage.no_region") if region is None else words.label(region)
    if cell is None:
        name = f"{row}, {place}: {words('coverage.nothing_reported')}"
        return Box("nothing_reported", name, href, is_chosen=is_chosen)
    asked, committed, gap = cell["asked_eur"], cell["committed_eur"], cell["unmet_eur"]
    has_money = not is_missing(committed) and committed > 0
    state = "not_stated" if has_money and is_missing(asked) and not (code and region) else str(cell["coverage_state"])
    has_gap = not is_missing(gap) and gap > 0
    amount = gap if has_gap else committed if is_missing(asked) else None
    left = "€" if state == "funding_without_activity" else words.number(int(cell["projects_count"]))
    title = f"{row}, {place}: {words(f'coverage.{state}')}; " + words(
        "coverage.cell", n=int(cell["projects_count"]), committed=words.euros(committed), gap=words.euros(gap)
    )
    if state != "nothing_reported":
        title = f"{title}. {coverage.score(cell, words)}"
    is_partly = state == "partly_funded" and not is_missing(asked) and asked > 0 and not is_missing(gap)
    return Box(
        state,
        title,
        href,
        "" if state == "nothing_reported" else left,
        "" if state in WITHOUT_MONEY or is_missing(amount) else grids.millions(float(amount), words),
        round(100 * (1 - float(gap) / float(asked))) if is_partly and has_money else None,
        is_chosen,
        None if state in ("nothing_reported", "funding_without_activity") else int(cell["projects_count"]),
        None if state in WITHOUT_MONEY or is_missing(amount) else float(amount),
        CELLS.name("projects_count", cell),
        CELLS.name("unmet_eur" if has_gap else "committed_eur", cell),
    )
