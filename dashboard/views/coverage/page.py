"""Who is active where, and where to look first? The grid with the rows behind each cell, the ranking, the map, the soils."""

import streamlit as st

from dashboard.queries import answers as queries
from dashboard.rendering.headlines import coverage
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot, parts
from dashboard.shell import frame as shell
from dashboard.views.coverage import grid as coverage_grid
from dashboard.views.coverage import sections as coverage_page
from dashboard.views.coverage.world import world

RANKED_ROWS, COUNTRIES_SHOWN = 10, 40

here = shell.here()
words, links, release = here.words, here.links, here.path
cells, regions, countries = queries.coverage(release), queries.regions(release), queries.countries(release)

shell.headline(here, coverage.coverage(cells, words))
chosen, weights = coverage_page.chosen(here)
coverage_page.opened_cell(here, chosen)
ranked = coverage.ranked(cells, weights, RANKED_ROWS)
grid, beside = st.columns([0.6, 0.4], gap="large")
with grid:
    shell.heading(words("coverage.title"))
    frames = coverage_grid.GridFrames(cells, queries.objectives(release), regions)
    here.show(coverage_grid.coverage_grid(frames, chosen, words, links), "coverage_grid")
with beside:
    shell.heading(coverage.ranking(ranked, words))
    here.show(coverage_grid.ranking(ranked, regions, chosen.kept, words, links), "ranking")
    here.show(coverage_grid.key(words), "coverage_key")
foot.foot(here, "coverage_gaps", words("source.coverage"), cells)
shell.heading(coverage.countries(countries, words))
here.show(world(countries, queries.country_names(release, words.language), words), "world")
if len(countries):
    part = parts.chosen("countries", len(countries), COUNTRIES_SHOWN)
    shown = tables.labelled(part.of(countries), words)
    here.show(tables.register(shown, columns.COUNTRIES, words("map.table"), words, links), "countries")
    parts.show(here, "countries", part, len(countries), "coverage")
foot.foot(here, "country_coverage", words("source.iati"), countries)
coverage_page.soil(here)
shell.missing(here, words("missing.coverage"), words("missing.coverage_who"))
