"""What the release says of coverage: cells a source covers, the widest gap, countries named by projects tied to an objective."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rendering.figures import Figures
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.headlines.subject import subject_of
from dashboard.rendering.kept import kept
from dashboard.rendering.selection import Names, Selection
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.coverage.gaps import LACKS_PARTS, LACKS_PROJECTS, gap_score, parts_count, score_lacks

FIRST = 3  # objectives that are named before the others
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


def chosen(cells: pd.DataFrame, picked: Selection, names: Names, words: Words) -> Headline:
    """The finding of what a reader has picked: what is missing there, where least is covered, of how much a source speaks.

    `cells` are those of the choice, with their scores (`within`, `scored`): what is picked freely is no figure of a release.
    """
    subject = chosen_name(picked, names, words)
    covered = cells[cells["coverage_state"] != "nothing_reported"]
    asked, gap = cells["asked_eur"].sum(min_count=1), cells["gap_eur"].clip(lower=0).sum(min_count=1)
    if covered.empty:
        key = "unspoken"
    elif is_missing(asked):
        key = "unasked"
    else:
        key = "gap" if gap > 0 else "covered"
    sentence = words(f"headline.chosen.{key}", subject=subject, amount=words.euros(gap))
    least = [names["objectives"].get(code, code) for code in first_codes(ranked(cells, len(cells)))]
    said = [words("headline.chosen.least", n=len(least), names=", ".join(least))] if len(least) > 1 else []
    if len(cells) > 1:
        said.append(words("headline.chosen.sources", n=len(covered), total=len(cells)))
    return Headline(sentence, " ".join(said))


def chosen_name(picked: Selection, names: Names, words: Words) -> str:
    """What is picked of objectives and places, by name; countries stand for their regions."""
    return subject_of(picked, ("objectives", "countries" if picked.countries else "regions"), names, words)


@kept
def within(cells: pd.DataFrame, picked: Selection) -> pd.DataFrame:
    """The cells of the grid that are picked; without what names no objective or no place."""
    grid = cells[cells["objective_code"].notna() & cells["region_code"].notna()]
    if picked.objectives:
        grid = grid[grid["objective_code"].isin(picked.objectives)]
    if picked.regions and not picked.countries:
        grid = grid[grid["region_code"].isin(picked.regions)]
    return grid


def first_codes(ranked: pd.DataFrame) -> tuple[str, ...]:
    """The objectives that stand first in a ranking, each once."""
    return tuple(dict.fromkeys(ranked["objective_code"]))[:FIRST]


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
    return grid.sort_values(order, ascending=[False, True, True], kind="stable").head(rows).reset_index(drop=True)


def score(cell: Mapping[str, Any], words: Words) -> str:
    """The gap score of a cell, or what it lacks for one and how much of it there is."""
    if not is_missing(cell["gap_score"]):
        return words("score.is", score=words.number(round(cell["gap_score"])))
    lacks = [words(f"score.lacks.{code}", n=int(cell[COUNTED[code]])) for code in str(cell["score_lacks"]).split(";")]
    return words("score.none", lacks=words("score.and").join(lacks))


def unscored(scored: pd.DataFrame, words: Words) -> str:
    """How many cells of the grid with projects or money have no score; empty where all have one."""
    count = int((scored["gap_score"].isna() & (scored["coverage_state"] != "nothing_reported")).sum())
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


def chosen_countries(count: int, picked: Selection, names: Names, words: Words) -> Headline:
    """The title over the map of what a reader has picked; counted from the rows under it."""
    subject = chosen_name(picked, names, words)
    return Headline(words("headline.chosen.countries", n=count, subject=subject), "")
