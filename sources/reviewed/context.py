"""Reads the reviewed facts beside the record (`record/context/`), each row with its file, row number and checksum.

These files are no stream: nobody sends them, and they are not admitted row by row.
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

FIRST_ROW = 2  # as a spreadsheet numbers it: the headers are row 1


def read_context(path: Path, record: Path) -> pd.DataFrame:
    """The rows of one CSV as text, an empty cell missing, with origin, file, row, checksum and time of the file."""
    rows = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
    received_at = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
    return rows.assign(
        origin="record",
        source_file=path.relative_to(record).as_posix(),
        source_sheet=pd.Series(None, index=rows.index, dtype="str"),
        source_row=range(FIRST_ROW, FIRST_ROW + len(rows)),
        source_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        received_at=pd.Timestamp(received_at),
    )
