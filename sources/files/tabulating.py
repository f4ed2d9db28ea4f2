"""Turns sheets of cells into text tables of our streams: finds the header row, names the columns, warns of what is left out.

Neither the kind of the file nor the meaning of a value is known here.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from sources.addresses import has_address
from sources.files.blocks import Block, Skipped, blocks_of
from sources.files.delimited import CONTROL_CHARACTERS
from sources.files.grids import Grid
from sources.files.listed import list_on, read_sheet, refuse_edition
from sources.files.merging import unmerged
from sources.files.questions import SUBMITTED, as_answered
from sources.files.recognising import Match
from sources.files.repeats import Submissions, is_readable, not_read
from sources.files.shown import Shown
from sources.files.unrecognised import missing, not_recognised, years_across
from sources.findings import Problem, Refused, file_problem, parameters
from sources.findings import shown as fit_to_show
from sources.lists.mapping import ListMapping
from sources.lists.recognising import Recognised
from sources.streams import MEDIUM, SURPLUS, UNREAD, normal

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


@dataclass
class _Gathered:
    """What the sheets of one file gave so far."""

    name: str
    mappings: Sequence[ListMapping] = ()
    parts: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    headers: dict[tuple[str, str | None], dict[str, str]] = field(default_factory=dict)
    places: dict[tuple[str, str | None], dict[str, int]] = field(default_factory=dict)
    unread: list[tuple[Grid, list[Block]]] = field(default_factory=list)
    submissions: Submissions = field(default_factory=Submissions)

    def add(self, grid: Grid) -> None:
        """Read the tables of a sheet; raises Refused where the headers of one are not enough."""
        self.problems += [file_problem(rule, self.name, details, sheet=grid.sheet) for rule, details in grid.remarks]
        if found := list_on(grid, self.mappings):  # before streams: a list may have headers of ours too
            self.add_list(grid, found)
            return
        if grid.parents:
            grid, untied = self.submissions.tied(grid)
            self.problems += not_read(grid, untied, "untied", self.name)
        whole, filled = unmerged(grid)
        blocks, skipped = blocks_of(whole)
        if grid.parents and not is_readable(blocks):
            self.problems += not_read(
                grid, [grid.parents.get(row, "") for row, _ in grid.rows[1:]], "unknown", self.name
            )
        elif grid.look.is_hidden or not blocks:
            self.unread.append((grid, blocks))
        else:
            for block in blocks:
                self.add_table(block, Shown(block, filled))
            self.problems += _problems_of_blocks(blocks, skipped, self.name)

    def add_list(self, grid: Grid, found: Recognised) -> None:
        """Keep the rows of a list as its publisher wrote them."""
        tables, headers, problems = read_sheet(grid, found, self.name)
        self.problems += problems
        for stream, table in tables.items():
            self.headers[stream, grid.sheet] = headers[stream] | self.headers.get((stream, grid.sheet), {})
            self.parts.setdefault(stream, []).append(table)

    def add_table(self, block: Block, shown: Shown) -> None:
        """Keep one table with its headers and what must be told of it."""
        grid, stream = block.grid, block.matched.stream.name
        _refuse_incomplete(block.matched, block.headers, grid)
        known = {name: column for column, name in block.matched.columns.items()}
        written = grid.keys or block.headers
        named = {name: _shown(written[column]) for name, column in known.items()}
        self.places[stream, grid.sheet] = known | self.places.get((stream, grid.sheet), {})
        self.headers[stream, grid.sheet] = named | self.headers.get((stream, grid.sheet), {})
        self.problems += _header_problems(block, self.name) + _problems_of_sheet(shown, self.name)
        self.problems += [
            file_problem(
                "FIL-052",
                self.name,
                parameters(case="column", column=_shown(header)),
                stream=stream,
                sheet=grid.sheet,
                column=_shown(header),
            )
            for header in dict.fromkeys(written)
            if has_address(header)
        ]
        table = _table(block, shown)
        self.submissions.add(grid, stream, table)
        self.parts.setdefault(stream, []).append(table)


def tabulate(grids: list[Grid], name: str, mappings: Sequence[ListMapping] = ()) -> Tabulated:
    """The sheets as tables of our streams; raises Refused when no sheet is ours."""
    gathered = _Gathered(name, mappings)
    answered = [as_answered(grid) for grid in grids if normal(grid.sheet or "") not in OWN_SHEETS]
    for grid in sorted(answered, key=lambda each: bool(each.parents)):  # rows of groups after what they belong to
        gathered.add(grid)
    if not gathered.parts:
        refuse_edition([grid for grid, blocks in gathered.unread if not blocks], mappings)
        raise _refusal_of(gathered.unread)
    problems = gathered.problems
    problems += [problem for grid, blocks in gathered.unread for problem in _unread_problems(grid, blocks, name)]
    tables = {stream: pd.concat(tables, ignore_index=True) for stream, tables in gathered.parts.items()}
    without_rows = [stream for stream, table in tables.items() if table.empty]
    if len(without_rows) == len(tables):
        raise Refused("FIL-010", case="no_rows", streams=list(tables))
    problems += [file_problem("FIL-005", name, stream=stream) for stream in without_rows]
    return Tabulated(tables, problems, gathered.headers, gathered.places)


def _refusal_of(unread: list[tuple[Grid, list[Block]]]) -> Refused:
    """The refusal of a file of which no sheet can be read: all that are ours are hidden, or none is ours."""
    hidden = [grid.sheet for grid, blocks in unread if blocks]
    return Refused("FIL-015", case="hidden", sheets=hidden) if hidden else not_recognised([grid for grid, _ in unread])


def _unread_problems(grid: Grid, blocks: list[Block], name: str) -> list[Problem]:
    """One finding for a sheet with rows that was not read: a hidden table of ours, or no table of ours."""
    if not grid.rows:
        return []
    if not blocks:
        return [file_problem("FIL-003", name, parameters(sheet=grid.sheet), sheet=grid.sheet)]
    stream, rows = blocks[0].matched.stream.name, sum(len(block.rows) for block in blocks)
    return [file_problem("FIL-022", name, parameters(sheet=grid.sheet, stream=stream, count=rows), sheet=grid.sheet)]


def _problems_of_sheet(shown: Shown, name: str) -> list[Problem]:
    """Findings about hidden rows and columns, merged cells and formats of a table."""
    grid, stream = shown.block.grid, shown.block.matched.stream.name
    return [
        file_problem(
            rule_id, name, parameters(**named), stream=stream, sheet=grid.sheet, column=header and _shown(header)
        )
        for rule_id, header, named in shown.to_tell()
    ]


def _problems_of_blocks(blocks: list[Block], skipped: list[Skipped], name: str) -> list[Problem]:
    """Findings about the tables below the first of a sheet, and about rows that belong to none."""
    found = [
        file_problem(
            "FIL-029",
            name,
            parameters(row=block.number, stream=block.matched.stream.name, count=len(block.rows)),
            stream=block.matched.stream.name,
            sheet=block.grid.sheet,
            row=block.number,
        )
        for block in blocks[1:]
    ]
    for each in skipped:
        case = {"case": "incomplete", "missing": missing(each.matched)} if each.matched.missing else {"case": "cover"}
        details = parameters(first=each.first, last=each.last, stream=each.matched.stream.name, **case)
        found.append(file_problem("FIL-030", name, details, sheet=blocks[0].grid.sheet, row=each.first))
    return found


def _refuse_incomplete(matched: Match, headers: list[str], grid: Grid) -> None:
    where = {"case": "sheet", "sheet": grid.sheet} if grid.sheet else {"case": "file"}
    written = grid.keys or headers
    if matched.missing:
        if years := years_across([headers]):
            raise years
        understood, of = len(matched.columns), len(matched.columns) + len(matched.unknown)
        found = {"stream": matched.stream.name, "understood": understood, "of": of, "missing": missing(matched)}
        raise Refused("FIL-016", **where, **found)
    if matched.doubled:
        raise Refused("FIL-017", **where, pairs=[[written[one], written[other]] for one, other in matched.doubled])


def _header_problems(block: Block, name: str) -> list[Problem]:
    """One warning for each column with an unknown header, or with cells and no header, once per table."""
    grid, matched = block.grid, block.matched
    written = grid.keys or block.headers
    unnamed = [
        column
        for column, header in enumerate(block.headers)
        if not header.strip() and any(column < len(row) and row[column].strip() for _, row in block.rows)
    ]
    named = [
        _shown(grid.keys[column] if grid.keys else header) for column, header in matched.unknown if header != SUBMITTED
    ]
    unknown = [(header, parameters(case="named", column=header)) for header in named]
    unknown += [
        (f"number {column + 1} (no header)", parameters(case="unnamed", number=column + 1)) for column in unnamed
    ]
    warning = partial(file_problem, "FIL-001", name, stream=matched.stream.name, sheet=grid.sheet)
    problems = [warning(details, column=header) for header, details in unknown[:UNKNOWN_HEADERS_SHOWN]]
    if rest := len(unknown) - len(problems):
        problems.append(warning(parameters(case="more", count=rest)))
    for first, second in matched.remarks:
        names = {"first": _shown(written[first]), "second": _shown(written[second])}
        of_column = partial(file_problem, stream=matched.stream.name, sheet=grid.sheet, column=names["second"])
        problems.append(of_column("FIL-031", name, parameters(**names)))
    return problems


def _shown(header: str) -> str:
    """The beginning of a header as its sender wrote it, without addresses of persons and unseen characters."""
    return fit_to_show(header.strip())[:LONGEST_HEADER]


def _table(block: Block, shown: Shown) -> pd.DataFrame:
    """The rows below the header as a text frame with every field of the stream, and where each row stands."""
    grid, matched, rows = block.grid, block.matched, block.rows
    width = len(block.headers)
    columns = _columns([cells for _, cells in rows], width)
    texts = {
        name: _blank_as_missing(shown.texts(column, matched.stream.by_name[name], columns[column]), grid.is_clean)
        for column, name in matched.columns.items()
    }
    if grid.medium == "csv" and any(len(cells) > width for _, cells in rows):
        texts[SURPLUS] = [_surplus(cells, width) if len(cells) > width else None for _, cells in rows]
    if unread := _unread(block, shown):
        texts[UNREAD] = [unread.get(number) for number, _ in rows]
    same = {MEDIUM: grid.medium, "source_sheet": grid.sheet}
    fields = {
        name: pd.Series(texts[name] if name in texts else same.get(name), index=range(len(rows)), dtype="str")
        for name in (*matched.stream.field_names, "source_sheet")
    }
    return pd.DataFrame(fields).assign(source_row=pd.Series([number for number, _ in rows], dtype="int64"))


def _unread(block: Block, shown: Shown) -> dict[int, str]:
    """By row the cells that have no value to read, as JSON: rule, case, field, and what stands in the cell."""
    found: dict[int, list[list]] = {}
    for row, column, text in shown.without_value():
        case = "formula" if text.startswith("=") else "error"
        found.setdefault(row, []).append(["FIL-026", case, block.matched.columns[column], text])
    for row, (state, text) in block.grid.put_aside.items():
        found.setdefault(row, []).append(["FIL-034", state, None, text])
    return {row: json.dumps(cells) for row, cells in found.items()}


def _columns(rows: list[list[str]], width: int) -> list[list[str]]:
    """The cells by column; short rows are filled up, cells beyond the width left out."""
    even = [row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for row in rows]
    return list(map(list, zip(*even, strict=True))) or [[] for _ in range(width)]


def _blank_as_missing(cells: list[str], is_clean: bool) -> list[str | None]:
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
