"""Files that are small and cost much: each is refused by name before its rows are judged, within the bounds of test_hostile."""

import builtins
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from pipelines.cli import main
from sources.feedback.checking import check
from sources.feedback.wording import message_and_fix
from sources.files.reading import read, read_folder
from tests.sources.files.measuring import Costs
from tests.sources.files_sent import FIRST_SHEET, HEADER, ROW, SHEET, raw_workbook, refusal_of

Measured = Callable[[Path], Costs]
TRANSACTION = (
    '<transaction><transaction-type code="3"/><transaction-date iso-date="2021-01-01"/>'
    '<value value-date="2021-01-01" currency="EUR">1</value></transaction>'
)
HEADERS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c><c r="B1" t="inlineStr"><is><t>Objectives</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Soils</t></is></c><c r="B2" t="inlineStr"><is><t>C2</t></is></c></row>'
)


def many_sheets(path: Path) -> None:
    book = Workbook()
    for number in range(400):
        book.create_sheet(f"S{number}").append(["Title", "Objectives"])
    book.save(path)


def repeated_text(path: Path, value: str = "<v>0</v>") -> None:
    cells = (f'<row r="{n}"><c r="A{n}" t="s">{value}</c></row>' for n in range(3, 10_003))
    letters = "".join(chr(97 + number * number % 26) for number in range(50_000)) * 100
    shared = f"<sst><si><t>{letters}</t></si></sst>".replace("<sst", '<sst count="1" uniqueCount="1"')
    raw_workbook(
        path,
        {FIRST_SHEET: SHEET.format(HEADERS + "".join(cells)), "xl/sharedStrings.xml": shared},
    )


def repeated_text_in_other_words(path: Path) -> None:
    repeated_text(path, "<v >&#48;</v>")


def activities(path: Path, inside: str) -> None:
    path.write_text(f'<iati-activities version="2.03">{inside}</iati-activities>')


def empty_activities(path: Path) -> None:
    activities(path, "<iati-activity/>\n" * 200_000)


def wrapped_activities(path: Path) -> None:
    activities(path, "<x><iati-activity/></x>\n" * 100_000)


def empty_transactions(path: Path) -> None:
    activities(path, f"<iati-activity>{'<transaction/>' * 300_000}</iati-activity>")


def small_records(path: Path) -> None:
    path.write_text("[" + ",".join(['{"title":"a","objectives":1}'] * 850_000) + "]")


def empty_records(path: Path) -> None:
    path.write_text('[{"title":"a","objectives":"C2"},' + ",".join(["{}"] * 1_000_000) + "]")


def deep_lists(path: Path) -> None:
    path.write_text("[" * 100_000 + "]" * 100_000)


def rows_of_one_character(path: Path) -> None:
    path.write_text(f"{HEADER}\n" + "x\n" * 1_000_000)


def merged_ranges(path: Path) -> None:
    ranges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(3, 1_000_003))
    sheet = SHEET.format(HEADERS).replace("</worksheet>", f"<mergeCells>{ranges}</mergeCells></worksheet>")
    raw_workbook(path, {FIRST_SHEET: sheet})


def validations_and_formats(path: Path) -> None:
    rules = "".join(
        f'<conditionalFormatting sqref="A{n}"><cfRule type="expression" priority="{n}"><formula>A{n}=1</formula></cfRule>'
        f'</conditionalFormatting><dataValidation type="list" sqref="A{n}"><formula1>"a,b"</formula1></dataValidation>'
        for n in range(1, 100_001)
    )
    raw_workbook(path, {FIRST_SHEET: SHEET.format(HEADERS).replace("</worksheet>", f"{rules}</worksheet>")})


HOLLOW: list[tuple[Callable[[Path], None], str, str]] = [
    (many_sheets, "sheets.xlsx", "FIL-012"),
    (repeated_text, "repeated.xlsx", "FIL-012"),
    (repeated_text_in_other_words, "words.xlsx", "FIL-012"),
    (empty_activities, "activities.xml", "FIL-019"),
    (wrapped_activities, "wrapped.xml", "FIL-019"),
    (empty_transactions, "transactions.xml", "FIL-019"),
    (small_records, "records.json", "FIL-012"),
    (empty_records, "empty.json", "FIL-012"),
    (deep_lists, "deep.json", "FIL-014"),
    (rows_of_one_character, "rows.csv", "FIL-012"),
]


@pytest.mark.parametrize(("make", "name", "rule_id"), HOLLOW, ids=lambda part: getattr(part, "__name__", None))
def test_much_of_nothing_is_refused_by_name(
    tmp_path: Path, measured: Measured, make: Callable[[Path], None], name: str, rule_id: str
) -> None:
    make(tmp_path / name)
    found = measured(tmp_path / name)
    assert found["refusal"] and found["rules"] == [rule_id]


def formulas_without_values(path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}"><f>B{n}+1</f><v></v></c></row>' for n in range(3, 30_003))
    raw_workbook(path, {FIRST_SHEET: SHEET.format(HEADERS).replace("</sheetData>", f"{cells}</sheetData>")})


def everything_merged_and_hidden(path: Path) -> None:
    ranges = "".join(f'<mergeCell ref="A1:XFD{1_048_576 - n}"/>' for n in range(10_000))
    sheet = SHEET.format(HEADERS).replace("</worksheet>", f"<mergeCells>{ranges}</mergeCells></worksheet>")
    columns = '<cols><col min="1" max="16384" hidden="1"/></cols>' * 1_000
    raw_workbook(path, {FIRST_SHEET: sheet.replace("<sheetData>", f"{columns}<sheetData>")})


def test_many_formulas_without_a_value_are_told_and_no_row_vanishes(tmp_path: Path, measured: Measured) -> None:
    formulas_without_values(tmp_path / "formulas.xlsx")
    found = measured(tmp_path / "formulas.xlsx")
    assert "FIL-026" in found["rules"] and found["read"] == 30_001


@pytest.mark.parametrize("make", [merged_ranges, everything_merged_and_hidden, validations_and_formats])
def test_marks_of_a_sheet_cost_little_and_its_row_is_read(
    tmp_path: Path, measured: Measured, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "marks.xlsx")
    assert measured(tmp_path / "marks.xlsx")["read"] == 1


def test_many_short_transactions_of_one_activity_are_read(tmp_path: Path, measured: Measured) -> None:
    activities(
        tmp_path / "a.xml",
        f"<iati-activity><iati-identifier>XX-1</iati-identifier>{TRANSACTION * 30_000}</iati-activity>",
    )
    assert measured(tmp_path / "a.xml")["read"] == 30_001


def test_one_part_named_by_many_sheets_is_read_within_the_limit_of_a_file(tmp_path: Path, measured: Measured) -> None:
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 60))
    kinds = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{}"'.format(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    book = f"<workbook {kinds}><sheets>{names}</sheets></workbook>"
    corner = '<row r="110000"><c r="A110000"><v>1</v></c></row>'  # 59 sheets of 220,000 cells
    raw_workbook(tmp_path / "a.xlsx", {"xl/workbook.xml": book, FIRST_SHEET: SHEET.format(HEADERS + corner)})
    assert measured(tmp_path / "a.xlsx")["rules"] == ["FIL-012"]


def test_a_file_that_may_not_be_read_is_refused_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("closed.csv", "open.csv"):
        (tmp_path / name).write_text(f"{HEADER}\n{ROW}\n")
    given = io.open

    def guarded(file: Any, *rest: Any, **more: Any) -> object:
        if str(file).endswith("closed.csv"):
            raise PermissionError(13, "Permission denied", str(file))
        return given(file, *rest, **more)

    monkeypatch.setattr(io, "open", guarded)
    monkeypatch.setattr(builtins, "open", guarded)
    closed, readable = check([tmp_path]).files
    assert closed.refusal is not None and "Permission denied" in closed.refusal
    assert readable.rows_admitted == 1


def test_a_file_that_vanishes_after_the_folder_was_listed_is_refused(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"{HEADER}\n{ROW}\n")
    readings = read_folder(tmp_path, progress=lambda name: (tmp_path / "b.csv").unlink(missing_ok=True))
    assert [bool(each.refusal) for each in readings] == [False, True]
    assert "There is no file here" in refusal_of(readings[1])


def test_a_path_that_leads_to_nothing_is_told_from_what_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "gone.csv")
    (tmp_path / "circle.csv").symlink_to(tmp_path / "circle.csv")
    for name in ("dangling.csv", "circle.csv", "misspelt.csv"):
        (problem,) = read(tmp_path / name, tmp_path).problems
        assert problem.rule_id == "FIL-011"
        for language, expected in (
            ("en", "There is no file here: "),
            ("fr", "pas de fichier ici"),
            ("es", "Aquí no hay ningún archivo"),
        ):
            assert expected in message_and_fix(problem.rule_id, problem.parameters, language)[0]
    assert "not a regular file" in refusal_of(read(tmp_path / "pipe.csv", tmp_path))


def test_a_pipe_a_folder_named_like_a_table_and_links_in_a_circle_stop_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "ordinary" / "sub").mkdir(parents=True)
    (tmp_path / "ordinary" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "one.csv").symlink_to(tmp_path / "two.csv")
    (tmp_path / "two.csv").symlink_to(tmp_path / "one.csv")
    for name in ("good.csv", "ordinary/sub/good.csv", "folder.csv/unread.csv"):
        (tmp_path / name).write_text(f"{HEADER}\n{ROW}\n")
    refused = {each.source_file: bool(each.refusal) for each in check([tmp_path]).files}
    assert list(refused) == sorted(refused)
    assert refused == {
        "good.csv": False,
        "ordinary/sub/good.csv": False,
        "folder.csv": True,
        "one.csv": True,
        "ordinary/up": True,
        "pipe.csv": True,
        "two.csv": True,
    }


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt", ".XLSX", ".xls", ".ods", ".xml", ".json"])
def test_a_folder_called_like_a_table_is_refused_by_name(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"x{suffix}").mkdir()
    (reading,) = read_folder(tmp_path)
    (problem,) = reading.problems
    assert (reading.source_file, problem.rule_id) == (f"x{suffix}", "FIL-011")
    assert message_and_fix(problem.rule_id, problem.parameters, "en")[0].startswith("This is a folder")
    assert "un dossier" in message_and_fix(problem.rule_id, problem.parameters, "fr")[0]
    assert "una carpeta" in message_and_fix(problem.rule_id, problem.parameters, "es")[0]


def test_a_folder_that_may_not_be_opened_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.csv").write_text(f"{HEADER}\n{ROW}\n")
    given = os.scandir

    def guarded(folder: str) -> object:
        if str(folder).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(folder))
        return given(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    assert {each.source_file: bool(each.refusal) for each in read_folder(tmp_path)} == {
        "closed": True,
        "open.csv": False,
    }


@pytest.mark.parametrize("inside", [[], [".hidden.csv"], ["~$lock.xlsx"]])
def test_a_check_of_a_folder_without_a_file_is_wrong_usage(tmp_path: Path, inside: list[str]) -> None:
    for name in inside:
        (tmp_path / name).write_text("x")
    ended = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert ended.exit_code == 2
    assert f"There is no file in {tmp_path}." in ended.output
