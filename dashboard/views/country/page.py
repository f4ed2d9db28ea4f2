"""What did the soils of one country lose, and which open records are about them? Need, records, money by year, what was read."""

import streamlit as st

from dashboard.queries import open_records
from dashboard.rendering import cards
from dashboard.rendering.headlines import soils
from dashboard.rendering.panels.need import need
from dashboard.rendering.pointers import pointer
from dashboard.shell import headings, page_foot, record_list
from dashboard.shell.here import current
from dashboard.views.country import figures
from dashboard.views.country.chosen import chosen_country

here = current()
words, links, release = here.words, here.links, here.path
head, picker = st.container(), st.container()
with picker:
    row = chosen_country(here)
label = words("page.country") if row is None else words.label(row)

with head:
    here.show(cards.trail([(words("page.soils"), links("soils"))], label, words), "trail")
    headings.headline(here, soils.no_country(words) if row is None else soils.country(here.figures, row, label, words))
if row is not None:
    code = str(row["country_code"])
    here.show(need(row, words), "need")
    here.show(pointer(words("country.coverage"), words("page.coverage"), links("coverage", countries=code)), "coverage")
    if open_records.has_records(release):
        figures.show_records(here, code)
        figures.show_preparation(here, code)
        figures.show_places(here, code)
    figures.show_lists(here, code)
record_list.credits_of(here)
page_foot.missing(here, "country", "" if row is None else str(row["country_code"]))
