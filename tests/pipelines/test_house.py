"""The whole house on a miniature world: numbers worked out by hand, beside the assertion that holds them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta

import dagster as dg
import pandas as pd
import pytest

from pipelines import resources
from pipelines.assets.reviewed import FOLDERS
from pipelines.checks import FACTS
from pipelines.commands import running
from pipelines.definitions import definitions
from pipelines.resources import RunSettings
from pipelines.sensors import EVERYTHING
from tests.conftest import WORLD, WORLD_AS_OF
from warehouse import releases, settings
from warehouse.contracts import TABLES
from warehouse.storage import embedded

EUR_PER_USD_JUNE_2024 = 0.929682857894737
CHANGING = {"release_id", "built_at", "received_at"}


def _mart(outcome, name):
    return releases.read(outcome.release.path, f"marts.{name}")


def _run(data, **options):
    chosen = {"inbox": None, "iati": None, "as_of": WORLD_AS_OF, "show_progress": False, **options}
    return running.run(data=data, **chosen)


def test_the_strategy_is_whole_in_the_release(record):
    assert record.errors == []
    progress = _mart(record, "objective_progress")
    assert progress["objective_code"].nunique() == 24
    assert progress["indicator_code"].nunique() == 30
    assert len(progress) == 30 * 2
    assert len(_mart(record, "facilities")) == 13
    assert len(_mart(record, "partnerships")) == 22
    assert len(_mart(record, "goals")) == 6 * 2


def test_every_objective_has_one_status_per_horizon_and_a_reason_exactly_when_it_has_no_verdict(record):
    headlines = _mart(record, "objectives")
    assert len(headlines) == 24 * 2
    cannot = headlines["status"] == "cannot_be_assessed"
    assert headlines.loc[cannot, "reason"].notna().all()
    assert headlines.loc[~cannot, "reason"].isna().all()


def test_the_published_record_reads_as_it_was_worked_out(record):
    headlines = _mart(record, "objectives")
    by_reason = headlines[headlines["horizon"] == 2030]["reason"].value_counts().to_dict()
    assert by_reason == {
        "no_baseline": 10, "wording_not_available": 6, "baseline_is_latest": 3, "no_observation": 3, "no_target": 1,
    }  # fmt: skip
    overdue = headlines[(headlines["objective_code"] == "F3") & (headlines["horizon"] == 2030)].iloc[0]
    # The indicators were due on 2022-12-31: 1422 days before 2026-11-22 (365 + 366 + 365 + 326).
    assert (overdue["status"], overdue["days_overdue"]) == ("limited_progress", 1422)
    standings = _mart(record, "partnerships")["standing"].value_counts().to_dict()
    assert standings == {"undated": 13, "ended": 8, "ending_within_12_months": 1}


def test_a_computed_end_is_marked_as_computed(record):
    agreements = _mart(record, "partnerships").set_index("partnership_number")
    # Five years from 18 Feb 2022; only number 5 has its end in the published list.
    assert agreements.loc[12, "ends_on"] == pd.Timestamp("2027-02-18")
    assert bool(agreements.loc[12, "is_end_computed"]) and not bool(agreements.loc[5, "is_end_computed"])
    assert agreements.loc[12, "days_to_end"] == 88


def test_real_aid_activities_carry_file_and_row(record):
    projects = _mart(record, "projects")
    money = _mart(record, "contributions")
    assert len(projects) == 279 and len(money) == 216 + 600 + 134 + 285
    for frame in (projects, money):
        assert frame["source_file"].notna().all() and (frame["source_row"] > 1).all()
    assert _mart(record, "project_objectives").empty  # as README and sources/strategy/README.md say
    near_soil = projects["is_land_use"].fillna(False).astype(bool)
    counted = money[money["project_id"].isin(projects.loc[near_soil, "project_id"]) & money["is_counted"]]
    sums = counted.groupby("state")["amount_eur"].sum().round(2).to_dict()
    assert near_soil.sum() == 19
    assert sums == {"committed": 50863498.09, "disbursed": 21004610.09}


def test_every_row_of_the_world_is_admitted_or_held_and_the_held_ones_say_why(world):
    assert world.errors == [] and world.release is not None
    sources = _mart(world, "sources").query("origin == 'inbox'").set_index("source_file")
    assert (sources["rows_read"] == sources["rows_admitted"] + sources["rows_held"]).all()
    assert sources.loc["projects.csv", ["rows_read", "rows_admitted", "rows_held"]].tolist() == [4, 2, 2]
    assert sources.loc["open-aid.xml", ["stream", "rows_read", "transactions_read"]].tolist() == ["iati", 1, 2]
    problems = _mart(world, "problems").query("source_file == 'projects.csv' and severity == 'error'")
    misspelt = problems[problems["source_row"] == 4].iloc[0]
    assert misspelt["value"] == "Beniin" and "Benin" in misspelt["fix"]
    assert set(problems[problems["source_row"] == 5]["field"]) == {"title", "objectives", "asked_amount", "start"}


def test_a_grant_that_two_parties_report_counts_once(world):
    grant = _mart(world, "contributions").query("grant_id == 'G-100'")
    assert len(grant) == 2 and grant["is_counted"].sum() == 1
    kept = grant[grant["is_counted"]].iloc[0]
    other = grant[~grant["is_counted"]].iloc[0]
    assert kept["also_reported_in"] == other["source_file"]
    assert other["not_counted_reason"] == "same_grant"


def test_money_is_split_by_stated_shares_and_converted_at_the_month_of_its_date(world):
    cells = _mart(world, "coverage_gaps").set_index(["objective_code", "region_code"])
    # W-1: 40,000 committed and 10,000 disbursed, C2 60 % and A5 40 %, both countries in Africa (002).
    assert cells.loc[("C2", "002"), "committed_eur"] == pytest.approx(24_000)
    assert cells.loc[("C2", "002"), "disbursed_eur"] == pytest.approx(6_000)
    # 40 % of W-1, and all of the activity whose title speaks of soil carbon credits: 16,000 + 12,000.
    assert cells.loc[("A5", "002"), "committed_eur"] == pytest.approx(28_000)
    # Asked 100,000 x 60 %, committed 24,000.
    assert cells.loc[("C2", "002"), "gap_eur"] == pytest.approx(36_000)
    # 50,000 USD in June 2024.
    assert cells.loc[("B3", "019"), "committed_eur"] == pytest.approx(50_000 * EUR_PER_USD_JUNE_2024)
    assert cells.loc[("B3", "019"), "coverage_state"] == "partly_funded"
    assert len(cells) == 25 * 6


def test_an_amount_without_a_rate_is_kept_and_not_zero(world):
    row = _mart(world, "contributions").query("contribution_id == 'A-4'").iloc[0]
    assert row["amount"] == 7_000 and pd.isna(row["amount_eur"])


def test_incoming_money_of_an_activity_counts_towards_no_state(world):
    rows = _mart(world, "contributions").query("source_file == 'open-aid.xml'").set_index("transaction_type_code")
    assert rows.loc["2", "state"] == "committed" and bool(rows.loc["2", "is_counted"])
    assert pd.isna(rows.loc["1", "state"]) and not bool(rows.loc["1", "is_counted"])


def test_an_inferred_link_names_its_rule_and_a_declared_one_does_not(world):
    links = _mart(world, "project_objectives").set_index("project_id")
    inferred = links.loc["XX-WORLD-1-SOIL"]
    assert inferred["objective_code"] == "A5" and inferred["link_basis"] == "inferred"
    assert inferred["rule_id"].startswith("MATCH-")
    assert (links.loc[["W-1"], "link_basis"] == "declared").all() and links.loc[["W-1"], "rule_id"].isna().all()


def test_an_approved_observation_makes_a_verdict_and_a_draft_does_not(world):
    progress = _mart(world, "objective_progress").query("horizon == 2030").set_index("indicator_code")
    # 20 (2020) -> 40 (2025-12-31) -> 80 (2030): a third of the way in half of the time.
    assert progress.loc["C3.1", "pace"] == pytest.approx((20 / 60) / (1826 / 3652))
    assert progress.loc["C3.1", "status"] == "acceleration_needed"
    assert progress.loc["B3.1", ["status", "reason"]].tolist() == ["cannot_be_assessed", "only_unapproved"]


def test_a_task_force_with_reports_has_counts_and_one_without_has_none(world):
    task_forces = _mart(world, "task_forces").set_index("objective_code")
    assert task_forces.loc["C3", "leader_seats_count"] == 1
    assert task_forces.loc["C3", "activities_90_days_count"] == 1
    assert pd.isna(task_forces.loc["A1", "leader_seats_count"]) and pd.isna(task_forces.loc["A1", "members_count"])


def test_no_contact_detail_reaches_the_release(world):
    raw_bytes = world.release.path.read_bytes()
    assert b"planted.example" not in raw_bytes and b"Ada Example" not in raw_bytes and b"Finn Example" not in raw_bytes


def test_two_runs_on_the_same_inputs_and_clock_give_the_same_content(world, tmp_path):
    shutil.copytree(world.release.path.parents[1] / "inbox", tmp_path / "inbox")
    again = _run(tmp_path)
    assert again.release.release_id != world.release.release_id
    for name, contract in TABLES.items():
        if contract.layer == "marts":
            kept = [column for column in contract.column_names if column not in CHANGING]
            pd.testing.assert_frame_equal(
                releases.read(world.release.path, name)[kept], releases.read(again.release.path, name)[kept], obj=name
            )


def test_other_inputs_give_another_checksum(world, record):
    assert world.release.inputs_sha256 != record.release.inputs_sha256


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
    assert len(releases.read(releases.current(data), "marts.projects").query("origin == 'inbox'")) == 3


@pytest.mark.parametrize("name", [*BROKEN, *NO_FILES])
def test_every_refused_file_is_named_with_its_reason(with_broken_files, name):
    data, finished = with_broken_files
    assert f"refused: {name}: " in finished.stdout
    row = releases.read(releases.current(data), "marts.sources").query("source_file == @name").iloc[0]
    assert row["status"] == "refused" and len(row["refusal"]) > 10


@pytest.mark.parametrize("wait_s", [2.5, 4.0, 6.0])
def test_a_killed_run_leaves_the_last_release_and_the_next_run_works(record, tmp_path, wait_s):
    shutil.copytree(record.release.path.parents[1], tmp_path / "data")
    data = tmp_path / "data"
    before = releases.current(data)
    command = [sys.executable, "-m", "pipelines", "run", "--data", str(data), "--as-of", "2026-11-23", "--quiet"]
    victim = subprocess.Popen(command, cwd=settings.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(wait_s)
    os.kill(victim.pid, signal.SIGKILL)
    victim.communicate()
    standing = releases.current(data)
    assert len(releases.read(standing, "marts.objectives")) == 48
    assert standing == before or releases.find(data).as_of.isoformat() == "2026-11-23"
    outcome = _run(data)
    assert outcome.errors == [] and outcome.release is not None


def test_a_second_run_at_the_same_time_is_told_to_wait(tmp_path):
    holding = (
        "import sys; from warehouse.storage import embedded; from pathlib import Path\n"
        "with embedded.connection(Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", holding, str(settings.warehouse_file(tmp_path))],
        cwd=settings.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert holder.stdout.readline().strip() == b"held"
        outcome = _run(tmp_path)
        assert outcome.release is None and "another run" in outcome.errors[0]
    finally:
        holder.communicate()


def test_a_failing_check_publishes_nothing_and_the_last_release_stands(record, tmp_path, monkeypatch):
    shutil.copytree(record.release.path.parents[1], tmp_path / "data")
    data = tmp_path / "data"
    before = releases.current(data)
    monkeypatch.setattr("pipelines.checks.OBJECTIVES_COUNT", 25)
    outcome = _run(data)
    assert outcome.release is None
    assert outcome.errors[0].startswith("'the strategy is whole' does not hold: 2030: 6 goals, 24 objectives")
    assert len(outcome.sources) == len(record.sources)  # what was read is told all the same
    assert releases.current(data) == before


def _tables_differ(first, second):
    """The marts of two releases that do not say the same."""
    return [
        name
        for name, contract in TABLES.items()
        if contract.layer == "marts" and not releases.read(first, name).equals(releases.read(second, name))
    ]


def test_a_run_across_midnight_is_of_the_day_it_began_on(record, tmp_path, monkeypatch):
    midnights = (datetime(2026, 11, 22, 23, 59) + timedelta(days=day) for day in range(1_000))
    monkeypatch.setattr(resources, "_now", lambda: next(midnights))
    outcome = _run(tmp_path, as_of=None)
    assert outcome.errors == []
    assert outcome.release.as_of == outcome.release.built_at.date()
    same_day = _run(tmp_path, as_of=outcome.release.as_of)
    assert _tables_differ(outcome.release.path, same_day.release.path) == []


@pytest.fixture
def made(record, tmp_path):
    """A data folder in which everything has been made, and the job over it."""
    shutil.copytree(record.release.path.parents[1], tmp_path / "data")
    run_settings = RunSettings(data=str(tmp_path / "data"), as_of=WORLD_AS_OF.isoformat())
    return tmp_path / "data", definitions(run_settings).resolve_job_def(EVERYTHING)


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
    graph = definitions(RunSettings(data=str(tmp_path))).resolve_asset_graph()
    readers = {
        name: {key.to_user_string() for key in graph.get(dg.AssetKey(["reviewed", name])).child_keys}
        for name in FOLDERS
    }
    assert {"core/indicators", "core/projects", "marts/likely_doubles", "meta/release"} <= readers["strategy"]
    assert {"core/soil_carbon", "meta/release"} <= readers["context"]
    assert {"core/rates", "meta/release"} <= readers["rates"]


def test_a_decision_on_doubles_reaches_the_run_only_through_its_input(tmp_path, monkeypatch):
    (tmp_path / "strategy").mkdir()
    monkeypatch.setitem(FOLDERS, "strategy", replace(FOLDERS["strategy"], folder=tmp_path / "strategy"))
    outcome = _run(tmp_path / "data")
    assert outcome.release is None and "the reviewed table goals is missing" in outcome.errors[0]


def test_every_table_says_which_code_made_it(tmp_path):
    graph = definitions(RunSettings(data=str(tmp_path))).resolve_asset_graph()
    versions = {node.key.to_user_string(): node.code_version for node in graph.asset_nodes if node.is_materializable}
    assert all(versions.values())
    assert versions["marts/regions"] != versions["marts/countries"]  # each is the checksum of its own question
