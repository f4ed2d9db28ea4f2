"""What is kept of a file by its content is there whole or not at all, is believed of one reader alone, and does not grow."""

import logging
import os
from pathlib import Path
from time import time

import pandas as pd
import pytest

from warehouse.storage import kept as module
from warehouse.storage.kept import UNUSED_SECONDS, Kept, write_part

ROWS = pd.DataFrame({"title": ["Soil", None], "source_row": [3, 9]}).astype({"title": "str"})


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path, "one")


def _entry(kept: Kept, sha256: str, *parts: pd.DataFrame) -> Path:
    draft = kept.begin()
    for number, rows in enumerate(parts or (ROWS,)):
        write_part(draft, number, {"projects": rows, "funding": rows.iloc[:0]})
    kept.finish(draft, sha256)
    return kept.folder / sha256


def test_parts_come_back_in_their_order_with_their_types(kept: Kept) -> None:
    assert kept.find("a") is None and not kept.has("a") and not kept.has("")
    _entry(kept, "a", *(ROWS.assign(source_row=[number, number]) for number in range(11)))
    found = kept.find("a")
    assert found is not None and list(found) == ["funding", "projects"]
    pd.testing.assert_frame_equal(
        found["projects"],
        pd.concat([ROWS] * 11, ignore_index=True).assign(source_row=[number for number in range(11) for _ in range(2)]),
    )
    assert found["funding"].dtypes.equals(ROWS.dtypes)


def test_a_draft_is_no_entry_and_the_first_of_two_stands(kept: Kept) -> None:
    draft = kept.begin()
    write_part(draft, 0, {"projects": ROWS})
    assert kept.find("a") is None
    first = _entry(kept, "a")
    made = {path.name: path.stat().st_ino for path in first.iterdir()}
    kept.finish(draft, "a")
    assert {path.name: path.stat().st_ino for path in first.iterdir()} == made
    kept.prune()
    assert [path.name for path in kept.folder.iterdir()] == ["a"]


@pytest.mark.parametrize("damage", ["cut", "emptied", "other", "gone"])
def test_what_cannot_be_read_is_told_and_forgotten(kept: Kept, damage: str, caplog: pytest.LogCaptureFixture) -> None:
    part = sorted(_entry(kept, "a", ROWS, ROWS).glob("projects*"))[-1]
    whole = part.read_bytes()
    part.write_bytes({"cut": whole[:-9], "emptied": b"", "other": b"PAR1" + b"x" * 40 + b"PAR1", "gone": whole}[damage])
    if damage == "gone":
        part.unlink()
    with caplog.at_level(logging.WARNING):
        assert kept.find("a") is None
    assert "a cannot be read" in caplog.text and not kept.has("a")


def test_another_version_is_another_reader(kept: Kept) -> None:
    _entry(kept, "a")
    other = Kept(kept.root, "two")
    assert other.find("a") is None
    other.prune()
    assert not kept.has("a")


def test_what_is_not_used_for_a_month_and_what_is_too_much_goes(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    for age, name in enumerate(["now", "before", "long ago"]):
        entry = _entry(kept, name)
        used_at = time() - age * UNUSED_SECONDS * 0.6
        os.utime(entry, (used_at, used_at))
    kept.prune()
    assert kept.has("now") and kept.has("before") and not kept.has("long ago")
    monkeypatch.setattr(module, "MOST_BYTES", sum(path.stat().st_size for path in (kept.folder / "now").iterdir()) + 1)
    kept.prune()
    assert kept.has("now") and not kept.has("before")


def test_to_be_found_is_to_be_used(kept: Kept) -> None:
    entry = _entry(kept, "a")
    os.utime(entry, (1, 1))
    kept.find("a")
    kept.prune()
    assert kept.has("a")
