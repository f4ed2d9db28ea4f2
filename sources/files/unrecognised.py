"""Says of a table that is no stream of ours which one it comes nearest to, what was understood and what is missing.

Only words for a sender; whether a table is ours was decided before.
"""

from sources.files.grids import Grid, Refused
from sources.findings import without_addresses
from sources.streams import Match, match, normal, streams

LOOKED_AT_ROWS = 30
HEADERS_SHOWN = 8
LONGEST_SHOWN = 40
LEAST_UNDERSTOOD = 2  # columns; one alone (a name, a year) is in every table of the world
IATI_HEADERS = {"iati identifier", "activity identifier", "iati activity identifier"}  # of flattened IATI


def not_recognised(grids: list[Grid]) -> Refused:
    """The refusal of a file whose headers belong to no stream: what was seen, the nearest stream, the way out."""
    headers = [cells for grid in grids for _, cells in grid.rows[:LOOKED_AT_ROWS]]
    seen = next((cells for cells in headers if any(cell.strip() for cell in cells)), None)
    if seen is None:
        return Refused("FIL-010", "The file has no rows.", "Check the export and send it again.")
    if any(normal(cell) in IATI_HEADERS for cells in headers for cell in cells):
        return Refused(
            "FIL-015", f"This looks like IATI activities flattened into a table; the first row is {_listed(seen)}.",
            "Send the IATI activity file (XML) itself: it holds more, and every transaction keeps its identifier.",
        )  # fmt: skip
    near = max((match(cells, stream) for cells in headers for stream in streams().values()), key=_closeness)
    if len(near.columns) >= LEAST_UNDERSTOOD:
        return Refused("FIL-015", _nearest(near, headers), way_out(near))
    if len(seen) == 1:
        return Refused(
            "FIL-015", f"This is no table: the first line is one cell, {_listed(seen)}.",
            "Send XLSX, or CSV with a row of headers and cells parted by comma, semicolon, tab or bar.",
        )  # fmt: skip
    return Refused(
        "FIL-015", f"The headers belong to no stream we know; the first row is {_listed(seen)}.",
        f"Streams are {', '.join(streams())}. Start from a template: sic template STREAM.",
    )  # fmt: skip


def missing(found: Match) -> str:
    """The headers that a stream must have and this table has not, as the template has them."""
    titles = {name: field.titles["en"] for name, field in found.stream.by_name.items()}
    return ", ".join(" or ".join(f"'{titles[name]}'" for name in group) for group in found.missing)


def way_out(found: Match) -> str:
    """What the sender of a table that is nearly this stream can do."""
    name = found.stream.name
    lacking = missing(found) or "the columns of the template"
    if [len(group) for group in found.missing] == [1]:
        lacking += f" ({found.stream.by_name[found.missing[0][0]].meanings['en']})"
    return f"Add {lacking}, or copy the rows into the template: sic template {name}."


def _closeness(found: Match) -> tuple[int, int, int]:
    """Columns understood beyond those that are missing, then understood alone."""
    return len(found.columns) - len(found.missing), len(found.columns), -len(found.unknown)


def _nearest(near: Match, headers: list[list[str]]) -> str:
    cells = next(row for row in headers if match(row, near.stream) == near)
    understood = [cells[column] for column in sorted(near.columns)]
    lacking = f"missing is {missing(near)}" if near.missing else "too little of it is known to be sure"
    return (
        f"The headers belong to no stream we know. Nearest is {near.stream.name}: {len(understood)} of "
        f"{sum(bool(cell.strip()) for cell in cells)} columns are understood ({_listed(understood)}); {lacking}."
    )


def _listed(cells: list[str]) -> str:
    named = [without_addresses(" ".join(cell.split()))[:LONGEST_SHOWN] for cell in cells if cell.strip()]
    more = f" and {len(named) - HEADERS_SHOWN} more" if len(named) > HEADERS_SHOWN else ""
    return ", ".join(f"'{name}'" for name in named[:HEADERS_SHOWN]) + more
