"""Ties the rows of a repeated group to the project of the submission they belong to, and tells those that cannot be read.

How a form export is taken apart is not known here.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

import pandas as pd

from sources.files.blocks import Block
from sources.files.grids import Grid
from sources.files.recognising import recognise
from sources.findings import Problem, file_problem, parameters, printable

PROJECTS, LINK = "projects", "project"
FINDINGS_SHOWN = 25


@dataclass
class Submissions:
    """What the submissions of a file are called, and which of them are put aside, by the number rows of groups name."""

    projects: dict[str, str] = field(default_factory=dict)
    put_aside: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, grid: Grid, stream: str, table: pd.DataFrame) -> None:
        """Remember the submissions of a table, by identifier or else by title where they are projects."""
        self.put_aside |= {grid.index[row]: why for row, why in grid.put_aside.items() if row in grid.index}
        if stream == PROJECTS and grid.index:
            names = table["project_id"].fillna(table["title"])
            rows = zip(table["source_row"].tolist(), names.tolist(), strict=True)
            self.projects |= {
                grid.index[row]: name for row, name in rows if row in grid.index and isinstance(name, str)
            }

    def tied(self, grid: Grid) -> tuple[Grid, list[str]]:
        """The rows of a group with the project of each, where they lack one; and the submissions that have no name."""
        aside = {row: self.put_aside[parent] for row, parent in grid.parents.items() if parent in self.put_aside}
        grid = replace(grid, put_aside=aside)
        if not grid.rows or not self.projects:
            return grid, []
        (number, headers), *rows = grid.rows
        alone, together = recognise(headers), recognise([*headers, LINK])
        if (alone and LINK in alone.columns.values()) or not together or LINK not in together.columns.values():
            return grid, []
        width = len(headers)
        of_row = {row: self.projects.get(grid.parents.get(row, "")) for row, _ in rows}
        kept = [
            (row, [*cells[:width], *[""] * (width - len(cells)), name])
            for row, cells in rows
            if (name := of_row[row]) is not None
        ]
        untied = [grid.parents.get(row, "") for row, name in of_row.items() if name is None]
        return replace(grid, rows=[(number, [*headers, LINK]), *kept], keys=(*grid.keys, LINK)), untied


def is_readable(blocks: list[Block]) -> bool:
    """Is what was found in a group a whole table of ours?"""
    return bool(blocks) and not any(block.matched.missing or block.matched.doubled for block in blocks)


def not_read(grid: Grid, parents: list[str], case: str, name: str) -> list[Problem]:
    """One finding for each submission whose rows of a group were not read, the last of many for all the others."""
    counts = list(Counter(parents).items())
    shown, rest = counts[:FINDINGS_SHOWN], sum(count for _, count in counts[FINDINGS_SHOWN:])
    found = [(int(parent) if parent.isdecimal() else None, count) for parent, count in shown]
    return [
        file_problem("FIL-032", name, parameters(case=case, group=printable(grid.sheet or ""), count=count), row=row)
        for row, count in [*found, *([(None, rest)] if rest else [])]
    ]
