"""Frames as files for a spreadsheet, in which no value of a sender is read as a formula."""

import pandas as pd

from sources.feedback.spreadsheets import plain

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv(frame: pd.DataFrame) -> bytes:
    """The frame as CSV in UTF-8 with a mark a spreadsheet understands; formulas are quoted with '."""
    texts = frame.rename(columns=plain)
    for name in texts.select_dtypes(include=["object", "str"]):
        texts[name] = texts[name].map(plain, na_action="ignore")
    return texts.to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8-sig")
