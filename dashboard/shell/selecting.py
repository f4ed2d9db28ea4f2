"""The choice of a funder on a page: the pickers for it, and how it goes along from one page to the next.

A page that is entered by an address without a choice takes the choice of the page before; what an address says counts.
Does not belong here: what is chosen (`rendering.selection`), criteria that one page alone has (`views`).
"""

from collections.abc import Mapping

import streamlit as st

from dashboard.queries import country_cells, coverage_rows, open_records, strategy_rows
from dashboard.rendering.headlines.subject import subject_of
from dashboard.rendering.pointers import pointer
from dashboard.rendering.selection import FACETS, SEPARATOR, Names, Selection
from dashboard.rendering.sitemap import PARAMETERS, parameters
from dashboard.shell import address
from dashboard.shell.here import Here

CARRIED = "selection"
BY_COUNTRY = ("coverage", "investments")  # pages whose amounts are counted by country
PICKERS_PX = {"objectives": 250, "regions": 190, "countries": 210, "practices": 210}


def restore(page: str) -> None:
    """On a page just entered whose address says nothing: what was picked on the page before."""
    if address.is_entered() and not address.held(*PARAMETERS[page]):
        for facet in _facets(page):
            address.keep(facet, _carried().get(facet, ""))


def restore_one(page: str, name: str, facet: str) -> None:
    """As `restore`, for a page that is about one objective or country under this name: the first one that was picked."""
    if address.is_entered() and not address.held(*PARAMETERS[page]):
        address.keep(name, _carried().get(facet, "").partition(SEPARATOR)[0])


def carry_objective(name: str) -> None:
    """The one objective that a reader has picked goes along to the next page; without a pick, what was picked before."""
    if address.text(name):
        st.session_state[CARRIED] = {**_carried(), "objectives": address.text(name)}


def carry(page: str, names: Names) -> Selection:
    """What the address of this page picks, of the codes that have a name; it goes along to the next page."""
    said = {facet: address.text(facet) for facet in _facets(page)}
    st.session_state[CARRIED] = {**_carried(), **said}
    known = {
        facet: tuple(code for code in codes.split(SEPARATOR) if code in names[facet]) for facet, codes in said.items()
    }
    return Selection(**known)


def pickers(here: Here, page: str) -> Selection:
    """One picker for each facet that the page knows, beside each other; what is picked."""
    restore(page)
    words, every = here.words, names(here)
    if page in BY_COUNTRY and not country_cells.are_counted(here.path):
        every = {**every, "countries": {}}
    for facet in _facets(page):
        with st.container(width=PICKERS_PX[facet]):
            offered = every[facet]
            address.several(facet, words(f"criterion.{facet}"), offered, words("criterion.any"), words.language)
    return carry(page, every)


def say_unparted(here: Here, picked: Selection, called: Names) -> None:
    """That amounts are of all practices, where one is picked, and where something is told by practice."""
    if picked.practices:
        words, way = here.words, here.links("practices", **picked.address("practices"))
        said = words("selection.practice_unparted", practice=subject_of(picked, ("practices",), called, words))
        here.show(pointer(said, words("page.practices"), way), "unparted")


def names(here: Here) -> Names:
    """The name of every objective, region, country and practice that can be picked, in the order offered."""
    words, release = here.words, here.path
    objectives = strategy_rows.objectives(release)
    first = objectives[objectives["horizon"] == 2030].to_dict("records")
    called = coverage_rows.country_names(release, words.language)
    return {
        "objectives": {row["objective_code"]: f"{row['objective_code']} {words.label(row)}" for row in first},
        "regions": {row["region_code"]: words.label(row) for row in coverage_rows.regions(release).to_dict("records")},
        "countries": dict(sorted(called.items(), key=lambda one: one[1])),
        "practices": open_records.practice_names(release, words.language),
    }


def _facets(page: str) -> tuple[str, ...]:
    return tuple(facet for facet in FACETS if facet in parameters(page))


def _carried() -> Mapping[str, str]:
    return st.session_state.get(CARRIED, {})
