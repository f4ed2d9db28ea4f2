"""What the tests of pages share: releases in little, each written once, and one running dashboard for the browser.

Belongs here: data folders that pages open, and the server over one. Does not: expectations about a page.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MadeOnce, released

FAILURES = "dashboard.shell.running"  # the log in which the errors of pages stand

if TYPE_CHECKING:
    from pipelines.commands.running import Outcome


@pytest.fixture(autouse=True)
def no_page_fails(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A page that fails says so in a calm sentence; a test that did not break it itself fails with it."""
    yield
    if request.node.get_closest_marker("breaks_pages") is None:
        logged = [
            record for when in ("setup", "call") for record in caplog.get_records(when) if record.name == FAILURES
        ]
        assert not logged, [record.exc_info for record in logged]


@pytest.fixture(scope="session")
def small_record(made_once: MadeOnce) -> Path:
    """The data folder of the published record in little."""
    from tests.release_factory import publish_record

    return made_once("small_record", lambda data: publish_record(data).parents[1])


@pytest.fixture(scope="session")
def demonstration(made_once: MadeOnce) -> Path:
    """The data folder of a release in which every class and state occurs; all of it made up."""
    from tests.release_factory import publish_demonstration

    return made_once("demonstration", lambda data: publish_demonstration(data).parents[1])


@pytest.fixture
def both(small_record: Path, demonstration: Path, tmp_path: Path) -> Path:
    """A data folder with two releases: the record, and the demonstration, which is current."""
    from tests.dashboard.two_releases import copied

    return copied(small_record, demonstration, tmp_path)


@pytest.fixture(scope="session")
def boards(made_once: MadeOnce) -> Path:
    """The data folder of three releases, one with the label of the last board meeting."""
    from tests.boards import publish_boards

    return made_once("boards", publish_boards)


@pytest.fixture(scope="session")
def address(
    record: "Outcome", world: "Outcome", demonstration: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The dashboard running over three releases: the record, which is current, the miniature world, the demonstration."""
    from tests.dashboard.browsing import served

    data = tmp_path_factory.mktemp("served")
    releases = data / "releases"
    releases.mkdir()
    for path in (released(record).path, released(world).path, *(demonstration / "releases").glob("*.duckdb")):
        shutil.copy(path, releases)
    current = {"release_id": released(record).release_id, "file": released(record).path.name}
    (releases / "current.json").write_text(json.dumps(current), encoding="utf-8")
    with served(data) as running_at:
        yield running_at


@pytest.fixture(scope="session")
def made_up_address(made_up_world: Path) -> Iterator[str]:
    """The dashboard running over the made-up world, for readers who leave nothing in it."""
    from tests.dashboard.browsing import served

    with served(made_up_world) as running_at:
        yield running_at
