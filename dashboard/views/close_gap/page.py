"""What if more were invested in an objective? Always an estimate, and none where too few projects say what they cost."""

import streamlit as st

from dashboard.rendering.headlines import funders
from dashboard.shell import frame as shell
from dashboard.views.close_gap import sections as gap_page

here = shell.here()
head = st.container()
asked = gap_page.asked(here)
made, indicator = gap_page.answered(here, asked)

with head:
    shell.headline(here, funders.scenario(made, asked.label, here.words))
gap_page.show(here, asked, made, indicator)
shell.missing(here, here.words("missing.close_gap"), here.words("missing.coverage_who"))
