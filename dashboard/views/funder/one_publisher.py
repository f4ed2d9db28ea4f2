"""One publisher of open records: typical size, years, practices, countries, its records, what it prepares."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.queries import open_records, publisher_rows
from dashboard.queries.listing import Part
from dashboard.rendering.charts.soil_money import soil_money
from dashboard.rendering.headlines import lists
from dashboard.rendering.pointers import pointer
from dashboard.rendering.registers import recorded, tables
from dashboard.rendering.sitemap import RECORDS
from dashboard.shell import headings, parts, record_list
from dashboard.shell.chart import chart
from dashboard.shell.here import Here

COUNTRIES_SHOWN = 15
PAGE = "funder"


def show(here: Here, row: Mapping[str, Any]) -> None:
    """The page of the publisher in this row."""
    words, name = here.words, str(row["publisher"])
    here.show(pointer("", words("publishers.every"), here.links(PAGE)), "every_publisher")
    headline = lists.publisher(here.figures, name, words)
    headings.headline(here, headline)
    size = lists.typical_size(here.figures, name, publisher_rows.FEWEST_SIZED, words).sentence
    st.caption(headings.escaped(f"{size} {words('open_records.label')}"))
    years = publisher_rows.by_year(here.path, name)
    headings.heading(words("publisher.years"))
    if years["committed_eur"].notna().any():
        chart(here, "publisher_years", words("publisher.years"), partial(soil_money, years), name)
    record_list.foot_of(here, "publisher_years", years)
    _practices(here, name)
    _countries(here, name)
    for part_name, is_in_preparation, columns in (
        ("records", False, recorded.OF_PUBLISHER),
        ("preparation", True, recorded.IN_PREPARATION),
    ):
        ask = partial(open_records.of_publisher, here.path, name, is_in_preparation)
        count = ask(Part(1, record_list.SHOWN)).count
        headings.heading(words(f"publisher.{part_name}", n=count))
        if count and not is_in_preparation:
            search = here.links(RECORDS, funders=name)
            here.show(pointer("", words("publisher.search"), search), "search_records")
        if count:
            record_list.show(here, PAGE, part_name, ask, columns)


def _practices(here: Here, name: str) -> None:
    words, rows = here.words, publisher_rows.by_practice(here.path, name)
    named = open_records.practice_names(here.path, words.language)
    shown = rows.assign(practice_code=_named(rows["practice_code"], named, words("practices.no_practice")))
    headings.heading(words("publisher.practices"))
    caption = words("publisher.practices_caption")
    here.show(tables.register(shown, recorded.BY_PRACTICE, caption, words, here.links), "publisher_practices")
    record_list.foot_of(here, "publisher_practices", rows)


def _countries(here: Here, name: str) -> None:
    words, rows = here.words, publisher_rows.by_country(here.path, name)
    headings.heading(words("publisher.countries"))
    part = parts.chosen("places", len(rows), COUNTRIES_SHOWN)
    shown = part.of(rows)
    ways = recorded.places(
        shown["country_code"], here.links, open_records.names(here.path, here.words.language).countries, words
    )
    shown = shown.assign(country_code=pd.Series(ways, index=shown.index, dtype="object"))
    caption = words("publisher.countries_caption")
    here.show(tables.register(shown, recorded.BY_COUNTRY, caption, words, here.links), "publisher_countries")
    parts.show(here, "places", part, len(rows), PAGE)
    record_list.foot_of(here, "publisher_countries", rows)


def _named(codes: pd.Series, names: Mapping[str, str], unnamed: str) -> list[str]:
    return [names.get(code, unnamed) for code in codes]
