"""What does every table and column mean?"""

import streamlit as st

from dashboard.rendering.headlines import record
from dashboard.rendering.registers import columns as shown_columns
from dashboard.rendering.registers import tables
from dashboard.shell import foot
from dashboard.shell import frame as shell
from dashboard.views.dictionary import declarations as dictionary

here = shell.here()
words = here.words
names = dictionary.published()
columns = dictionary.columns(words)

shell.headline(here, record.dictionary(len(names), len(columns), words))
chosen = st.selectbox(words("dictionary.pick"), names, key="table", width=360)
own = columns[columns["table"] == chosen]
shell.heading(chosen)
st.caption(shell.escaped(dictionary.grain(chosen)))
here.show(tables.register(own, shown_columns.DICTIONARY, words("dictionary.caption"), words, here.links), "columns")
foot.foot(here, "dictionary", words("source.contracts"), columns)
shell.missing(here, words("missing.dictionary"), words("missing.operator"))
