"""What do others prepare for soils? Open records that their publishers list as not yet approved."""

from functools import partial

import streamlit as st

from dashboard.queries import open_records
from dashboard.queries.listing import Part
from dashboard.rendering.headlines import lists
from dashboard.rendering.pointers import pointer
from dashboard.rendering.registers import recorded
from dashboard.shell import address, headings, page_foot, record_list, selecting
from dashboard.shell.here import current

here = current()
words, links = here.words, here.links

if open_records.has_records(here.path):
    head = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
        picked = selecting.pickers(here, "preparation")
    ask = partial(open_records.in_preparation, here.path, **picked.values("regions", "countries", "practices"))
    with head:
        found = lists.preparation(here.figures, words)
        if picked:
            every = ask(Part(1, record_list.SHOWN)).whole()
            found = lists.chosen_preparation(every, picked, selecting.names(here), words)
        headings.headline(here, found)
    here.show(
        pointer(words("preparation.other"), words("page.opportunities"), links("opportunities")), "other_catalogue"
    )
    record_list.show(here, "preparation", address.PART, ask, recorded.IN_PREPARATION)
else:
    headings.headline(here, lists.none_read(words))
    here.show(
        pointer(words("preparation.other"), words("page.opportunities"), links("opportunities")), "other_catalogue"
    )
record_list.credits_of(here)
page_foot.missing(here, "preparation")
