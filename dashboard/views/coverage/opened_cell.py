"""The cell a reader has opened: its sums, then the projects and contributions it is made of."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.queries import cell_rows, coverage_rows, strategy_rows
from dashboard.rendering.grid_cells import Cell
from dashboard.rendering.headlines import coverage
from dashboard.rendering.registers import columns, tables
from dashboard.rendering.words import is_missing
from dashboard.shell import foot, headings, parts
from dashboard.shell.here import Here
from dashboard.views.coverage.cell import cell_block, cell_name, cell_ways
from dashboard.views.coverage.pickers import Asked


def opened_cell(here: Here, asked: Asked, countries: Mapping[str, str]) -> None:
    """The rows the chosen cell is made of, if one is chosen: score, sums, projects, contributions, links to its countries.

    `countries` are their names by code.
    """
    release, words, cell = here.path, here.words, asked.chosen.cell
    if cell is None:
        return
    name = cell_name(cell, strategy_rows.objectives(release), coverage_rows.regions(release), words)
    headings.heading(", ".join(filter(None, (name, countries.get(cell.country_code)))))
    row = _row(coverage.scored(coverage_rows.coverage(release), asked.weights), cell)
    sums = cell_rows.sums(release, cell)
    ways = cell_ways(cell, cell_rows.countries(release, cell), asked.chosen.kept, words, here.links)
    block = cell_block(row, sums, ways, cell_rows.FIRST.size, words, not cell.country_code)
    here.show(block, "cell")
    key = cell.address.replace(".", "_")
    for title, ask, names in (
        ("projects", cell_rows.projects, columns.CELL_PROJECTS),
        ("contributions", cell_rows.contributions, columns.CELL_CONTRIBUTIONS),
    ):
        count = int(sums[f"{title}_count"] or 0)
        part = parts.chosen(title, count, cell_rows.FIRST.size)
        rows = ask(release, cell, part)
        if count:
            caption = words(f"cell.{title}_caption", n=count)
            here.show(tables.register(rows.shown, names, caption, words, here.links), f"cell_{title}")
            parts.show(here, title, part, count, "coverage")
        foot.foot(here, f"{key}_{title}", here.made_from("coverage"), rows)


def _row(cells: pd.DataFrame, cell: Cell) -> dict[str, Any]:
    """The row of the grid that is the cell; nothing where the release has none."""
    codes = {"objective_code": cell.objective_code, "region_code": cell.region_code}
    for row in cells.to_dict("records"):
        if all((None if is_missing(row[name]) else row[name]) == code for name, code in codes.items()):
            return row
    return {}
