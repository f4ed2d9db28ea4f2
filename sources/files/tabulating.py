"""Turns sheets of cells into text tables of our streams: finds the header row, names the columns, warns of what is left out.

Neither the kind of the file nor the meaning of a value is known here.
"""

from dataclasses import dataclass
from functools import partial

import pandas as pd

from sources.files.delimited import CONTROL_CHARACTERS
from sources.files.grids import Grid
from sources.files.recognising import Match, recognise
from sources.files.unrecognised import missing, not_recognised
from sources.findings import Problem, Refused, file_problem, parameters, printable, without_addresses
from sources.streams import MEDIUM, SURPLUS, normal

HEADER_WITHIN_ROWS = 30
LONGEST_HEADER = 120
UNKNOWN_HEADERS_SHOWN = 25
OWN_SHEETS = {"instructions", "lists", "mode d emploi", "listes", "instrucciones", "listas"}  # of our templates


@dataclass(frozen=True)
class Tabulated:
    """Text tables by stream, findings, and by stream and sheet the header and the column of each field."""

    tables: dict[str, pd.DataFrame]
    problems: list[Problem]
    headers: dict[tuple[str, str | None], dict[str, str]]
    places: dict[tuple[str, str | None], dict[str, int]]


def tabulate(grids: list[Grid], name: str) -> Tabulated:
    """The sheets as tables of our streams; raises Refused when no sheet is ours."""
    parts: dict[str, list[pd.DataFrame]] = {}
    problems, headers, places, unread = [], {}, {}, []
    for grid in grids:
        if normal(grid.sheet or "") in OWN_SHEETS:
            continue
        problems += [file_problem(rule, name, details, sheet=grid.sheet) for rule, details in grid.remarks]
        found = _header_row(grid)
        if found is None:
            unread.append(grid)
            continue
        position, matched = found
        _refuse_incomplete(matched, grid)
        written = grid.keys or grid.rows[position][1]
        headers[matched.stream.name, grid.sheet] = {
            field: _shown(written[column]) for column, field in matched.columns.items()
        }
        places[matched.stream.name, grid.sheet] = {field: column for column, field in matched.columns.items()}
        problems += _header_problems(matched, grid, position, name)
        parts.setdefault(matched.stream.name, []).append(_table(grid, position, matched))
    if not parts:
        raise not_recognised(unread)
    problems += [
        file_problem("FIL-003", name, parameters(sheet=grid.sheet), sheet=grid.sheet) for grid in unread if grid.rows
    ]
    tables = {stream: pd.concat(tables, ignore_index=True) for stream, tables in parts.items()}
    without_rows = [stream for stream, table in tables.items() if table.empty]
    if len(without_rows) == len(tables):
        raise Refused("FIL-010", case="no_rows", streams=list(tables))
    problems += [file_problem("FIL-005", name, stream=stream) for stream in without_rows]
    return Tabulated(tables, problems, headers, places)


def _header_row(grid: Grid) -> tuple[int, Match] | None:
    """Position of the header row among the first rows and what it means: the first complete one, else the nearest."""
    nearest: tuple[int, Match] | None = None
    for position, (_, cells) in enumerate(grid.rows[:HEADER_WITHIN_ROWS]):
        found = recognise(cells)
        if found is None:
            continue
        if not found.missing:
            return position, found
        if nearest is None or len(found.columns) > len(nearest[1].columns):
            nearest = position, found
    return nearest


def _refuse_incomplete(matched: Match, grid: Grid) -> None:
    where = {"case": "sheet", "sheet": grid.sheet} if grid.sheet else {"case": "file"}
    if matched.missing:
        understood, of = len(matched.columns), len(matched.columns) + len(matched.unknown)
        found = {"stream": matched.stream.name, "understood": understood, "of": of, "missing": missing(matched)}
        raise Refused("FIL-016", **where, **found)
    if matched.doubled:
        raise Refused("FIL-017", **where, pairs=list(matched.doubled))


def _header_problems(matched: Match, grid: Grid, position: int, name: str) -> list[Problem]:
    """One warning for each column with an unknown header, or with cells and no header, once per sheet."""
    unnamed = [
        column
        for column, header in enumerate(grid.rows[position][1])
        if not header.strip() and any(column < len(row) and row[column].strip() for _, row in grid.rows[position + 1 :])
    ]
    named = [_shown(grid.keys[column] if grid.keys else header) for column, header in matched.unknown]
    unknown = [(header, parameters(case="named", column=header)) for header in named]
    unknown += [
        (f"number {column + 1} (no header)", parameters(case="unnamed", number=column + 1)) for column in unnamed
    ]
    warning = partial(file_problem, "FIL-001", name, stream=matched.stream.name, sheet=grid.sheet)
    problems = [warning(details, column=header) for header, details in unknown[:UNKNOWN_HEADERS_SHOWN]]
    if rest := len(unknown) - len(problems):
        problems.append(warning(parameters(case="more", count=rest)))
    return problems


def _shown(header: str) -> str:
    """The beginning of a header as its sender wrote it, without addresses of persons and unseen characters."""
    return printable(without_addresses(header.strip()[:LONGEST_HEADER]))


def _table(grid: Grid, position: int, matched: Match) -> pd.DataFrame:
    """The rows below the header as a text frame with every field of the stream, and where each row stands."""
    rows = grid.rows[position + 1 :]
    width = len(grid.rows[position][1])
    columns = _columns([cells for _, cells in rows], width)
    texts = {name: _blank_as_missing(columns[column], grid.is_clean) for column, name in matched.columns.items()}
    if grid.medium == "csv" and any(len(cells) > width for _, cells in rows):
        texts[SURPLUS] = [_surplus(cells, width) if len(cells) > width else None for _, cells in rows]
    same = {MEDIUM: grid.medium, "source_sheet": grid.sheet}
    fields = {
        name: pd.Series(texts[name] if name in texts else same.get(name), index=range(len(rows)), dtype="str")
        for name in (*matched.stream.field_names, "source_sheet")
    }
    return pd.DataFrame(fields).assign(source_row=pd.Series([number for number, _ in rows], dtype="int64"))


def _columns(rows: list[list[str]], width: int) -> list[tuple[str, ...]]:
    """The cells by column; short rows are filled up, cells beyond the width left out."""
    even = [row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for row in rows]
    return list(zip(*even, strict=True)) or [()] * width


def _blank_as_missing(cells: tuple[str, ...], is_clean: bool) -> list[str | None]:
    """One column of cells, blank ones missing, without control characters."""
    if is_clean:
        return [text or None for text in cells]
    return [
        text.translate(CONTROL_CHARACTERS) or None if text and not text.isprintable() else text or None
        for text in cells
    ]


def _surplus(row: list[str], width: int) -> str | None:
    extra = [cell for cell in row[width:] if cell.strip()]
    return " | ".join(extra) or None
