"""What the release says of coverage: cells a source covers, the widest gap, countries named."""

from collections.abc import Mapping

import pandas as pd

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.coverage.gaps import gap_score


def coverage(cells: pd.DataFrame, words: Words) -> Headline:
    """How many cells a source covers, and how much money lies outside the grid or is missing in it."""
    grid = cells[cells["objective_code"].notna() & cells["region_code"].notna()]
    covered = int((grid["coverage_state"] != "nothing_reported").sum())
    outside = cells.drop(grid.index)["committed_eur"].sum(min_count=1)
    gap = grid["gap_eur"].clip(lower=0).sum(min_count=1)
    if not is_missing(gap) and gap > 0:
        headline = words("headline.coverage.gap", n=covered, total=len(grid), amount=words.euros(gap))
    elif not is_missing(outside):
        headline = words("headline.coverage.outside", n=covered, total=len(grid), amount=words.euros(outside))
    else:
        headline = words("headline.coverage.cells", n=covered, total=len(grid))
    unasked = is_missing(cells["asked_eur"].sum(min_count=1))
    lede = words("headline.coverage.unasked" if unasked else "headline.coverage.asked")
    return Headline(headline, f"{lede} {words('headline.coverage.hatched', n=len(grid) - covered)}")


def ranked(cells: pd.DataFrame, weights: Mapping[str, float], rows: int) -> pd.DataFrame:
    """The cells of the grid with the highest gap score under these weights, at most so many."""
    grid = cells[cells["objective_code"].notna() & cells["region_code"].notna()]
    scored = grid.assign(gap_score=gap_score(grid, weights)).dropna(subset=["gap_score"])
    order = ["gap_score", "objective_code", "region_code"]
    return scored.sort_values(order, ascending=[False, True, True]).head(rows).reset_index(drop=True)


def ranking(ranked: pd.DataFrame, words: Words) -> str:
    """The title over the ranking."""
    return words("headline.ranking.some") if len(ranked) else words("headline.ranking.none")


def countries(countries: pd.DataFrame, words: Words) -> str:
    """The title over the map."""
    return words("headline.countries", n=len(countries), spelled=words.spelled(len(countries), is_feminine=False))


def soil(countries: pd.DataFrame, shown: int, words: Words) -> str:
    """The title over the soil context: how many of the countries that lost most have no committed money on record."""
    lost = countries.dropna(subset=["soc_debt_mt"]).sort_values("debt_rank").head(shown)
    if lost.empty:
        return words("headline.soil.none")
    return words("headline.soil.some", n=int(lost["committed_eur"].isna().sum()), total=len(lost))
