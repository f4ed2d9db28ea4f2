"""What a funder looks for: one picker per criterion, each kept in the address."""

import streamlit as st

from dashboard.queries import project_rows
from dashboard.rendering.selection import Names
from dashboard.shell import address, selecting
from dashboard.shell.here import Here
from pipelines.rules.coverage.fit import Profile

LISTS = ("objectives", "regions", "countries", "practices", "stages", "sdgs", "assessments")
CRITERIA = (*LISTS, "min", "max")
TICKET_STEP_EUR = 100_000.0
# Widths of the pickers in px: what a funder picks on every page fills the first row, the rest the second.
PICKERS_PX = {
    "objectives": 340,
    "regions": 250,
    "countries": 250,
    "practices": 280,
    "stages": 260,
    "sdgs": 200,
    "assessments": 240,
    "min": 190,
    "max": 190,
}


def pickers(here: Here, names: Names) -> None:
    """One row of pickers, one per criterion; each keeps itself in the address, and the choice of a funder comes along."""
    words, language = here.words, here.words.language
    selecting.restore("opportunities")
    with st.container(horizontal=True, vertical_alignment="bottom", key="criteria"):
        for name, options in _offered(here, names).items():
            with st.container(width=PICKERS_PX[name]):
                address.several(name, words(f"criterion.{name}"), options, words("criterion.any"), language)
        for name in ("min", "max"):
            with st.container(width=PICKERS_PX[name]):
                address.number(name, words(f"criterion.{name}"), TICKET_STEP_EUR, language)
    selecting.carry("opportunities", names)


def _offered(here: Here, names: Names) -> Names:
    """What can be picked for each criterion; of countries and practices those that open projects name, or that are picked."""
    offered = {name: names[name] for name in LISTS}
    for name in ("countries", "practices"):
        known = {*project_rows.open_codes(here.path, name), *address.text(name).split(address.SEPARATOR)}
        offered[name] = {code: label for code, label in names[name].items() if code in known}
    return offered


def profile_of_address(names: Names) -> Profile:
    """The criteria as the pickers have left them in the address; of two ends of a ticket the smaller one comes first."""
    held = address.held(*CRITERIA)
    lists = {
        name: tuple(value for value in held.get(name, "").split(address.SEPARATOR) if value in names[name])
        for name in LISTS
    }
    least, most = (address.amount(held.get(name)) for name in ("min", "max"))
    if least is not None and most is not None and least > most:
        least, most = most, least
    return Profile(**lists, ticket_min_eur=least, ticket_max_eur=most)
