"""Where to look first: the cells with the highest gap score, its five parts, and the ways to what is open there.

Does not belong here: the score itself (`pipelines/rules/coverage/gaps.py`), and the grid (`coverage_grid`).
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.figures import Figures, named
from dashboard.rendering.headlines import coverage
from dashboard.rendering.kept import kept
from dashboard.rendering.panels.coverage_box import Place, cell_of
from dashboard.rendering.panels.coverage_grid import Chosen, GridFrames, beyond
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing

PARTS = ("shortfall", "unmet", "thinness", "staleness", "expiry")


@kept
def gap_ranking(ranked: pd.DataFrame, frames: GridFrames, chosen: Chosen, words: Words, links: Links) -> Markup:
    """The cells with the highest score and its five parts, each with the way to its open projects; or what a score needs."""
    names = {place.code: place.name for place in frames.places}
    rows = []
    for row in ranked.to_dict("records"):
        cell, code = cell_of(row), str(row["objective_code"])
        place = Place(cell.region_code or "", cell.country_code, "")
        name = names.get(place.code, place.code)
        rows.append(
            {
                "code": code,
                "href": links("objective", code=code),
                "region": name,
                "cell": links("coverage", **chosen.kept, **cell.query),
                "score": words.number(round(row["gap_score"])),
                "figure": "" if cell.country_code else _score_figure(row, frames.figures),
                "parts": [part(name, row[f"{name}_part"], words) for name in PARTS],
                "beyond": beyond(frames, chosen, code, place, f"{code}, {name}", words, links),
                "count": frames.open_counts.get((code, place.code), 0),
            }
        )
    # Of how many cells a part is known is a figure of the whole grid, and says nothing of a choice.
    parts = [
        {"name": title, "lacks": lacks, "figure": named(f"cells_with_{name}")}
        for name, (title, lacks) in zip(PARTS, part_lacks(frames.figures, words).items(), strict=True)
        if not chosen.picked.of_money
    ]
    unscored = coverage.unscored(coverage.within(frames.cells, chosen.picked), words)
    return render(
        "gap_ranking", words=words, rows=rows, parts=parts, unscored=unscored, has_ways=bool(frames.open_counts)
    )


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
