"""A frame as a table of the page shows it: one name, labels for codes, numbers and days as the language writes them.

Numbers and days stay numbers and days underneath, so that a reader can still sort by them.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from dashboard.rendering.registers import tables
from dashboard.rendering.words import Words, is_missing
from sources.catalogues import LANGUAGES

NAMES = [f"label_{language}" for language in LANGUAGES]
# Columns that hold codes of places, several ones parted by the mark.
COUNTRIES, REGIONS, MARK = ("country_code", "countries"), ("region_code", "regions"), ";"
MEASURED = "iufM"  # kinds of numbers and days
Places = Mapping[str, str]  # names by code


def worded(frame: pd.DataFrame, columns: Sequence[str], countries: Places, regions: Places, words: Words) -> Styler:
    """The columns named, or all, in the reader's language; a gap that says something is put into words, others stay empty."""
    shown = _one_name(frame, columns, words).reset_index(drop=True)
    places = dict.fromkeys(COUNTRIES, countries) | dict.fromkeys(REGIONS, regions)
    formats = {}
    for name in shown.columns:
        write = _format(name, places.get(name), words)
        if shown[name].dtype.kind in MEASURED:
            formats[name] = write
        else:
            absent = tables.absent(name, words) or None
            shown[name] = [absent if is_missing(value) or value == "" else write(value) for value in shown[name]]
    styler = shown.style
    styler.format(formats, na_rep="")
    return styler


def _format(name: str, places: Places | None, words: Words) -> Callable[[Any], str]:
    """How the cells of a column are written."""
    if places is None:
        return partial(tables.text, name=name, column=tables.column(name), words=words)
    return partial(_named, places=places)


def _named(codes: Any, places: Places) -> str:
    """The names of places for their codes; a code without a name stands for itself."""
    return f"{MARK} ".join(places.get(code.strip(), code.strip()) for code in str(codes).split(MARK))


def _one_name(frame: pd.DataFrame, columns: Sequence[str], words: Words) -> pd.DataFrame:
    """The frame with the name in the reader's language in place of those in each."""
    if NAMES[0] not in frame:
        return frame[list(columns)] if columns else frame
    named = tables.labelled(frame, words)
    kept = [name for name in columns or frame.columns if name not in (*NAMES[1:], "label")]
    return named[["label" if name == NAMES[0] else name for name in kept]]
