"""The page where projects are open: which of them fit the criteria, with the reasons, and the shortlist."""

import streamlit as st

from dashboard.queries import project_rows
from dashboard.queries.listing import Listing
from dashboard.rendering.headlines import funders
from dashboard.rendering.panels import matches
from dashboard.shell import address, foot, headings, page_foot, parts
from dashboard.shell.here import Here
from dashboard.views.opportunities.criteria import CRITERIA, names, offered_to, pickers, profile_of_address
from dashboard.views.opportunities.downloads import SHOW_ALL, downloads
from pipelines.rules.coverage.fit import match, ranked

SHOWN = 25


def show(here: Here) -> None:
    """The page where there are open projects: headline, advice, criteria, matches, shortlist."""
    words, release, offered = here.words, here.path, offered_to(here)
    head = st.container()
    pickers(here, offered)
    profile = profile_of_address(offered)
    judged = ranked(project_rows.open_projects(release), profile)
    fitting = judged[judged["against_count"] == 0]
    with head:
        found = funders.fitting(here.figures, fitting, words) if profile.stated else None
        headings.headline(here, found or funders.opportunities(here.figures, words))
        here.show(matches.advice(words), "advice")
    is_all = address.text(SHOW_ALL) == "1"
    projects = judged if is_all else fitting
    left_out = len(judged) - len(fitting)
    if left_out:
        kept = address.held(*CRITERIA)
        way = kept if is_all else {**kept, SHOW_ALL: "1"}
        here.show(matches.left_out(left_out, is_all, here.links("opportunities", **way), words), "left_out")
    headings.heading(words("opportunities.title", n=len(projects)))
    part = parts.chosen(address.PART, len(projects), SHOWN)
    shown = project_rows.some_opportunities(release, tuple(part.of(projects)["project_id"]))
    here.show(matches.matches(match(shown, profile), names(here, offered), words, here.links), "matches")
    parts.show(here, address.PART, part, len(projects), "opportunities")
    downloads(here, projects, profile, names(here, offered))
    every = Listing(shown, len(judged), lambda: project_rows.opportunities(release, judged["project_id"]))
    foot.foot(here, "opportunities", here.made_from("projects"), every)
    page_foot.missing(here, "opportunities")
