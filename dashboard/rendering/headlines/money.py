"""What the release says of agreements, of money on the ground, and of the Initiative's own budget."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words, is_missing

SOUGHT, AVAILABLE = "sought in total", "available"


def partnerships(partnerships: pd.DataFrame, words: Words) -> Headline:
    """How many agreements have an end date still ahead, and when the next one ends."""
    ahead = partnerships[partnerships["days_to_end"] >= 0].sort_values("days_to_end")
    ended = int((partnerships["standing"] == "ended").sum())
    undated = int((partnerships["standing"] == "undated").sum())
    lede = words("headline.partnerships.ended", n=ended) + " " + words("headline.partnerships.undated", n=undated)
    if ahead.empty:
        return Headline(words("headline.partnerships.none", total=len(partnerships)), lede, page="partnerships")
    following = ahead.iloc[0]
    key = "runs_computed" if following["is_end_computed"] else "runs"
    lede += " " + words(f"headline.partnerships.{key}", name=following["organisation_name"], on=following["ends_on"])
    headline = words(
        "headline.partnerships.sentence",
        n=len(ahead),
        spelled=words.spelled(len(ahead), is_feminine=True),
        total=len(partnerships),
        days=words("days", n=int(following["days_to_end"])),
    )
    return Headline(headline, lede, page="partnerships")


def by_end(partnerships: pd.DataFrame) -> pd.DataFrame:
    """The agreements in the order in which they need attention: next to end, then undated, then ended, latest first."""
    days = partnerships["days_to_end"]
    ordered = partnerships.assign(
        place=days.isna().astype(int) + 2 * days.lt(0).fillna(False).astype(int),
        distance=days.abs(),
        is_end_computed=partnerships["is_end_computed"].where(partnerships["ends_on"].notna()),
    ).sort_values(["place", "distance"], kind="stable", ignore_index=True)
    return ordered.drop(columns=["place", "distance"])


def investments(tied: pd.DataFrame, counts: Mapping[str, Any], soils: Mapping[str, Any], words: Words) -> Headline:
    """How much is tied to an objective, and beside it what open records about soils hold; nothing else is summed.

    `tied` are sums by objective, `counts` of projects, `soils` the open records about soils.
    """
    amount = tied.loc[tied["objective_code"].notna(), "committed_eur"].sum(min_count=1)
    parts = []
    if soils["records_count"]:
        parts.append(
            words("headline.money.soils", n=int(soils["records_count"]), amount=words.euros(soils["committed_eur"]))
        )
    if counts["projects_count"]:
        named = {"n": int(counts["tied_count"]), "total": int(counts["projects_count"])}
        parts.append(words("headline.money.lede", **named, newest=words.day(counts["newest_on"])))
    lede = " ".join(parts) or words("headline.money.none_lede")
    if is_missing(amount) or amount == 0:
        return Headline(words("headline.money.untied" if parts else "headline.money.none"), lede)
    return Headline(words("headline.money.tied", amount=words.euros(amount)), lede)


def budget(budgets: pd.DataFrame, words: Words) -> Headline:
    """How much of the newest published budget of the Initiative was available."""
    if budgets.empty:
        return Headline(words("headline.budget.none"), words("headline.budget.none_lede"), page="budget")
    year = budgets["budget_year"].max()
    items = budgets[budgets["budget_year"] == year].set_index("item")["budget_eur"]
    if not {SOUGHT, AVAILABLE} <= set(items.index):
        return Headline(words("headline.budget.unsaid", year=str(year)), words("headline.budget.apart"), page="budget")
    sought, available = items[SOUGHT], items[AVAILABLE]
    lede = words("headline.budget.lede", available=words.euros(available), sought=words.euros(sought))
    return Headline(
        words("headline.budget.sentence", year=str(year), share=words.share(round(available / sought, 2))),
        f"{lede} {words('headline.budget.apart')} {words('headline.budget.later')}",
        page="budget",
    )


def concentration(rows: pd.DataFrame, words: Words) -> str:
    """The title over the concentration: how many objectives with money rest on a single funder."""
    funded = rows[rows["objective_code"].notna() & (rows["funders_count"] > 0)]
    if funded.empty:
        return words("headline.concentration.none")
    return words("headline.concentration.some", n=int((funded["funders_count"] == 1).sum()), total=len(funded))


def on_one_agreement(rows: pd.DataFrame, words: Words) -> str:
    """How many objectives with money rest on a single agreement in force with their funders."""
    funded = rows[rows["objective_code"].notna() & (rows["funders_count"] > 0)]
    return words("headline.concentration.agreement", n=int((funded["agreements_count"] == 1).sum()))


def doubles(pairs: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The likely doubles with both places and the row that would decide each."""
    decided = [
        words("doubles.row", first=first, second=second)
        for first, second in zip(pairs["contribution_id_a"], pairs["contribution_id_b"], strict=True)
    ]
    return pairs.assign(place_a=_places(pairs, "a", words), place_b=_places(pairs, "b", words), what_to_do=decided)


def _places(pairs: pd.DataFrame, side: str, words: Words) -> list[str]:
    places = zip(pairs[f"source_file_{side}"], pairs[f"source_row_{side}"], strict=True)
    return [words("doubles.place", file=file, row=str(row)) for file, row in places]
