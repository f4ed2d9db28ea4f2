"""Runs as a whole: the same again, one at a time, stopped by a check, across midnight, and of a part alone."""

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, time, timedelta
from hashlib import sha256

import dagster as dg
import pandas as pd
import pytest

from dashboard.views.letters import files, finding
from pipelines import resources
from pipelines.assets.reviewed import FOLDERS
from pipelines.checks import FACTS
from pipelines.commands import running
from pipelines.definitions import definitions
from pipelines.resources import RunSettings
from pipelines.sensors import EVERYTHING
from tests.conftest import WORLD, WORLD_AS_OF, released
from warehouse import receipts, releases, settings
from warehouse.contracts import TABLES
from warehouse.storage import embedded

CHANGING = {"release_id", "built_at", "received_at"}


def _run(data, **options):
    chosen = {"inbox": None, "iati": None, "as_of": WORLD_AS_OF, "show_progress": False, **options}
    return running.run(data=data, **chosen)


def test_two_runs_on_the_same_inputs_and_clock_give_the_same_content(world, tmp_path):
    shutil.copytree(released(world).path.parents[1] / "inbox", tmp_path / "inbox")
    again = _run(tmp_path)
    assert released(again).release_id != released(world).release_id
    for name, contract in TABLES.items():
        if contract.layer == "marts":
            kept = [column for column in contract.column_names if column not in CHANGING]
            pd.testing.assert_frame_equal(
                releases.read(released(world).path, name)[kept],
                releases.read(released(again).path, name)[kept],
                obj=name,
            )


def test_other_inputs_give_another_checksum(world, record):
    assert released(world).inputs_sha256 != released(record).inputs_sha256


BROKEN = {
    "empty.csv": b"",
    "headers-alone.csv": b"Title,Objectives,Countries\n",
    "no-activity.xml": b"<iati-activities version='2.03'></iati-activities>",
    "broken.xlsx": b"PK\x03\x04 this is no workbook",
    "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    "unknown.csv": b"colour,taste\nred,sour\n",
    "broken.xml": b"<iati-activities><iati-activity></iati-activities>",
}


NO_FILES = ["folder.xlsx", "link-to-folder", "broken-link.csv"]


@pytest.fixture(scope="module")
def with_broken_files(tmp_path_factory):
    data = tmp_path_factory.mktemp("broken")
    shutil.copytree(WORLD / "inbox", data / "inbox")
    (data / "inbox" / "folder.xlsx").mkdir()
    (data / "inbox" / "link-to-folder").symlink_to(data, target_is_directory=True)
    (data / "inbox" / "broken-link.csv").symlink_to(data / "gone.csv")
    for name, content in BROKEN.items():
        (data / "inbox" / name).write_bytes(content)
    command = [
        sys.executable,
        "-m",
        "pipelines",
        "run",
        "--data",
        str(data),
        "--as-of",
        WORLD_AS_OF.isoformat(),
        "--quiet",
    ]
    return data, subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False)


def test_a_broken_file_stops_only_itself_and_the_exit_code_says_so(with_broken_files):
    data, finished = with_broken_files
    assert finished.returncode == 3, finished.stdout + finished.stderr
    assert "published: " in finished.stdout
    assert len(releases.read(releases.find(data).path, "marts.projects").query("origin == 'inbox'")) == 3


@pytest.mark.parametrize("name", [*BROKEN, *NO_FILES])
def test_every_refused_file_is_named_with_its_reason(with_broken_files, name):
    data, finished = with_broken_files
    assert f"refused: {name}: " in finished.stdout
    row = releases.read(releases.find(data).path, "marts.sources").query("source_file == @name").iloc[0]
    assert row["status"] == "refused" and len(row["refusal"]) > 10


@pytest.mark.parametrize("name", [name for name, content in BROKEN.items() if content])
def test_the_sender_of_a_refused_file_finds_its_letter_by_the_file_and_by_its_receipt(with_broken_files, name):
    data, release = with_broken_files[0], releases.find(with_broken_files[0])
    given = receipts.receipt(data, sha256(BROKEN[name]).hexdigest())
    assert finding.by_content(release, BROKEN[name]).names == finding.by_receipt(release, given).names == (name,)
    assert files.letter_of(release, "fr", name)


def test_a_second_run_at_the_same_time_is_told_to_wait(tmp_path):
    holding = (
        "import sys; from warehouse.storage import embedded; from pathlib import Path\n"
        "with embedded.connection(Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", holding, str(settings.warehouse_file(tmp_path))],
        cwd=settings.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline().strip() == b"held"
        outcome = _run(tmp_path)
        assert outcome.release is None and "another run" in outcome.errors[0]
    finally:
        holder.communicate()


def test_a_failing_check_publishes_nothing_and_the_last_release_stands(record, tmp_path, monkeypatch):
    shutil.copytree(released(record).path.parents[1], tmp_path / "data")
    data = tmp_path / "data"
    before = releases.current(data)
    monkeypatch.setattr("pipelines.checks.OBJECTIVES_COUNT", 25)
    outcome = _run(data)
    assert outcome.release is None
    assert outcome.errors[0].startswith("'the strategy is whole' does not hold: 2030: 6 goals, 24 objectives")
    assert len(outcome.sources) == len(record.sources)  # what was read is listed all the same
    assert releases.current(data) == before


def _content(release, name):
    """A table without what two runs of the same may say differently."""
    return releases.read(release, name).drop(columns=list(CHANGING), errors="ignore")


def _tables_differ(first, second):
    """The marts of two releases that do not say the same."""
    return [
        name
        for name, contract in TABLES.items()
        if contract.layer == "marts" and not _content(first, name).equals(_content(second, name))
    ]


def test_a_run_across_midnight_is_of_the_day_it_began_on(record, tmp_path, monkeypatch):
    """It begins on the day of the shared release, and whoever reads the clock again finds another day."""
    evening = datetime.combine(WORLD_AS_OF, time(23, 59))
    midnights = (evening + timedelta(days=day) for day in range(1_000))
    monkeypatch.setattr(resources, "_now", lambda: next(midnights))
    outcome = _run(tmp_path, as_of=None)
    assert outcome.errors == []
    assert released(outcome).as_of == released(outcome).built_at.date() == WORLD_AS_OF
    assert _tables_differ(released(outcome).path, released(record).path) == []


@pytest.fixture
def made(record, tmp_path):
    """A data folder in which everything has been made, and the job over it."""
    shutil.copytree(released(record).path.parents[1], tmp_path / "data")
    house = RunSettings(data=tmp_path / "data", as_of=WORLD_AS_OF)
    return tmp_path / "data", definitions(house).resolve_job_def(EVERYTHING)


@pytest.mark.parametrize("name", ["marts.facilities", "marts.goals", "marts.likely_doubles", "marts.country_coverage"])
def test_one_mart_can_be_made_alone_from_what_is_there(made, name):
    data, job = made
    with embedded.connection(settings.warehouse_file(data)) as opened:
        before = embedded.read_table(opened, name)
        opened.execute(f"drop table {name}")
    key = dg.AssetKey(name.split("."))
    result = job.execute_in_process(asset_selection=[key])
    assert {event.asset_key for event in result.get_asset_materialization_events()} == {key}
    checked = {check.asset_key for check in result.get_asset_check_evaluations()}
    assert checked == {fact.key.asset_key for fact in FACTS if fact.key.asset_key == key}
    with embedded.connection(settings.warehouse_file(data)) as opened:
        assert embedded.read_table(opened, name).equals(before)


def test_what_people_review_is_an_input_of_what_reads_it(tmp_path):
    graph = definitions(RunSettings(data=tmp_path)).resolve_asset_graph()
    readers = {
        name: {key.to_user_string() for key in graph.get(dg.AssetKey(["reviewed", name])).child_keys}
        for name in FOLDERS
    }
    assert {"core/indicators", "core/projects", "marts/likely_doubles", "meta/inputs"} <= readers["strategy"]
    assert {"core/soil_carbon", "meta/inputs"} <= readers["context"]
    assert {"core/rates", "meta/inputs"} <= readers["rates"]


def test_a_decision_on_doubles_reaches_the_run_only_through_its_input(tmp_path, monkeypatch):
    (tmp_path / "strategy").mkdir()
    monkeypatch.setitem(FOLDERS, "strategy", replace(FOLDERS["strategy"], folder=tmp_path / "strategy"))
    outcome = _run(tmp_path / "data")
    assert outcome.release is None and "the reviewed table goals is missing" in outcome.errors[0]


def test_every_table_says_which_code_made_it(tmp_path):
    graph = definitions(RunSettings(data=tmp_path)).resolve_asset_graph()
    versions = {node.key.to_user_string(): node.code_version for node in graph.asset_nodes if node.is_materializable}
    assert all(versions.values())
    assert versions["marts/regions"] != versions["marts/countries"]  # each is the checksum of its own question
