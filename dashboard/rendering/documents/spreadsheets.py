"""Frames as files for a spreadsheet, in which no value of a sender is read as a formula."""

import pandas as pd

from sources.feedback.spreadsheets import plain_in_csv

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv(frame: pd.DataFrame, watermark: str = "") -> bytes:
    """The frame as CSV in UTF-8 with a mark a spreadsheet understands; before what could be a formula stands '.

    A watermark goes with every row, in a column of its own: a row is soon copied elsewhere.
    """
    texts = (frame.assign(demonstration=watermark) if watermark else frame).rename(columns=plain_in_csv)
    for name in texts.select_dtypes(include=["object", "str"]):
        texts[name] = texts[name].map(plain_in_csv, na_action="ignore")
    # Lines end as in RFC 4180: with another end, a return within a cell would not be quoted and would break its row.
    return texts.to_csv(index=False, lineterminator="\r\n", date_format="%Y-%m-%d").encode("utf-8-sig")
