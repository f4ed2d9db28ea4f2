"""Who gives how much, when, and for which objective? Of all money, or of the objectives and places a reader has picked."""

import streamlit as st

from dashboard.shell import page_foot, selecting
from dashboard.shell.here import current
from dashboard.views.investments import chosen, every

here = current()
head = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    picked = selecting.pickers(here, "investments")

selecting.say_unparted(here, picked, selecting.names(here))
if picked.of_money:
    chosen.show(here, head, picked.of_money)
else:
    every.show(here, head)
page_foot.missing(here, "investments")
