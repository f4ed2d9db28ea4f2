"""The IATI file of a release: partners' projects and no others, valid, read again without loss, and what is left out is told."""

import resource
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from dashboard.papers.export import iati, partner_projects
from pipelines.cli import main
from sources.admission.admitting import admit
from sources.feedback.checking import ORIGIN
from sources.files.reading import read, stack
from sources.names.reference import load
from tests.conftest import MadeOnce, released
from tests.iati_standard import PUBLISHED_STANDARD, faults
from tests.release_factory import write_release
from warehouse import releases
from warehouse.contracts import TABLES

if TYPE_CHECKING:
    from pipelines.commands.running import Outcome

AS_OF = date(2026, 11, 22)
# What the file carries of each table of the release.
CARRIED = {
    "projects": "project_id title kind summary lead_id lead_name starts_on ends_on currency_code sic_stage assessment_result "
    "call_code sdgs practices sectors updated_on",
    "project_objectives": "project_id objective_code objective_share is_primary split_basis link_basis",
    "project_countries": "project_id country_code region_code country_share split_basis",
    "contributions": "contribution_id project_id funder_id funder_name receiver_id receiver_name money_stream form state "
    "amount currency_code value_on",
}


@pytest.fixture(scope="module")
def written(world: "Outcome", made_once: MadeOnce) -> Path:
    """The file of the miniature world."""
    return made_once("iati_out", lambda place: iati.write(released(world), place / "out", _silent)) / iati.FILE


def _silent(_done: float, _name: str) -> None: ...


def _rows(table: pd.DataFrame, columns: str) -> list[tuple]:
    cells = table[columns.split()].astype(object)
    return sorted(cells.where(cells.notna(), None).itertuples(index=False, name=None), key=str)


def test_the_projects_of_partners_are_read_again_as_the_release_has_them(world: "Outcome", written: Path) -> None:
    again = admit(stack([read(written, written.parent)], ORIGIN), load(), AS_OF).tables
    for name, columns in CARRIED.items():
        published = releases.read(released(world).path, f"marts.{name}")
        published = published[published["project_id"].isin(["W-1", "W-2"])]
        if name == "contributions":  # A-1 is the grant of B-1, as its giver reports it
            published = published[published["contribution_id"] != "A-1"]
        assert len(published) > 1 and _rows(again[name], columns) == _rows(published, columns)


def test_neither_contacts_nor_what_others_publish_is_written(written: Path) -> None:
    text = written.read_text(encoding="utf-8")
    assert text.count("<iati-activity ") == 2
    for other in ("planted.example", "Ada Example", "contact-info", "XX-WORLD-1", "world-bank", "aiddata"):
        assert other not in text


@PUBLISHED_STANDARD
def test_the_file_of_the_world_keeps_the_schema_and_the_ruleset_of_the_standard(written: Path) -> None:
    content = written.read_bytes()
    assert faults(content, AS_OF) == []
    for broken in (
        content.replace(b"<activity-status", b"<activity-mood"),
        content.replace(b'percentage="60"', b'percentage="sixty"'),
        content.replace(b'code="BJ" percentage="50"', b'code="BJ" percentage="10"'),
        content.replace(b'type="1" iso-date="2024', b'type="1" iso-date="2044'),
    ):
        assert broken != content and faults(broken, AS_OF)


@pytest.fixture
def release_of(tmp_path: Path) -> Any:
    """Publishes a made-up release of these rows; what a project or a row of money does not say is usual."""

    def publish(projects: list[Mapping[str, Any]], money: list[Mapping[str, Any]]) -> releases.Release:
        usual = {"version": 1, "is_current": True, "title": "Soil", "origin": "inbox"}
        whole = {"lead_name": "Terrace League", "sic_stage": "idea", "starts_on": date(2025, 1, 1)}
        cash = {"money_stream": "ground", "form": "cash", "state": "committed", "origin": "inbox", "is_counted": True}
        value = {"amount": 5.0, "currency_code": "EUR", "value_on": date(2025, 1, 1), "funder_name": "Humus Bank"}
        asked = ("project_objectives", "project_countries", "objectives", "countries")
        tables: dict[str, Any] = {name: [] for name in asked} | {
            "projects": [usual | whole | dict(row) for row in projects],
            "contributions": [{"project_id": "P"} | cash | value | dict(row) for row in money],
        }
        write_release(tmp_path, "made-up", tables, is_demonstration=True, is_whole=False)
        return releases.find(tmp_path)

    return publish


def test_what_iati_cannot_say_is_left_out_and_named(release_of: Any, tmp_path: Path) -> None:
    release = release_of(
        [
            {"project_id": "P"},
            {"project_id": "NO-START", "starts_on": None},
            {"project_id": "NO-STATUS", "sic_stage": None},
            {"project_id": "NO-PARTY", "lead_name": None},
            {"project_id": "LISTED", "list_name": "loam-bank"},
            {"project_id": "OPEN", "kind": "open_record"},
            {"project_id": "OF-OTHERS", "origin": "iati"},
        ],
        [
            {"contribution_id": "KEPT"},
            {"contribution_id": "OFFICE", "form": "office"},
            {"contribution_id": "TWICE", "is_counted": False, "not_counted_reason": "same_grant"},
            {"contribution_id": "ASKED", "state": "asked"},
            {"contribution_id": "FUTURE", "value_on": date(2027, 1, 1)},
            {"contribution_id": "THEIRS", "origin": "iati"},
            {"contribution_id": "OF-OTHER", "project_id": "LISTED", "form": "office"},
        ],
    )
    found = partner_projects.chosen(lambda name: releases.read(release.path, name), AS_OF)
    assert (found.projects["project_id"].tolist(), found.money["contribution_id"].tolist()) == (["P"], ["KEPT"])
    assert found.left_projects == {"no_start": ["NO-START"], "no_status": ["NO-STATUS"], "no_party": ["NO-PARTY"]}
    left = {"not_cash": ["OFFICE"], "in_another_row": ["TWICE"], "no_type": ["ASKED"], "to_come": ["FUTURE"]}
    assert found.left_money == left
    out = iati.write(release, tmp_path / "out", _silent)
    for end in ("md", "fr.md", "es.md"):
        readme = (out / f"README.{end}").read_text(encoding="utf-8")
        named = [*found.left_projects.values(), *found.left_money.values()]
        assert all(identifier in readme for ids in named for identifier in ids)
    assert "MADE-UP DATA" in (out / iati.FILE).read_text(encoding="utf-8")


def test_each_way_a_row_can_be_counted_elsewhere_is_known() -> None:
    (column,) = (each for each in TABLES["marts.contributions"].columns if each.name == "not_counted_reason")
    assert set(partner_projects.IN_ANOTHER_ROW) < set(column.values)
    (stage,) = (each for each in TABLES["marts.projects"].columns if each.name == "sic_stage")
    assert set(partner_projects.STATUS_OF_STAGE) == set(stage.values)


def test_a_full_disk_leaves_no_part_of_a_file(release_of: Any, tmp_path: Path) -> None:
    release_of([{"project_id": f"P{number}"} for number in range(99)], [])
    before, limits = sorted(tmp_path.rglob("*")), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        answer = _exported(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (answer.exit_code, answer.stdout, sorted(tmp_path.rglob("*"))) == (1, "", before)
    assert answer.stderr.endswith("out: File too large.\n")


def _exported(data: Path) -> Result:
    asked = ["export", "--iati", "--quiet", "--data", str(data), "--out", str(data / "out")]
    return CliRunner().invoke(main, asked)


def test_without_a_project_of_a_partner_there_is_a_sentence_and_no_file(release_of: Any, tmp_path: Path) -> None:
    release_of([{"project_id": "NO-START", "starts_on": None}], [])
    answer = _exported(tmp_path)
    assert (answer.exit_code, answer.stdout, (tmp_path / "out").exists()) == (1, "", False)
    assert "NO-START" in answer.stderr and answer.stderr.startswith("Error: Release made-up has no project")
