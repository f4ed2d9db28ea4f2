"""What the release says of open records about soils: by practice and region, by publisher, in preparation, one by one."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rendering.figures import Figures, Noted
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.headlines.subject import subject_of
from dashboard.rendering.selection import Names, Selection
from dashboard.rendering.words import Words, is_missing

Row = Mapping[str, Any]


def none_read(words: Words) -> Headline:
    """The headline where no open record about soils has been read."""
    return Headline(words("headline.open.none"), words("headline.open.none_lede"))


def practices(figures: Figures, grade: str, words: Words) -> Headline:
    """How many cells of practice and region hold records; then how many records since when, with the label of their money.

    Of all records, or of those of one grade.
    """
    asked = figures.noted()
    if not _has_records(asked, grade):
        return none_read(words)
    filled = asked.count("practice_filled_core" if grade == "core" else "practice_filled")
    total = asked.count("practice_cells")
    key = "headline.practices.all" if filled == total else "headline.practices.some"
    lede = _labelled(asked, grade, words)
    return Headline(words(key, n=filled, total=total), lede, figure_ids=asked.ids)


def chosen_practices(count: int, amount: float | None, picked: Selection, names: Names, words: Words) -> Headline:
    """How many open records are of the practices and regions picked; counted from the records, as no figure has the choice."""
    subject = subject_of(picked, ("practices", "regions"), names, words)
    sentence = words("headline.practices.chosen", n=count, subject=subject)
    lede = words("headline.practices.chosen_lede", amount=words.euros(amount)) if count else ""
    return Headline(sentence, f"{lede} {words('open_records.label')}".strip())


def publishers(figures: Figures, words: Words) -> Headline:
    """How many publish records about soils, and who has most of them."""
    asked = figures.noted()
    share = asked.amount("top_publisher_share")
    if share is None or not _has_records(asked, ""):
        return none_read(words)
    name = asked.text("top_publisher") or words("missing.name")
    text = words("headline.publishers", n=asked.count("publishers"), name=name, share=words.share(round(share, 2)))
    return Headline(text, _labelled(asked, "", words), figure_ids=asked.ids)


def chosen_publishers(rows: pd.DataFrame, picked: Selection, names: Names, words: Words) -> Headline:
    """How many publish records of the places and practices picked, and who has most; counted from the rows under it."""
    having = rows[rows["records_count"] > 0]
    said = {"subject": _subject(picked, names, words), "name": "", "share": ""}
    if len(having):
        name = having["publisher"].iloc[0]
        said["name"] = words("missing.name") if is_missing(name) else str(name)
        said["share"] = words.share(round(having["records_count"].iloc[0] / having["records_count"].sum(), 2))
    return Headline(words("headline.publishers.chosen", n=len(having), **said), words("open_records.label"))


def chosen_preparation(rows: pd.DataFrame, picked: Selection, names: Names, words: Words) -> Headline:
    """How many records of the places and practices picked others prepare, and what they plan; from the rows under it."""
    amount = words.euros(rows["preparation_eur"].sum(min_count=1))
    sentence = words("headline.preparation.chosen", n=len(rows), subject=_subject(picked, names, words), amount=amount)
    return Headline(sentence, words("headline.preparation.lede"))


def publisher(figures: Figures, name: str, words: Words) -> Headline:
    """How many records one publisher has, in how many countries, since when."""
    asked = figures.noted()
    count, countries = asked.count("publisher_records", name), asked.count("publisher_countries", name)
    sentence = words("headline.publisher", n=count, name=name, countries=countries)
    first, since = asked.amount("publisher_since", name), ""
    if first is not None:
        since = words("headline.publisher.since", year=str(int(first)))
    core = words("headline.publisher.core", n=asked.count("publisher_core", name))
    return Headline(sentence, " ".join(filter(None, (core, since))), figure_ids=asked.ids)


def typical_size(figures: Figures, name: str, fewest: int, words: Words) -> Headline:
    """The median and the quartiles of the commitments of a publisher; that they are too few to say it."""
    asked = figures.noted()
    count = asked.count("publisher_sized", name)
    lower, median, upper = (asked.amount(f"publisher_{part}", name) for part in ("lower", "median", "upper"))
    said = words("publisher.size_unsaid", n=count, fewest=fewest)
    if median is not None:
        amounts = {"median": median, "lower": lower, "upper": upper}
        said = words("publisher.size", n=count, **{part: words.euros(amount) for part, amount in amounts.items()})
    return Headline(said, "", figure_ids=asked.ids)


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


def preparation(figures: Figures, words: Words) -> Headline:
    """How many records about soils others prepare, and what they plan to commit."""
    asked, lede = figures.noted(), words("headline.preparation.lede")
    count, planned = asked.count("in_preparation"), asked.amount("in_preparation_eur")
    if not count:
        return Headline(words("headline.preparation.none"), lede, figure_ids=asked.ids)
    key = "unpriced" if planned is None else "priced"
    sentence = words(f"headline.preparation.{key}", n=count, amount=words.euros(planned))
    return Headline(sentence, lede, figure_ids=asked.ids)


def _subject(picked: Selection, names: Names, words: Words) -> str:
    """Practices and places picked, by name; countries stand for their regions."""
    return subject_of(picked, ("practices", "countries" if picked.countries else "regions"), names, words)


def _has_records(asked: Noted, grade: str) -> bool:
    """Is there any approved record of the grade?"""
    return asked.count("open_records") > 0 if not grade else asked.has("graded_records", grade)


def _labelled(asked: Noted, grade: str, words: Words) -> str:
    """How many records since when, their amount, and the label of it."""
    family, keys = ("graded", [grade]) if grade else ("open", [])
    since = asked.amount(f"{family}_since", *keys)
    year = words("missing.date") if since is None else str(int(since))
    amount = words.euros(asked.amount(f"{family}_committed", *keys))
    lede = words("headline.open.lede", n=asked.count(f"{family}_records", *keys), year=year, amount=amount)
    return f"{lede} {words('open_records.label')}"
