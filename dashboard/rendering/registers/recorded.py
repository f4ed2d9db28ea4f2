"""Open records as rows of a register: the title leads to its page, the publisher to its own, codes are put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.rendering.kept import kept
from dashboard.rendering.registers.tables import Cell, Way
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing

MARK = ";"
COMMITMENTS = ("committed_eur", "counted_here_eur", "preparation_eur")
COUNTRIES_SHOWN = 3  # a record may name forty; its page names all
OF_CELL = (
    "title",
    "publisher",
    "soil_relevance",
    "practices",
    "countries",
    "year",
    "committed_eur",
    "counted_here_eur",
)
OF_PUBLISHER = ("title", "soil_relevance", "practices", "countries", "year", "committed_eur", "policy_loans_eur")
IN_PREPARATION = (
    "title",
    "publisher",
    "soil_relevance",
    "practices",
    "countries",
    "preparation_eur",
    "as_of",
    "source_link",
)
PUBLISHERS = (
    "publisher",
    "records_count",
    "core_count",
    "first_year",
    "recent_eur",
    "median_eur",
    "countries_count",
    "practices_count",
    "lists",
)
BY_PRACTICE = ("practice_code", "records_count", "core_count", "first_year", "committed_eur")
BY_COUNTRY = ("country_code", "records_count", "core_count", "first_year", "committed_eur")
AMOUNTS = ("amount_name", "funder_name", "amount", "currency_code", "value_on", "amount_eur", "counting")
PLACES = ("place_name", "country_code", "latitude", "longitude", "precision_code")
VERSIONS = ("version", "title", "soil_relevance", "starts_on", "ends_on", "source_file", "source_row", "received_at")


@dataclass(frozen=True)
class Names:
    """Names by code in the reader's language: practices, countries, regions, lists."""

    practices: Mapping[str, str]
    countries: Mapping[str, str]
    regions: Mapping[str, str]
    lists: Mapping[str, str]


def named(codes: Any, names: Mapping[str, str], most: int | None, words: Words) -> str:
    """The names of codes parted by `;`, the first ones where there are more than `most`; empty where there is none."""
    every = names_of(codes, names)
    if most is None or len(every) <= most + 1:
        return f"{MARK} ".join(every)
    return words("open.more", shown=f"{MARK} ".join(every[:most]), n=len(every) - most)


def names_of(codes: Any, names: Mapping[str, str]) -> list[str]:
    """The name of each code parted by `;`; a code without a name stands for itself, a missing text names none."""
    return [] if is_missing(codes) or not str(codes) else [names.get(code, code) for code in str(codes).split(MARK)]


@kept
def worded(rows: pd.DataFrame, names: Names, words: Words, links: Links) -> pd.DataFrame:
    """The rows of a list of records as a register shows them; a value without words stays missing."""
    found = rows.assign(
        title=[
            Way(title, links("record", id=one)) for title, one in zip(rows["title"], rows["project_id"], strict=True)
        ],
        practices=[
            named(codes, names.practices, None, words) or _muted(words("practices.no_practice"))
            for codes in rows["practices"]
        ],
        countries=[
            named(countries, names.countries, COUNTRIES_SHOWN, words)
            or named(regions, names.regions, COUNTRIES_SHOWN, words)
            or _muted(words("cell.no_country"))
            for countries, regions in zip(rows["countries"], rows["regions"], strict=True)
        ],
        **{name: _stated(rows, name, words) for name in COMMITMENTS if name in rows},
        policy_loans_eur=or_none(rows["policy_loans_eur"], pd.Series(0, index=rows.index), words),
        source_link=[outside(link, words("open.at_source")) for link in rows["source_link"]],
    )
    return with_publisher(found, links)


def or_none(amounts: pd.Series, counts: pd.Series, words: Words) -> pd.Series:
    """The amounts; where there is none because nothing was counted, a word says so and nothing is drawn as unknown."""
    said = [
        _muted(words("missing.none"), "number") if is_missing(amount) and not count else amount
        for amount, count in zip(amounts, counts, strict=True)
    ]
    return pd.Series(said, index=amounts.index, dtype="object")


def _stated(rows: pd.DataFrame, name: str, words: Words) -> pd.Series:
    """An amount of each record; a missing one stands apart as a policy loan, is not converted, or was not stated."""
    said = [
        amount
        if not is_missing(amount)
        else _muted(words("open.loan"), "number")
        if not is_missing(loan)
        else _muted(words("missing.unconverted"), "number")
        if count
        else Cell(words("missing.cell"), "number", is_missing=True)
        for amount, loan, count in zip(rows[name], rows["policy_loans_eur"], rows["unconverted_count"], strict=True)
    ]
    return pd.Series(said, index=rows.index, dtype="object")


def with_publisher(rows: pd.DataFrame, links: Links) -> pd.DataFrame:
    """The rows with each publisher as a way to its page."""
    ways = [None if is_missing(name) else Way(name, links("funder", id=name)) for name in rows["publisher"]]
    return rows.assign(publisher=pd.Series(ways, index=rows.index, dtype="object"))


def _muted(text: str, kind: str = "") -> Cell:
    return Cell(text, f"{kind} muted".strip())


def outside(link: Any, text: str) -> Way | str:
    """A way to an address outside; what is no address of the web is shown and leads nowhere."""
    if is_missing(link):
        return ""
    way = Way(text, str(link))
    return way if way.is_outside else str(link)


def places(codes: pd.Series, links: Links, names: Mapping[str, str], words: Words) -> list[Way | str]:
    """Countries as ways to their pages; what names none is said in words."""
    return [
        words("cell.no_country") if is_missing(code) else Way(names.get(code, code), links("country", code=code))
        for code in codes
    ]


def counting(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Amounts with a column that says whether each is counted, and why not."""
    said = [
        words("record.counted") if row["is_counted"] else words(f"value.left_out_reason.{row['not_counted_reason']}")
        for row in rows.to_dict("records")
    ]
    return rows.assign(counting=pd.Series(said, index=rows.index, dtype="object"))
