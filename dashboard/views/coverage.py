"""Who is active where, and where to look first? The grid, the ranking, the map."""

import streamlit as st

from dashboard import queries, shell
from dashboard.figures import columns, coverage_grid, foot, tables
from dashboard.figures.world import world
from dashboard.findings import coverage

RANKED_ROWS = 10

here = shell.here()
words, links, release = here.words, here.links, here.path
cells, regions, countries = queries.coverage(release), queries.regions(release), queries.countries(release)
ranked = queries.ranking(release, RANKED_ROWS)

shell.headline(here, coverage.coverage(cells, words))
grid, beside = st.columns([0.6, 0.4], gap="large")
with grid:
    shell.heading(words("coverage.title"))
    objectives = queries.objectives(release)
    here.show(coverage_grid.coverage_grid(cells, objectives, regions, words, links), "coverage_grid")
with beside:
    shell.heading(coverage.ranking(ranked, words))
    here.show(coverage_grid.ranking(ranked, regions, words, links), "ranking")
    here.show(coverage_grid.key(words), "coverage_key")
foot.foot(here, "coverage_gaps", words("source.coverage"), cells)
shell.heading(coverage.countries(countries, words))
here.show(world(countries, queries.table(release, "marts.countries"), words), "world")
if len(countries):
    shown = tables.labelled(countries, words)
    here.show(tables.register(shown, columns.COUNTRIES, words("map.table"), words, links), "countries")
foot.foot(here, "country_coverage", words("source.iati"), countries)
shell.missing(here, words("missing.coverage"), words("missing.coverage_who"))
