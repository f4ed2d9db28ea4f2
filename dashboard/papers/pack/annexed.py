"""What the workbook of a pack holds besides its tables: the lists that were read, every figure, every change.

Does not belong here: the tables of the sheets, which the workbook takes from the pack itself.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.papers.pack.shown import Shown
from dashboard.queries import change_rows, soil_rows
from dashboard.rendering.registers import changes_listed, tables
from warehouse import figures

LISTS = ("label", "publisher", "licence", "attribution", "address", "as_of")
FIGURES = ("figure_id", "value", "text_value", "unit", "table_name", "measure", "filter", "meaning")
CHANGES = ("kind", "also_kinds", "cause", "table_name", "key", "column", "before", "after", "evidence")


def further(shown: Shown) -> Mapping[str, pd.DataFrame]:
    """Frames by the title of their sheet, with heads in the reader's language."""
    words = shown.words
    frames = {words("credits.title"): _headed(soil_rows.lists(shown.path), LISTS, shown)}
    if shown.since is not None:
        found = change_rows.changes(shown.since.path, shown.path).rows
        frames[words("annex.changes")] = _headed(changes_listed.exported(found), CHANGES, shown)
    frames[words("annex.all_figures")] = _headed(figures.read(shown.path), FIGURES, shown)
    return frames


def _headed(frame: pd.DataFrame, columns: Iterable[str], shown: Shown) -> pd.DataFrame:
    heads = {name: tables.heading(name, tables.column(name), shown.words) for name in columns}
    return frame[list(heads)].rename(columns=heads)
