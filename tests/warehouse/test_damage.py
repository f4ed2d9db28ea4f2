"""What a run can make again it makes again; what it cannot, it names; a warning reaches who started the run."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import dagster as dg
import pandas as pd
import pytest

from pipelines.assets.history import pruned
from pipelines.assets.reviewed import FOLDERS
from pipelines.commands import running
from pipelines.resources import RunSettings
from pipelines.shipped import RECORD
from pipelines.steps import intake
from pipelines.steps.inputs import checksum, inputs
from sources.files.listing import NO_CLOCK
from tests.conftest import WORLD_AS_OF, released
from warehouse import history, releases, settings

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


@pytest.fixture(scope="module")
def without_inbox(world: running.Outcome, tmp_path_factory: pytest.TempPathFactory) -> running.Outcome:
    """A run where the inbox of the world has vanished, and one release is kept besides those with a label."""
    data = tmp_path_factory.mktemp("without_inbox") / "data"
    shutil.copytree(released(world).path.parents[1], data)
    shutil.rmtree(settings.inbox(data))
    (settings.releases_dir(data) / history.KEEP).write_text('{"newest": 1, "days": 0}')
    os.utime(settings.releases_dir(data) / released(world).path.name, (0, 0))
    return _run(data)


def test_a_source_that_vanished_is_told_in_the_summary(world: running.Outcome, without_inbox: running.Outcome) -> None:
    assert without_inbox.release is not None and without_inbox.errors == []
    before, now = (
        int(releases.read(release.path, "marts.projects")["is_current"].sum())
        for release in (released(world), released(without_inbox))
    )
    warning = f"warning: 'coverage did not shrink' does not hold: {before} projects before, {now} now"
    assert warning in without_inbox.summary().splitlines()


def test_after_a_publication_what_no_rule_keeps_is_deleted_with_its_letters(
    world: running.Outcome, without_inbox: running.Outcome
) -> None:
    before, data = released(world).release_id, released(without_inbox).path.parents[1]
    assert any(settings.letters_dir(released(world).path.parents[1], before).iterdir())
    assert without_inbox.pruned == [before] and f"no longer kept: {before}" in without_inbox.summary().splitlines()
    assert releases.releases(data) == [released(without_inbox)] and list((data / settings.LETTERS).iterdir()) == []


def test_keep_rules_that_are_none_stop_no_run_and_are_told(tmp_path: Path) -> None:
    settings.releases_dir(tmp_path).mkdir()
    (settings.releases_dir(tmp_path) / history.KEEP).write_text('{"newest": 0}')
    said = pruned(dg.build_asset_context(resources={"run_settings": RunSettings(data=tmp_path)}))
    assert isinstance(said, dg.MaterializeResult) and said.metadata is not None
    assert "nothing is pruned" in str(said.metadata["failed"]) and "keep.json" in str(said.metadata["failed"])


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


def test_what_is_known_of_a_file_over_every_limit_is_an_input(tmp_path: Path) -> None:
    checksums = set()
    for size in (2_000_000_000, 3_000_000_000):
        (tmp_path / "a.csv").write_text("indicator,date,value\n")
        os.truncate(tmp_path / "a.csv", size)
        raw = intake.receive(tmp_path / "none", [("inbox", tmp_path)], tmp_path / "none", NO_CLOCK)
        assert raw["files"]["source_sha256"].tolist() == [""]
        checksums.add(_checksum(raw))
    assert len(checksums) == 2


def test_the_shipped_record_is_received_as_one() -> None:
    files = intake.receive(RECORD, [], Path("nothing said"), NO_CLOCK)["files"]
    assert len(files) > 5 and files["received_at"].nunique() == 1
