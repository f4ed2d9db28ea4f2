"""Two board meetings in little: a release with the label of the last one, another after it, and the current one.

Belongs here: writing them. Does not: the rows of a small release (`release_rows.py`).
"""

import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from tests.release_factory import publish_record
from tests.release_rows import OBSERVED
from warehouse import history

LABEL = "Board, 27 Nov 2025"
BOARD, LATER = "2025-11-27-board", "2026-06-30-later"


def publish_boards(data: Path) -> Path:
    """The data folder of three releases; in the current one C3 can be assessed, by an observation in a file of its own."""
    publish_record(data, BOARD, built_at=datetime(2025, 11, 27, 8))
    folder = data / "releases"
    shutil.copy(folder / f"{BOARD}.duckdb", folder / f"{LATER}.duckdb")
    _write(folder / f"{LATER}.duckdb", f"update meta.release set release_id = '{LATER}', built_at = '2026-06-30'")
    current = publish_record(data, observed=[*OBSERVED, ("C3.1", "2025-12-31", 60.0)])
    _write(current, "update marts.observations set source_file = 'newer.csv' where observed_on = '2025-12-31'")
    history.label(data, BOARD, LABEL)
    return data


def _write(release: Path, statement: str) -> None:
    with duckdb.connect(str(release)) as opened:
        opened.execute(statement)
