"""Which practices that keep soils do open records tell of, and where? The grid with the records behind each cell."""

import streamlit as st

from dashboard.papers.pack import pictures
from dashboard.queries import coverage_rows, open_records
from dashboard.rendering.headlines import lists
from dashboard.rendering.panels.practice_grid import Picked, PracticeFrames, full, practice_grid, practice_key, within
from dashboard.rendering.pointers import pointer
from dashboard.shell import address, headings, page_foot, record_list, selecting
from dashboard.shell.here import current
from dashboard.views.practices.opened_cell import opened_cell

PAGE = "practices"

here = current()
words, links, release = here.words, here.links, here.path
regions, practices = coverage_rows.regions(release), open_records.practices(release)

head, pickers = st.container(), st.container(horizontal=True, vertical_alignment="bottom", key="pickers")
if open_records.has_records(release):
    grades = {grade: words(f"practices.grade.{grade or 'both'}") for grade in open_records.GRADES}
    with pickers:
        chosen = selecting.pickers(here, PAGE)
        with st.container(width=300):
            grade = address.one("grade", words("column.soil_relevance"), grades, words.language)
    picked = Picked(address.text("cell"), chosen, {**chosen.address(PAGE), **address.held("grade")})
    cells = full(open_records.cells(release, grade), practices, regions, open_records.listed_regions(release))
    with head:
        found = lists.practices(here.figures, grade, words)
        if chosen:
            counted = open_records.chosen(release, grade, **chosen.values("practices", "regions"))
            found = lists.chosen_practices(*counted, chosen, selecting.names(here), words)
        headings.headline(here, found)
    opened_cell(here, picked, cells, grade)
    grid, beside = st.columns([0.68, 0.32], gap="large")
    with grid:
        headings.heading(words("practices.title"))
        here.show(
            practice_grid(PracticeFrames(cells, practices, regions, here.figures), picked, words, links),
            "practice_grid",
        )
        # The picture is of the whole grid.
        rows, picture = (within(cells, chosen), None) if chosen else (cells, pictures.practices)
        record_list.foot_of(here, "practices", rows, picture=picture)
    with beside:
        here.show(practice_key(words), "practice_key")
        here.show(pointer(words("practices.other"), words("page.coverage"), links("coverage")), "other_grid")
else:
    with head:
        headings.headline(here, lists.none_read(words))
    here.show(pointer(words("practices.other"), words("page.coverage"), links("coverage")), "other_grid")
record_list.credits_of(here)
page_foot.missing(here, "practices")
