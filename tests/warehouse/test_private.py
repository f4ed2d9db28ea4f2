"""What stands in the data folder is its owner's alone, under any mask, and what was open before is closed."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse import leftovers, private, settings


@pytest.fixture(autouse=True, params=[0o022, 0o000], ids=["mask 022", "mask 000"])
def mask(request: pytest.FixtureRequest) -> Iterator[None]:
    """The mask of the shell that starts a program; restored, because it is one for the whole process."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def _modes(data: Path) -> dict[str, str]:
    return {path.relative_to(data.parent).as_posix(): stat.filemode(path.stat().st_mode) for path in _below(data)}


def _below(data: Path) -> list[Path]:
    return [data, *sorted(data.rglob("*"))]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder as it was made before modes were thought of."""
    folder = tmp_path / "data"
    for name in ("inbox", "releases", "letters", "dagster"):
        (folder / name).mkdir(parents=True)
    for name in ("warehouse.duckdb", "warehouse.duckdb.wal", "warehouse.duckdb.damaged", "replacements.csv"):
        (folder / name).write_text("ada@planted.example")
    (folder / "inbox" / "sent.csv").write_text("mine")
    return folder


def test_what_is_made_from_now_on_is_its_owners_alone(tmp_path: Path) -> None:
    private.begin()
    (tmp_path / "data" / "inbox").mkdir(parents=True)
    (tmp_path / "data" / "warehouse.duckdb").write_text("")
    with leftovers.part(tmp_path / "data" / "inbox", b"rows") as part:
        os.link(part, tmp_path / "data" / "inbox" / "a.csv")
    assert _modes(tmp_path / "data") == {
        "data": "drwx------",
        "data/inbox": "drwx------",
        "data/inbox/a.csv": "-rw-------",
        "data/warehouse.duckdb": "-rw-------",
    }


def test_what_was_open_is_closed_and_named_once(data: Path) -> None:
    sent = (data / "inbox" / "sent.csv").stat()
    assert sorted(path.name for path in private.close(data)) == [
        "dagster",
        "data",
        "inbox",
        "letters",
        "releases",
        "replacements.csv",
        "warehouse.duckdb",
        "warehouse.duckdb.damaged",
        "warehouse.duckdb.wal",
    ]
    assert {mode[4:] for name, mode in _modes(data).items() if name != "data/inbox/sent.csv"} == {"------"}
    assert (data / "inbox" / "sent.csv").stat() == sent, "a file that somebody sent is not touched"
    assert private.close(data) == []


def test_a_folder_that_holds_other_things_too_and_a_link_stay_as_they_are(data: Path, tmp_path: Path) -> None:
    (data / "holiday.jpg").write_text("x")
    shared = tmp_path / "shared"
    shared.mkdir()
    (data / "inbox" / "sent.csv").unlink()
    (data / "inbox").rmdir()
    (data / "inbox").symlink_to(shared)
    before = [path.stat().st_mode for path in (data, shared)]
    assert not {data, data / "inbox"} & set(private.close(data))
    assert [path.stat().st_mode for path in (data, shared)] == before
    assert stat.filemode(settings.releases_dir(data).stat().st_mode) == "drwx------"


def test_a_file_system_without_modes_stops_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refused)
    assert private.close(data) == []
    monkeypatch.setattr(Path, "chmod", lambda *_: None)  # as on FAT: nothing is refused, nothing changes
    assert private.close(data) == []
    assert private.close(data / "nowhere") == []
