"""What changed since the last board meeting, and how much of it really moved?"""

import streamlit as st

from dashboard.queries import change_rows
from dashboard.rendering.headlines import changes
from dashboard.shell import board_pack, headings
from dashboard.shell.here import current
from dashboard.views.changes import ends, everything, figures

here = current()
words = here.words
head, below = st.container(), st.container()
with below:
    compared = ends.compared(here)
if compared.before is None:
    with head:
        headings.headline(here, compared.why_not)
        board_pack.offer(here)
else:
    before = compared.before
    with st.spinner(words("changes.comparing")):
        found = change_rows.changes(before.path, here.path)
    with head:
        since, subject = changes.since_when(before, here.release, words), changes.subject(before, here.release, words)
        headings.headline(here, changes.changes(found.moves, found.money, since, subject, words))
    board_pack.offer(here, before)
    figures.kinds(here, found)
    figures.verdicts(here, found)
    figures.indicators(here, found)
    figures.money(here, found, before)
    everything.came_and_went(here, found)
    everything.differences(here, found)
