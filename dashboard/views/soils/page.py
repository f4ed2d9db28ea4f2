"""What did the soils of each country lose, and what do open records do for them? The ten, the map, all countries, the lists."""

from functools import partial

import streamlit as st

from dashboard.queries import coverage_rows, soil_rows
from dashboard.rendering.charts.soil import debt_beside_records
from dashboard.rendering.folding import FEW, SHOWN
from dashboard.rendering.headlines import soils
from dashboard.rendering.panels.beside import beside
from dashboard.rendering.panels.every_country import every_country
from dashboard.rendering.panels.soil_map import on_map
from dashboard.rendering.registers import columns, figured, tables
from dashboard.shell import headings, page_foot, parts, record_list, selecting
from dashboard.shell.chart import chart
from dashboard.shell.here import current

COUNTRIES_SHOWN = 40

here = current()
words, links, release = here.words, here.links, here.path
head = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    picked = selecting.pickers(here, "soils")
needs = soils.within(soil_rows.needs(release), picked)
headline = soils.soils(here.figures, words)
if picked:
    headline = soils.chosen(needs, picked, selecting.names(here), words)

with head:
    headings.headline(here, headline)
st.caption(headings.escaped(soils.read(here.figures, words).sentence))
ten = soils.indebted(needs)
if len(ten):
    headings.heading(words("soils.ten", n=len(ten)))
    here.show(beside(ten, here.figures, words, links), "beside")
    record_list.foot_of(here, "soils_ten", ten, source=here.made_from("soils"))
headings.heading(words("soils.map_title") if picked else soils.mapped(here.figures, words).sentence)
ever = soils.ever(here.figures, words).sentence
if ever and not picked:
    st.caption(headings.escaped(ever))
here.show(on_map(needs, coverage_rows.country_names(release, words.language), words, links), "world")
if len(needs):
    every = every_country(needs, words, links)
    if len(ten):
        st.caption(headings.escaped(words("soil.caption")))
        chart(
            here,
            "soil",
            headline.sentence,
            partial(debt_beside_records, tables.labelled(soils.shown(needs), words)),
            picked,
        )
    part = parts.chosen("places", len(every), COUNTRIES_SHOWN)
    here.show(
        tables.register(
            part.of(every),
            columns.NEEDS,
            words("soils.table"),
            words,
            links,
            numbers=figured.NEEDS.of(here.figures),
            shown=FEW if len(ten) else SHOWN,
        ),
        "countries",
    )
    parts.show(here, "places", part, len(every), "soils")
record_list.foot_of(here, "country_need", needs, source=here.made_from("soils"))
record_list.credits_of(here)
page_foot.missing(here, "soils")
