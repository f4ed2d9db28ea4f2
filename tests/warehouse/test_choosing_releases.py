"""Which release is read: each once, the current one or the newest that opens, whatever stands in the folder of releases."""

import json
import os
import shutil
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.warehouse.small_releases import describe, point, publish
from warehouse import releases

WAY_OUT = "put it back from a copy, or delete it."


def listed(data: Path) -> Result:
    return CliRunner().invoke(main, ["releases", "--data", str(data)])


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A data folder with two releases: the older r1, and r2, which is current."""
    publish(tmp_path, "r1")
    publish(tmp_path, "r2", hours=1)
    return tmp_path


@pytest.mark.parametrize("copy", ["r2-copy.duckdb", "a copy of r2.duckdb", "zz.duckdb"])
@pytest.mark.parametrize("is_described", [True, False])
def test_a_copy_of_a_release_is_left_out_and_told(two: Path, copy: str, is_described: bool) -> None:
    original = two / "releases" / "r2.duckdb"
    shutil.copy(original, original.with_name(copy))
    if is_described:
        shutil.copy(f"{original}.json", original.with_name(f"{copy}.json"))
    assert [release.path.name for release in releases.releases(two)] == ["r2.duckdb", "r1.duckdb"]
    assert f"! {copy} is r2 again and is left out" in listed(two).output
    point(two, copy)
    assert releases.find(two).path == original
    original.unlink()
    assert [release.path.name for release in releases.releases(two)] == [copy, "r1.duckdb"]


def test_the_newest_that_opens_is_served_where_the_current_one_is_gone(two: Path) -> None:
    publish(two, "r3", hours=2).unlink()
    assert releases.current(two) is None
    assert releases.find(two).release_id == "r2"
    assert "! The current release is missing or cannot be opened: r2 is shown" in listed(two).output


def test_a_release_that_is_cut_short_is_listed_and_another_is_served(two: Path) -> None:
    (two / "releases" / "r2.duckdb").write_bytes(b"")
    assert [release.release_id for release in releases.releases(two)] == ["r2", "r1"]
    assert releases.find(two).release_id == "r1"
    named = CliRunner().invoke(main, ["explain", "A1", "--release", "r2", "--data", str(two)])
    assert named.exit_code == 1 and named.output == f"Error: Release r2 cannot be opened; {WAY_OUT}\n"
    (two / "releases" / "r1.duckdb").write_bytes(b"")
    with pytest.raises(releases.UnknownRelease, match="No release can be opened"):
        releases.find(two)
    assert "none can be opened" in listed(two).output


def test_a_file_that_is_another_release_than_it_is_listed_as_is_not_served(two: Path) -> None:
    shutil.copy(two / "releases" / "r1.duckdb", two / "releases" / "r2.duckdb")
    assert releases.find(two).release_id == "r1"


@pytest.mark.parametrize("file", ["../r1.duckdb", "/etc/passwd", "other.duckdb", "notes.txt", ".", "", None, 7, ["r1"]])
def test_a_pointer_to_no_release_of_the_folder_points_to_none(two: Path, file: str) -> None:
    shutil.copy(two / "releases" / "r1.duckdb", two / "r1.duckdb")
    (two / "releases" / "notes.txt").write_text("no release")
    point(two, file)
    assert releases.kept(two).current is None
    assert releases.find(two).release_id == "r2"
    assert listed(two).exit_code == 0


LIES = {
    "another release": {"release_id": "r9"},
    "no text": {"rules_version": 7},
    "a list": {"release_id": ["r2"]},
    "a zone": {"built_at": "2026-11-22T09:00:00+00:00"},
    "no answer": {"is_demonstration": "false"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_description_that_is_not_of_its_file_is_not_believed(two: Path, lie: str) -> None:
    before, file = releases.releases(two), two / "releases" / "r2.duckdb"
    beside = file.with_name(f"{file.name}.json")
    describe(file, json.loads(beside.read_text()) | LIES[lie])
    assert releases.releases(two) == before


@pytest.mark.parametrize("beside", ["[" * 60_000, "{" + " " * 70_000 + "}", "\x00", "null", '"r2"'])
def test_a_description_that_is_none_is_not_read(two: Path, beside: str) -> None:
    before = releases.releases(two)
    (two / "releases" / "r2.duckdb.json").write_text(beside)
    (two / "releases" / releases.POINTER).write_text(beside)
    assert releases.releases(two) == before and releases.find(two).release_id == "r2"


@pytest.mark.parametrize("name", ["r3.duckdb", "r2.duckdb.json", releases.POINTER])
def test_nothing_waits_for_a_pipe(two: Path, name: str) -> None:
    (two / "releases" / name).unlink(missing_ok=True)
    os.mkfifo(two / "releases" / name)
    assert [release.release_id for release in releases.releases(two)] == ["r2", "r1"]
    assert releases.find(two).release_id == "r2" and listed(two).exit_code == 0


def test_a_release_whose_name_is_a_path_is_none(two: Path) -> None:
    publish(two, "r3", hours=2)
    with duckdb.connect(str(two / "releases" / "r3.duckdb")) as opened:
        opened.execute("update meta.release set release_id = '../letters'")
    (two / "releases" / "r3.duckdb.json").unlink()
    assert [path.name for path in releases.kept(two).unreadable] == ["r3.duckdb"]


def test_a_folder_that_cannot_be_listed_is_told_and_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "releases").write_text("a file in the place of the folder")
    for said in (listed(tmp_path), CliRunner().invoke(main, ["explain", "A1", "--data", str(tmp_path)])):
        assert said.exit_code == 1 and "releases cannot be read: " in said.output


def test_a_release_of_newer_code_is_listed_and_read(two: Path) -> None:
    with duckdb.connect(str(two / "releases" / "r2.duckdb")) as opened:
        opened.execute("alter table meta.release add column later varchar")
        opened.execute("create table meta.later (a int)")
    (two / "releases" / "r2.duckdb.json").unlink()
    assert releases.find(two).release_id == "r2"


def test_what_is_published_while_the_folder_is_listed_is_current_and_in_the_list(two: Path, monkeypatch) -> None:
    listed = releases._listed

    def published_meanwhile(data: Path, pointed: Path | None) -> releases.Kept:
        held = listed(data, pointed)
        if len(held.releases) == 2:
            publish(two, "r3", hours=2)
        return held

    monkeypatch.setattr(releases, "_listed", published_meanwhile)
    held = releases.kept(two)
    assert held.current == held.releases[0] == releases.find(two) and held.releases[0].release_id == "r3"


@pytest.mark.parametrize("name", [None, "r2"])
def test_what_is_pruned_between_being_listed_and_opened_is_looked_for_again(two: Path, monkeypatch, name) -> None:
    listed, looks = releases.kept(two), []
    publish(two, "r0", hours=-1)

    def listed_before(data: Path) -> releases.Kept:
        looks.append(data)
        return listed if len(looks) == 1 else kept(data)

    kept = releases.kept
    (two / "releases" / "r2.duckdb").unlink()
    monkeypatch.setattr(releases, "kept", listed_before)
    if name is None:
        assert releases.find(two).release_id == "r0"  # the pointer names it now, though r1 is newer
    else:
        with pytest.raises(releases.UnknownRelease, match="'r2': it was never here, or is no longer kept"):
            releases.find(two, name)
    assert len(looks) == 2


def test_what_vanished_while_the_folder_was_listed_is_no_file_that_cannot_be_opened(two: Path, monkeypatch) -> None:
    describe, file = releases.describe, two / "releases" / "r1.duckdb"

    def pruned(path: Path) -> releases.Release | None:
        return file.unlink() if path == file else describe(path)

    monkeypatch.setattr(releases, "describe", pruned)
    held = releases.kept(two)
    assert held.unreadable == [] and [release.release_id for release in held.releases] == ["r2"]
