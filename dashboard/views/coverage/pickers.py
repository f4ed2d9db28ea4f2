"""The pickers over the coverage grid: what a funder picks on every page, and the weights of the gap score."""

from dataclasses import dataclass

import streamlit as st

from dashboard.queries import cell_rows, coverage_rows, strategy_rows
from dashboard.rendering.panels.coverage_grid import Chosen
from dashboard.rendering.panels.gap_ranking import PARTS
from dashboard.rendering.selection import Selection
from dashboard.shell import address, headings, selecting
from dashboard.shell.here import Here

PAGE = "coverage"
WEIGHTS = (0.0, 0.5, 1.0, 2.0, 3.0)


@dataclass(frozen=True)
class Asked:
    """What the address asks of the page: the choice with the cell opened, and the weights of the score."""

    chosen: Chosen
    weights: dict[str, float]

    @property
    def picked(self) -> Selection:
        """The objectives, regions, countries and practices picked."""
        return self.chosen.picked


def asked(here: Here) -> Asked:
    """One row of pickers; the cell comes by its link."""
    words = here.words
    with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
        picked = selecting.pickers(here, PAGE)
        with st.popover(words("coverage.weights"), key="weights"):
            st.caption(headings.escaped(words("coverage.weights_note")))
            labels = {part: words(f"part.{part}") for part in PARTS}
            weights = address.steps("weights", labels, WEIGHTS, 1.0, words.language)
    named = {f"{part}_part": weight for part, weight in zip(PARTS, weights, strict=True)}
    objectives, regions = strategy_rows.objectives(here.path), coverage_rows.regions(here.path)
    cell = cell_rows.cell_of(address.text("cell"), address.text("country"), objectives, regions)
    return Asked(Chosen(picked, cell, {**picked.address(PAGE), **address.held("weights")}), named)
