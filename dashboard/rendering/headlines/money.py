"""What the release says of agreements, of money on the ground, and of the Initiative's own budget."""

import pandas as pd

from dashboard.rendering.figures import Figures
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.headlines.subject import subject_of
from dashboard.rendering.selection import Names, Selection
from dashboard.rendering.words import Words, is_missing


def partnerships(figures: Figures, words: Words) -> Headline:
    """How many agreements have an end date still ahead, and when the next one ends."""
    asked = figures.noted()
    total, ahead = asked.count("agreements"), asked.count("agreements_ahead")
    ended = words("headline.partnerships.ended", n=asked.count("agreements_ended"))
    lede = f"{ended} {words('headline.partnerships.undated', n=asked.count('agreements_undated'))}"
    if not ahead:
        sentence = words("headline.partnerships.none", total=total)
        return Headline(sentence, lede, page="partnerships", figure_ids=asked.ids)
    key = "runs_computed" if asked.is_true("next_end_is_computed") else "runs"
    following = words(
        f"headline.partnerships.{key}", name=asked.text("next_to_end"), on=words.day(asked.day("next_end_on"))
    )
    sentence = words(
        "headline.partnerships.sentence",
        n=ahead,
        spelled=words.spelled(ahead, is_feminine=True),
        total=total,
        days=words("days", n=asked.count("next_end")),
    )
    return Headline(sentence, f"{lede} {following}", page="partnerships", figure_ids=asked.ids)


def by_end(partnerships: pd.DataFrame) -> pd.DataFrame:
    """The agreements in the order in which they need attention: next to end, then undated, then ended, latest first."""
    days = partnerships["days_to_end"]
    ordered = partnerships.assign(
        place=days.isna().astype(int) + 2 * days.lt(0).fillna(False).astype(int),
        distance=days.abs(),
        is_end_computed=partnerships["is_end_computed"].where(partnerships["ends_on"].notna()),
    ).sort_values(["place", "distance"], kind="stable", ignore_index=True)
    return ordered.drop(columns=["place", "distance"])


def investments(figures: Figures, words: Words) -> Headline:
    """How much is tied to an objective, and beside it what open records about soils hold; nothing else is summed."""
    asked, parts = figures.noted(), []
    amount, records, projects = (asked.amount(name) for name in ("tied_committed", "open_records", "projects_current"))
    if records:
        soils = words.euros(asked.amount("open_committed"))
        parts.append(words("headline.money.soils", n=int(records), amount=soils))
    if projects:
        tied, newest = asked.count("projects_tied"), words.day(asked.day("newest_money"))
        parts.append(words("headline.money.lede", n=tied, total=int(projects), newest=newest))
    lede = " ".join(parts) or words("headline.money.none_lede")
    sentence = words("headline.money.untied" if parts else "headline.money.none")
    if amount:
        sentence = words("headline.money.tied", amount=words.euros(amount))
    return Headline(sentence, lede, figure_ids=asked.ids)


def chosen(rows: pd.DataFrame, picked: Selection, names: Names, words: Words) -> Headline:
    """How much tied to an objective is committed to what a reader has picked, and by how many; from its rows."""
    subject = subject_of(picked, ("objectives", "countries" if picked.countries else "regions"), names, words)
    committed = rows[rows["state"] == "committed"]
    amount = committed["tied_eur"].sum(min_count=1)
    if is_missing(amount) or not amount:
        return Headline(words("headline.money.chosen_none", subject=subject), words("headline.money.chosen_none_lede"))
    givers = committed.loc[committed["tied_eur"] > 0, "funder_name"].nunique()
    sentence = words("headline.money.chosen", n=givers, subject=subject, amount=words.euros(amount))
    return Headline(sentence, words("headline.money.chosen_lede"))


def budget(figures: Figures, words: Words) -> Headline:
    """How much of the newest published budget of the Initiative was available."""
    asked = figures.noted()
    if asked.amount("budget_year") is None:
        return Headline(words("headline.budget.none"), words("headline.budget.none_lede"), page="budget")
    year = asked.count("budget_year")
    share = asked.amount("budget_share", year)
    if share is None:
        sentence = words("headline.budget.unsaid", year=str(year))
        return Headline(sentence, words("headline.budget.apart"), page="budget", figure_ids=asked.ids)
    available, sought = (words.euros(asked.amount(f"budget_{name}", year)) for name in ("available", "sought"))
    lede = words("headline.budget.lede", available=available, sought=sought)
    return Headline(
        words("headline.budget.sentence", year=str(year), share=words.share(round(share, 2))),
        f"{lede} {words('headline.budget.apart')}",
        page="budget",
        figure_ids=asked.ids,
    )


def concentration(figures: Figures, words: Words) -> Headline:
    """The title over the concentration: how many objectives with money rest on a single funder, or on one agreement."""
    asked = figures.noted()
    funded = asked.count("funded_objectives")
    if not funded:
        return Headline(words("headline.concentration.none"), "", figure_ids=asked.ids)
    key = "headline.concentration.some" if funded > 1 else "headline.concentration.single"
    sentence = words(key, n=asked.count("on_one_funder"), total=funded)
    lede = words("headline.concentration.agreement", n=asked.count("on_one_agreement"))
    return Headline(sentence, lede, figure_ids=asked.ids)


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
