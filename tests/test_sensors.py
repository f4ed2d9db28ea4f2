"""The inbox is looked at by name, size and time; every change asks for a run, also one back to what was before."""

import os
from pathlib import Path

import dagster as dg

from pipelines.house import House
from pipelines.sensors import inbox, state_of


def test_every_change_of_the_inbox_asks_for_a_run(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    asked = []
    with dg.build_sensor_context(resources={"house": House(data=str(tmp_path))}) as context:
        for change in (None, None, "add", None, "remove", None, "add"):
            if change == "add":
                (folder / "a.csv").write_text("x")
            elif change == "remove":
                (folder / "a.csv").unlink()
            answer = inbox(context)
            asked.append(isinstance(answer, dg.RunRequest))
            assert not isinstance(answer, dg.RunRequest) or answer.run_key is None
    assert asked == [True, False, True, False, True, False, True]


def test_what_cannot_be_looked_at_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    before = state_of([tmp_path, tmp_path / "no such folder"])
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    assert state_of([tmp_path]) == before
    (tmp_path / b"broken-\xff.csv".decode("utf-8", "surrogateescape")).write_text("y")
    assert state_of([tmp_path]) != before
