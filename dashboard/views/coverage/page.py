"""Who is active where, and where to look first? The grid with the rows behind each cell, the ranking, the map."""

import streamlit as st

from dashboard.papers.pack import pictures
from dashboard.queries import coverage_rows, strategy_rows
from dashboard.rendering.headlines import coverage
from dashboard.rendering.panels.coverage_grid import GridFrames, coverage_grid, coverage_key, gap_ranking
from dashboard.rendering.panels.money_map import on_map
from dashboard.rendering.pointers import pointer
from dashboard.rendering.registers import columns, figured, tables
from dashboard.shell import foot, headings, page_foot, parts
from dashboard.shell.here import current
from dashboard.views.coverage.opened_cell import opened_cell
from dashboard.views.coverage.pickers import chosen_in

RANKED_ROWS, COUNTRIES_SHOWN = 10, 40

here = current()
words, links, release = here.words, here.links, here.path
regions, countries = coverage_rows.regions(release), coverage_rows.countries(release)

headings.headline(here, coverage.coverage(here.figures, words))
chosen, weights = chosen_in(here)
cells = coverage.scored(coverage_rows.coverage(release), weights)
opened_cell(here, chosen, cells)
ranked = coverage.ranked(cells, RANKED_ROWS)
grid, beside = st.columns([0.6, 0.4], gap="large")
with grid:
    headings.heading(words("coverage.title"))
    frames = GridFrames(cells, strategy_rows.objectives(release), regions, here.figures)
    here.show(coverage_grid(frames, chosen, words, links), "coverage_grid")
with beside:
    headings.heading(coverage.ranking(ranked, words))
    here.show(gap_ranking(ranked, cells, regions, here.figures, chosen.kept, words, links), "ranking")
    here.show(coverage_key(words), "coverage_key")
    here.show(pointer(words("coverage.other"), words("page.practices"), links("practices")), "other_grid")
foot.foot(
    here, "coverage_gaps", here.made_from("coverage"), cells.drop(columns=["parts_count"]), picture=pictures.coverage
)
headings.heading(coverage.countries(here.figures, words).sentence)
here.show(on_map(countries, coverage_rows.country_names(release, words.language), words), "world")
if len(countries):
    part = parts.chosen("countries", len(countries), COUNTRIES_SHOWN)
    shown = tables.labelled(part.of(countries), words)
    here.show(
        tables.register(
            shown, columns.COUNTRIES, words("map.table"), words, links, numbers=figured.COUNTRIES.of(here.figures)
        ),
        "countries",
    )
    parts.show(here, "countries", part, len(countries), "coverage")
foot.foot(here, "country_coverage", here.made_from("iati"), countries)
page_foot.missing(here, "coverage")
