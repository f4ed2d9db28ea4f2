"""Runs that are killed, that find no room, that meet another run or a clock set back: the pointer is never a bad one.

After each of them it names a whole release that can be read, older releases are as they were, and the next run publishes
and leaves nothing half made. Part of it in every test run, all of it with `--whole`.
"""

import hashlib
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from pipelines import resources
from pipelines.commands import running
from tests.conftest import WORLD_AS_OF, released, run_of
from warehouse import releases, settings

PUBLISHED = 0
WHOLE_RUN_SECONDS = 300  # far more than any run takes
KILLS, SIZES = 40, 10
# What is there while a run writes its tables, its release and its letters.
MOMENTS = ["warehouse.duckdb.wal", "releases/*.draft", "letters/*.draft"]
FILE_LIMITS = [100_000, 2_000_000]  # bytes: the tables of what was received do not fit, or those of the answers


class House:
    """A data folder with a release in it, and what a run may never do to it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.kept = self._checksums()

    def begin(self, longest_file: int = resource.RLIM_INFINITY) -> subprocess.Popen[str]:
        """A run of its own, in a shell that hides nothing from other users."""
        command = [sys.executable, "-m", "pipelines", "run", "--data", str(self.data), "--quiet"]
        begun = subprocess.Popen(
            [*command, "--as-of", WORLD_AS_OF.isoformat()],
            cwd=settings.ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            umask=0,
        )
        # Said from outside: code before the start of a process copies this one, for which there may be no memory.
        resource.prlimit(begun.pid, resource.RLIMIT_FSIZE, (longest_file, longest_file))
        return begun

    def run(self, longest_file: int = resource.RLIM_INFINITY) -> tuple[int, str]:
        """The exit code of a run, and what it said."""
        begun = self.begin(longest_file)
        said, _ = begun.communicate(timeout=WHOLE_RUN_SECONDS)
        return begun.returncode, said

    def holds(self) -> None:
        """The pointer names a release that can be read, and those of before are what they were."""
        current = releases.current(self.data)
        assert current is not None and len(releases.read(current, "marts.objectives")) == 48
        now = self._checksums()
        assert {path: now.get(path) for path in self.kept} == self.kept
        self.kept = now

    def goes_on(self) -> None:
        """The next run publishes, and what was left half made is gone."""
        before = releases.current(self.data)
        code, said = self.run()
        assert code == PUBLISHED, said
        self.holds()
        assert releases.current(self.data) != before
        names = [path.name for path in self.data.rglob("*")]
        assert [name for name in names if ".draft" in name or name.endswith((".wal", ".damaged"))] == []

    def _checksums(self) -> dict[Path, str]:
        files = sorted(settings.releases_dir(self.data).glob("*.duckdb"))
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def house(world: running.Outcome, tmp_path: Path) -> House:
    shutil.copytree(released(world).path.parents[1], tmp_path / "data")
    return House(tmp_path / "data")


def _kill_when(house: House, is_time: Callable[[], bool]) -> None:
    victim = house.begin()
    while victim.poll() is None and not is_time():
        time.sleep(0.002)
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    house.holds()


def test_a_run_killed_at_its_worst_moments_leaves_a_good_pointer_and_the_next_run_works(house: House) -> None:
    before = set(house.data.rglob("*"))
    for pattern in MOMENTS:
        _kill_when(house, lambda pattern=pattern: any(house.data.glob(pattern)))
    house.goes_on()
    made = set(house.data.rglob("*")) - before
    assert len(made) > 40  # a release, and letters to each file
    ours = [house.data, *house.data.iterdir(), *made]
    modes = {str(path.relative_to(house.data)): stat.filemode(path.stat().st_mode) for path in ours}
    assert {name: mode for name, mode in modes.items() if mode not in ("drwx------", "-rw-------")} == {}


def test_a_run_whose_files_find_no_room_leaves_a_good_pointer_and_the_next_run_works(house: House) -> None:
    settings.warehouse_file(house.data).unlink()
    for limit in FILE_LIMITS:
        code, said = house.run(longest_file=limit)
        assert code == 1 and "File too large" in said and "Traceback" not in said
        house.holds()
    house.goes_on()


def test_a_clock_set_back_touches_no_release_and_no_letter_of_before(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = {path: path.read_bytes() for path in (house.data / settings.LETTERS).rglob("*.html")}
    monkeypatch.setattr(resources, "_now", lambda: datetime(2020, 1, 1))
    outcome = run_of(house.data)
    assert outcome.errors == [] and released(outcome).release_id.startswith("20200101")
    assert releases.current(house.data) == released(outcome).path
    house.holds()
    assert letters and {path: path.read_bytes() for path in letters} == letters
    assert len(list(settings.letters_dir(house.data, released(outcome).release_id).iterdir())) == 2 * len(letters)


@pytest.mark.whole
def test_a_run_killed_at_any_moment_leaves_a_good_pointer_and_the_next_run_works(house: House) -> None:
    began = time.monotonic()
    house.goes_on()
    longest, moments = time.monotonic() - began, random.Random(12)
    for _ in range(KILLS):
        until = time.monotonic() + moments.uniform(0, longest)
        _kill_when(house, lambda until=until: time.monotonic() > until)
        house.goes_on()


@pytest.mark.whole
@pytest.mark.parametrize("place", range(SIZES))
def test_a_run_on_a_full_disk_leaves_a_good_pointer_and_works_once_there_is_room(
    house: House, small_disk: Callable[[int], Path], place: int
) -> None:
    used = sum(path.stat().st_size for path in house.data.rglob("*") if path.is_file())
    full = used + 200_000 + place * used // SIZES
    disk = small_disk(full)
    shutil.copytree(house.data, disk, dirs_exist_ok=True)
    on_disk = House(disk)
    for _ in range(2):  # the second run finds what the first one left, on a disk that is still full
        code, said = on_disk.run()
        assert "Traceback" not in said and (code == PUBLISHED or (code == 1 and "No space left" in said)), said
        on_disk.holds()
    small_disk(4 * full)
    on_disk.goes_on()


@pytest.mark.whole
@pytest.mark.parametrize("is_damaged", [False, True])
def test_of_two_runs_at_once_one_publishes_and_the_other_waits_its_turn(house: House, is_damaged: bool) -> None:
    for _ in range(5):
        if is_damaged:
            os.truncate(settings.warehouse_file(house.data), 5_000)
        both = [house.begin() for _ in range(2)]
        said = [run.communicate(timeout=WHOLE_RUN_SECONDS)[0] for run in both]
        codes = [run.returncode for run in both]
        assert PUBLISHED in codes, said
        assert all(code == PUBLISHED or "another run" in text for code, text in zip(codes, said, strict=True)), said
        house.holds()
    for aside in house.data.glob("*.damaged"):
        aside.unlink()
    house.goes_on()
