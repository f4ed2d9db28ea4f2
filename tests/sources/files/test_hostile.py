"""Hostile files are refused or neutralised in bounded processor time and within 500 MB each, and nothing in them runs.

Each file is checked in a process of its own, which reports what the check cost it and the processes that it started
(`measuring.py`; the bounds stand in `conftest.py`).
Their bound of processor time is wide, so that a busy machine makes no test fail; `make bench` tells what each costs.
"""

import io
import json
import os
import struct
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook

from sources.feedback.checking import as_csv, as_json, as_text, check
from tests.sources.files.measuring import Costs
from tests.sources.files_sent import FIRST_SHEET, HEADER, ROW, SHEET, raw_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1_000_000
Measured = Callable[[Path], Costs]


def zip_bomb(path: Path) -> None:
    raw_workbook(path, {FIRST_SHEET: SHEET.format("").encode() + b" " * (300 * MEGABYTE)})


def zip_bomb_that_lies_about_its_size(path: Path) -> None:
    size = 100 * MEGABYTE
    raw_workbook(path, {FIRST_SHEET: b" " * size})
    path.write_bytes(path.read_bytes().replace(struct.pack("<L", size), struct.pack("<L", 1_000)))


def nested_shared_strings(path: Path) -> None:
    raw_workbook(
        path, {FIRST_SHEET: SHEET.format("<row>" + '<c t="inlineStr"><is><t>' + "<r>" * 200_000 + "</row>").encode()}
    )


def line_of_300_megabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.write(f"{HEADER}\n".encode())
        for _ in range(300):
            file.write(b"x" * MEGABYTE)


def line_just_under_the_limit_of_a_file(path: Path) -> None:
    with path.open("wb") as file:
        file.write(f"{HEADER}\n".encode())
        for _ in range(99):
            file.write(b"x" * MEGABYTE)


def billion_laughs(path: Path) -> None:
    letters = "abcdefghij"
    entities = "".join(f'<!ENTITY {to} "{f"&{of};" * 10}">' for of, to in pairwise(letters))
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">{entities}]><iati-activities><iati-activity>'
        "<iati-identifier>&j;</iati-identifier></iati-activity></iati-activities>"
    )


def quadratic_blowup(path: Path) -> None:
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]><iati-activities><iati-activity>'
        f"<iati-identifier>{'&a;' * 50_000}</iati-identifier></iati-activity></iati-activities>"
    )


def external_entity(path: Path) -> None:
    (path.parent / "secret.txt").write_text("the secret of this machine")
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{(path.parent / "secret.txt").as_uri()}">]>'
        "<iati-activities><iati-activity><iati-identifier>&e;</iati-identifier></iati-activity></iati-activities>"
    )


def nul_bytes(path: Path) -> None:
    path.write_bytes(f"{HEADER}\n{ROW}\0\n".encode())


def web_page_called_a_workbook(path: Path) -> None:
    path.write_bytes(b"<html><table><tr><td>Title</td></tr></table><script>alert(1)</script></html>")


def program_called_a_table(path: Path) -> None:
    path.write_bytes(b"MZ" + b"\0" * 4_096)


def password_protected(path: Path) -> None:
    path.write_bytes(OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"))


def million_blank_lines(path: Path) -> None:
    path.write_text(f"{HEADER}\n{ROW}\n" + ",,,,,\n" * 1_000_000)


def million_blank_formatted_rows(path: Path) -> None:
    text = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    rows = [
        f'<row r="{number}">{text.format(f"A{number}", title)}{text.format(f"B{number}", code)}</row>'
        for number, title, code in ((1, "Title", "Objectives"), (2, "Living soils", "C2"))
    ]
    blank = [f'<row r="{number}"><c r="A{number}" s="{number % 9}"/></row>' for number in range(3, 1_000_000)]
    raw_workbook(path, {FIRST_SHEET: SHEET.format("".join([*rows, *blank])).encode()})


def deep_json(path: Path) -> None:
    path.write_text('{"a":' * 100_000)


CORNERS = {
    "single_quotes": "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "spaces": '<row r="1048576"><c r = "XFD1048576"><v>1</v></c></row>',
    "a_long_attribute": f'<row r="1"><c a="{"y" * 3_000}" r="XFD1048576"><v>1</v></c></row>',
    "no_reference": f'<row r="1048576">{"<c><v>1</v></c>" * 16_000}</row>',
    "another_reference_before": "<row r='1'><c a=' r=\"A1\"' r='XFD1048576'><v>1</v></c></row>",
}


@pytest.mark.parametrize("way", CORNERS)
def test_a_far_corner_is_refused_however_it_is_written(tmp_path: Path, measured: Measured, way: str) -> None:
    """A sheet is held as a rectangle: one that is not seen makes the parser abort the whole program."""
    raw_workbook(tmp_path / "corner.xlsx", {FIRST_SHEET: SHEET.format(CORNERS[way]).encode()})
    assert measured(tmp_path / "corner.xlsx")["rules"] == ["FIL-012"]


def test_a_far_corner_in_a_part_of_another_name_is_refused(tmp_path: Path, measured: Measured) -> None:
    plain, moved = io.BytesIO(), "xl/odd/part.xml"
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(tmp_path / "odd.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"xl/worksheets/sheet1.xml", moved.encode()))
        target.writestr(moved, SHEET.format(CORNERS["spaces"]))
    assert measured(tmp_path / "odd.xlsx")["rules"] == ["FIL-012"]


def half_a_character(path: Path) -> None:
    path.write_text('[{"title": "Soils \\ud800", "objectives": "C2"}]')


def header_of_a_million_columns(path: Path) -> None:
    path.write_text("Title,Objectives" + "," * 900_000 + "\nSoils,C2\n")


def hundred_thousand_columns(path: Path) -> None:
    path.write_text(f"{HEADER}," + ",".join(f"c{number}" for number in range(100_000)) + f"\n{ROW}\n")


def million_keys(path: Path) -> None:
    forms = (f'{{"title": "S", "objectives": "C2", "k{number}": 1, "l{number}": 1}}' for number in range(200_000))
    path.write_text(f"[{','.join(forms)}]")


HOPELESS: list[tuple[Callable[[Path], None], str, str]] = [
    (zip_bomb, "bomb.xlsx", "FIL-012"),
    (zip_bomb_that_lies_about_its_size, "liar.xlsx", "FIL-014"),
    (nested_shared_strings, "nested.xlsx", "FIL-014"),
    (line_of_300_megabytes, "line.csv", "FIL-012"),
    (line_just_under_the_limit_of_a_file, "shorter-line.csv", "FIL-021"),
    (billion_laughs, "laughs.xml", "FIL-019"),
    (quadratic_blowup, "blowup.xml", "FIL-019"),
    (external_entity, "outside.xml", "FIL-019"),
    (nul_bytes, "nul.csv", "FIL-020"),
    (web_page_called_a_workbook, "page.xlsx", "FIL-011"),
    (program_called_a_table, "program.csv", "FIL-011"),
    (password_protected, "secret.xlsx", "FIL-013"),
    (deep_json, "deep.json", "FIL-014"),
    (hundred_thousand_columns, "columns.csv", "FIL-012"),
    (million_keys, "keys.json", "FIL-012"),
]
HARMLESS = [
    (half_a_character, "half.json"),
    (header_of_a_million_columns, "wide.csv"),
    (million_blank_lines, "blank.csv"),
    (million_blank_formatted_rows, "blank.xlsx"),
]


@pytest.mark.parametrize(("make", "name", "rule_id"), HOPELESS, ids=lambda part: getattr(part, "__name__", None))
def test_a_hostile_file_is_refused_in_bounded_time_and_memory(
    tmp_path: Path, measured: Measured, make: Callable[[Path], None], name: str, rule_id: str
) -> None:
    make(tmp_path / name)
    found = measured(tmp_path / name)
    assert found["refusal"] and found["rules"] == [rule_id]
    assert "the secret of this machine" not in found["texts"]


@pytest.mark.parametrize(("make", "name"), HARMLESS, ids=lambda part: getattr(part, "__name__", None))
def test_a_flood_of_blank_rows_is_no_row_in_bounded_time_and_memory(
    tmp_path: Path, measured: Measured, make: Callable[[Path], None], name: str
) -> None:
    make(tmp_path / name)
    found = measured(tmp_path / name)
    assert found["refusal"] or found["read"] == 1


def test_formulas_and_markup_stay_text_in_every_form_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Title,Objectives,Countries,Asked amount\n"
        "=cmd|' /C calc'!A0,=Z9,+Beniin,-x\n<script>alert(1)</script>,**Z9**,@Beniin,<b>1</b>\n"
    )
    report = check([path])
    lines = as_csv(report).splitlines()
    assert not any(cell.strip('"').startswith(("=", "+", "@")) for line in lines for cell in line.split(","))
    values = {problem["value"] for problem in json.loads(as_json(report))["problems"]}
    assert {"=Z9", "**Z9**", "<b>1</b>"} <= values  # as written: escaping is the business of the form that shows it
    assert all(letter.isprintable() for line in as_text(report).splitlines() for letter in line)


def test_thousands_of_unknown_names_are_all_told_in_bounded_time(tmp_path: Path, measured: Measured) -> None:
    path = tmp_path / "unknown.csv"
    path.write_text(f"{HEADER}\n" + "".join(f"Soils {n},Z{n},Land{n},2025,1,EUR\n" for n in range(8_000)))
    found = measured(path)
    assert found["rules"].count("NAM-001") == found["rules"].count("NAM-002") == found["read"] == 8_000


def test_a_name_with_a_line_end_a_picture_or_255_bytes_is_shown_on_one_line(tmp_path: Path) -> None:
    for name in ("a\nb.csv", "🌱.csv", "x" * 251 + ".csv", "\u202egnp.csv"):
        (tmp_path / name).write_text(f"{HEADER}\n{ROW}\n")
    report = check([tmp_path])
    assert [each.rows_read for each in report.files] == [1, 1, 1, 1]
    assert all(letter.isprintable() for each in report.files for letter in each.source_file)


def test_a_link_that_leads_out_a_pipe_and_a_file_that_vanished_are_refused(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "secret.csv").write_text(f"{HEADER}\n{ROW}\n")
    (inbox / "link.csv").symlink_to(tmp_path / "secret.csv")
    (inbox / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    os.mkfifo(inbox / "pipe.csv")
    report = check([inbox, inbox / "vanished.csv"])
    assert len(report.files) == 4 and all(each.refusal for each in report.files)
