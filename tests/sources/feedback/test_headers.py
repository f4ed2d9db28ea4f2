"""A sender recognises the column: every finding names it as the sender wrote it, and keeps our name beside it."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pipelines.commands import running
from sources.feedback.checking import as_json, check
from sources.feedback.marking import mark_workbook
from tests.conftest import WORLD_AS_OF, released
from warehouse import releases

AS_OF = date(2026, 11, 22)
FRENCH = "Titre du projet (obligatoire),Objectifs,Pays,Montant demandé,Devise\n"
FAULTY = "Sols vivants,Z9,Beniin,beaucoup,EUR\n"
WRITTEN = {"VAL-002": "Montant demandé", "NAM-001": "Objectifs", "NAM-002": "Pays", "PRJ-007": "Project ID"}
FIELDS = {"VAL-002": "asked_amount", "NAM-001": "objectives", "NAM-002": "countries", "PRJ-007": "project_id"}
ACTIVITY = (
    "<iati-activities version='2.03'><iati-activity><iati-identifier>XI-1</iati-identifier><title/>\n"
    "<recipient-country code='QQ'/><transaction><transaction-type code='3'/><value value-date='soon'>7</value>"
    "</transaction></iati-activity></iati-activities>"
)


def named(path: Path) -> dict[str, tuple[str, str]]:
    """Column and field of each finding in the JSON report, by rule."""
    problems = json.loads(as_json(check([path], AS_OF)))["problems"]
    return {each["rule_id"]: (each["column"], each["field"]) for each in problems}


def test_a_french_file_is_answered_with_its_own_headers(tmp_path: Path) -> None:
    path = tmp_path / "projets.csv"
    path.write_text(FRENCH + FAULTY, encoding="utf-8")
    found = named(path)
    assert {rule: found[rule] for rule in WRITTEN} == {rule: (WRITTEN[rule], FIELDS[rule]) for rule in WRITTEN}


def test_a_form_is_answered_with_its_own_keys(tmp_path: Path) -> None:
    path = tmp_path / "form.json"
    form = {"project/title": "Soils", "project/objectives": "Z9", "money/asked_amount": "much", "money/shoe_size": "9"}
    path.write_text(json.dumps([form]), encoding="utf-8")
    found = named(path)
    assert found["NAM-001"] == ("project/objectives", "objectives")
    assert found["VAL-002"] == ("money/asked_amount", "asked_amount")
    assert found["FIL-001"] == ("money/shoe_size", None)


def test_an_iati_file_is_answered_with_its_elements(tmp_path: Path) -> None:
    path = tmp_path / "activities.xml"
    path.write_text(ACTIVITY, encoding="utf-8")
    found = named(path)
    assert found["VAL-001"] == ("title", "title")
    assert found["NAM-002"] == ("recipient-country/@code", "countries")
    assert found["VAL-004"] == ("transaction/value/@value-date", "date")


def test_a_header_that_never_ends_or_holds_an_address_is_shown_short_and_without_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Title,Objectives (ask ada@planted.example {'x' * 9_999}),Countries\nSoils,Z9,Mali\n")
    column, field = named(path)["NAM-001"]
    assert field == "objectives" and len(column) <= 120 and "planted" not in column


@pytest.mark.parametrize("above", [[], ["Titre du projet", "Pays"], [None]])
def test_the_right_cell_is_marked_whatever_its_header_and_what_stands_above_it(tmp_path: Path, above: list) -> None:
    path, out = tmp_path / "a.xlsx", tmp_path / "marked.xlsx"
    book = Workbook()
    for row in ([*above], ["Lfd.", *FRENCH.strip().split(",")], [1, *FAULTY.strip().split(",")]):
        book.active.append(row)
    book.save(path)
    mark_workbook(path, check([path], AS_OF), out)
    sheet = load_workbook(out).active
    row = sheet.max_row
    assert "NAM-001" in sheet.cell(row, 3).comment.text and "NAM-002" in sheet.cell(row, 4).comment.text
    assert "VAL-002" in sheet.cell(row, 5).comment.text and sheet.cell(row, 2).comment is None


def test_a_release_names_columns_as_their_senders_wrote_them(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "projets.csv").write_text(FRENCH + FAULTY, encoding="utf-8")
    (inbox / "partnerships.csv").write_text("Projet,Bailleur,État,Montant,Devise,Date\nP9,Danone,engagé,-5,EUR,2024\n")
    ended = running.run(data=tmp_path, inbox=None, iati=None, as_of=WORLD_AS_OF, show_progress=False)
    problems = releases.read(released(ended).path, "marts.problems")
    own = problems[problems["source_file"] == "projets.csv"].set_index("rule_id")
    assert {rule: (own["column"][rule], own["field"][rule]) for rule in WRITTEN} == {
        rule: (WRITTEN[rule], FIELDS[rule]) for rule in WRITTEN
    }
    money = problems[problems["source_file"] == "partnerships.csv"].set_index("rule_id")
    assert money.loc["MNY-001", ["column", "field", "value"]].tolist() == ["Montant", "amount", "-5.0"]
