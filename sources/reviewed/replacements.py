"""Reads what senders said of their files: which one replaces which other one. What follows from it is a rule.

Files are named here as a run shows them, without addresses of persons, however they were written down.
"""

import csv
from pathlib import Path

import pandas as pd

from sources.addresses import has_address
from sources.files.listing import shown_name

COLUMNS = ["new_file", "replaces", "said_on"]


def read_replacements(path: Path) -> pd.DataFrame:
    """One row per statement in the order said, all text; no rows where there is no such file or it cannot be read."""
    if not path.is_file():  # a pipe of this name would be waited for without end
        return pd.DataFrame(columns=COLUMNS, dtype="str")
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [{name: _shown(row.get(name)) for name in COLUMNS} for row in csv.DictReader(lines)]
    except (OSError, UnicodeDecodeError, csv.Error):
        rows = []
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def _shown(name: str | None) -> str | None:
    return shown_name(Path(name), Path()) if name and has_address(name) else name or None
