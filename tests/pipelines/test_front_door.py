"""Every command ends in a sentence and a documented exit code, whatever stands where the data folder belongs."""

import os
import shutil
from pathlib import Path
from types import FunctionType

import pytest
from click.testing import CliRunner, Result

from pipelines import cli
from pipelines.commands import serving
from tests.release_factory import publish_record
from warehouse import settings

COMMANDS = {
    "run": ["run", "--quiet"],
    "releases": ["releases"],
    "explain": ["explain", "A2.1"],
    "dashboard": ["dashboard"],
    "dev": ["dev"],
}
ENDED, STOPPED, USAGE = 0, 1, 2
SERVED = {"dashboard": ENDED, "dev": ENDED}  # programs that begin; here they end at once


def _in_place(path: Path) -> Path:
    """Make room for something else under this name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return path


def _a_file(data: Path) -> None:
    _in_place(data).write_text("x")


def _nothing(data: Path) -> None:
    _in_place(data)


def _inbox_is_a_file(data: Path) -> None:
    _in_place(settings.inbox(data)).write_text("x")


def _releases_are_a_file(data: Path) -> None:
    _in_place(settings.releases_dir(data)).write_text("x")


def _warehouse_is_a_folder(data: Path) -> None:
    _in_place(settings.warehouse_file(data)).mkdir()


def _warehouse_is_a_pipe(data: Path) -> None:
    os.mkfifo(_in_place(settings.warehouse_file(data)))


def _home_of_dagster_is_a_file(data: Path) -> None:
    _in_place(data / settings.DAGSTER).write_text("x")


def _release_is_damaged(data: Path) -> None:
    (release,) = settings.releases_dir(data).glob("*.duckdb")
    with release.open("rb+") as file:
        for place in range(12_288 + 5_000, release.stat().st_size, 16_384):
            file.seek(place)
            file.write(b"\xff" * 64)


# What each command ends with, and what it says where it could not do its work; nothing said of a run: not tried.
PLACES: dict[FunctionType, dict[str, int]] = {
    _a_file: dict.fromkeys(COMMANDS, USAGE),
    _nothing: {"releases": ENDED, "explain": STOPPED, **SERVED},
    _inbox_is_a_file: {"run": STOPPED, "releases": ENDED, "explain": ENDED, "dashboard": ENDED, "dev": STOPPED},
    _releases_are_a_file: {"run": STOPPED, "releases": STOPPED, "explain": STOPPED, **SERVED},
    _warehouse_is_a_folder: {"run": STOPPED, "releases": ENDED, "explain": ENDED, **SERVED},
    _warehouse_is_a_pipe: {"run": STOPPED, "releases": ENDED, "explain": ENDED, **SERVED},
    _home_of_dagster_is_a_file: {"releases": ENDED, "explain": ENDED, "dashboard": ENDED, "dev": STOPPED},
    _release_is_damaged: {"releases": ENDED, "explain": STOPPED, **SERVED},
}
CASES = [(place, command) for place, ends in PLACES.items() for command in ends]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("published")
    publish_record(data)
    return data


def _ended(data: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setenv("SIC_DATA", str(data))
    monkeypatch.setattr(serving, "keep", lambda *_: ENDED)
    mask = os.umask(0o077)  # the front door sets it for good, which the other tests need not have
    try:
        return CliRunner().invoke(cli.main, COMMANDS[command])
    finally:
        os.umask(mask)


@pytest.mark.parametrize(("place", "command"), CASES, ids=[f"{place.__name__} {command}" for place, command in CASES])
def test_a_command_says_what_is_in_its_way(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: FunctionType, command: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(published, data)
    place(data)
    result = _ended(data, command, monkeypatch)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == PLACES[place][command], result.output
    if result.exit_code:
        last = result.output.strip().splitlines()
        assert any(str(data) in line or "none yet" in line for line in last), result.output
        assert "Errno" not in result.output


def test_a_data_folder_that_nobody_may_write_to_is_named(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refused)
    for command in ("run", "dev"):
        result = _ended(published, command, monkeypatch)
        assert result.exit_code == STOPPED and f"{published}" in result.output and "Permission denied" in result.output


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31", "yesterday"])
def test_a_day_of_which_nothing_can_be_worked_out_is_wrong_usage(tmp_path: Path, day: str) -> None:
    ended = CliRunner().invoke(cli.main, ["run", "--data", str(tmp_path), "--as-of", day])
    assert ended.exit_code == USAGE and day in ended.output
