"""What a reader looks for among open records: words of the title and one picker per facet, each kept in the address.

The name of a value stands with the number of records that have it under the words and the other facets chosen.
"""

from collections.abc import Iterable, Mapping

import streamlit as st

from dashboard.queries import open_records, record_rows
from dashboard.queries.record_rows import NONE, Selection
from dashboard.shell import address
from dashboard.shell.here import Here

LISTS = ("regions", "countries", "practices", "grades", "funders")
IN_ORDER = ("regions", "practices", "grades")  # the others stand by name
WORDS, YEARS = "q", ("from", "to")
LONGEST_WORDS = 80  # letters
# Widths of the pickers in px, in which what is picked can be read; they fill two rows of the page.
PICKERS_PX = {
    WORDS: 200,
    "regions": 220,
    "countries": 260,
    "practices": 456,
    "grades": 400,
    "funders": 400,
    "from": 120,
    "to": 120,
}
Offered = Mapping[str, Mapping[str, str]]  # facet: value: name


def names(here: Here) -> Offered:
    """The names of the values of each list; a publisher stands for itself."""
    words, known = here.words, open_records.names(here.path, here.words.language)
    return {
        "regions": {**known.regions, NONE: words("coverage.no_region")},
        "countries": {**known.countries, NONE: words("cell.no_country")},
        "practices": {**known.practices, NONE: words("records.no_practice")},
        "grades": {grade: words(f"value.soil_relevance.{grade}") for grade in record_rows.GRADES},
        "funders": {NONE: words("missing.name")},
    }


def offered(here: Here) -> Offered:
    """What can be picked: the values that records have under each facet, with their names."""
    had = record_rows.facets(here.path, Selection())
    years = {"": here.words("criterion.any"), **{year: year for year in sorted(had.get("years", ()), key=int)}}
    return {name: _named(name, had[name], names(here)[name]) for name in LISTS} | dict.fromkeys(YEARS, years)


def _named(facet: str, values: Iterable[str], called: Mapping[str, str]) -> dict[str, str]:
    """The values with their names, in their own order or by name; last those that say nothing."""
    places = {value: place for place, value in enumerate(called)}
    own = {value: called.get(value, value) for value in values}
    by_place = {value: (value == NONE, places.get(value, len(places)), name) for value, name in own.items()}
    by_name = {value: (value == NONE, 0, name) for value, name in own.items()}
    order = by_place if facet in IN_ORDER else by_name
    return {value: own[value] for value in sorted(own, key=order.__getitem__)}


def coming(here: Here, offered: Offered) -> Selection:
    """What the pickers are about to say in this run."""
    language = here.words.language
    lists = {name: address.coming(name, offered[name], language) for name in LISTS}
    years = [address.coming_one(name, list(offered[name]), language) for name in YEARS]
    least, most = (int(year) if year else None for year in years)
    return Selection(address.coming_words(WORDS, LONGEST_WORDS, language), **lists, least=least, most=most)


def counted(here: Here, offered: Offered, chosen: Selection) -> Offered:
    """What can be picked, each value with the number of records it would leave; no choice has none."""
    counts = record_rows.facets(here.path, chosen)

    def label(facet: str, value: str, name: str) -> str:
        number = counts.get("years" if facet in YEARS else facet, {}).get(value, 0)
        return here.words("records.value", name=name, count=number) if value else name

    return {facet: {value: label(facet, value, name) for value, name in own.items()} for facet, own in offered.items()}


def pickers(here: Here, offered: Offered) -> None:
    """Two rows of pickers; each keeps itself in the address."""
    words, language = here.words, here.words.language
    with st.container(horizontal=True, vertical_alignment="top", key="facets"):
        with st.container(width=PICKERS_PX[WORDS]):
            address.words(WORDS, words("records.words"), words("records.words_hint"), LONGEST_WORDS, language)
        for name in LISTS:
            with st.container(width=PICKERS_PX[name]):
                address.several(name, words(f"facet.{name}"), offered[name], words("criterion.any"), language)
        for name in YEARS:
            with st.container(width=PICKERS_PX[name]):
                address.one(name, words(f"facet.{name}"), offered[name], language)
