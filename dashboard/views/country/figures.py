"""The figures on the page of a country: its records, what is in preparation, its places, what was read about it."""

from functools import partial

import streamlit as st

from dashboard.queries import soil_rows
from dashboard.queries.listing import Part
from dashboard.rendering.charts.soil_money import soil_money
from dashboard.rendering.registers import columns, recorded, tables
from dashboard.rendering.registers.tables import Way
from dashboard.shell import address, headings, parts, record_list
from dashboard.shell.chart import chart
from dashboard.shell.here import Here

SHOWN = 25
RECORDS, PREPARATION, PLACES = "records", "preparation", "places"


def show_records(here: Here, code: str) -> None:
    """The approved records with their money by year; a calm sentence where there is none."""
    if not _show_records(here, code, RECORDS, columns.RECORDS):
        return
    words, money = here.words, soil_rows.years(here.path, code)
    title = words("country.years")
    headings.heading(title)
    st.caption(headings.escaped(words("open_records.label")))
    if money["committed_eur"].notna().any():
        chart(here, "by_year", title, partial(soil_money, money), code)
    record_list.foot_of(here, f"{code}_by_year", money)


def show_preparation(here: Here, code: str) -> None:
    """What others have in preparation, in no sum of the approved records."""
    _show_records(here, code, PREPARATION, columns.IN_PREPARATION)


def show_places(here: Here, code: str) -> None:
    """The places of activities that name some; nothing where none does."""
    words, count = here.words, soil_rows.places_of(here.path, code, Part(1, SHOWN)).count
    if not count:
        return
    with st.expander(headings.escaped(words("country.places", n=count)), expanded=bool(address.text(PLACES))):
        _show_places(here, code, count)


def show_lists(here: Here, code: str) -> None:
    """How much of each list names the country, and what of that is about soils."""
    words, rows = here.words, soil_rows.read_of(here.path, code)
    headings.heading(words("country.lists"))
    st.caption(headings.escaped(words("country.lists_note")))
    if len(rows):
        other = recorded.or_none(rows["other_committed_eur"], rows["records_count"], words)
        shown = rows.assign(other_committed_eur=other)
        here.show(tables.register(shown, columns.READ, words("country.lists_caption"), words, here.links), "lists")
    record_list.foot_of(here, f"{code}_lists", rows)


def _show_places(here: Here, code: str, count: int) -> None:
    """A part of the places, each with its activity."""
    words, part = here.words, parts.chosen(PLACES, count, SHOWN)
    found = soil_rows.places_of(here.path, code, part)
    rows = found.shown
    titles = [
        Way(title, here.links("record", id=one)) for title, one in zip(rows["title"], rows["project_id"], strict=True)
    ]
    sources = [recorded.outside(link, words("open.at_source")) for link in rows["source_link"]]
    shown = rows.assign(title=titles, source_link=sources)
    here.show(tables.register(shown, columns.PLACES, words("country.places_caption"), words, here.links), PLACES)
    parts.show(here, PLACES, part, count, "country")
    record_list.foot_of(here, f"{code}_places", found)


def _show_records(here: Here, code: str, name: str, chosen: tuple[str, ...]) -> int:
    """One of the two lists of records of a country; returns how many there are."""
    words, ask = here.words, partial(soil_rows.of_country, here.path, code, name == PREPARATION)
    count = ask(Part(1, record_list.SHOWN)).count
    headings.heading(words(f"country.{name}", n=count))
    if count:
        st.caption(headings.escaped(words(f"country.{name}_note")))
        record_list.show(here, "country", name, ask, chosen, f"{code}_{name}")
    return count
