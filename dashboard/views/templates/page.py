"""Which workbook do I fill in?"""

import streamlit as st

from dashboard.rendering import pointers
from dashboard.rendering.headlines import partners
from dashboard.shell import headings, which_template
from dashboard.shell.here import current
from dashboard.views.templates import template_files
from sources.catalogues import LANGUAGES

here = current()
words = here.words

headings.headline(here, partners.templates(len(LANGUAGES), words))
with st.container(key="finder"):  # not on paper, where nothing is answered
    headings.heading(words("which.title"))
    which_template.which_template(here)
here.show(pointers.pointer(words("templates.then"), words("page.submit"), here.links("submit")), "then")
headings.heading(words("templates.all"))
with st.container(key="every_template"):
    template_files.template_files(here)
