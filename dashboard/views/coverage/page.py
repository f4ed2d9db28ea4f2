"""Who is active where, and where to look first? One choice governs the finding, the ranking, the grid, the map, the list."""

import streamlit as st

from dashboard.papers.pack import pictures
from dashboard.queries import country_cells, coverage_rows, project_rows, strategy_rows
from dashboard.rendering.headlines import coverage
from dashboard.rendering.panels.coverage_grid import GridFrames, coverage_grid, coverage_key, places, unspoken
from dashboard.rendering.panels.gap_ranking import gap_ranking
from dashboard.rendering.pointers import pointer
from dashboard.shell import foot, headings, page_foot, selecting
from dashboard.shell.here import current
from dashboard.views.coverage import countries, first
from dashboard.views.coverage.opened_cell import opened_cell
from dashboard.views.coverage.pickers import asked

RANKED_ROWS = 10

here = current()
words, links, release = here.words, here.links, here.path
head = st.container()
looked = asked(here)
called, picked = selecting.names(here), looked.picked.of_money
cells = coverage.scored(country_cells.cells_for(release, picked, here.as_of), looked.weights)
grid_cells = coverage.within(cells, picked)
with head:
    found = coverage.chosen(grid_cells, picked, called, words) if picked else coverage.coverage(here.figures, words)
    headings.headline(here, found)
selecting.say_unparted(here, looked.picked, called)
opened_cell(here, looked, called["countries"])
ranked = coverage.ranked(grid_cells, RANKED_ROWS)
frames = GridFrames(
    cells,
    strategy_rows.objectives(release),
    places(coverage_rows.regions(release), picked, called["countries"], words),
    here.figures,
    project_rows.open_counts(release, **looked.picked.values("practices")),
)
grid, beside = st.columns([0.64, 0.36], gap="large")
with grid:
    headings.heading(words("coverage.title"))
    here.show(coverage_grid(frames, looked.chosen, words, links), "coverage_grid")
    here.show(unspoken(frames, looked.chosen, words, links), "unspoken")
with beside:
    headings.heading(coverage.ranking(ranked, words))
    first.show(here, ranked, looked.picked, called)
    here.show(gap_ranking(ranked, frames, looked.chosen, words, links), "ranking")
    here.show(coverage_key(words), "coverage_key")
    here.show(pointer(words("coverage.other"), words("page.practices"), links("practices")), "other_grid")
shown, picture = (grid_cells, None) if picked else (cells, pictures.coverage)  # the picture is of the whole grid
foot.foot(here, "coverage_gaps", here.made_from("coverage"), shown.drop(columns=["parts_count"]), picture=picture)
countries.show(here, picked, called)
page_foot.missing(here, "coverage")
