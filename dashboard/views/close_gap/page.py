"""What if more were invested in an objective? Always an estimate, and none where too few projects say what they cost."""

import streamlit as st

from dashboard.rendering.headlines import funders
from dashboard.shell import headings, page_foot
from dashboard.shell.here import current
from dashboard.views.close_gap import estimate

here = current()
head = st.container()
asked = estimate.asked(here)
made, indicator = estimate.answered(here, asked)

with head:
    headings.headline(here, funders.scenario(made, asked.label, here.words))
estimate.show(here, asked, made, indicator)
page_foot.missing(here, "close_gap")
