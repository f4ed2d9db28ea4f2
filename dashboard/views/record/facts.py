"""What is known of one open record, in sections of lines: why this grade, what and where, where it comes from, doubles.

Does not belong here: its amounts, places and versions, which are registers (`figures`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.queries.one_record import Record
from dashboard.rendering.blocks import render
from dashboard.rendering.registers.recorded import MARK, Names, outside
from dashboard.rendering.registers.tables import Way
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing

Part = Way | str


@dataclass(frozen=True)
class Line:
    """A name and what stands beside it; nothing is drawn as unknown."""

    label: str
    said: Sequence[Part]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The parts as they are drawn."""
        return [
            {"text": part.text, "href": part.href, "is_outside": part.is_outside}
            if isinstance(part, Way)
            else {"text": part, "href": "", "is_outside": False}
            for part in self.said
        ]


@dataclass(frozen=True)
class Section:
    """Lines under a title."""

    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Around:
    """What stands around a record: its list, publisher, countries with their shares, doubles, names by code."""

    listed: Mapping[str, Any] | None
    publisher: str
    countries: pd.DataFrame
    doubles: pd.DataFrame
    names: Names


def facts(record: Record, around: Around, words: Words, links: Links) -> Markup:
    """All sections side by side."""
    sections = [_grade(record, words), _what(record, around, words, links), _source(record, around, words)]
    if len(around.doubles) or not is_missing(record["other_references"]):
        sections.append(_doubles(record, around, words, links))
    return render("record/record", sections=sections, nothing=words("missing.cell"))


def _grade(record: Record, words: Words) -> Section:
    """Why this grade: what it rests on, a person's reason, the words that hit and where they stand, the rules."""
    grade, basis = record["soil_relevance"], record["soil_basis"]
    lines = [
        Line(
            words("column.soil_relevance"),
            [words("record.unjudged") if is_missing(grade) else words(f"value.soil_relevance.{grade}")],
        ),
        Line(words("column.soil_basis"), [] if is_missing(basis) else [words(f"value.soil_basis.{basis}")]),
    ]
    if not is_missing(record["soil_reason"]):
        lines.append(Line(words("column.soil_reason"), [str(record["soil_reason"])]))
    pairs = zip_longest(_several(record["soil_words"]), _several(record["soil_places"]), fillvalue="")
    hits = [
        words("record.hit", words=word, place=words(f"record.place.{place}")) if place else word
        for word, place in pairs
        if word
    ]
    none = [words("missing.none")]
    lines += [
        Line(words("column.soil_words"), hits or none),
        Line(words("column.soil_rules"), _several(record["soil_rules"]) or none),
    ]
    return Section(words("record.why"), lines)


def _what(record: Record, around: Around, words: Words, links: Links) -> Section:
    status, lead = record["activity_status_code"], record["lead_name"]
    leads = [] if is_missing(lead) or lead == around.publisher else [Line(words("column.lead_name"), [str(lead)])]
    practices = [around.names.practices.get(code, code) for code in _several(record["practices"])]
    return Section(
        words("record.what"),
        [
            Line(
                words("column.publisher"),
                [Way(around.publisher, links("funder", id=around.publisher))] if around.publisher else [],
            ),
            *leads,
            Line(words("record.status"), [] if is_missing(status) else [_status(str(status), words)]),
            Line(words("column.practices"), practices or [words("practices.no_practice")]),
            Line(words("column.countries"), _countries(around, words, links) or [words("cell.no_country")]),
            Line(words("column.starts_on"), _day(record["starts_on"], words)),
            Line(words("column.ends_on"), _day(record["ends_on"], words)),
        ],
    )


def _source(record: Record, around: Around, words: Words) -> Section:
    """The list, whose words name it, its licence and address; the record there, and its file and row here."""
    listed, place = around.listed or {}, [str(record["source_file"])]
    if not is_missing(record["source_sheet"]):
        place.append(str(record["source_sheet"]))
    place.append(words("record.row", row=str(record["source_row"])))
    link = outside(record["source_link"], words("open.at_source"))
    lines = [Line(words("column.source_link"), [link] if link else [])]
    lines += [
        Line(words(f"record.list.{name}"), [_linked(listed[name])])
        for name in ("label", "attribution", "licence", "address")
        if name in listed and not is_missing(listed[name])
    ]
    if listed:
        lines.append(Line(words("record.list.as_of"), _day(listed["as_of"], words)))
    if not is_missing(record["list_reference"]):
        lines.append(Line(words("column.list_reference"), [str(record["list_reference"])]))
    lines += [
        Line(words("record.identifier"), [str(record["project_id"])]),
        Line(words("column.source_file"), [", ".join(place)]),
        Line(words("column.received_at"), [words.moment(record["received_at"])]),
    ]
    return Section(words("record.source"), lines)


def _doubles(record: Record, around: Around, words: Words, links: Links) -> Section:
    lines = []
    for row in around.doubles.to_dict("records"):
        label = words("record.counted_there" if row["is_counted"] else "record.counted_here")
        name = around.names.lists.get(row["list_name"], "")
        lines.append(
            Line(label, [Way(str(row["title"]), links("record", id=row["project_id"])), *([name] if name else [])])
        )
    if not is_missing(record["other_references"]):
        lines.append(Line(words("column.other_references"), _several(record["other_references"])))
    return Section(words("record.doubles"), lines)


def _countries(around: Around, words: Words, links: Links) -> list[Part]:
    """Each country with its share where there are several; a region where no country is named."""
    rows, found = around.countries.to_dict("records"), []
    for row in rows:
        code, region = row["country_code"], row["region_code"]
        name = (
            around.names.regions.get(region, words("cell.no_country"))
            if is_missing(code)
            else around.names.countries.get(code, code)
        )
        text = (
            name
            if len(rows) == 1
            else words("record.share", name=name, share=words.share(round(row["country_share"], 3)))
        )
        found.append(text if is_missing(code) else Way(text, links("country", code=code)))
    return found


def _status(code: str, words: Words) -> str:
    key = f"value.activity_status_code.{code}"
    return words(key) if words.has(key) else code


def _linked(value: Any) -> Part:
    text = str(value)
    way = Way(text, text)
    return way if way.is_outside else text


def _day(value: Any, words: Words) -> list[Part]:
    return [] if is_missing(value) else [words.day(value)]


def _several(joined: Any) -> list[str]:
    return [] if is_missing(joined) else [one.strip() for one in str(joined).split(MARK) if one.strip()]
