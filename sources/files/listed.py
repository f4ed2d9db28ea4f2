"""Reads a sheet that is a list of a publisher, and tells what of it was left out and what nearly was such a list.

What a mapping says is known to `lists`; here it meets the sheets of a file.
"""

from collections.abc import Sequence

import pandas as pd

from sources.files.grids import Grid
from sources.files.merging import unmerged
from sources.findings import Parameter, Problem, Refused, file_problem, parameters
from sources.findings import shown as fit_to_show
from sources.lists.mapped import read_list
from sources.lists.mapping import ListMapping
from sources.lists.recognising import Recognised, nearest, recognise

HEADERS_SHOWN = 12
LONGEST_HEADER = 40
ROWS_SHOWN = 8
UNKNOWN_TABLES = ("unknown", "nearest", "unsure")  # cases of a refusal
LEAST_HEADERS = 3  # a table of fewer is no list of projects

Listed = tuple[dict[str, pd.DataFrame], dict[str, dict[str, str]], list[Problem]]


def list_on(grid: Grid, mappings: Sequence[ListMapping]) -> Recognised | None:
    """The list that a sheet is; forms and hidden sheets are none."""
    if grid.parents or grid.keys or grid.look.is_hidden:
        return None
    return recognise(grid.rows, mappings)


def read_sheet(grid: Grid, found: Recognised, name: str) -> Listed:
    """The tables of a list by stream, the header of each field as written, and what is to be told."""
    whole, filled = unmerged(grid)
    once = {column: set(rows) for column, rows in filled.items()}
    read = read_list(whole.rows, found, grid.sheet, grid.look.unvalued, once)
    headers = {
        stream: {field: fit_to_show(header) for field, header in fields.items()}
        for stream, fields in read.headers.items()
    }
    return read.tables, headers, _told(grid, found, read.repeated, name)


def _told(grid: Grid, found: Recognised, repeated: tuple[int, ...], name: str) -> list[Problem]:
    """Which mapping read the sheet and how much it leaves out by design, columns it does not know, headers met again."""
    mapping = found.mapping
    left_out = [header for header in (*mapping.left_out, *mapping.personal) if header in found.columns]
    personal = sum(header in mapping.personal for header in left_out)
    facts = {"list": mapping.label, "mapping": f"{mapping.name}.toml", "count": len(left_out), "personal": personal}
    remarks: list[tuple[str, dict[str, Parameter]]] = [("FIL-053", facts)]
    if found.unknown:
        remarks.append(("FIL-054", {"list": mapping.label, "seen": _some(found.unknown)}))
    if repeated:
        listed = {"shown": list(map(str, repeated[:ROWS_SHOWN])), "more": max(0, len(repeated) - ROWS_SHOWN)}
        remarks.append(("FIL-061", {"listed": listed}))
    return [
        file_problem(rule, name, parameters(**named), stream="projects", sheet=grid.sheet) for rule, named in remarks
    ]


def refuse_edition(grids: Sequence[Grid], mappings: Sequence[ListMapping]) -> None:
    """Raise Refused where a file that is nothing else has most of the headers of a list, but not all."""
    near = nearest([grid.rows for grid in grids], mappings)
    if near and near.is_edition:
        raise Refused("FIL-057", **near.named)


def hint(refused: Refused, grids: Sequence[Grid], mappings: Sequence[ListMapping], name: str) -> list[Problem]:
    """Which mapping comes nearest to a table that was refused as nobody knows it, and what it lacks."""
    rows = [grid.rows for grid in grids] if refused.case in UNKNOWN_TABLES else []
    if not any(sum(map(_is_word, cells)) >= LEAST_HEADERS for each in rows for _, cells in each[:1]):
        return []
    near = nearest(rows, mappings)
    if near is None:
        lists: list[Parameter] = [mapping.label for mapping in mappings]
        return [file_problem("FIL-058", name, parameters(case="none", lists=lists))]
    return [file_problem("FIL-058", name, parameters(**near.named))]


def _is_word(cell: str) -> bool:
    return any(letter.isalpha() for letter in cell)


def _some(headers: Sequence[str]) -> dict[str, Parameter]:
    shown = [fit_to_show(" ".join(header.split()))[:LONGEST_HEADER] for header in headers[:HEADERS_SHOWN]]
    return {"shown": shown, "more": max(0, len(headers) - HEADERS_SHOWN)}
