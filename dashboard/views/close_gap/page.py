"""What if more were invested in an objective? Always an estimate, and none where too few projects say what they cost."""

import streamlit as st

from dashboard.rendering.headlines import funders
from dashboard.shell import headings, page_foot
from dashboard.shell.here import current
from dashboard.views.close_gap import sections

here = current()
head = st.container()
asked = sections.asked(here)
made, indicator = sections.answered(here, asked)

with head:
    headings.headline(here, funders.scenario(made, asked.label, here.words))
sections.show(here, asked, made, indicator)
page_foot.missing(here, here.words("missing.close_gap"), here.words("missing.coverage_who"))
