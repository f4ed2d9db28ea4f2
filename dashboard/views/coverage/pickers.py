"""The pickers over the coverage grid: the region shown, and the weights of the gap score."""

import streamlit as st

from dashboard.queries import coverage_rows
from dashboard.rendering.grid_cells import NONE
from dashboard.rendering.panels.coverage_grid import PARTS, Chosen
from dashboard.shell import address, headings
from dashboard.shell.here import Here

WEIGHTS = (0.0, 0.5, 1.0, 2.0, 3.0)


def chosen_in(here: Here) -> tuple[Chosen, dict[str, float]]:
    """The region shown and the weights of the score, from one row of pickers; the cell comes by its link."""
    words, regions = here.words, coverage_rows.regions(here.path)
    offered = {"": words("coverage.all_regions")}
    offered |= {row["region_code"]: words.label(row) for row in regions.to_dict("records")}
    offered[NONE] = words("coverage.no_region")
    with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
        with st.container(width=260):
            region = address.one("region", words("coverage.region"), offered, words.language)
        with st.popover(words("coverage.weights"), key="weights"):
            st.caption(headings.escaped(words("coverage.weights_note")))
            labels = {part: words(f"part.{part}") for part in PARTS}
            weights = address.steps("weights", labels, WEIGHTS, 1.0, words.language)
    named = {f"{part}_part": weight for part, weight in zip(PARTS, weights, strict=True)}
    cell = address.text("cell")
    return Chosen(cell, region, address.held("region", "weights")), named
