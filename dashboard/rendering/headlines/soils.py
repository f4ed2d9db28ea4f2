"""What the release says of soils: the countries whose soils lost most beside the open records about them, and one country.

Amounts are of whole projects, not money for soils. Does not belong here: money that partners declare (`money`).
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rendering.figures import Figures, Noted
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.headlines.subject import subject_of
from dashboard.rendering.kept import kept
from dashboard.rendering.selection import Names, Selection
from dashboard.rendering.words import Words, capitalised

TEN = 10  # countries with the largest debt that the headline speaks of
RECORDS = ["core_count", "contributing_count"]
MONEY = ["core_eur", "contributing_eur"]
BY_RECORDS = ["core_count", "contributing_count", *MONEY, "policy_loans_eur", "preparation_count", "preparation_eur"]


@kept
def indebted(needs: pd.DataFrame, most: int = TEN) -> pd.DataFrame:
    """The countries whose soils lost most carbon, the largest loss first; those that gained are not among them."""
    lost = needs[needs["soc_debt_mt"] > 0]
    return lost.sort_values(["debt_rank", "country_code"]).head(most).reset_index(drop=True)


@kept
def shown(needs: pd.DataFrame) -> pd.DataFrame:
    """The rows with `records_count` and `soils_eur`; where no list names a country nothing is known, and not nought."""
    is_listed = needs["is_listed"].astype(bool)
    rows = needs.assign(
        records_count=needs[RECORDS].sum(axis=1).astype("Int64"), soils_eur=needs[MONEY].sum(axis=1, min_count=1)
    )
    counts = [*BY_RECORDS, "records_count"]
    return rows.assign(**{name: rows[name].where(is_listed) for name in counts})


def soils(figures: Figures, words: Words) -> Headline:
    """How many of the ten countries with the largest debt have records since 2015, how many, and what no list names."""
    asked = figures.noted()
    total = asked.count("ten")
    if not total:
        label = words("open_records.label")
        return Headline(words("headline.soils.none"), label, page="soils", figure_ids=asked.ids)
    count, active = asked.count("ten_records"), asked.count("ten_active")
    sentence = words("headline.soils.single", n=count)
    if total > 1:
        sentence = words("headline.soils.sentence", n=active, spelled=capitalised(words.spelled(active)), total=total)
    parts = [words("headline.soils.records", n=count, core=asked.count("ten_core"))]
    amount, unlisted = asked.amount("ten_eur"), asked.count("ten_unlisted")
    if amount is not None:
        parts.append(words("headline.soils.amount", amount=words.euros(amount)))
    if unlisted:
        parts.append(words("headline.soils.unlisted", n=unlisted))
    return Headline(sentence, " ".join(parts), page="soils", figure_ids=asked.ids)


def chosen(needs: pd.DataFrame, picked: Selection, names: Names, words: Words) -> Headline:
    """How many of the countries picked have records since 2015, and what their soils lost; from the rows under it.

    Of several countries their records are not summed, because one may be in two of them.
    """
    subject = subject_of(picked, ("countries" if picked.countries else "regions",), names, words)
    counts, lost = shown(needs)["records_count"].dropna(), needs.loc[needs["soc_debt_mt"] > 0, "soc_debt_mt"].sum()
    if len(needs) == 1 and len(counts):
        sentence = words("headline.soils.chosen_one", n=int(counts.iloc[0]), subject=subject)
    else:
        sentence = words("headline.soils.chosen", n=int((counts > 0).sum()), total=len(needs), subject=subject)
    return Headline(sentence, words("headline.soils.chosen_lost", debt=words.short(lost)) if lost > 0 else "")


def within(needs: pd.DataFrame, picked: Selection) -> pd.DataFrame:
    """The countries picked, else those of the regions picked, else all."""
    for facet, column in (("countries", "country_code"), ("regions", "region_code")):
        codes = getattr(picked, facet)
        if codes:
            return needs[needs[column].isin(codes)].reset_index(drop=True)
    return needs


def read(figures: Figures, words: Words) -> Headline:
    """What the records are and are not, and how much other aid was read and is shown nowhere."""
    asked, label = figures.noted(), words("open_records.label")
    other = asked.amount("other_aid")
    if other is None or other <= 0 or not asked.count("open_places"):
        return Headline(label, "", figure_ids=asked.ids)
    return Headline(f"{label} {words('open_records.other', amount=words.euros(other))}", "", figure_ids=asked.ids)


def ever(figures: Figures, words: Words) -> Headline:
    """How many countries have a record about soils of any year; empty where none has."""
    asked = figures.noted()
    count = asked.count("open_countries")
    return Headline(words("headline.soils.ever", n=count) if count else "", "", figure_ids=asked.ids)


def mapped(figures: Figures, words: Words) -> Headline:
    """The title over the map: how many countries have records about soils."""
    asked = figures.noted()
    return Headline(words("headline.soils.mapped", n=asked.count("countries_with_records")), "", figure_ids=asked.ids)


def no_country(words: Words) -> Headline:
    """The address names no country that is known."""
    return Headline(words("headline.country.none"), words("headline.country.none_lede"))


def country(figures: Figures, row: Mapping[str, Any], label: str, words: Words) -> Headline:
    """What is on record about the soils of one country, beside what they lost; a calm sentence where nothing is."""
    asked, code = figures.noted(), row["country_code"]
    lost = asked.amount("debt", code)
    sentence = words("headline.country.unlisted")
    if row["is_listed"]:
        sentence = words("headline.country.records", n=asked.count("records", code))
    if lost is not None and lost > 0:
        sentence += words("headline.country.lost", debt=words.short(lost))
    account = _account(asked, code, words) if row["is_listed"] else words("headline.country.unlisted_lede")
    return Headline(sentence, account, subject=label, figure_ids=asked.ids)


def _account(asked: Noted, code: str, words: Words) -> str:
    """The records of a country by grade with their money and what stands apart, or that there is nothing to say."""
    parts = []
    if asked.count("records", code):
        core, contributing = asked.count("core_records", code), asked.count("contributing_records", code)
        parts.append(words("headline.country.grades", core=core, contributing=contributing))
    for key, family in {"headline.soils.amount": "soils_eur", "headline.country.loans": "policy_loans"}.items():
        amount = asked.amount(family, code)
        if amount is not None:
            parts.append(words(key, amount=words.euros(amount)))
    prepared = asked.count("prepared", code)
    if prepared:
        parts.append(words("headline.country.preparation", n=prepared))
    return " ".join(parts) or words("headline.country.calm")
