"""Frames as files for a spreadsheet, in which no value of a sender is read as a formula."""

import pandas as pd

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet reads a cell that begins with one of these as a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv(frame: pd.DataFrame) -> bytes:
    """The frame as CSV in UTF-8 with a mark a spreadsheet understands; formulas are quoted with '."""
    texts = frame.copy()
    for name in texts.select_dtypes(include=["object", "str"]):
        texts[name] = texts[name].map(plain, na_action="ignore")
    return texts.to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8-sig")


def plain(value: object) -> object:
    """A value that a spreadsheet does not read as a formula; one that it would gets a ' in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value
