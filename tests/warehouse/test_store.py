"""The writer and the releases: nothing unvalidated gets in, nothing half-done gets out."""

import json
import subprocess
import sys
from errno import ENOSPC

import duckdb
import pandas as pd
import pytest

from warehouse import publishing, releases, settings, small_json
from warehouse.contracts import TABLES, ContractError
from warehouse.storage import embedded

REGION = {"region_code": "002", "label_en": "Africa", "label_fr": "Afrique", "label_es": "África", "sequence": 1}


def _warehouse(data, release_id="r1"):
    with embedded.connection(settings.warehouse_file(data)) as opened:
        for contract in TABLES.values():
            embedded.write_table(opened, contract.name, contract.empty())
        embedded.write_table(opened, "marts.regions", pd.DataFrame([REGION]))
        _describe(opened, release_id)


def _describe(opened, release_id):
    row = {
        "release_id": release_id,
        "built_at": pd.Timestamp("2026-11-22 10:00"),
        "as_of": pd.Timestamp("2026-11-22"),
        "code_version": "1",
        "rules_version": "1",
        "inputs_sha256": "0",
        "is_demonstration": False,
    }
    embedded.write_table(opened, "meta.release", pd.DataFrame([row]))


def test_the_order_of_columns_in_a_frame_does_not_matter(tmp_path):
    shuffled = pd.DataFrame([REGION])[["sequence", "label_es", "region_code", "label_fr", "label_en"]]
    with embedded.connection(tmp_path / "w.duckdb") as opened:
        embedded.write_table(opened, "core.regions", shuffled)
        kept = embedded.read_table(opened, "core.regions")
    assert kept.iloc[0].to_dict() == REGION


def test_an_empty_frame_becomes_a_typed_empty_table(tmp_path):
    with embedded.connection(tmp_path / "w.duckdb") as opened:
        embedded.write_table(opened, "core.contributions", TABLES["core.contributions"].empty())
        types = dict(
            opened.execute(
                "select column_name, data_type from duckdb_columns() where table_name = 'contributions'"
            ).fetchall()
        )
    assert types["amount_eur"] == "DOUBLE" and types["value_on"] == "DATE" and types["received_at"] == "TIMESTAMP"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"region_code": None}, "region_code"),
        ({"sequence": -1}, "at least 0"),
        ({"sequence": "first"}, "sequence"),
    ],
)
def test_a_frame_that_breaks_its_contract_leaves_the_old_table(tmp_path, change, expected):
    with embedded.connection(tmp_path / "w.duckdb") as opened:
        embedded.write_table(opened, "core.regions", pd.DataFrame([REGION]))
        with pytest.raises(ContractError, match=expected):
            embedded.write_table(opened, "core.regions", pd.DataFrame([{**REGION, **change}]))
        assert len(embedded.read_table(opened, "core.regions")) == 1


def test_two_rows_with_one_key_are_refused(tmp_path):
    said = r"core\.regions breaks its contract: row 1, region_code: '002' is there already\. .* correct the reviewed tables"
    with embedded.connection(tmp_path / "w.duckdb") as opened, pytest.raises(ContractError, match=said):
        embedded.write_table(opened, "core.regions", pd.DataFrame([REGION, REGION]))


def test_a_missing_or_unknown_column_is_named(tmp_path):
    with embedded.connection(tmp_path / "w.duckdb") as opened:
        with pytest.raises(ContractError, match="label_en"):
            embedded.write_table(opened, "core.regions", pd.DataFrame([REGION]).drop(columns="label_en"))
        with pytest.raises(ContractError, match="colour"):
            embedded.write_table(opened, "core.regions", pd.DataFrame([{**REGION, "colour": "red"}]))


def test_meaning_and_unit_are_kept_beside_the_column_of_a_release(tmp_path):
    _warehouse(tmp_path)
    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        path = publishing.publish(opened, tmp_path, "r1")
    named = "table_name = 'coverage_gaps'"
    column = f"select comment from duckdb_columns() where {named} and column_name = 'gap_eur'"
    comment = releases.query(path, column)["comment"].item()
    assert "[EUR]" in comment and "over-subscribed" in comment
    grain = releases.query(path, f"select comment from duckdb_tables() where {named}")["comment"].item()
    assert grain.startswith("One row per objective and region")


def test_a_release_holds_marts_and_meta_only(tmp_path):
    _warehouse(tmp_path)
    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        path = publishing.publish(opened, tmp_path, "r1")
    schemas = releases.query(path, "select distinct schema_name from duckdb_tables()")["schema_name"]
    assert set(schemas) == {"marts", "meta"}
    assert releases.current(tmp_path) == path
    assert releases.read(path, "marts.regions").iloc[0].to_dict() == REGION


def test_the_pointer_moves_to_the_new_release_and_the_old_one_stays_readable(tmp_path):
    _warehouse(tmp_path)
    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        first = publishing.publish(opened, tmp_path, "r1")
        _describe(opened, "r2")
        second = publishing.publish(opened, tmp_path, "r2")
    assert releases.current(tmp_path) == second
    assert len(releases.read(first, "marts.regions")) == 1
    assert {release.release_id for release in releases.releases(tmp_path)} == {"r1", "r2"}


def test_releases_are_listed_without_opening_one_of_them(tmp_path, monkeypatch):
    _warehouse(tmp_path)
    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        publishing.publish(opened, tmp_path, "r1")
    listed = releases.releases(tmp_path)
    monkeypatch.setattr(releases.duckdb, "connect", None)
    assert releases.releases(tmp_path) == listed
    assert (listed[0].release_id, listed[0].as_of.isoformat(), listed[0].is_demonstration) == (
        "r1",
        "2026-11-22",
        False,
    )


@pytest.mark.parametrize("beside", [None, "", "{", "[]", '{"release_id": "r9"}'])
def test_the_file_is_the_truth_where_its_description_is_lost_or_broken(tmp_path, beside):
    _warehouse(tmp_path)
    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        path = publishing.publish(opened, tmp_path, "r1")
    listed, description = releases.releases(tmp_path), path.with_name(f"{path.name}.json")
    description.unlink()
    if beside is not None:
        description.write_text(beside)
    assert releases.releases(tmp_path) == listed and releases.find(tmp_path).release_id == "r1"


@pytest.mark.parametrize(
    ("place", "step", "failing_at"),
    [(publishing, "_copy", 1), (small_json, "sync", 1), (small_json, "write", 1), (small_json, "write", 2)],
)
def test_a_publication_that_fails_leaves_the_old_release_and_no_draft(tmp_path, monkeypatch, place, step, failing_at):
    _warehouse(tmp_path)
    calls, made = [], getattr(place, step)

    def fails(*arguments):
        calls.append(made(*arguments))
        if len(calls) == failing_at:
            raise OSError(ENOSPC, "No space left on device")

    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        first = publishing.publish(opened, tmp_path, "r1")
        before = {path: path.read_bytes() for path in settings.releases_dir(tmp_path).iterdir()}
        _describe(opened, "r2")
        monkeypatch.setattr(place, step, fails)
        with pytest.raises(OSError, match="No space"):
            publishing.publish(opened, tmp_path, "r2")
        monkeypatch.undo()
        assert {path: path.read_bytes() for path in settings.releases_dir(tmp_path).iterdir()} == before
        assert releases.current(tmp_path) == first
        assert publishing.publish(opened, tmp_path, "r2") == releases.current(tmp_path)


def test_what_the_pointer_names_is_whole_at_every_moment_of_a_publication(tmp_path, monkeypatch):
    _warehouse(tmp_path)
    seen, replace = [], publishing.os.replace

    def looked_at(draft, path):
        replace(draft, path)
        held = releases.kept(tmp_path)
        assert held.current is not None and releases.opens(held.current) and not held.unreadable
        seen.append(held.current.release_id)

    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        publishing.publish(opened, tmp_path, "r1")
        _describe(opened, "r2")
        monkeypatch.setattr(publishing.os, "replace", looked_at)
        publishing.publish(opened, tmp_path, "r2")
    assert seen == ["r1", "r1", "r2"]


def test_a_folder_in_the_place_of_the_pointer_stops_before_anything_is_published(tmp_path):
    _warehouse(tmp_path)
    (settings.releases_dir(tmp_path) / "current.json").mkdir(parents=True)
    with (
        embedded.connection(settings.warehouse_file(tmp_path)) as opened,
        pytest.raises(IsADirectoryError, match="delete it"),
    ):
        publishing.publish(opened, tmp_path, "r1")
    assert [path.name for path in settings.releases_dir(tmp_path).iterdir()] == ["current.json"]


def test_a_release_is_never_overwritten(tmp_path):
    _warehouse(tmp_path)
    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        publishing.publish(opened, tmp_path, "r1")
        with pytest.raises(FileExistsError):
            publishing.publish(opened, tmp_path, "r1")


def test_a_draft_left_by_a_killed_run_is_never_served(tmp_path):
    _warehouse(tmp_path)
    folder = settings.releases_dir(tmp_path)
    folder.mkdir(parents=True)
    (folder / "r0.duckdb.draft").write_bytes(b"half a file")
    assert releases.current(tmp_path) is None and releases.releases(tmp_path) == []
    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        publishing.publish(opened, tmp_path, "r1")
    assert [release.release_id for release in releases.releases(tmp_path)] == ["r1"]
    assert json.loads((folder / "current.json").read_text())["file"] == "r1.duckdb"


def test_an_unknown_release_is_refused_with_the_ones_there_are(tmp_path):
    _warehouse(tmp_path)
    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        publishing.publish(opened, tmp_path, "r1")
    with pytest.raises(releases.UnknownRelease, match="r1"):
        releases.find(tmp_path, "r9")


def test_a_second_writer_is_told_that_the_warehouse_is_busy(tmp_path):
    database = tmp_path / "w.duckdb"
    holding = f"import duckdb, sys; c = duckdb.connect({str(database)!r}); print('held', flush=True); sys.stdin.read()"
    holder = subprocess.Popen([sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None and holder.stdout.readline().strip() == b"held"
        with pytest.raises(embedded.WarehouseBusy, match="another run"), embedded.connection(database):
            pass
    finally:
        holder.communicate()


def test_a_reader_of_a_release_does_not_lock_it(tmp_path):
    _warehouse(tmp_path)
    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        path = publishing.publish(opened, tmp_path, "r1")
    held = duckdb.connect(str(path), read_only=True)
    try:
        assert len(releases.read(path, "marts.regions")) == 1
    finally:
        held.close()


def test_an_older_release_without_a_newer_column_is_still_read(tmp_path):
    _warehouse(tmp_path)
    with embedded.connection(settings.warehouse_file(tmp_path)) as opened:
        opened.execute("alter table marts.regions drop column label_es")
        opened.execute("alter table marts.regions add column colour varchar")
        kept = opened.sql("select * from marts.regions").df()
    old = tmp_path / "old.duckdb"
    with duckdb.connect(str(old)) as written:
        written.execute("create schema marts")
        written.register("kept", kept)
        written.execute("create table marts.regions as select * from kept")
    read = releases.read(old, "marts.regions")
    assert list(read.columns) == TABLES["marts.regions"].column_names and read["label_es"].isna().all()
