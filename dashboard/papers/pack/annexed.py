"""What the workbook of a pack holds besides its tables: the lists that were read, with attribution and licence.

Does not belong here: the tables of the sheets, which the workbook takes from the pack itself.
"""

from collections.abc import Mapping

import pandas as pd

from dashboard.papers.pack.shown import Shown
from dashboard.queries import soil_rows
from dashboard.rendering.registers import tables

LISTS = ("label", "publisher", "licence", "attribution", "address", "as_of")


def further(shown: Shown) -> Mapping[str, pd.DataFrame]:
    """Frames by the title of their sheet, with heads in the reader's language."""
    words = shown.words
    return {words("credits.title"): _headed(soil_rows.lists(shown.path), LISTS, shown)}


def _headed(frame: pd.DataFrame, columns: tuple[str, ...], shown: Shown) -> pd.DataFrame:
    heads = {name: tables.heading(name, tables.column(name), shown.words) for name in columns}
    return frame[list(columns)].rename(columns=heads)
