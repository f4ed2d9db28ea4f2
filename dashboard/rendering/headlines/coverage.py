"""What the release says of coverage: cells a source covers, the widest gap, countries named by projects tied to an objective."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rendering.figures import Figures
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.kept import kept
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.coverage.gaps import LACKS_PARTS, LACKS_PROJECTS, gap_score, parts_count, score_lacks

COUNTED = {LACKS_PROJECTS: "projects_count", LACKS_PARTS: "parts_count"}  # what a cell has of what a score needs


def coverage(figures: Figures, words: Words) -> Headline:
    """How many cells a source covers, and how much money is missing in them."""
    asked = figures.noted()
    covered, total, gap = asked.count("cells_covered"), asked.count("cells"), asked.amount("cells_missing")
    sentence = words("headline.coverage.cells", n=covered, total=total)
    if gap:
        sentence = words("headline.coverage.gap", n=covered, total=total, amount=words.euros(gap))
    lede = words("headline.coverage.unasked" if asked.amount("cells_asked") is None else "headline.coverage.asked")
    hatched = words("headline.coverage.hatched", n=asked.count("cells_hatched"))
    return Headline(sentence, f"{lede} {hatched}", figure_ids=asked.ids)


@kept
def scored(cells: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """The cells with their gap score under these weights, or what they lack for one, and `parts_count`."""
    own = {"gap_score": gap_score, "score_lacks": score_lacks, "parts_count": parts_count}
    return cells.assign(**{name: rule(cells, weights) for name, rule in own.items()})


@kept
def ranked(scored: pd.DataFrame, rows: int) -> pd.DataFrame:
    """The cells of the grid with the highest gap score, at most so many."""
    grid = scored[scored["objective_code"].notna() & scored["region_code"].notna()].dropna(subset=["gap_score"])
    order = ["gap_score", "objective_code", "region_code"]
    return grid.sort_values(order, ascending=[False, True, True]).head(rows).reset_index(drop=True)


def score(cell: Mapping[str, Any], words: Words) -> str:
    """The gap score of a cell, or what it lacks for one and how much of it there is."""
    if not is_missing(cell["gap_score"]):
        return words("score.is", score=words.number(round(cell["gap_score"])))
    lacks = [words(f"score.lacks.{code}", n=int(cell[COUNTED[code]])) for code in str(cell["score_lacks"]).split(";")]
    return words("score.none", lacks=words("score.and").join(lacks))


def unscored(scored: pd.DataFrame, words: Words) -> str:
    """How many cells with projects or money have no score; empty where all have one."""
    grid = scored[scored["objective_code"].notna() & scored["region_code"].notna()]
    count = int((grid["gap_score"].isna() & (grid["coverage_state"] != "nothing_reported")).sum())
    return words("score.unscored", n=count) if count else ""


def ranking(ranked: pd.DataFrame, words: Words) -> str:
    """The title over the ranking."""
    return words("headline.ranking.some") if len(ranked) else words("headline.ranking.none")


def countries(figures: Figures, words: Words) -> Headline:
    """The title over the map."""
    asked = figures.noted()
    count = asked.count("countries_named")
    sentence = words("headline.countries", n=count, spelled=words.spelled(count, is_feminine=False))
    return Headline(sentence, "", figure_ids=asked.ids)
