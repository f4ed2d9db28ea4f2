"""Which partnerships end within a year, which go on, and which have ended?"""

import streamlit as st

from dashboard.queries import coverage_rows, published
from dashboard.queries.listing import Listing
from dashboard.rendering.charts.partners import can_be_drawn, partners_chart, said
from dashboard.rendering.headlines import money
from dashboard.rendering.registers import agreements, columns, figured, tables
from dashboard.shell import board_pack, foot, headings, page_foot
from dashboard.shell.chart import chart
from dashboard.shell.here import current

here = current()
words = here.words
by_end = money.by_end(published.table(here.path, "marts.partnerships"))
english, own = (coverage_rows.country_names(here.path, language) for language in ("en", words.language))
partnerships = agreements.named(by_end, english, own, words)
counts = published.table(here.path, "marts.partner_counts")
numbers = figured.PARTNERSHIPS.of(here.figures)

headings.headline(here, money.partnerships(here.figures, words))
board_pack.offer(here)
for standing in agreements.by_standing(partnerships, here.figures, words):
    shown = tables.register(
        standing.rows, standing.columns, "", words, here.links, numbers=numbers, widths=agreements.WIDTHS
    )
    if standing.name == agreements.ENDED:
        with st.expander(headings.escaped(standing.title)):
            here.show(shown, standing.name)
    else:
        headings.heading(standing.title)
        here.show(shown, standing.name)
foot.foot(here, "partnerships", here.made_from("partnerships"), Listing(partnerships, len(by_end), lambda: by_end))
headings.heading(words("partnerships.partners"))
if can_be_drawn(counts):
    alt = said(counts, words)
    st.caption(headings.escaped(f"{alt} {words('partnerships.partners_caption')}"))
    chart(here, "partners", alt, lambda *drawn: partners_chart(counts, *drawn))
else:
    here.show(tables.register(counts, columns.PARTNER_COUNTS, "", words, here.links), "counts")
foot.foot(here, "partner_counts", here.made_from("partner_counts"), counts)
page_foot.missing(here, "partnerships")
