"""Rows to take home as CSV: each column of codes as it is, and beside it the same in the reader's words.

Machines read the codes, people the words. Does not belong here: the table on the page, where words stand in the place of
codes (`worded`), and how a CSV is written (`documents.spreadsheets`).
"""

from collections.abc import Callable, Mapping

import pandas as pd

from dashboard.rendering.registers import tables
from dashboard.rendering.words import Words, is_missing

MARK = ";"  # between several codes
# Columns of codes whose names stand in tables of the release, and the kind of name.
NAMED = {
    "objective_code": "objectives",
    "objective_codes": "objectives",
    "worst_objective_code": "objectives",
    "objectives": "objectives",
    "region_code": "regions",
    "regions": "regions",
    "country_code": "countries",
    "countries": "countries",
    "practice_code": "practices",
    "practices": "practices",
}
Names = Mapping[str, Mapping[str, str]]  # kind of name: code: name


def in_words(frame: pd.DataFrame, names: Names, words: Words) -> pd.DataFrame:
    """The frame with a column of words after each column of codes, under its heading in the reader's language."""
    columns, taken = {}, set(frame.columns)
    for name in frame.columns:
        columns[name] = frame[name]
        say = _sayer(str(name), frame[name], names, words)
        title = tables.heading(str(name), tables.column(str(name)), words)
        if say and title not in taken:
            taken.add(title)
            columns[title] = frame[name].map({code: say(str(code)) for code in frame[name].dropna().unique()})
    return pd.DataFrame(columns, index=frame.index)


def _sayer(name: str, values: pd.Series, names: Names, words: Words) -> Callable[[str], str] | None:
    """What says the codes of a column in words; None for a column that holds no codes."""
    if name in NAMED:
        known = names.get(NAMED[name], {})
        return lambda codes: f"{MARK} ".join(known.get(code.strip(), code.strip()) for code in codes.split(MARK))
    group = tables.LABELS.get(name, f"value.{name}")
    codes = [value for value in values.dropna().unique() if not is_missing(value)] if values.dtype.kind in "OUS" else []
    if not codes or not all(isinstance(code, str) and words.has(f"{group}.{code}") for code in codes):
        return None
    return lambda code: words(f"{group}.{code}")
