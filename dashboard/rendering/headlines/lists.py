"""What the release says of open records about soils: by practice and region, by publisher, in preparation, one by one."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words, is_missing

Row = Mapping[str, Any]


def none_read(words: Words) -> Headline:
    """The headline where no open record about soils has been read."""
    return Headline(words("headline.open.none"), words("headline.open.none_lede"))


def practices(cells: pd.DataFrame, total: int, totals: Row, words: Words) -> Headline:
    """How many cells of practice and region hold records; then how many records since when, with the label of their money.

    `cells` are those of the grid without its outer row and column, `total` is how many the grid has.
    """
    if not totals["records_count"]:
        return none_read(words)
    filled = int((cells["records_count"] > 0).sum())
    key = "headline.practices.all" if filled == total else "headline.practices.some"
    return Headline(words(key, n=filled, total=total), _labelled(totals, words))


def publishers(rows: pd.DataFrame, totals: Row, words: Words) -> Headline:
    """How many publish records about soils, and who has most of them."""
    if rows.empty or not totals["records_count"]:
        return none_read(words)
    first = rows.to_dict("records")[0]
    share = int(first["records_count"]) / int(totals["records_count"])
    name = words("missing.name") if is_missing(first["publisher"]) else str(first["publisher"])
    text = words("headline.publishers", n=len(rows), name=name, share=words.share(round(share, 2)))
    return Headline(text, _labelled(totals, words))


def publisher(row: Row, words: Words) -> Headline:
    """How many records one publisher has, in how many countries, since when, and their typical size."""
    name = str(row["publisher"])
    sentence = words(
        "headline.publisher", n=int(row["records_count"]), name=name, countries=int(row["countries_count"])
    )
    since = "" if is_missing(row["first_year"]) else words("headline.publisher.since", year=str(int(row["first_year"])))
    core = words("headline.publisher.core", n=int(row["core_count"]))
    return Headline(sentence, " ".join(filter(None, (core, since))))


def typical_size(row: Row, fewest: int, words: Words) -> str:
    """The median and the quartiles of the commitments; that they are too few to say it."""
    count = int(row["sized_count"])
    if is_missing(row["median_eur"]):
        return words("publisher.size_unsaid", n=count, fewest=fewest)
    return words(
        "publisher.size",
        n=count,
        median=words.euros(row["median_eur"]),
        lower=words.euros(row["lower_eur"]),
        upper=words.euros(row["upper_eur"]),
    )


def no_publisher(words: Words) -> Headline:
    """The headline where an address names a publisher that has no record about soils."""
    return Headline(words("headline.publisher.unknown"), words("headline.publisher.unknown_lede"))


def record(row: Row, listed: str, words: Words) -> Headline:
    """The title of a record; then its grade, what it rests on, and where it stands."""
    grade = row["soil_relevance"]
    basis = "unjudged" if is_missing(grade) else f"{grade}_{'decision' if row['soil_basis'] == 'decision' else 'rules'}"
    return Headline(str(row["title"]), words(f"headline.record.{basis}"), subject=listed)


def no_record(words: Words) -> Headline:
    """The headline where an address names no open record of this release."""
    return Headline(words("headline.record.unknown"), words("headline.record.unknown_lede"))


def preparation(totals: Row, words: Words) -> Headline:
    """How many records about soils others prepare, and what they plan to commit."""
    count, planned = int(totals["preparation_count"] or 0), totals["preparation_eur"]
    lede = words("headline.preparation.lede")
    if not count:
        return Headline(words("headline.preparation.none"), lede)
    key = "unpriced" if is_missing(planned) else "priced"
    return Headline(words(f"headline.preparation.{key}", n=count, amount=words.euros(planned)), lede)


def _labelled(totals: Row, words: Words) -> str:
    """How many records since when, their amount, and the label of it."""
    since = totals["first_year"]
    year = words("missing.date") if is_missing(since) else str(int(since))
    lede = words(
        "headline.open.lede", n=int(totals["records_count"]), year=year, amount=words.euros(totals["committed_eur"])
    )
    return f"{lede} {words('open_records.label')}"
