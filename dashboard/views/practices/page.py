"""Which practices that keep soils do open records tell of, and where? The grid with the records behind each cell."""

import streamlit as st

from dashboard.papers.pack import pictures
from dashboard.queries import coverage_rows, open_records
from dashboard.rendering.grid_cells import NONE
from dashboard.rendering.headlines import lists
from dashboard.rendering.panels.practice_grid import Picked, PracticeFrames, full, practice_grid, practice_key
from dashboard.rendering.pointers import pointer
from dashboard.shell import address, headings, page_foot, record_list
from dashboard.shell.here import current
from dashboard.views.practices.opened_cell import opened_cell

here = current()
words, links, release = here.words, here.links, here.path
regions, practices = coverage_rows.regions(release), open_records.practices(release)

head, pickers = st.container(), st.container(horizontal=True, vertical_alignment="bottom", key="pickers")
if open_records.has_records(release):
    grades = {grade: words(f"practices.grade.{grade or 'both'}") for grade in open_records.GRADES}
    offered = {"": words("coverage.all_regions")}
    offered |= {row["region_code"]: words.label(row) for row in regions.to_dict("records")}
    offered[NONE] = words("coverage.no_region")
    with pickers:
        with st.container(width=300):
            grade = address.one("grade", words("column.soil_relevance"), grades, words.language)
        with st.container(width=260):
            region = address.one("region", words("coverage.region"), offered, words.language)
    picked = Picked(address.text("cell"), region, address.held("grade", "region"))
    cells = full(open_records.cells(release, grade), practices, regions, open_records.listed_regions(release))
    with head:
        headings.headline(here, lists.practices(here.figures, grade, words))
    opened_cell(here, picked, cells, grade)
    grid, beside = st.columns([0.68, 0.32], gap="large")
    with grid:
        headings.heading(words("practices.title"))
        here.show(
            practice_grid(PracticeFrames(cells, practices, regions, here.figures), picked, words, links),
            "practice_grid",
        )
        record_list.foot_of(here, "practices", cells, picture=pictures.practices)
    with beside:
        here.show(practice_key(words), "practice_key")
        here.show(pointer(words("practices.other"), words("page.coverage"), links("coverage")), "other_grid")
else:
    with head:
        headings.headline(here, lists.none_read(words))
    here.show(pointer(words("practices.other"), words("page.coverage"), links("coverage")), "other_grid")
record_list.credits_of(here)
page_foot.missing(here, "practices")
