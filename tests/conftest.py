"""What every test may lean on: two runs of the house, each made once, and other people's data where there are any.

Belongs here: what several folders read. Does not: what one folder needs (its own `conftest.py`). A fixture loads what it
needs only when it is asked for, so that the rules of a folder are tested without waiting for the scheduler.
"""

import fcntl
import gc
import pickle
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from tests.places import SHARED_DATA

if TYPE_CHECKING:
    from pipelines.commands.running import Outcome
    from warehouse.releases import Release

T = TypeVar("T")
WORLD = Path(__file__).parent / "world"
WORLD_AS_OF = date(2026, 11, 22)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--whole` asks for every case of what is tested on a sample otherwise; minutes and not seconds."""
    parser.addoption("--whole", action="store_true", help="every case of what is tested on a sample otherwise")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked `whole` are for `make fuzz`."""
    if not config.getoption("--whole"):
        for item in items:
            if item.get_closest_marker("whole"):
                item.add_marker(pytest.mark.skip(reason="every case, with --whole (make fuzz); a sample was tested"))


def pytest_collection_finish() -> None:
    """What was loaded stays to the end: nobody looks through it for garbage again, and seldom through the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


class MadeOnce:
    """A place where the first process that needs something makes it, and all the others read it.

    The tests run in several processes; a release that each of them made for itself would cost as many runs.
    """

    def __init__(self, place: Path) -> None:
        self.place = place

    def __call__(self, name: str, make: Callable[[Path], T]) -> T:
        """What `make` returns for a new folder of this name. Tests read the folder and never write into it."""
        kept = self.place / f"{name}.pickle"
        with (self.place / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                folder = self.place / name
                shutil.rmtree(folder, ignore_errors=True)  # what a process left that failed to make it
                folder.mkdir()
                kept.write_bytes(pickle.dumps(make(folder)))
        return pickle.loads(kept.read_bytes())


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MadeOnce:
    """What the processes of one test run share; a run in one process has it for itself."""
    own = tmp_path_factory.getbasetemp()
    return MadeOnce(own if worker_id == "master" else own.parent)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data of other people beside the checkout; tests that need it skip where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of other people's data (../shared/data) is not beside this checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def world(made_once: MadeOnce) -> "Outcome":
    """The outcome of one run over the shipped record and the miniature inbox."""

    def make(data: Path) -> "Outcome":
        shutil.copytree(WORLD / "inbox", data / "inbox")
        return run_of(data)

    return made_once("world", make)


@pytest.fixture(scope="session")
def record(made_once: MadeOnce) -> "Outcome":
    """The outcome of one run over the shipped record alone."""
    return made_once("record", run_of)


@pytest.fixture(scope="session")
def made_up_world(made_once: MadeOnce) -> Path:
    """The data folder of the demonstration: two releases that boards were shown, and the current one."""

    def make(data: Path) -> Path:
        from pipelines.commands import demonstrating
        from sources.demonstration.world import SEED

        outcomes = demonstrating.build(data, WORLD_AS_OF, SEED, show_progress=False)
        assert outcomes[-1].release is not None, outcomes[-1].summary()
        return data

    return made_once("made_up_world", make)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Mounts a disk of so many bytes, or makes the one that is mounted as large as that."""
    place = tmp_path / "disk"
    place.mkdir()

    def of(size: int) -> Path:
        options = f"size={size}" + (",remount" if place.is_mount() else "")
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(place)], check=False)
        if mounted.returncode != 0:
            pytest.skip("a small disk can be mounted by the superuser only")
        return place

    yield of
    if place.is_mount():
        subprocess.run(["umount", "--lazy", str(place)], check=True)  # this process still reads the releases on it


def released(outcome: "Outcome") -> "Release":
    """The release that a run published; a run that published none fails here, with what it said."""
    assert outcome.release is not None, outcome.summary()
    return outcome.release


def run_of(data: Path) -> "Outcome":
    """The outcome of one run over what stands in a data folder."""
    from pipelines.commands import running

    return running.run(data=data, inbox=None, iati=None, as_of=WORLD_AS_OF, show_progress=False)
