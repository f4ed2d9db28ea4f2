"""What a funder looks for: one picker per criterion, each kept in the address."""

from collections.abc import Mapping

import streamlit as st

from dashboard.queries import coverage_rows, project_rows, strategy_rows
from dashboard.shell import address
from dashboard.shell.here import Here
from pipelines.rules.coverage.fit import Profile
from warehouse.contracts.codes import ASSESSMENT_RESULTS, SIC_STAGES

CRITERIA = ("objectives", "regions", "countries", "stages", "sdgs", "assessments", "min", "max")
SDGS = tuple(str(number) for number in range(1, 18))
TICKET_STEP_EUR = 100_000.0
Offered = Mapping[str, Mapping[str, str]]  # criterion: code: name
# Widths of the pickers in px; together they fill one row of the page.
PICKERS_PX = {
    "objectives": 190,
    "regions": 140,
    "countries": 150,
    "stages": 140,
    "sdgs": 108,
    "assessments": 120,
    "min": 108,
    "max": 108,
}


def pickers(here: Here, offered: Offered) -> None:
    """One row of pickers, one per criterion; each keeps itself in the address."""
    words, language = here.words, here.words.language
    with st.container(horizontal=True, vertical_alignment="bottom", key="criteria"):
        for name, options in offered.items():
            with st.container(width=PICKERS_PX[name]):
                address.several(name, words(f"criterion.{name}"), options, words("criterion.any"), language)
        for name in ("min", "max"):
            with st.container(width=PICKERS_PX[name]):
                address.number(name, words(f"criterion.{name}"), TICKET_STEP_EUR, language)


def offered_to(here: Here) -> Offered:
    """What can be picked for each criterion, code and label; countries are those open projects name."""
    words, release = here.words, here.path
    objectives = strategy_rows.objectives(release)
    first = objectives[objectives["horizon"] == 2030].to_dict("records")
    called = coverage_rows.country_names(release, words.language)
    named = ((code, called[code]) for code in project_rows.open_countries(release) if code in called)
    return {
        "objectives": {row["objective_code"]: f"{row['objective_code']} {words.label(row)}" for row in first},
        "regions": {row["region_code"]: words.label(row) for row in coverage_rows.regions(release).to_dict("records")},
        "countries": dict(sorted(named, key=lambda one: one[1])),
        "stages": {stage: words(f"value.sic_stage.{stage}") for stage in SIC_STAGES},
        "sdgs": {number: number for number in SDGS},
        "assessments": {result: words(f"value.assessment_result.{result}") for result in ASSESSMENT_RESULTS},
    }


def names(here: Here, offered: Offered) -> Offered:
    """The names of the values of each criterion, with those of countries that cannot be picked."""
    return {**offered, "countries": coverage_rows.country_names(here.path, here.words.language)}


def profile_of_address(offered: Offered) -> Profile:
    """The criteria as the pickers have left them in the address; of two ends of a ticket the smaller one comes first."""
    held = address.held(*CRITERIA)
    lists = {
        name: tuple(value for value in held.get(name, "").split(address.SEPARATOR) if value in options)
        for name, options in offered.items()
    }
    least, most = (address.amount(held.get(name)) for name in ("min", "max"))
    if least is not None and most is not None and least > most:
        least, most = most, least
    return Profile(**lists, ticket_min_eur=least, ticket_max_eur=most)
