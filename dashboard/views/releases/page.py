"""Which releases are kept, and how is one downloaded?"""

import streamlit as st

from dashboard.queries import published
from dashboard.rendering.headlines import record
from dashboard.rendering.registers import columns, tables
from dashboard.shell import address, foot, headings, parts
from dashboard.shell.here import current
from dashboard.views.releases import downloads, kept

ROWS_SHOWN = 50

here = current()
words = here.words
known = kept.kept(here.held.releases)
part = parts.chosen(address.PART, len(known), ROWS_SHOWN)

headings.headline(here, record.releases(len(known), words))
st.caption(headings.escaped(kept.how_long(words)))
here.show(tables.register(part.of(known), columns.RELEASES, words("releases.caption"), words, here.links), "releases")
parts.show(here, address.PART, part, len(known), "releases")
foot.foot(here, "releases", here.made_from("release"), known)
headings.heading(words("releases.downloads"))
downloads.downloads(here, published.row_counts(here.path))
