"""The cell a reader has opened: its figures, then its records in parts."""

from functools import partial

import pandas as pd

from dashboard.queries import coverage_rows, open_records
from dashboard.rendering.panels.practice_grid import Picked, cell_name, opened
from dashboard.rendering.registers import recorded
from dashboard.shell import headings, record_list
from dashboard.shell.here import Here


def opened_cell(here: Here, picked: Picked, cells: pd.DataFrame, grade: str) -> None:
    """The cell of the address, if it names one, with its records; `cells` are those of the grid."""
    words, release = here.words, here.path
    practices, regions = open_records.practices(release), coverage_rows.regions(release)
    cell = open_records.cell_of(picked.cell, practices, regions)
    if cell is None:
        return
    headings.heading(cell_name(cell, practices, regions, words))
    here.show(opened(cells, cell, picked, words, here.links), "cell")
    ask = partial(open_records.of_cell, release, cell, grade)
    record_list.show(here, "practices", "records", ask, recorded.OF_CELL, f"practices_{cell.address.replace('.', '_')}")
