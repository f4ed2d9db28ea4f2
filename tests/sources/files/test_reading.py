"""Any file that arrives is read, or refused with its reason, in bounded time and memory."""

import json
import os
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from sources.catalogues import LANGUAGES
from sources.files.reading import Reading, read, read_folder
from sources.files.recognising import recognise
from sources.streams import streams
from tests.sources.files_sent import FIRST_SHEET, HEADER, ROW, SHEET, raw_workbook, refusal_of


def _read(folder: Path, name: str, content: str | bytes) -> Reading:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, folder)


def _rules(reading: Reading) -> list[str]:
    return [problem.rule_id for problem in reading.problems]


def _workbook(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_and_encoding_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [["Titre", "Objectifs", "Pays"], ["Sols vivants à protéger", "C2", "Sénégal"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    table = _read(tmp_path, "a.csv", text.encode(encoding)).tables["projects"]
    assert table.loc[0, ["title", "objectives", "countries"]].tolist() == ["Sols vivants à protéger", "C2", "Sénégal"]


def test_row_numbers_are_those_of_the_file_even_after_blank_lines_and_broken_lines(tmp_path: Path) -> None:
    text = f'Our projects\n\n{HEADER}\n"Two\nlines",C2,Kenya,2025,1,EUR\n,,,,,\n{ROW}\n'
    table = _read(tmp_path, "a.csv", text).tables["projects"]
    assert table["source_row"].tolist() == [4, 7]
    assert table["source_sheet"].isna().all()


def test_the_separator_line_of_a_spreadsheet_is_understood(tmp_path: Path) -> None:
    table = _read(tmp_path, "a.csv", "sep=;\nTitle;Objectives\nA;C2\n").tables["projects"]
    assert table["source_row"].tolist() == [3]


def test_a_missing_header_stops_the_file_and_is_named(tmp_path: Path) -> None:
    reading = _read(tmp_path, "a.csv", "Title,Countries,Start,Currency\nA,Kenya,2025,EUR\n")
    assert reading.tables == {}
    assert "'Objectives'" in refusal_of(reading)
    assert _rules(reading) == ["FIL-016"]


def test_an_unknown_header_warns_once(tmp_path: Path) -> None:
    reading = _read(tmp_path, "a.csv", f"{HEADER},Favourite colour\n{ROW},green\n{ROW},blue\n")
    assert _rules(reading) == ["FIL-001"]
    assert reading.problems[0].column == "Favourite colour"


def test_a_column_without_header_that_has_cells_is_told(tmp_path: Path) -> None:
    reading = _read(tmp_path, "a.csv", f"{HEADER},\n{ROW},a remark\n")
    assert _rules(reading) == ["FIL-001"]
    assert "number 7" in str(reading.problems[0].column)


def test_two_headers_for_one_field_are_refused_by_name(tmp_path: Path) -> None:
    reading = _read(tmp_path, "a.csv", "Title,Objectives,Donors,Donor\nA,C2,X,Y\n")
    assert _rules(reading) == ["FIL-017"]
    assert "'Donors' and 'Donor'" in refusal_of(reading)


def test_an_exact_header_wins_over_a_synonym(tmp_path: Path) -> None:
    reading = _read(tmp_path, "a.csv", "Title,Objectives,Budget,Asked amount\nA,C2,5,7\n")
    assert reading.tables["projects"]["asked_amount"].tolist() == ["7"]
    assert [problem.column for problem in reading.problems] == ["Budget"]


@pytest.mark.parametrize("stream", streams().values(), ids=lambda stream: stream.name)
def test_a_stream_is_known_by_its_titles_in_every_language_and_by_its_field_names(stream) -> None:
    headers = [[field.titles[language] for field in stream.fields] for language in LANGUAGES]
    for row in (*headers, [field.name for field in stream.fields]):
        found = recognise(row)
        assert found is not None and found.stream is stream
        assert list(found.columns.values()) == [field.name for field in stream.fields]
        assert not found.unknown


def test_stored_values_of_a_workbook_become_text_that_means_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    day = pd.Timestamp("2025-03-01").to_pydatetime()
    _workbook(
        path,
        {
            "Projets": [
                ["Title", "Objectives", "Start", "Asked amount", "Letter of support"],
                ["A", "C2", day, 1.234, True],
            ]
        },
    )
    row = read(path, tmp_path).tables["projects"].loc[0]
    assert row[["start", "asked_amount", "letter_of_support"]].tolist() == ["2025-03-01", "1.2340", "TRUE"]
    assert (row["source_sheet"], row["source_row"]) == ("Projets", 2)


def test_sheets_of_two_streams_are_both_read_and_another_sheet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _workbook(
        path,
        {
            "Projects": [["Title", "Objectives"], ["A", "C2"]],
            "Money": [
                ["Project", "Funder", "State", "Amount", "Currency", "Date"],
                ["A", "F", "committed", 5, "EUR", "2025"],
            ],
            "Doodles": [["x", "y"], [1, 2]],
        },
    )
    reading = read(path, tmp_path)
    assert set(reading.tables) == {"projects", "funding"}
    assert [(problem.rule_id, problem.source_sheet) for problem in reading.problems] == [("FIL-003", "Doodles")]


def test_a_formula_is_never_run(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _workbook(path, {"Projects": [["Title", "Objectives"], ["=1+1", "C2"], ["=cmd|'/C calc'!A0", "C2"]]})
    assert read(path, tmp_path).tables["projects"]["title"].isna().all()
    table = _read(tmp_path, "b.csv", "Title,Objectives\n=cmd|'/C calc'!A0,C2\n").tables["projects"]
    assert table["title"].tolist() == ["=cmd|'/C calc'!A0"]


def test_a_form_export_is_read_with_groups_lists_and_server_keys(tmp_path: Path) -> None:
    record = {
        "_id": 7,
        "_uuid": "u",
        "_submission_time": "2025-05-01T10:00:00",
        "start": "2025-05-01T09:59:00.000+02:00",
        "meta/instanceID": "uuid:u",
        "project/title": "Living soils",
        "project/objectives": "C2 A5",
        "place": {"countries": ["KEN", "UGA"]},
        "asked_amount": 1000.5,
        "letter_of_support": True,
    }
    table = _read(tmp_path, "a.json", json.dumps({"count": 1, "results": [record]})).tables["projects"]
    row = table.loc[0]
    assert row[["title", "objectives", "countries", "asked_amount", "letter_of_support"]].tolist() == [
        "Living soils",
        "C2 A5",
        "KEN; UGA",
        "1000.5",
        "TRUE",
    ]
    assert row["submitted_on"] == "2025-05-01T10:00:00"
    assert pd.isna(row["start"])
    assert row["source_row"] == 1


def test_an_iati_file_goes_to_its_reader_and_a_broken_one_is_refused(tmp_path: Path) -> None:
    activity = (
        "<iati-activity><iati-identifier>X-1</iati-identifier><title><narrative>T</narrative></title></iati-activity>"
    )
    reading = _read(tmp_path, "a.xml", f'<iati-activities version="2.03">{activity}</iati-activities>')
    assert reading.tables["projects"][["project_id", "medium"]].to_numpy().tolist() == [["X-1", "xml"]]
    assert _rules(_read(tmp_path, "b.xml", "<iati-activities><iati-act")) == ["FIL-019"]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><iati-activities><iati-activity><iati-identifier>&i;</iati-identifier></iati-activity></iati-activities>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    "<iati-activities><iati-activity><iati-identifier>&e;</iati-identifier></iati-activity></iati-activities>"
)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("empty.csv", b"", "FIL-010"),
        ("blank.csv", b" \n\n", "FIL-010"),
        ("nul.csv", f"{HEADER}\n{ROW}\0\n".encode(), "FIL-020"),
        ("page.xls", b"<html><table><tr><td>Title</td></tr></table></html>", "FIL-011"),
        ("scan.pdf", b"%PDF-1.7 rest", "FIL-011"),
        ("words.csv", b"just some words\nand more\n", "FIL-015"),
        ("broken.xlsx", b"PK\x03\x04 this is no archive", "FIL-014"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "FIL-018"),
        ("secret.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "FIL-013"),
        ("open-quote.csv", f'{HEADER}\n"never closed,C2\n'.encode() + b"x,y\n" * 60_000, "FIL-021"),
        ("deep.json", b"[" * 100_000, "FIL-014"),
        ("number.json", b"[1, 2, 3]", "FIL-015"),
        ("broken.json", b'{"title": ', "FIL-014"),
        ("laughs.xml", LAUGHS.encode(), "FIL-019"),
        ("outside.xml", OUTSIDE.encode(), "FIL-019"),
    ],
)
def test_a_hostile_or_hopeless_file_is_refused_with_its_rule(
    tmp_path: Path, name: str, content: bytes, rule: str
) -> None:
    reading = _read(tmp_path, name, content)
    assert _rules(reading) == [rule]
    assert reading.refusal
    assert reading.tables == {}


def test_a_line_longer_than_any_table_has_is_refused(tmp_path: Path) -> None:
    assert _rules(_read(tmp_path, "a.csv", f"{HEADER}\n" + "x" * 1_500_000)) == ["FIL-021"]


def test_two_far_corners_do_not_make_a_sheet_of_seventeen_thousand_million_cells(tmp_path: Path) -> None:
    path = tmp_path / "corners.xlsx"
    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    raw_workbook(path, {FIRST_SHEET: SHEET.format(corners)})
    assert _rules(read(path, tmp_path)) == ["FIL-012"]


def test_a_million_blank_lines_are_no_rows(tmp_path: Path) -> None:
    reading = _read(tmp_path, "a.csv", f"{HEADER}\n{ROW}\n" + ",,,,,\n" * 1_000_000)
    assert len(reading.tables["projects"]) == 1


def test_a_workbook_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    _workbook(path.with_suffix(".xlsx"), {"P": [["Title", "Objectives"], ["A", "C2"]]})
    path.with_suffix(".xlsx").rename(path)
    assert len(read(path, tmp_path).tables["projects"]) == 1


def test_control_characters_do_not_pass(tmp_path: Path) -> None:
    table = _read(tmp_path, "a.csv", "Title,Objectives\nA\x1b[31mB\x07,C2\n").tables["projects"]
    assert table["title"].tolist() == ["A[31mB"]


def test_a_folder_is_read_sorted_without_hidden_files_and_links_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text(f"{HEADER}\n{ROW}\n")
    inbox = tmp_path / "inbox"
    (inbox / "b").mkdir(parents=True)
    for name in ("z.csv", "b/a.csv", ".hidden.csv", "~$z.xlsx"):
        (inbox / name).write_text(f"{HEADER}\n{ROW}\n")
    (inbox / "b" / ".git").mkdir()
    os.symlink(tmp_path / "outside.csv", inbox / "link.csv")
    os.mkfifo(inbox / "pipe.csv")
    (inbox / "evil\x1b[2J.csv").write_text(f"{HEADER}\n{ROW}\n")
    seen: list[str] = []
    readings = read_folder(inbox, seen.append)
    assert [reading.source_file for reading in readings] == seen
    by_name = {reading.source_file: reading for reading in readings}
    assert list(by_name) == [
        "b/a.csv",
        "evil\N{REPLACEMENT CHARACTER}[2J~q2le4yvbsplfa7z4apjlpnds.csv",
        "link.csv",
        "pipe.csv",
        "z.csv",
    ]
    assert [name for name, reading in by_name.items() if reading.refusal] == ["link.csv", "pipe.csv"]


def test_a_reading_remembers_what_was_read_and_when(tmp_path: Path) -> None:
    reading = _read(tmp_path, "a.csv", f"{HEADER}\n{ROW}\n")
    assert len(reading.source_sha256) == 64
    assert reading.received_at.tzinfo is None
    assert reading.headers["projects", None]["asked_amount"] == "Asked amount"
