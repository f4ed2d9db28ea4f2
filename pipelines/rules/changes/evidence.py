"""The places behind a change: side, origin, file, sheet and row.

Does not belong here: what follows from them.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from pipelines.rules.changes.cells import BOTH, CAME, WENT
from pipelines.rules.changes.changes import Place
from pipelines.rules.changes.compared import TableDifference
from pipelines.rules.changes.declared import PLACE

MOST_ROWS = 50  # of more rows behind one change the files are named, not every row


def places(rows: pd.DataFrame, side: str) -> np.ndarray:
    """For each row a list with its place; an empty one where it came from no file."""
    found = np.empty(len(rows), dtype=object)
    if not set(PLACE) <= set(rows.columns):
        found[:] = [[] for _ in range(len(rows))]
        return found
    columns = [rows[name].astype("object").where(rows[name].notna(), None).tolist() for name in PLACE]
    found[:] = [[place_of(side, *cells)] if cells[1] is not None else [] for cells in zip(*columns, strict=True)]
    return found


def place_of(side: str, origin: str | None, file: str, sheet: str | None = None, row: int | None = None) -> Place:
    """One place; without a row it is the whole file."""
    return {"side": side, "origin": origin, "source_file": file, "source_sheet": sheet, "source_row": row}


def of_rows(found: TableDifference) -> Mapping[str, np.ndarray]:
    """By part of a difference, for each row the places it has in the releases."""
    before, after = places(found.before, "before"), places(found.after, "after")
    both = np.empty(len(before), dtype=object)
    both[:] = [[*old, *new] for old, new in zip(before, after, strict=True)]
    return {WENT: places(found.went, "before"), CAME: places(found.came, "after"), BOTH: both}


def together(listed: Iterable[list[Place]]) -> list[Place]:
    """All places once; where they are very many, the files alone."""
    filled = [places for places in listed if places]
    if len(filled) < 2:  # of most changes one row stands behind
        return filled[0] if filled else []
    every = [place for places in filled for place in places]
    if len(every) > MOST_ROWS:
        files = dict.fromkeys((place["side"], place["origin"], place["source_file"]) for place in every)
        return [place_of(*file) for file in files]
    return list({tuple(place.values()): place for place in every}.values())
