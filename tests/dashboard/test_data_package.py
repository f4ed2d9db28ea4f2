"""The data package: what others read of it is what the release holds, and it is whole or not there."""

import csv
import hashlib
import io
import json
import os
import resource
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from frictionless import validate

from dashboard.papers.export import data_package
from pipelines.cli import main
from sources.feedback.spreadsheets import plain_in_csv
from tests.conftest import MadeOnce, released
from tests.release_factory import AS_OF, write_release
from warehouse import releases
from warehouse.contracts import TABLES
from warehouse.releases import Release

if TYPE_CHECKING:
    from pipelines.commands.running import Outcome

FORMULA = '=HYPERLINK("https://planted.example";"é"),\n+1'
SENTENCES = {
    "unknown": "nobody",
    "corrupt": "No release can be opened",
    "torn": "A release cannot be read;",
    "occupied": "holds something already;",
    "file": "holds something already;",
    "full": "package: File too large.",
}
WATERMARK = "DEMONSTRATION · MADE-UP DATA"


@pytest.fixture(scope="module")
def whole(world: "Outcome", made_once: MadeOnce) -> Path:
    """The package of the miniature world."""
    return made_once("data_package", lambda place: _written(released(world), place / "package"))


@pytest.fixture
def made_up(tmp_path: Path) -> Release:
    """A release of one made-up project whose title a spreadsheet would run, with no table but its own."""
    project = {"project_id": "=A1", "version": 1, "is_current": True, "title": FORMULA, "committed_eur": -0.5}
    write_release(tmp_path, "made-up", {"projects": [project]}, is_demonstration=True, is_whole=False)
    return releases.find(tmp_path)


def _written(release: Release, out: Path) -> Path:
    return data_package.write(release, out, lambda _done, _name: None)


def _descriptor(package: Path) -> dict[str, Any]:
    return json.loads((package / "datapackage.json").read_text(encoding="utf-8"))


def _as_cell(value: Any) -> str:
    """How a CSV has to show a value of the release, said without the code that writes it."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S.%f}Z"
    return value.isoformat() if isinstance(value, date) else str(plain_in_csv(value))


def test_each_table_of_the_release_is_there_cell_by_cell_in_both_forms(whole: Path, world: "Outcome") -> None:
    public = {name for name, table in TABLES.items() if table.layer in ("marts", "meta")}
    assert {path.stem for path in (whole / "csv").iterdir()} == public
    with duckdb.connect(str(released(world).path), read_only=True) as opened:
        for name in public:
            rows = opened.execute(f"select * from {name} order by rowid")
            heads, expected = [column[0] for column in rows.description], rows.fetchall()
            stored = pyarrow.parquet.read_table(whole / "parquet" / f"{name}.parquet")
            assert (stored.column_names, [tuple(row.values()) for row in stored.to_pylist()]) == (heads, expected)
            with (whole / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                shown = list(csv.reader(file))
            assert shown[0] == heads
            # An empty text is missing for whoever reads a CSV, and a required one must not be.
            filled = [column.name for column in TABLES[name].columns if not column.is_nullable]
            assert [each for each in filled if any(not cells[heads.index(each)] for cells in shown[1:])] == []
            for cells, row in zip(shown[1:], expected, strict=True):
                for cell, value in zip(cells, row, strict=True):
                    same = float(cell) == value if isinstance(value, float) else cell == _as_cell(value)
                    assert same, (name, cell, value)


@pytest.mark.whole
def test_the_world_is_valid_for_whoever_reads_data_packages(whole: Path) -> None:
    report = validate(str(whole / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])


def test_a_descriptor_says_what_the_contracts_say(whole: Path) -> None:
    tables = {each["name"]: each["schema"] for each in _descriptor(whole)["resources"] if "schema" in each}
    for name, contract in TABLES.items():
        if contract.layer not in ("marts", "meta"):
            continue
        fields = tables[name]["fields"]
        for field, column in zip(fields, contract.columns, strict=True):
            limits = field["constraints"]
            assert (field["name"], field["title"], field["description"], field.get("unit", "")) == (
                column.name, column.title, column.meaning, column.unit,
            )  # fmt: skip
            assert limits.get("required", False) is not column.is_nullable
            assert (tuple(limits.get("enum", ())), limits.get("minimum"), limits.get("maximum")) == (
                column.values, column.least, column.most,
            )  # fmt: skip
        may_be_missing = {column.name for column in contract.columns if column.is_nullable}
        has_key = bool(contract.key) and may_be_missing.isdisjoint(contract.key)
        assert tables[name].get("primaryKey") == (list(contract.key) if has_key else None)


def test_a_text_that_could_be_run_is_safe_in_csv_only_and_made_up_data_say_so(made_up: Release, tmp_path: Path) -> None:
    package = _written(made_up, tmp_path / "package")
    report = validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])
    stored = pyarrow.parquet.read_table(package / "parquet" / "marts.projects.parquet")
    assert stored["title"].to_pylist() == [FORMULA]
    with (package / "csv" / "marts.projects.csv").open(encoding="utf-8", newline="") as file:
        (shown,) = csv.DictReader(file)
    assert (shown["project_id"], shown["committed_eur"], shown["summary"]) == ("'=A1", "-0.5", "")
    assert shown["title"] == plain_in_csv(FORMULA) != FORMULA
    held = {row["name"]: row for row in _descriptor(package)["resources"]}
    for path in [*(package / "csv").iterdir(), package / "dictionary.csv"]:
        with path.open(encoding="utf-8", newline="") as file:
            assert {row["demonstration"] for row in csv.DictReader(file)} <= {WATERMARK}, path
        assert (
            held[path.stem if path.parent.name == "csv" else path.name]["schema"]["fields"][-1]["name"]
            == "demonstration"
        )
    assert shown["demonstration"] == WATERMARK
    assert stored.schema.metadata[b"watermark"].decode() == _descriptor(package)["watermark"] == WATERMARK
    for end, mark in {"md": WATERMARK, "fr.md": "DONNÉES INVENTÉES", "es.md": "DATOS INVENTADOS"}.items():
        assert mark in (package / f"README.{end}").read_text(encoding="utf-8")


def test_checksums_and_the_zip_hold_every_file_and_nothing_tells_when_it_was_written(
    made_up: Release, tmp_path: Path
) -> None:
    package = _written(made_up, tmp_path / "package")
    held = {str(path.relative_to(package)): path.read_bytes() for path in package.rglob("*") if path.is_file()}
    lines = held["SHA256SUMS"].decode().splitlines()
    summed = {name: sha256 for sha256, name in (line.split("  ") for line in lines)}
    assert summed == {name: hashlib.sha256(held[name]).hexdigest() for name in held if name != "SHA256SUMS"}
    first, second = (data_package.zipped(made_up, lambda _done, _name: None) for _ in range(2))
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == held
        assert {entry.date_time for entry in packed.infolist()} == {made_up.built_at.timetuple()[:6]}
    assert _descriptor(package)["created"] == f"{made_up.built_at.isoformat()}Z"
    assert first == second


def test_the_sources_whose_records_are_in_it_are_named_with_their_licences(whole: Path) -> None:
    licences = (whole / "LICENSES.md").read_text(encoding="utf-8")
    assert "CC BY 4.0" in licences and "ODC-By 1.0" in licences and "Green Climate Fund" not in licences
    assert "MIT" in (whole / "origins" / "record.md").read_text(encoding="utf-8")
    with (whole / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if (row["table"], row["column"]) == ("marts.goals", "goal_code"))
    assert (row["title_en"], row["title_fr"], row["is_key"]) == ("Goal", "Objectif général", "yes")


def test_a_column_that_the_contracts_do_not_know_is_described_by_its_release(tmp_path: Path) -> None:
    path = write_release(tmp_path, "older", {"goals": []}, is_demonstration=False, is_whole=False)
    with duckdb.connect(str(path)) as opened:
        opened.execute("alter table marts.goals add column mood varchar; create table marts.moods (mood varchar)")
        opened.execute("comment on column marts.goals.mood is 'How it felt'")
    package = _written(releases.find(tmp_path), tmp_path / "package")
    schemas = {each["name"]: each.get("schema") for each in _descriptor(package)["resources"]}
    assert schemas["marts.goals"]["fields"][-1] == {"name": "mood", "type": "string", "constraints": {}}
    assert schemas["marts.moods"]["fields"] == [{"name": "mood", "type": "string", "constraints": {}}]
    assert "How it felt" in (package / "dictionary.csv").read_text(encoding="utf-8")
    assert validate(str(package / "datapackage.json")).valid


@pytest.mark.parametrize("fault", SENTENCES)
def test_what_cannot_be_exported_is_a_sentence_and_leaves_nothing(fault: str, made_up: Release, tmp_path: Path) -> None:
    out, options = tmp_path / "new" / "package", []
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    if fault == "unknown":
        options = ["--release", "nobody"]
    elif fault == "corrupt":
        os.truncate(made_up.path, made_up.path.stat().st_size // 2)
    elif fault == "torn":  # opens, and breaks as the table is read
        content = bytearray(made_up.path.read_bytes())
        at = content.rindex(b"HYPERLINK")
        content[at : at + 4] = b"torn"
        made_up.path.write_bytes(content)
    elif fault == "occupied":
        out.mkdir(parents=True)
        (out / "mine.txt").write_text("mine")
    elif fault == "file":
        out.parent.mkdir()
        out.write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    if fault == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))
    try:
        answer = CliRunner().invoke(main, ["export", "--quiet", "--data", str(tmp_path), "--out", str(out), *options])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith("Error: ") and SENTENCES[fault] in answer.stderr
    assert sorted(tmp_path.rglob("*")) == before
    assert made_up.as_of == AS_OF
