"""Any admitted table comes back as a workbook with its faults marked, and what cannot be written is said in a sentence."""

import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from pipelines.cli import main
from sources.feedback.checking import check
from sources.feedback.marking import mark_workbook
from sources.files.reading import read

AS_OF = date(2026, 11, 22)
HEADER = "Project ID,Title,Objectives,Countries"
CELLS = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "TRUE",
    "0042",
    "2025-01-01",
    "two\nlines",
    "a\x07\x1b[2Jb",
    "\uffff",
]


def sic(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def workbook(path: Path, *rows: Sequence[object]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def test_a_csv_comes_back_as_a_workbook_with_its_bad_cells_marked_in_the_rows_the_findings_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'Our list\n\n{HEADER}\nP1,"Living\nsoils",C2,Kenya\nP2,Roots,Z9,Beniin\n')
    ended = sic("check", path, "--format", "xlsx", "--out", tmp_path / "not" / "yet")
    assert ended.exit_code == 1 and ended.output == f"{tmp_path}/not/yet/a-checked.xlsx: 2 cells marked\n"
    sheet = load_workbook(tmp_path / "not" / "yet" / "a-checked.xlsx")["projects"]
    assert [cell.value for cell in sheet[3]] == HEADER.split(",")
    assert sheet["B4"].value == "Living\nsoils" and sheet["C4"].comment is None
    assert "NAM-001" in sheet["C6"].comment.text and "Closest: Benin" in sheet["D6"].comment.text


def test_a_form_export_comes_back_with_its_keys_as_headers(tmp_path: Path) -> None:
    path, out = tmp_path / "a.json", tmp_path / "out.xlsx"
    path.write_text(
        json.dumps([{"p/project_id": "P1", "p/title": "Soils", "p/objectives": "Z9", "countries": "Kenya"}])
    )
    assert mark_workbook(path, check([path], AS_OF), out) == 1
    sheet = load_workbook(out)["projects"]
    assert [cell.value for cell in sheet[1]] == ["p/project_id", "p/title", "p/objectives", "countries"]
    assert "NAM-001" in sheet["C2"].comment.text


@pytest.mark.parametrize("text", CELLS, ids=ascii)
def test_every_cell_of_a_marked_csv_is_text_and_is_read_again_as_it_was(tmp_path: Path, text: str) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "out.xlsx"
    path.write_text(f'{HEADER}\nP1,"{text}",Z9,Kenya\n', encoding="utf-8", newline="")
    mark_workbook(path, check([path], AS_OF), out)
    cell = load_workbook(out)["projects"]["B2"]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    again = read(out, tmp_path).tables["projects"]["title"].tolist()
    if text != "\uffff":  # no workbook can hold it
        assert again[0].replace("\N{REPLACEMENT CHARACTER}", "") == read(path, tmp_path).tables["projects"]["title"][0]


def test_findings_in_merged_cells_stand_in_the_cell_that_is_shown(tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlsx", tmp_path / "out.xlsx"
    workbook(path, HEADER.split(","), ["P1", "Soils", "C2", "Kenya"], ["P2", "Roots", "C2", None])
    book = load_workbook(path)
    book.active.merge_cells("C3:D3")
    book.active["C3"] = "Z9"
    book.save(path)
    mark_workbook(path, check([path], AS_OF), out)
    comment = load_workbook(out).active["C3"].comment.text
    assert "NAM-001" in comment and "PRJ-002" in comment


def test_a_workbook_that_only_its_reader_understands_comes_back_from_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = tmp_path / "a.xlsx", tmp_path / "out.xlsx"
    workbook(path, HEADER.split(","), ["P1", "Soils", "Z9", "Kenya"])
    report = check([path], AS_OF)
    with monkeypatch.context() as patched:
        patched.setattr("sources.feedback.marking.load_workbook", lambda content: {}["styles"])
        assert mark_workbook(path, report, out) == 1
    assert "NAM-001" in load_workbook(out)["Sheet"]["C2"].comment.text


def test_a_folder_gives_a_marked_workbook_of_every_table_and_none_is_written_over_another(tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    (inbox / "x").mkdir(parents=True)
    for name, objective in (("a.csv", "Z7"), ("a.txt", "Z8"), ("x/a.csv", "Z9")):
        (inbox / name).write_text(f"{HEADER}\nP1,Soils,{objective},Kenya\n")
    (inbox / "b.xml").write_text(
        '<iati-activities version="2.03"><iati-activity><iati-identifier>X-1</iati-identifier></iati-activity></iati-activities>'
    )
    ended = sic("check", inbox, "--format", "xlsx", "--out", out)
    marked = {file.relative_to(out).as_posix(): load_workbook(file).active for file in out.rglob("*.xlsx")}
    assert {name: sheet["C2"].value for name, sheet in marked.items()} == {
        "a-checked.xlsx": "Z7",
        "a.txt-checked.xlsx": "Z8",
        "x/a-checked.xlsx": "Z9",
    }
    assert "'b.xml' cannot be marked: an IATI file has no rows and columns." in ended.output
    assert ended.exit_code == 1


def test_files_whose_names_cannot_be_printed_are_marked_under_the_names_of_the_report(tmp_path: Path) -> None:
    inbox, out = tmp_path / os.fsdecode(b"in\xffbox"), tmp_path / "out"
    inbox.mkdir()
    for name in ("a b.csv", "a\u00a0b.csv", os.fsdecode(b"\xff.csv"), "l" * 251 + ".csv"):
        (inbox / name).write_text(f"{HEADER}\nP1,Soils,Z7,Kenya\n")
    ended = sic("check", inbox, "--format", "xlsx", "--out", out)
    assert ended.exit_code == 1 and ended.exception.__class__ is SystemExit
    names = {each.source_file for each in check([inbox]).files}
    assert {file.name for file in out.iterdir()} == {f"{Path(name).stem}-checked.xlsx" for name in names}
    (tmp_path / os.fsdecode(b"\xfe")).mkdir()
    assert sic("check", tmp_path / os.fsdecode(b"\xfe")).exit_code == 2


def test_equal_names_in_two_folders_stay_apart_and_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text(f"{HEADER}\nP1,Soils,C2,Kenya\n")
    files = check([tmp_path / "x", tmp_path / "y", tmp_path / "x" / "a.csv"], AS_OF).files
    assert [(each.source_file, each.rows_read) for each in files] == [("x/a.csv", 1), ("y/a.csv", 1)]


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_the_folder_of_a_report_is_made(tmp_path: Path, form: str) -> None:
    (tmp_path / "a.csv").write_text(f"{HEADER}\nP1,Soils,C2,Kenya\n")
    out = tmp_path / "not" / "yet" / "report"
    assert sic("check", tmp_path / "a.csv", "--format", form, "--out", out).exit_code == 0
    assert out.read_text()


def test_the_folder_of_a_template_is_made(tmp_path: Path) -> None:
    assert sic("template", "projects", "--out", tmp_path / "not" / "yet.xlsx").exit_code == 0
    assert load_workbook(tmp_path / "not" / "yet.xlsx").worksheets


@pytest.mark.parametrize("form", ["text", "json", "csv", "xlsx", "template"])
def test_what_stands_in_the_way_is_told_in_a_sentence(tmp_path: Path, form: str) -> None:
    (tmp_path / "a.csv").write_text(f"{HEADER}\nP1,Soils,C2,Kenya\n")
    out = tmp_path / "a.csv" / "out"
    asked = ("template", "projects") if form == "template" else ("check", tmp_path / "a.csv", "--format", form)
    ended = sic(*asked, "--out", out)
    assert ended.exit_code == 2 and isinstance(ended.exception, SystemExit)
    assert "cannot be written: " in ended.output
