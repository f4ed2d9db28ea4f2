"""What the release says of soils: the countries whose soils lost most beside the open records about them, and one country.

Amounts are of whole projects, not money for soils. Does not belong here: money that partners declare (`money`).
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words, capitalised, is_missing

TEN = 10  # countries with the largest debt that the headline speaks of
RECORDS = ["core_count", "contributing_count"]
MONEY = ["core_eur", "contributing_eur"]
BY_RECORDS = ["core_count", "contributing_count", *MONEY, "policy_loans_eur", "preparation_count", "preparation_eur"]


def indebted(needs: pd.DataFrame, most: int = TEN) -> pd.DataFrame:
    """The countries whose soils lost most carbon, the largest loss first; those that gained are not among them."""
    lost = needs[needs["soc_debt_mt"] > 0]
    return lost.sort_values(["debt_rank", "country_code"]).head(most).reset_index(drop=True)


def shown(needs: pd.DataFrame) -> pd.DataFrame:
    """The rows with `records_count` and `soils_eur`; where no list names a country nothing is known, and not nought."""
    is_listed = needs["is_listed"].astype(bool)
    rows = needs.assign(
        records_count=needs[RECORDS].sum(axis=1).astype("Int64"), soils_eur=needs[MONEY].sum(axis=1, min_count=1)
    )
    counts = [*BY_RECORDS, "records_count"]
    return rows.assign(**{name: rows[name].where(is_listed) for name in counts})


def soils(needs: pd.DataFrame, words: Words) -> Headline:
    """How many of the ten countries with the largest debt have records since 2015, how many, and what no list names."""
    ten = shown(indebted(needs))
    if ten.empty:
        return Headline(words("headline.soils.none"), words("open_records.label"), page="soils")
    count, active = int(ten["records_count"].sum()), int((ten["records_count"] > 0).sum())
    sentence = words("headline.soils.single", n=count)
    if len(ten) > 1:
        sentence = words(
            "headline.soils.sentence", n=active, spelled=capitalised(words.spelled(active)), total=len(ten)
        )
    parts = [words("headline.soils.records", n=count, core=int(ten["core_count"].sum()))]
    amount = ten["soils_eur"].sum(min_count=1)
    if not is_missing(amount):
        parts.append(words("headline.soils.amount", amount=words.euros(amount)))
    unlisted = int((~ten["is_listed"].astype(bool)).sum())
    if unlisted:
        parts.append(words("headline.soils.unlisted", n=unlisted))
    return Headline(sentence, " ".join(parts), page="soils")


def read(other_eur: float | None, words: Words) -> str:
    """What the records are and are not, and how much other aid was read and is shown nowhere."""
    label = words("open_records.label")
    if is_missing(other_eur) or other_eur <= 0:
        return label
    return f"{label} {words('open_records.other', amount=words.euros(other_eur))}"


def ever(countries_count: int, words: Words) -> str:
    """How many countries have a record about soils of any year; empty where none has."""
    return words("headline.soils.ever", n=countries_count) if countries_count else ""


def mapped(needs: pd.DataFrame, words: Words) -> str:
    """The title over the map: how many countries have records about soils."""
    return words("headline.soils.mapped", n=int((shown(needs)["records_count"] > 0).sum()))


def no_country(words: Words) -> Headline:
    """The address names no country that is known."""
    return Headline(words("headline.country.none"), words("headline.country.none_lede"))


def country(row: Mapping[str, Any], label: str, words: Words) -> Headline:
    """What is on record about the soils of one country, beside what they lost; a calm sentence where nothing is."""
    is_lost = not is_missing(row["soc_debt_mt"]) and row["soc_debt_mt"] > 0
    count = sum(int(row[name]) for name in RECORDS)
    key = "records" if row["is_listed"] else "unlisted"
    debt = words("headline.country.lost", debt=words.short(row["soc_debt_mt"])) if is_lost else ""
    sentence = words(f"headline.country.{key}", n=count) if key == "records" else words("headline.country.unlisted")
    return Headline(f"{sentence}{debt}", _account(row, words), subject=label)


def _account(row: Mapping[str, Any], words: Words) -> str:
    """The records of a country by grade with their money, what stands apart, or why there is nothing to say."""
    if not row["is_listed"]:
        return words("headline.country.unlisted_lede")
    amounts = [row[name] for name in MONEY if not is_missing(row[name])]
    parts = []
    if sum(int(row[name]) for name in RECORDS):
        core, contributing = (int(row[name]) for name in RECORDS)
        parts.append(words("headline.country.grades", core=core, contributing=contributing))
    if amounts:
        parts.append(words("headline.soils.amount", amount=words.euros(sum(amounts))))
    if not is_missing(row["policy_loans_eur"]):
        parts.append(words("headline.country.loans", amount=words.euros(row["policy_loans_eur"])))
    if row["preparation_count"]:
        parts.append(words("headline.country.preparation", n=int(row["preparation_count"])))
    return " ".join(parts) or words("headline.country.calm")
