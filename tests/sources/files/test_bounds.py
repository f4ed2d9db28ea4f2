"""What is looked at before a file is read: its size, and whether it stays as it is while it is read."""

import hashlib
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from sources.feedback.wording import message_and_fix
from sources.files import reading
from sources.files.grids import pieces
from sources.files.reading import MAXIMUM_BYTES, read
from sources.findings import Refused
from tests.sources.files_sent import HEADER, ROW, refusal_of

HUGE = 10_000_000_000  # bytes, of which the disk holds a few
STARTS = {
    "text": f"{HEADER}\n{ROW}\n".encode(),
    "json": b'[{"title": "Soils"}, ',
    "xml": b"<iati-activities>",
    "zip": b"PK\x03\x04",
}
NEVER_READ = {b"%PDF-1.7": "FIL-011", b"\x89PNG": "FIL-011", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "FIL-018"}


def _sparse(path: Path, start: bytes, size: int = HUGE) -> Path:
    path.write_bytes(start)
    os.truncate(path, size)
    return path


@pytest.mark.parametrize("kind", STARTS)
def test_a_file_over_the_limit_of_its_kind_is_refused_by_its_size_and_not_read(tmp_path: Path, kind: str) -> None:
    refused = read(_sparse(tmp_path / "a.csv", STARTS[kind]), tmp_path)
    assert refused.source_sha256 == "" and refused.problems[-1].rule_id == "FIL-012"
    for language, size in (("en", "10,000,000,000 bytes"), ("fr", "octets"), ("es", "10.000.000.000 bytes")):
        message, fix = message_and_fix("FIL-012", refused.problems[-1].parameters, language)
        assert size in message and f" {MAXIMUM_BYTES[kind] // 1_000_000} M" in message and fix


@pytest.mark.parametrize("start", NEVER_READ)
def test_what_is_no_table_is_refused_whatever_its_size_and_known_by_its_checksum(tmp_path: Path, start: bytes) -> None:
    refused = read(_sparse(tmp_path / "a.csv", start), tmp_path)
    assert refused.source_sha256 == "" and refused.problems[-1].rule_id == NEVER_READ[start]
    (tmp_path / "a.csv").write_bytes(start)
    refused = read(tmp_path / "a.csv", tmp_path)
    assert refused.refusal and refused.source_sha256 == hashlib.sha256(start).hexdigest()


def test_the_largest_file_that_is_read_is_no_larger_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MAXIMUM_BYTES, "text", len(STARTS["text"]))
    (tmp_path / "a.csv").write_bytes(STARTS["text"])
    assert read(tmp_path / "a.csv", tmp_path).refusal is None
    (tmp_path / "a.csv").write_bytes(STARTS["text"] + b"\n")
    assert "FIL-012" in {each.rule_id for each in read(tmp_path / "a.csv", tmp_path).problems}


CHANGES: dict[str, Callable[[Path], object]] = {
    "grows": lambda path: path.write_bytes(path.read_bytes() + ROW.encode()),
    "shrinks": lambda path: os.truncate(path, len(HEADER) + 5),
    "is replaced": lambda path: os.replace(path.with_suffix(".new"), path),
    "vanishes": lambda path: path.unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("moment", ["_sha256", "tabulate"])
def test_a_file_that_changes_while_it_is_read_is_refused_and_no_row_stands_under_another_checksum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, change: str
) -> None:
    path, given = tmp_path / "a.csv", getattr(reading, moment)
    for name in ("a.csv", "a.new"):
        (tmp_path / name).write_bytes(STARTS["text"])

    def meanwhile(*sent: Any) -> object:
        answer = given(*sent)
        CHANGES[change](path)
        return answer

    monkeypatch.setattr(reading, moment, meanwhile)
    refused = read(path, tmp_path)
    assert refused.tables == {} and refused.problems[-1].rule_id == "FIL-014"
    expected = "No such file" if change == "vanishes" else "changed while it was read"
    assert expected in refusal_of(refused) and str(tmp_path) not in refusal_of(refused)


class Growing(BytesIO):
    """A file to which something is added whenever it is read."""

    def read(self, size: int | None = -1) -> bytes:
        return b"x" * (size or 0)


def test_a_file_that_never_ends_is_not_read_for_ever() -> None:
    with pytest.raises(Refused) as refused:
        list(pieces(Growing(), 100_000_000))
    assert refused.value.rule_id == "FIL-014"
