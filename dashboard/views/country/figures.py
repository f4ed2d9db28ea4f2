"""The figures on the page of a country: its records, what is in preparation, its places, what was read about it."""

from functools import partial

import streamlit as st

from dashboard.queries import published, soil_rows
from dashboard.queries.listing import listing
from dashboard.rendering.charts.soil_money import soil_money
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot, headings, parts
from dashboard.shell.chart import chart
from dashboard.shell.here import Here
from dashboard.views.country import records

SHOWN = 25
RECORDS, PREPARATION, PLACES = "records", "preparation", "places"


def show_records(here: Here, code: str, credit: str) -> None:
    """The approved records with their money by year; a calm sentence where there is none."""
    count = _show_records(here, code, is_in_preparation=False, credit=credit)
    if not count:
        return
    words, money = here.words, soil_rows.years(here.path, code)
    title = words("country.years")
    headings.heading(title)
    st.caption(headings.escaped(words("open_records.label")))
    if money["committed_eur"].notna().any():
        chart(here, "by_year", title, partial(soil_money, money), code)
    foot.foot(here, f"{code}_by_year", words("source.lists"), money, credit=credit)


def show_preparation(here: Here, code: str, credit: str) -> None:
    """What others have in preparation, in no sum of the approved records."""
    _show_records(here, code, is_in_preparation=True, credit=credit)


def show_places(here: Here, code: str, credit: str) -> None:
    """The places of activities that name some; nothing where none does."""
    if "marts.project_places" not in published.row_counts(here.path):
        return
    words, question = here.words, soil_rows.PLACES_OF_COUNTRY
    count = soil_rows.count_of(here.path, question, code=code)
    if not count:
        return
    part = parts.chosen(PLACES, count, SHOWN)
    found = listing(here.path, question, part, code=code)
    headings.heading(words("country.places", n=count))
    shown = records.with_ways(found.shown, words, here.links)
    here.show(tables.register(shown, columns.PLACES, words("country.places_caption"), words, here.links), PLACES)
    parts.show(here, PLACES, part, count, "country")
    foot.foot(here, f"{code}_places", words("source.lists"), found, credit=credit)


def show_lists(here: Here, code: str, credit: str) -> None:
    """How much of each list names the country, and what of that is about soils."""
    words, rows = here.words, soil_rows.read_of(here.path, code)
    headings.heading(words("country.lists"))
    st.caption(headings.escaped(words("country.lists_note")))
    if len(rows):
        here.show(tables.register(rows, columns.READ, words("country.lists_caption"), words, here.links), "lists")
    foot.foot(here, f"{code}_lists", words("source.lists"), rows, credit=credit)


def _show_records(here: Here, code: str, is_in_preparation: bool, credit: str) -> int:
    """One of the two lists of records of a country; returns how many there are."""
    words, name = here.words, PREPARATION if is_in_preparation else RECORDS
    values = {"code": code, "is_in_preparation": is_in_preparation}
    count = soil_rows.count_of(here.path, soil_rows.RECORDS_OF_COUNTRY, **values)
    headings.heading(words(f"country.{name}", n=count))
    if not count:
        return 0
    part = parts.chosen(name, count, SHOWN)
    found = listing(here.path, soil_rows.RECORDS_OF_COUNTRY, part, **values)
    st.caption(headings.escaped(words(f"country.{name}_note")))
    shown = records.named(found.shown, soil_rows.practice_names(here.path, words.language), words, here.links)
    chosen = columns.IN_PREPARATION if is_in_preparation else columns.RECORDS
    here.show(tables.register(shown, chosen, words(f"country.{name}_caption", n=count), words, here.links), name)
    parts.show(here, name, part, count, "country")
    foot.foot(here, f"{code}_{name}", words("source.lists"), found, credit=credit)
    return count
