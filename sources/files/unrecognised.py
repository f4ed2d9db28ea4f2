"""Makes the refusal of a table that is no stream of ours: the nearest stream, what was understood, what is missing.

Whether a table is ours has been decided before.
"""

import re

from sources.addresses import without_addresses
from sources.files.grids import Grid
from sources.files.recognising import Match, match
from sources.findings import Parameter, Refused
from sources.streams import normal, streams

LOOKED_AT_ROWS = 30
HEADERS_SHOWN = 8
LONGEST_SHOWN = 40
LEAST_UNDERSTOOD = 2  # columns; one alone (a name, a year) is in almost any table
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
A_YEAR = "year"
IATI_HEADERS = {"iati identifier", "activity identifier", "iati activity identifier"}  # of flattened IATI


def not_recognised(grids: list[Grid]) -> Refused:
    """The refusal of a file whose headers belong to no stream: what was seen, the nearest stream, the way out."""
    headers = [cells for grid in grids for _, cells in grid.rows[:LOOKED_AT_ROWS]]
    seen = next((cells for cells in headers if any(cell.strip() for cell in cells)), None)
    if seen is None:
        return Refused("FIL-010", case="nothing")
    if any(normal(cell) in IATI_HEADERS for cells in headers for cell in cells):
        return Refused("FIL-015", case="flattened", seen=_listed(seen))
    if years := years_across(headers):
        return years
    near = max((match(cells, stream) for cells in headers for stream in streams().values()), key=_closeness)
    if len(near.columns) >= LEAST_UNDERSTOOD:
        return _nearest(near, headers)
    if len(seen) == 1:
        return Refused("FIL-015", case="one_cell", seen=_listed(seen))
    return Refused("FIL-015", case="unknown", seen=_listed(seen), streams=list(streams()))


def years_across(headers: list[list[str]]) -> Refused | None:
    """The refusal of a table that has a column for each year; None where none of these rows is the headers of one."""
    for cells in headers:
        years = {cell: found[0] for cell in cells if (found := YEAR.search(cell))}
        others = [cell for cell in cells if cell.strip() and cell not in years]
        if len(set(years.values())) < LEAST_UNDERSTOOD or not others:
            continue
        yearly = [stream for stream in streams().values() if any(A_YEAR in names for names in stream.spellings)]
        nearest = max((match(others, stream) for stream in yearly), key=_closeness)
        if nearest.columns and len(nearest.columns) >= len(nearest.unknown):
            return Refused("FIL-015", case="years", seen=_listed(list(years)), stream=nearest.stream.name)
    return None


def missing(found: Match) -> list[Parameter]:
    """The needed fields that this table lacks, as 'stream.field' in groups; one field of each group is enough."""
    return [[f"{found.stream.name}.{name}" for name in group] for group in found.missing]


def _closeness(found: Match) -> tuple[int, int, int]:
    """Columns understood beyond those that are missing, then understood alone."""
    return len(found.columns) - len(found.missing), len(found.columns), -len(found.unknown)


def _nearest(near: Match, headers: list[list[str]]) -> Refused:
    cells = next(row for row in headers if match(row, near.stream) == near)
    understood = [cells[column] for column in sorted(near.columns)]
    found = {
        "stream": near.stream.name,
        "understood": len(understood),
        "of": sum(bool(cell.strip()) for cell in cells),
        "seen": _listed(understood),
    }
    if near.missing:
        return Refused("FIL-015", case="nearest", **found, missing=missing(near))
    return Refused("FIL-015", case="unsure", **found)


def _listed(cells: list[str]) -> Parameter:
    """The first cells as they were written, and how many more there are."""
    named = [without_addresses(" ".join(cell.split()))[:LONGEST_SHOWN] for cell in cells if cell.strip()]
    return {"shown": named[:HEADERS_SHOWN], "more": max(0, len(named) - HEADERS_SHOWN)}
