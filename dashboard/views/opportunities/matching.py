"""The page where projects are open: which of them fit the criteria, with the reasons, and the shortlist."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.queries import project_rows
from dashboard.queries.listing import Listing
from dashboard.rendering.headlines import funders
from dashboard.rendering.panels import matches
from dashboard.rendering.pointers import pointer
from dashboard.rendering.selection import Names
from dashboard.rendering.sitemap import PARAMETERS
from dashboard.shell import address, foot, headings, page_foot, parts, project_shortlist
from dashboard.shell.here import Here
from dashboard.shell.ticks import MOST, Ticks, ticked
from dashboard.views.opportunities.criteria import pickers, profile_of_address
from pipelines.rules.coverage.fit import Profile, match, ranked

PAGE, SHOW_ALL = "opportunities", "all"
SHOWN = 25


def show(here: Here) -> None:
    """The page where there are open projects: headline, advice, criteria, shortlist, matches."""
    words, release, called = here.words, here.path, project_shortlist.names(here)
    head = st.container()
    pickers(here, called)
    profile = profile_of_address(called)
    judged = ranked(project_rows.open_projects(release), profile)
    fitting = judged[judged["against_count"] == 0]
    with head:
        found = funders.fitting(here.figures, fitting, words) if profile.stated else None
        headings.headline(here, found or funders.opportunities(here.figures, words))
        here.show(matches.advice(words), "advice")
    is_all = address.text(SHOW_ALL) == "1"
    projects = judged if is_all else fitting
    _say_left_out(here, len(judged) - len(fitting), is_all)
    ticks = ticked(here, PAGE, partial(project_rows.opportunities, release))
    _shortlist(here, ticks, projects, profile, called)
    headings.heading(words("opportunities.title", n=len(projects)))
    part = parts.chosen(address.PART, len(projects), SHOWN)
    shown = project_rows.some_opportunities(release, tuple(part.of(projects)["project_id"]))
    boxes = {row["project_id"]: ticks.tick(row["project_id"], row["title"]) for row in shown.to_dict("records")}
    here.show(matches.matches(match(shown, profile), called, words, here.links, boxes), "matches")
    parts.show(here, address.PART, part, len(projects), PAGE)
    every = Listing(shown, len(judged), lambda: project_rows.opportunities(release, judged["project_id"]))
    foot.foot(here, PAGE, here.made_from("projects"), every)
    page_foot.missing(here, "opportunities")


def _say_left_out(here: Here, count: int, is_all: bool) -> None:
    """How many open projects have a reason against, and the way to see or hide them; nothing where there is none."""
    if count:
        kept = {name: value for name, value in address.held(*PARAMETERS[PAGE]).items() if name != SHOW_ALL}
        way = kept if is_all else {**kept, SHOW_ALL: "1"}
        here.show(matches.left_out(count, is_all, here.links(PAGE, **way), here.words), "left_out")


def _shortlist(here: Here, ticks: Ticks, projects: pd.DataFrame, profile: Profile, called: Names) -> None:
    """The projects ticked and their files; where none is, the way to tick the best of the list at once."""
    words, count = here.words, min(len(projects), MOST)
    ticks.show()
    if len(ticks.rows):
        ids = match(ticks.rows, profile)["project_id"].to_list()
        project_shortlist.offer(here, ids, profile, called, address.held(*PARAMETERS[PAGE]))
    elif count:
        every = ticks.to(tuple(projects["project_id"].head(MOST)))
        here.show(pointer("", words("opportunities.tick_all", n=count), every), "tick_all")
