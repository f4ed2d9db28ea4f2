"""What the page of opportunities is made of: the criteria in the address, the matches, the shortlist to take home."""

from collections.abc import Mapping
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard.queries import coverage_rows, project_rows, published, strategy_rows
from dashboard.queries.listing import Listing
from dashboard.rendering.documents import sheets, shortlist
from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.rendering.headlines import funders
from dashboard.rendering.registers import columns, tables
from dashboard.shell import address, foot, headings, page_foot, parts
from dashboard.shell.here import Here
from dashboard.views.opportunities import matches
from pipelines.rules.coverage.fit import Profile, match, ranked
from warehouse.contracts.columns import ASSESSMENT_RESULTS, SIC_STAGES

CRITERIA = ("objectives", "regions", "countries", "stages", "sdgs", "assessments", "min", "max")
SHOW_ALL = "all"
SDGS = tuple(str(number) for number in range(1, 18))
TICKET_STEP_EUR = 100_000.0
SHOWN = 25
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


def _offered(here: Here) -> Offered:
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


def show(here: Here) -> None:
    """The page where there are open projects: headline, advice, criteria, matches, shortlist."""
    words, release, offered = here.words, here.path, _offered(here)
    head = st.container()
    pickers(here, offered)
    asked = _asked_of_the_address(offered)
    judged = ranked(project_rows.open_projects(release), asked)
    fitting = judged[judged["against_count"] == 0]
    with head:
        headings.headline(here, funders.opportunities(len(judged), fitting, bool(asked.stated), words))
        here.show(matches.advice(words), "advice")
    is_all = st.query_params.get(SHOW_ALL) == "1"
    listed = judged if is_all else fitting
    left_out = len(judged) - len(fitting)
    if left_out:
        kept = address.held(*CRITERIA)
        way = kept if is_all else {**kept, SHOW_ALL: "1"}
        here.show(matches.left_out(left_out, is_all, here.links("opportunities", **way), words), "left_out")
    headings.heading(words("opportunities.title", n=len(listed)))
    part = parts.chosen(address.PART, len(listed), SHOWN)
    shown = project_rows.some_opportunities(release, tuple(part.of(listed)["project_id"]))
    here.show(matches.matches(match(shown, asked), names(here, offered), words, here.links), "matches")
    parts.show(here, address.PART, part, len(listed), "opportunities")
    _take_home(here, listed, asked, names(here, offered))
    every = Listing(shown, len(judged), lambda: project_rows.opportunities(release, judged["project_id"]))
    foot.foot(here, "opportunities", words("source.projects"), every)
    page_foot.missing(here, words("missing.opportunities"), words("missing.coverage_who"))


def show_none(here: Here) -> None:
    """The page where no project is open: the results of the calls, and what would fill it."""
    words, calls = here.words, published.table(here.path, "marts.calls")
    headings.headline(here, funders.no_opportunities(calls, words))
    here.show(matches.advice(words), "advice")
    if len(calls):
        headings.heading(words("opportunities.calls"))
        here.show(
            tables.register(calls, columns.CALLS, words("opportunities.calls_caption"), words, here.links), "calls"
        )
    foot.foot(here, "calls", words("source.calls"), calls)
    page_foot.missing(here, words("missing.opportunities_none"), words("missing.coverage_who"))


def names(here: Here, offered: Offered) -> Offered:
    """How the values of each criterion are called, also of countries that cannot be picked."""
    return {**offered, "countries": coverage_rows.country_names(here.path, here.words.language)}


def _asked_of_the_address(offered: Offered) -> Profile:
    """The criteria as the pickers have left them in the address; two ends of a ticket stand in their order."""
    held = address.held(*CRITERIA)
    lists = {
        name: tuple(value for value in held.get(name, "").split(address.SEPARATOR) if value in options)
        for name, options in offered.items()
    }
    ends = [address.amount(held.get(name)) for name in ("min", "max")]
    if None not in ends:
        ends.sort()
    return Profile(**lists, ticket_min_eur=ends[0], ticket_max_eur=ends[1])


def _take_home(here: Here, listed: pd.DataFrame, asked: Profile, named: Offered) -> None:
    """The shortlist as a workbook, as CSV and as one sheet per project, made when asked for; the address of the selection."""
    words, release = here.words, here.release
    kept = {**address.held(*CRITERIA, SHOW_ALL), **here.links.kept, "release": release.release_id}
    link = f"{st.context.url or 'opportunities'}?{urlencode(kept)}"
    about = shortlist.about(release, link, len(listed), words)

    def matched(most: int | None = None) -> pd.DataFrame:
        return match(project_rows.opportunities(release.path, listed["project_id"].head(most or len(listed))), asked)

    def rows() -> pd.DataFrame:
        return shortlist.rows(matched(), named, words)

    def printed() -> bytes:
        return sheets.sheets(matched(sheets.MOST_SHEETS), named, release, link, words)

    with st.container(horizontal=True, vertical_alignment="center", key="take_home"):
        for kind, count, made, mime in (
            ("xlsx", len(listed), lambda: shortlist.workbook(rows(), about), WORKBOOK),
            ("csv", len(listed), lambda: shortlist.text(rows(), about), "text/csv"),
            ("pdf", min(len(listed), sheets.MOST_SHEETS), printed, "application/pdf"),
        ):
            st.download_button(
                words(f"opportunities.{kind}", n=count),
                made,
                f"{release.release_id}_shortlist.{kind}",
                mime,
                key=f"shortlist_{kind}",
                on_click="ignore",
                disabled=listed.empty,
            )
    st.caption(headings.escaped(words("opportunities.link")))
    st.code(link, language=None, wrap_lines=True)
