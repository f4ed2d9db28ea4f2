"""What became of the file I sent?"""

import streamlit as st

from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.rendering.headlines import partners
from dashboard.shell import frame as shell
from dashboard.views.letters import files as letters

here = shell.here()
words = here.words
pages = letters.answered(here.release, words.language)

shell.headline(here, partners.letters(len(pages), words))
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
            words("letters.workbook"), letters.workbook(page).read_bytes(), letters.workbook(page).name, WORKBOOK,
            key="workbook", type="tertiary", on_click="ignore",
        )  # fmt: skip
    here.show(letters.body(page), "letter_body")
shell.missing(here, words("missing.letters"), words("missing.letters_who"))
