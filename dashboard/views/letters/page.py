"""What became of the file I sent?"""

import streamlit as st

from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.rendering.headlines import partners
from dashboard.shell import headings
from dashboard.shell.here import current
from dashboard.views.letters import files

here = current()
words = here.words
pages = files.answered(here.release, words.language)

headings.headline(here, partners.letters(len(pages), words))
if pages:
    chosen = st.selectbox(words("letters.choose"), list(pages), key="letter")
    page = pages[chosen]
    with st.container(horizontal=True, key="take_letter"):
        st.download_button(
            words("letters.page"),
            page.read_bytes(),
            page.name,
            "text/html",
            key="page",
            type="tertiary",
            on_click="ignore",
        )
        st.download_button(
            words("letters.workbook"),
            files.workbook(page).read_bytes(),
            files.workbook(page).name,
            WORKBOOK,
            key="workbook",
            type="tertiary",
            on_click="ignore",
        )
    here.show(files.body(page), "letter_body")
