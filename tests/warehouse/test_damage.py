"""What a run can make again it makes again; what it cannot, it names; a warning reaches who started the run."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipelines.assets.reviewed import FOLDERS
from pipelines.commands import running
from pipelines.shipped import RECORD
from pipelines.steps import intake
from pipelines.steps.inputs import checksum, inputs
from sources.files.listing import NO_CLOCK
from tests.conftest import WORLD_AS_OF, released
from warehouse import releases, settings

GARBAGE = b"\x00no database\n" * 2_000


def _run(data: Path) -> running.Outcome:
    return running.run(data=data, inbox=None, iati=None, as_of=WORLD_AS_OF, show_progress=False)


def test_a_damaged_pointer_database_or_release_stops_no_run(record: running.Outcome, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(released(record).path.parents[1], data)
    (settings.releases_dir(data) / "current.json").write_text('{"file": ')
    (settings.releases_dir(data) / "stray.duckdb").write_bytes(GARBAGE)
    settings.warehouse_file(data).write_bytes(GARBAGE)
    assert releases.current(data) is None
    outcome = _run(data)
    assert outcome.errors == [] and outcome.release is not None
    assert releases.current(data) == released(outcome).path
    assert (data / "warehouse.duckdb.damaged").read_bytes() == GARBAGE
    assert [path.name for path in releases.kept(data).unreadable] == ["stray.duckdb"]


def test_a_source_that_vanished_is_told_in_the_summary(world: running.Outcome, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(released(world).path.parents[1], data)
    shutil.rmtree(settings.inbox(data))
    outcome = _run(data)
    assert outcome.release is not None and outcome.errors == []
    before, now = (
        int(releases.read(release.path, "marts.projects")["is_current"].sum())
        for release in (released(world), released(outcome))
    )
    warning = f"warning: 'coverage did not shrink' does not hold: {before} projects before, {now} now"
    assert warning in outcome.summary().splitlines()


def test_a_data_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    outcome = _run(tmp_path / "file")
    assert outcome.release is None
    assert outcome.errors[0].startswith(f"{tmp_path / 'file'} cannot be the data folder: ")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda path: path.unlink(), "the reviewed table regions is missing"),
        (
            lambda path: path.write_text("region_code,label_en\n002,Africa\n"),
            "the reviewed table regions lacks label_fr",
        ),
    ],
)
def test_a_reviewed_table_that_lacks_something_is_named(tmp_path: Path, monkeypatch, change, expected: str) -> None:
    strategy = tmp_path / "strategy"
    shutil.copytree(FOLDERS["strategy"].folder, strategy)
    change(strategy / "regions.csv")
    monkeypatch.setitem(FOLDERS, "strategy", replace(FOLDERS["strategy"], folder=strategy))
    outcome = _run(tmp_path / "data")
    assert outcome.release is None
    assert expected in outcome.errors[0] and "region_code, label_en, label_fr, label_es, sequence" in outcome.errors[0]


def _checksum(raw: dict[str, pd.DataFrame]) -> str:
    return checksum(inputs(raw["files"], raw["replacements"], {}, {}))


def test_the_order_in_which_files_were_received_is_an_input_and_the_time_of_day_is_not(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("indicator,date,value,status\nF1.1,2023-12-31,4,draft\n", encoding="utf-8")

    said = tmp_path / ".replacements.csv"

    def received(a: int, b: int) -> str:
        for name, at in (("a.csv", a), ("b.csv", b)):
            os.utime(tmp_path / name, (at, at))
        raw = intake.receive(RECORD, [("inbox", tmp_path)], said, NO_CLOCK)
        return _checksum(raw)

    assert received(1_000, 2_000) == received(5_000, 9_000)
    before = received(1_000, 2_000)
    assert before != received(2_000, 1_000)
    said.write_text("new_file,replaces,said_on\nb.csv,a.csv,2026-01-01\n", encoding="utf-8")
    assert before != received(1_000, 2_000)


def test_what_is_known_of_a_file_refused_unread_is_an_input(tmp_path: Path) -> None:
    checksums = set()
    for size in (200_000_000, 300_000_000):
        (tmp_path / "a.csv").write_text("indicator,date,value\n")
        os.truncate(tmp_path / "a.csv", size)
        raw = intake.receive(tmp_path / "none", [("inbox", tmp_path)], tmp_path / "none", NO_CLOCK)
        assert raw["files"]["source_sha256"].tolist() == [""]
        checksums.add(_checksum(raw))
    assert len(checksums) == 2


def test_the_shipped_record_is_received_as_one() -> None:
    files = intake.receive(RECORD, [], Path("nothing said"), NO_CLOCK)["files"]
    assert len(files) > 5 and files["received_at"].nunique() == 1
