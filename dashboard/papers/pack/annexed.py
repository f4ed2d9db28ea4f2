"""What the workbook of a pack holds besides its tables: the registry of figures, every difference, the lists that were read.

Does not belong here: the tables of the sheets, which the workbook takes from the pack itself.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.papers.pack.shown import Shown
from dashboard.queries import change_rows, soil_rows
from dashboard.rendering.registers import changes_listed, tables
from warehouse import figures

FIGURES = ("figure_id", "value", "text_value", "unit", "meaning", "table_name", "measure", "filter")
LISTS = ("label", "publisher", "licence", "attribution", "address", "as_of")
MOST_DIFFERENCES = 5_000  # in words; the comparison of two releases as data has all of them


def further(shown: Shown) -> Mapping[str, pd.DataFrame]:
    """Frames by the title of their sheet, with heads in the reader's language."""
    words = shown.words
    made = {words("pack.annex.figures"): _headed(figures.read(shown.path), FIGURES, shown)}
    if shown.since:
        rows = change_rows.changes(shown.since.path, shown.path).rows
        worded = changes_listed.differences(rows.head(MOST_DIFFERENCES), words)
        made[words("changes.all", n=len(rows))] = _headed(worded.map(_text), changes_listed.DIFFERENCES, shown)
    return {**made, words("credits.title"): _headed(soil_rows.lists(shown.path), LISTS, shown)}


def _headed(frame: pd.DataFrame, columns: Sequence[str], shown: Shown) -> pd.DataFrame:
    heads = {name: tables.heading(name, tables.column(name), shown.words) for name in columns}
    return frame[list(columns)].rename(columns=heads)


def _text(value: object) -> object:
    return value.text if isinstance(value, tables.Cell) else value
