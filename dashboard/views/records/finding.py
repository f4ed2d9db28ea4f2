"""The page where there are records: what is looked for, the records found in parts, and the shortlist."""

from functools import partial

import streamlit as st

from dashboard.queries import record_rows
from dashboard.queries.listing import Listing, listing
from dashboard.rendering.headlines import search
from dashboard.rendering.sitemap import RECORDS
from dashboard.shell import address, headings, parts, record_list, selecting
from dashboard.shell.here import Here
from dashboard.shell.ticks import ticked
from dashboard.views.records import facets, found, shortlist

SHOWN = 25
EVERY = record_rows.Selection()


def show(here: Here) -> None:
    """The page where there are records about soils: headline, facets, shortlist, records."""
    words, release = here.words, here.path
    selecting.restore(RECORDS)
    head, offered = st.container(), facets.offered(here)
    chosen = facets.coming(here, offered)
    facets.pickers(here, facets.counted(here, offered, chosen))
    selecting.carry(RECORDS, selecting.names(here))
    number, aside = record_rows.numbers(release, chosen)
    total, _ = record_rows.numbers(release, EVERY)
    with head:
        headings.headline(here, search.records(number, total, aside, chosen != EVERY, words, chosen.words))
    ticks = ticked(here, RECORDS, partial(record_rows.ticked, release))
    shortlist.show(here, ticks)
    part = parts.chosen(address.PART, number, SHOWN)
    rows = listing(release, record_rows.FOUND, part, **chosen.values)
    here.show(found.found(rows.shown, facets.names(here), ticks, words, here.links), "records")
    parts.show(here, address.PART, part, number, RECORDS)
    worded = Listing(record_list.in_words(here, rows.shown), rows.count, rows.whole)
    record_list.foot_of(here, "records", worded, found.COLUMNS)
