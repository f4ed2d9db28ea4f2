"""Workbooks are read in processes of their own: what ends one of them ends no other, and is a refusal with a reason."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from openpyxl import Workbook

from sources.feedback.wording import in_one
from sources.files import confined
from sources.files.reading import read
from tests.sources.files.test_hostile import CORNERS
from tests.sources.files_sent import FIRST_SHEET, SHEET, raw_workbook
from warehouse.settings import ROOT

# A program in place of the helper: it reports the end of its child as the helper does.
STAND_IN = """
import sys
from pathlib import Path
from sources.files import reader_process
def stand_in(path):
    {}
reader_process.read_within_limits = stand_in
reader_process.serve()
"""
ENDINGS = {
    "processor time": (
        "reader_process.limit_to(0); resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\n    while True: pass",
        "FIL-012",
        "too long",
    ),
    "time on the clock": ("signal.alarm(1); signal.pause()", "FIL-012", "too long"),
    "memory of the machine": ("os.kill(os.getpid(), signal.SIGKILL)", "FIL-012", "too large"),
    "memory of the parser": ("os.abort()", "FIL-012", "too large"),
    "a fault of the parser": ("raise BaseException", "FIL-014", "ended with code 1"),
    "half a line": ("sys.stdout.write('[1,'); sys.stdout.flush(); os.abort()", "FIL-012", "too large"),
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A workbook of one project."""
    book = Workbook()
    for row in (["Title", "Objectives"], ["Living soils", "C2"]):
        book.active.append(row)
    book.save(tmp_path / "small.xlsx")
    return tmp_path / "small.xlsx"


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The module that is started as the helper, to be written by the test."""
    confined.stop()
    monkeypatch.setattr(confined, "HELPER", "stand_in")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    yield tmp_path / "stand_in.py"
    confined.stop()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_reader_that_is_stopped_is_a_refusal_with_a_reason(stand_in: Path, small: Path, ending: str) -> None:
    body, rule_id, said = ENDINGS[ending]
    stand_in.write_text("import os, resource, signal\n" + STAND_IN.format(body))
    for _ in range(2):  # the helper lives on
        (problem,) = read(small, small.parent).problems
        assert problem.rule_id == rule_id and said in in_one(problem)


def test_a_hostile_workbook_stops_no_other(tmp_path: Path, small: Path) -> None:
    raw_workbook(tmp_path / "corner.xlsx", {FIRST_SHEET: SHEET.format(CORNERS["spaces"])})
    paths = [small, tmp_path / "corner.xlsx"] * 4
    with ThreadPoolExecutor(4) as threads:
        readings = list(threads.map(lambda path: read(path, tmp_path), paths))
    assert [bool(reading.refusal) for reading in readings] == [False, True] * 4


def test_a_helper_that_was_ended_from_outside_is_started_again(small: Path) -> None:
    read(small, small.parent)
    helper = confined._helper()
    os.kill(helper.pid, signal.SIGKILL)
    helper.wait()
    assert read(small, small.parent).refusal is None


def test_an_answer_that_is_interrupted_is_not_taken_for_the_next(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(line: bytes) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(confined, "_decoded", interrupted)
        with pytest.raises(KeyboardInterrupt):
            read(small, small.parent)
    assert len(read(small, small.parent).tables["projects"]) == 1


def test_the_helper_ends_with_its_program(small: Path) -> None:
    program = "import sys; from pathlib import Path; from sources.files import confined; confined.read_workbook(Path(sys.argv[1]))"
    for ending in ("", "; import os, signal; os.kill(os.getpid(), signal.SIGKILL)"):
        source = f"{program}; print(confined._helper().pid, flush=True){ending}"
        ended = subprocess.run([sys.executable, "-c", source, str(small)], cwd=ROOT, capture_output=True, check=False)
        until = time.monotonic() + 20
        while is_alive(int(ended.stdout)) and time.monotonic() < until:
            time.sleep(0.05)
        assert not is_alive(int(ended.stdout))


def is_alive(process: int) -> bool:
    """Is the process there, and not only its entry in the table of processes?"""
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip()) and not listed.stdout.startswith("Z")
