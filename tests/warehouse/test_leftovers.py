"""What was left half made goes when the next run begins; what is whole, or still being made, stays."""

import os
from errno import ENOSPC
from pathlib import Path
from time import time

import pytest

from warehouse import leftovers

HOUR = 3_600


def _file(path: Path, age: float = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    os.utime(path, (time() - age, time() - age))
    return path


def test_drafts_and_old_parts_are_removed_and_nothing_else(tmp_path: Path) -> None:
    gone = [
        _file(tmp_path / "releases" / "r2.duckdb.draft"),
        _file(tmp_path / "releases" / "r2.duckdb.draft.wal"),
        _file(tmp_path / "releases" / "current.json.draft"),
        _file(tmp_path / "letters" / "r2.draft" / "a.csv.en.html"),
        _file(tmp_path / "inbox" / f"{leftovers.PART}old", age=2 * HOUR),
        _file(tmp_path / "inbox" / f"{leftovers.PART}ahead", age=-2 * HOUR),
        _file(tmp_path / f"{leftovers.PART}old", age=2 * HOUR),
    ]
    stays = [
        _file(tmp_path / "releases" / "r1.duckdb"),
        _file(tmp_path / "letters" / "r1" / "a.draft.en.html"),
        _file(tmp_path / "inbox" / "plan.draft", age=2 * HOUR),
        _file(tmp_path / "inbox" / ".rows.csv.part", age=2 * HOUR),
        _file(tmp_path / "inbox" / f"{leftovers.PART}now"),
        _file(tmp_path / "releases" / "folder.draft" / "mine"),
    ]
    leftovers.remove(tmp_path)
    assert [path for path in gone if path.exists()] == [] and all(path.exists() for path in stays)
    leftovers.remove(tmp_path / "nowhere")


def test_a_part_is_gone_after_its_block_also_when_there_is_no_room(tmp_path: Path) -> None:
    with leftovers.part(tmp_path, b"whole") as part:
        assert part.read_bytes() == b"whole"
    with pytest.raises(OSError, match="No space"), leftovers.part(tmp_path, b"whole"):
        raise OSError(ENOSPC, os.strerror(ENOSPC))
    assert list(tmp_path.iterdir()) == []
