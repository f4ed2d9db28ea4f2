"""A check names every fault of every file at once, for people and for programs."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from sources.feedback.checking import as_csv, as_json, as_text, check
from sources.feedback.marking import mark_workbook
from sources.feedback.wording import message_and_fix
from sources.findings import ruleset
from tests.places import SHARED_DATA
from tests.sources.problems import problems_of

AS_OF = date(2026, 11, 22)
DIRTY = (
    "Project ID,Title,Objectives,Countries,Start,Asked amount,Currency,Contact e-mail\n"
    "P1,Living soils,C2,Kenya,2025,1000,EUR,ada@planted.example\n"
    "P2,=cmd|' /C calc'!A0,Z9,Beniin,03/04/2024,much,EUR,ada at planted.example\n"
)
KEYS = {
    "rule_id",
    "severity",
    "source_file",
    "source_sheet",
    "source_row",
    "column",
    "value",
    "message",
    "fix",
    "stream",
    "field",
    "parameters",
    "rows_count",
}


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_all_faults_of_a_row_are_told_at_once_with_the_headers_of_the_file(tmp_path: Path) -> None:
    report = check([_write(tmp_path, "a.csv", DIRTY)], AS_OF)
    found = {(problem.rule_id, problem.source_row, problem.column) for problem in problems_of(report)}
    assert found >= {
        ("NAM-001", 3, "Objectives"),
        ("NAM-002", 3, "Countries"),
        ("VAL-005", 3, "Start"),
        ("VAL-002", 3, "Asked amount"),
        ("VAL-010", 3, "Contact e-mail"),
    }
    summary = report.files[0]
    assert (summary.rows_read, summary.rows_admitted, summary.rows_held) == (2, 1, 1)
    assert report.has_held


def test_the_json_is_one_document_with_a_finding_per_problem(tmp_path: Path) -> None:
    paths = [_write(tmp_path, "a.csv", DIRTY), _write(tmp_path, "b.txt", "nothing of ours\n")]
    document = json.loads(as_json(check(paths, AS_OF)))
    assert [each["source_file"] for each in document["files"]] == ["a.csv", "b.txt"]
    assert document["files"][0]["streams"] == ["projects"]
    assert document["files"][1]["refusal"]
    assert all(set(problem) == KEYS for problem in document["problems"])
    assert {problem["source_file"] for problem in document["problems"]} == {"a.csv", "b.txt"}
    assert document["ruleset"] == ruleset()
    assert "NaN" not in json.dumps(document)


def test_the_csv_escapes_formulas_and_no_form_shows_an_address(tmp_path: Path) -> None:
    text = DIRTY.replace("P2,", "P1,").replace("Z9", "=Z9")
    report = check([_write(tmp_path, "a.csv", text)], AS_OF)
    rows = list(csv.reader(io.StringIO(as_csv(report))))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert any(cell == "'=Z9" for row in rows for cell in row)
    for form in (as_csv, as_json, as_text):
        assert "planted" not in form(report)


def test_the_text_has_no_control_characters_and_names_place_and_way_out(tmp_path: Path) -> None:
    text = as_text(check([_write(tmp_path, "a.csv", DIRTY.replace("much", '"mu\nch"'))], AS_OF))
    assert "row 3, column Countries" in text
    assert "Closest: Benin" in text
    assert all(letter.isprintable() or letter == "\n" for letter in text)


def test_markup_is_only_text(tmp_path: Path) -> None:
    title = "<script>alert(1)</script> **x**"
    report = check([_write(tmp_path, "a.csv", f"Title,Objectives,Countries\n{title},C2,Kenya\n")], AS_OF)
    assert report.tables["projects"]["title"].tolist() == [title]


def test_equal_names_in_two_folders_stay_apart(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
    report = check([_write(tmp_path, f"{name}/a.csv", DIRTY) for name in ("x", "y")], AS_OF)
    assert [(each.source_file, each.rows_read) for each in report.files] == [("x/a.csv", 2), ("y/a.csv", 2)]


def test_money_and_its_project_in_two_files_are_checked_together(tmp_path: Path) -> None:
    money = "Project,Funder,State,Amount,Currency,Date\nP1,Loam Foundation,committed,500,EUR,2025\n"
    report = check([_write(tmp_path, "a.csv", DIRTY), _write(tmp_path, "b.csv", money)], AS_OF)
    assert "FND-008" not in set(report.problems["rule_id"])


def test_a_file_that_is_not_there_is_a_refusal(tmp_path: Path) -> None:
    assert check([tmp_path / "none.csv"], AS_OF).files[0].refusal


def test_nothing_to_check_is_an_empty_report() -> None:
    assert check([], AS_OF).files == ()


def test_the_senders_workbook_comes_back_with_the_bad_cells_marked(tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlsx", tmp_path / "marked.xlsx"
    book = Workbook()
    for row in (
        ["Our list"],
        ["Title", "Objectives", "Countries"],
        ["Soils", "Z9", "Beniin"],
        ["Roots", "C2", "Kenya"],
    ):
        book.active.append(row)
    book.save(path)
    report = check([path], AS_OF)
    assert mark_workbook(path, report, out) == 4  # two unknown names, and two rows without a project ID
    sheet = load_workbook(out).active
    assert "NAM-001" in sheet["B3"].comment.text
    assert "Closest: Benin" in sheet["C3"].comment.text
    assert sheet["C4"].comment is None
    assert load_workbook(path).active["B3"].comment is None
    with pytest.raises(ValueError, match="not checked"):
        mark_workbook(tmp_path / "other.xlsx", report, out)


@pytest.mark.parametrize("folder", ["projects", "funding", "taskforce"])
def test_every_file_of_other_people_is_named_or_refused_without_a_traceback(folder: str) -> None:
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of other people's data (../shared/data) is not beside this checkout")
    report = check([SHARED_DATA / folder], AS_OF)
    assert report.files
    for each in report.files:
        assert each.refusal or each.streams
        assert each.rows_read == each.rows_admitted + each.rows_held
    assert as_text(report).count("Traceback") == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "id,proj_title,colour,Organisation,hue,tint,shade\n1,Soils,red,Loam,9,8,7\n",
            ("Nearest is projects: 3 of 7", "'Objectives'"),
        ),
        ("iati_identifier,title#en,value\nXI-1,Soils,9\n", ("IATI activities flattened", "XML")),
        ("- title: Soils\n- title: Roots\n", ("no table", "row of headers")),
        ("red,green\n1,2\n", ("belong to no kind of data we know; the first row is 'red', 'green'", "sic template")),
    ],
)
def test_a_table_that_is_not_ours_is_told_what_is_nearest_and_missing(
    tmp_path: Path, text: str, expected: tuple[str, str]
) -> None:
    problem = problems_of(check([_write(tmp_path, "a.csv", text)], AS_OF))[0]
    message, fix = message_and_fix(problem.rule_id, problem.parameters, "en")
    assert expected[0] in message and expected[1] in message + fix


def test_what_is_missing_is_told_in_the_language_of_the_reader(tmp_path: Path) -> None:
    problem = problems_of(
        check([_write(tmp_path, "a.csv", "Title,Countries,Start,End\nSoils,Mali,2025,2026\n")], AS_OF)
    )[0]
    assert problem.rule_id == "FIL-016"
    assert "il manque «\u202fObjectifs\u202f»" in message_and_fix(problem.rule_id, problem.parameters, "fr")[0]
    assert "falta «Objetivos»" in message_and_fix(problem.rule_id, problem.parameters, "es")[0]


@pytest.mark.parametrize("text", ["Title,Objectives\n", "Title,Objectives\n,\n , \n", "Our list\n\nTitre,Objectifs\n"])
def test_a_table_without_a_row_is_refused_with_its_stream_in_the_language_of_the_reader(
    tmp_path: Path, text: str
) -> None:
    report = check([_write(tmp_path, "a.csv", text)], AS_OF)
    (problem,) = problems_of(report)
    assert (problem.rule_id, problem.severity, report.has_held) == ("FIL-010", "error", True)
    assert (
        message_and_fix(problem.rule_id, problem.parameters, "en")[0]
        == "The file has the headers of projects but no rows."
    )
    assert "«\u202fProjets\u202f», mais aucune ligne" in message_and_fix(problem.rule_id, problem.parameters, "fr")[0]
    assert "«Proyectos», pero ninguna fila" in message_and_fix(problem.rule_id, problem.parameters, "es")[0]


def test_sheets_without_rows_refuse_a_workbook_only_where_no_sheet_has_one(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Title", "Objectives"])
    book.create_sheet("Money").append(["Project", "Funder", "State", "Amount", "Currency", "Date"])
    book.save(tmp_path / "a.xlsx")
    refusal = check([tmp_path / "a.xlsx"], AS_OF).files[0].refusal
    assert refusal is not None and "headers of projects, funding but no rows" in refusal
    book.active.append(["Soils", "C2"])
    book.save(tmp_path / "a.xlsx")
    report = check([tmp_path / "a.xlsx"], AS_OF)
    assert (report.files[0].refusal, report.files[0].rows_read) == (None, 1)
    warnings = [(each.severity, each.stream) for each in problems_of(report) if each.rule_id == "FIL-005"]
    assert warnings == [("warning", "funding")]


def test_an_iati_file_without_an_activity_is_refused_in_the_language_of_the_reader(tmp_path: Path) -> None:
    (problem,) = problems_of(check([_write(tmp_path, "a.xml", '<iati-activities version="2.03"/>')], AS_OF))
    assert problem.rule_id == "FIL-010"
    assert message_and_fix(problem.rule_id, problem.parameters, "en")[0] == "The IATI activity file holds no activity."
    assert "aucune activité" in message_and_fix(problem.rule_id, problem.parameters, "fr")[0]
    assert "ninguna actividad" in message_and_fix(problem.rule_id, problem.parameters, "es")[0]
