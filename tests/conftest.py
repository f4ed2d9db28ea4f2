"""What every test may lean on: a miniature world run once, and the folder of other people's data where there is one."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipelines.commands import running
from tests.places import SHARED_DATA

WORLD = Path(__file__).parent / "world"
WORLD_AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data of other people beside the checkout; tests that need it skip where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of other people's data (../shared/data) is not beside this checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> running.Outcome:
    """The outcome of one run over the shipped record and the miniature inbox."""
    data = tmp_path_factory.mktemp("world")
    shutil.copytree(WORLD / "inbox", data / "inbox")
    return running.run(data=data, inbox=None, iati=None, as_of=WORLD_AS_OF, show_progress=False)


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> running.Outcome:
    """The outcome of one run over the shipped record alone."""
    data = tmp_path_factory.mktemp("record")
    return running.run(data=data, inbox=None, iati=None, as_of=WORLD_AS_OF, show_progress=False)
