"""Values as cells of a sheet, in the words and with the gaps that the pages have for them.

Does not belong here: which values a sheet shows.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.papers.pack.shown import UNLINKED, Shown
from dashboard.rendering import figures, grids
from dashboard.rendering.documents.pack.content import WHOLE, Cell, Grid
from dashboard.rendering.figures import Figure
from dashboard.rendering.registers import tables
from dashboard.rendering.words import Words, is_missing

HATCHED = "hatched"
EUR = "EUR"
UNNAMED: Mapping[str, tuple[str, str]] = {}


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


def stated(figure_ids: Iterable[str], shown: Shown) -> list[Cell]:
    """The figures that a sentence states, each as the registry has it."""
    return [_figure(shown.figures[name], shown.words) for name in dict.fromkeys(figure_ids)]


def _figure(figure: Figure, words: Words) -> Cell:
    if figure.value is None:
        return Cell(figure.text_value or words("missing.cell"), figure_id=figure.figure_id)
    return Cell(words.number(figure.value), figure.value, figure.unit, figure.figure_id)


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
    families: Mapping[str, tuple[str, str]] = UNNAMED,
) -> Grid:
    """A register of the pages as a table on paper: the same columns, headings and words.

    `families` names of a column the family of its figures, and the column that has their key.
    """
    chosen = [(name, tables.column(name)) for name in columns]
    numeric = [
        place for place, (name, declared) in enumerate(chosen) if declared and declared.kind in ("number", "integer")
    ]
    rows = [
        [_cell(row[name], name, words, _name(row, families.get(name))) for name, _ in chosen]
        for row in frame.to_dict("records")
    ]
    heads = [tables.heading(name, declared, words) for name, declared in chosen]
    return Grid(title, heads, rows, note, widths, tuple(numeric), width=width)


def _name(row: Mapping[Any, Any], family: tuple[str, str] | None) -> str:
    return figures.named(family[0], row[family[1]]) if family else ""


def _cell(value: Any, name: str, words: Words, figure_id: str) -> Cell:
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
        figure_id=figure_id,
        mark=drawn.status,
        code=codes,
    )
