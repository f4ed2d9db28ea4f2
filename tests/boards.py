"""Two board meetings in little: a release with the label of the last one, another after it, and the current one.

Belongs here: writing them. Does not: the rows of a small release (`release_rows.py`).
"""

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
    publish_record(data, LATER, built_at=datetime(2026, 6, 30, 8))
    current = publish_record(data, observed=[*OBSERVED, ("C3.1", "2025-12-31", 60.0)])
    with duckdb.connect(str(current)) as opened:
        opened.execute("update marts.observations set source_file = 'newer.csv' where observed_on = '2025-12-31'")
    history.label(data, BOARD, LABEL)
    return data
