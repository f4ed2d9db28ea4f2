"""Values as cells of a sheet, in the words and with the gaps that the pages have for them.

Does not belong here: which values a sheet shows.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from dashboard.papers.pack.shown import UNLINKED
from dashboard.rendering import grids
from dashboard.rendering.documents.pack.content import WHOLE, Cell, Grid
from dashboard.rendering.registers import tables
from dashboard.rendering.words import Words, is_missing

HATCHED = "hatched"
EUR = "EUR"


def count(value: Any, words: Words, unit: str = "", figure_id: str = "") -> Cell:
    """A number in full; hatched where nobody stated it."""
    if is_missing(value):
        return unstated(words)
    return Cell(words.number(value), float(value), unit, figure_id)


def millions(amount: Any, words: Words, figure_id: str = "") -> Cell:
    """An amount in EUR million; hatched where nobody stated it."""
    if is_missing(amount):
        return unstated(words)
    return Cell(grids.millions(float(amount), words), float(amount), EUR, figure_id)


def unstated(words: Words) -> Cell:
    """What nobody stated."""
    return Cell(words("missing.cell"), mark=HATCHED)


def named(code: str, label: str) -> Cell:
    """A code with its name."""
    return Cell(f"{code} {label}".strip(), code=code)


def register(
    frame: pd.DataFrame,
    columns: Iterable[str],
    words: Words,
    title: str = "",
    note: str = "",
    widths: Sequence[float] = (),
    width: float = WHOLE,
) -> Grid:
    """A register of the pages as a table on paper: the same columns, headings and words."""
    chosen = [(name, tables.column(name)) for name in columns]
    numeric = [
        place for place, (name, declared) in enumerate(chosen) if declared and declared.kind in ("number", "integer")
    ]
    rows = [[_cell(row[name], name, words) for name, _ in chosen] for row in frame.to_dict("records")]
    heads = [tables.heading(name, declared, words) for name, declared in chosen]
    return Grid(title, heads, rows, note, widths, tuple(numeric), width=width)


def _cell(value: Any, name: str, words: Words) -> Cell:
    declared = tables.column(name)
    drawn = tables.cell(value, name, declared, words, UNLINKED)
    if drawn.is_missing:
        return unstated(words)
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and not is_missing(value)
    codes = ", ".join(code for code, _ in drawn.links)
    text = codes or drawn.text
    return Cell(
        text,
        float(value) if is_number else None,
        (declared.unit or "") if is_number and declared else "",
        mark=drawn.status,
        code=codes,
    )
