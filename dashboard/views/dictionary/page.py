"""What does every table and column mean?"""

import streamlit as st

from dashboard.rendering.headlines import record
from dashboard.rendering.registers import columns, declarations, tables
from dashboard.shell import foot, headings
from dashboard.shell.here import current
from sources.catalogues import LANGUAGES

here = current()
words = here.words
names = declarations.published()
declared = declarations.columns(words)

headings.headline(here, record.dictionary(len(names), len(declared), words))
if words.language != LANGUAGES[0]:
    st.caption(headings.escaped(words("dictionary.in_english")))
chosen = st.selectbox(words("dictionary.pick"), names, key="table", width=360)
own = declared[declared["table"] == chosen]
headings.heading(chosen)
st.caption(headings.escaped(declarations.grain(chosen, words)))
here.show(tables.register(own, columns.DICTIONARY, words("dictionary.caption"), words, here.links), "columns")
foot.foot(here, "dictionary", here.made_from("contracts"), declared)
