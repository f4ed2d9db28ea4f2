"""What is worked out beforehand and kept is what reading the file says, and nothing that reading would refuse or number otherwise."""

import os
import shutil
import signal
import threading
import time
from functools import partial
from multiprocessing import forkserver
from pathlib import Path

import pandas as pd
import pytest

from pipelines.steps import first_pass
from sources.files.reading import read_folder
from sources.iati.pieces import pieces_of
from tests.places import SHARED_DATA
from warehouse.storage.kept import Kept

SOME = 60  # of a folder of hundreds of small files
ONE = """<iati-activity><iati-identifier>XX-{number}</iati-identifier><title><narrative>Soil {number}</narrative></title>
<transaction><transaction-type code="2"/><transaction-date iso-date="2024-01-01"/><value>{number}</value></transaction>
</iati-activity>
"""


def _file(path: Path, numbers: range, text: str = "") -> Path:
    activities = "".join(ONE.format(number=number) for number in numbers)
    path.write_text(f"<iati-activities>{activities}{text}</iati-activities>", encoding="utf-8")
    return path


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (inbox := tmp_path / "inbox").mkdir()
    return inbox


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return first_pass.kept_in(tmp_path / "kept")


@pytest.fixture
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_pass, "pieces_of", partial(pieces_of, size=600))


def _is_as_read(inbox: Path, kept: Kept) -> None:
    plain, recalled = read_folder(inbox), read_folder(inbox, recall=kept.find)
    assert [each.refusal for each in recalled] == [each.refusal for each in plain]
    for one, other in zip(recalled, plain, strict=True):
        assert list(one.tables) == list(other.tables)
        for name, rows in one.tables.items():
            pd.testing.assert_frame_equal(rows, other.tables[name])


@pytest.mark.parametrize("folder", ["real", "v1", "cases"])
def test_real_files_say_what_they_say_when_read(
    inbox: Path, kept: Kept, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_pass, "pieces_of", partial(pieces_of, size=40_000))
    if not (SHARED_DATA / "iati" / folder).is_dir():
        pytest.skip("the shared files are not here")
    for path in sorted((SHARED_DATA / "iati" / folder).rglob("*.xml"))[:SOME]:
        shutil.copy(path, inbox)
    first_pass.work_out([inbox], kept)
    _is_as_read(inbox, kept)
    readings = [each for each in read_folder(inbox) if each.source_file.endswith(".xml")]
    assert readings and all(kept.has(each.source_sha256) for each in readings if each.tables)
    broken = [each.source_sha256 for each in readings if each.refusal and each.refusal.rule_id == "FIL-019"]
    assert not any(kept.has(sha256) for sha256 in broken)


@pytest.mark.usefixtures("in_pieces")
def test_an_activity_in_two_pieces_is_numbered_as_in_the_whole(inbox: Path, kept: Kept) -> None:
    _file(inbox / "a.xml", range(9), "".join(ONE.format(number=number) for number in (2, 7)))
    first_pass.work_out([inbox], kept)
    (reading,) = read_folder(inbox, recall=kept.find)
    assert kept.has(reading.source_sha256) and "XX-2#2.1" in set(reading.tables["funding"]["contribution_id"])
    _is_as_read(inbox, kept)


def test_what_is_kept_is_not_read_again_and_of_two_names_once(
    inbox: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.xml", "b.xml"):
        _file(inbox / name, range(3))
    asked = []
    read = first_pass._read
    monkeypatch.setattr(first_pass, "_read", lambda *task: asked.append(task) or read(*task))
    done = []
    for _ in range(2):
        first_pass.work_out([inbox], kept, lambda *bytes_of: done.append(bytes_of))
    size = (inbox / "a.xml").stat().st_size
    assert len(asked) == 1 and done == [(size, size)]
    _file(inbox / "a.xml", range(4))
    first_pass.work_out([inbox], kept)
    assert len(asked) == 2
    _is_as_read(inbox, kept)


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    inbox: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(inbox / "a.xml", range(3))
    read = first_pass._read
    monkeypatch.setattr(first_pass, "_read", lambda *task: _file(path, range(3, 6)) and read(*task))
    first_pass.work_out([inbox], kept)
    assert list(kept.folder.iterdir()) == []


def test_a_full_disk_leaves_the_reading_to_the_run(
    inbox: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _file(inbox / "a.xml", range(3))

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(first_pass, "write_part", full)
    first_pass.work_out([inbox], kept)
    assert "No space left" in caplog.text and list(kept.folder.iterdir()) == []
    _is_as_read(inbox, kept)


def test_where_nothing_can_be_kept_the_run_reads_by_itself(
    inbox: Path, kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    _file(inbox / "a.xml", range(3))
    kept.root.write_text("a file in the way")
    first_pass.work_out([inbox], kept)
    kept.prune()
    assert "could not be read beside each other" in caplog.text and kept.root.is_file()
    _is_as_read(inbox, kept)


def test_a_process_that_is_killed_costs_time_and_no_row(
    inbox: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if len(os.sched_getaffinity(0)) < 2:
        pytest.skip("one processor: nothing is read beside anything")
    monkeypatch.setattr(first_pass, "ALONE_BYTES", 0)
    for number in range(4):
        _file(inbox / f"{number}.xml", range(number, 9_000))
    working = threading.Thread(target=first_pass.work_out, args=([inbox], kept))
    working.start()
    while working.is_alive() and not (killed := _children(vars(forkserver._forkserver)["_forkserver_pid"])):
        time.sleep(0.01)
    for child in killed[:1]:
        os.kill(child, signal.SIGKILL)
    working.join()
    assert killed and "could not be read beside each other" in caplog.text
    assert not [path for path in kept.folder.iterdir() if path.name.startswith(".")]
    first_pass.work_out([inbox], kept)
    assert len(list(kept.folder.iterdir())) == 4
    _is_as_read(inbox, kept)


def _children(parent: int | None) -> list[int]:
    """The processes that this one has begun."""
    stats = [
        [*path.read_text().rpartition(")")[2].split(), path.parent.name] for path in Path("/proc").glob("[0-9]*/stat")
    ]
    return [int(found[-1]) for found in stats if parent and int(found[1]) == parent]
