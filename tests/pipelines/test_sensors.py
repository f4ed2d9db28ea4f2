"""The inbox is looked at by name, size and time; every change asks for a run, also one back to what was before."""

import os
import subprocess
from pathlib import Path

import dagster as dg
import pytest

from pipelines.resources import RunSettings
from pipelines.sensors import inbox, state_of
from tests.sources.files_sent import below


def test_every_change_of_the_inbox_asks_for_a_run(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    asked = []
    with dg.build_sensor_context(resources={"run_settings": RunSettings(data=tmp_path)}) as context:
        for change in (None, None, "add", None, "remove", None, "add"):
            if change == "add":
                (folder / "a.csv").write_text("x")
            elif change == "remove":
                (folder / "a.csv").unlink()
            answer = inbox(context)
            asked.append(isinstance(answer, dg.RunRequest))
            assert not isinstance(answer, dg.RunRequest) or answer.run_key is None
    assert asked == [True, False, True, False, True, False, True]


def test_folders_deeper_than_a_path_may_be_long_do_not_stop_the_sensor(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(
        lambda: subprocess.run(["rm", "-rf", str(tmp_path)], check=True)
    )  # pytest would not get so deep
    below(tmp_path, "abc", 1_100, "a.csv")
    state = state_of([tmp_path])
    (tmp_path / "b.csv").write_text("x")
    assert state_of([tmp_path]) != state


def test_whatever_has_a_name_is_seen_and_what_is_in_a_folder_is_seen_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    states = [state_of([tmp_path, tmp_path / "no such folder"])]
    for put in (
        lambda: (tmp_path / "dangling.csv").symlink_to(tmp_path / "nowhere"),
        lambda: os.mkfifo(tmp_path / "pipe"),
        lambda: (tmp_path / "folder.csv").mkdir(),
        lambda: (tmp_path / "folder.csv" / "b.csv").write_text("y"),
        lambda: (tmp_path / b"broken-\xff.csv".decode("utf-8", "surrogateescape")).write_text("z"),
    ):
        put()
        states.append(state_of([tmp_path]))
    assert len(set(states)) == len(states)
