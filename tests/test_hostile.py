"""Hostile files are refused or neutralised within 5 seconds of processor time and 500 MB each, and nothing in them runs.

Each file is checked in a process of its own, which reports what the check cost it. Processor time is measured and not
the clock on the wall, so that a busy machine makes no test fail.
"""

import io
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook

from sources.checking import as_csv, as_json, as_text, check
from warehouse.settings import ROOT

SECONDS, MEGABYTES = 5, 500
HEADER = "Title,Objectives,Countries,Start,Asked amount,Currency"
ROW = "Living soils,C2;A5,Kenya,2025,1000,EUR"
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1_000_000
MEASURED = """
import json, resource, sys
from pathlib import Path
from sources.checking import as_csv, as_json, as_text, check
before = resource.getrusage(resource.RUSAGE_SELF)
report = check([Path(sys.argv[1])])
for form in (as_text, as_json, as_csv):
    form(report)
after = resource.getrusage(resource.RUSAGE_SELF)
# The peak of getrusage begins with that of the parent; the one of /proc is that of this program alone.
status = Path("/proc/self/status")
peaks = [int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else []
print(json.dumps({
    "seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
    "megabytes": (peaks or [after.ru_maxrss])[0] / 1024,
    "rules": report.problems["rule_id"].tolist(),
    "texts": as_json(report),
    "refusal": report.files[0].refusal,
    "read": report.files[0].rows_read,
}))
"""


def raw_workbook(path: Path, sheet_xml: bytes) -> None:
    """A workbook whose only sheet is the given XML, around what openpyxl writes."""
    plain = io.BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, sheet_xml if name == "xl/worksheets/sheet1.xml" else source.read(name))


def zip_bomb(path: Path) -> None:
    raw_workbook(path, SHEET.format("").encode() + b" " * (300 * MEGABYTE))


def zip_bomb_that_lies_about_its_size(path: Path) -> None:
    size = 100 * MEGABYTE
    raw_workbook(path, b" " * size)
    path.write_bytes(path.read_bytes().replace(struct.pack("<L", size), struct.pack("<L", 1_000)))


def nested_shared_strings(path: Path) -> None:
    raw_workbook(path, SHEET.format("<row>" + '<c t="inlineStr"><is><t>' + "<r>" * 200_000 + "</row>").encode())


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
    raw_workbook(path, SHEET.format("".join([*rows, *blank])).encode())


def deep_json(path: Path) -> None:
    path.write_text('{"a":' * 100_000)


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
]
HARMLESS = [(million_blank_lines, "blank.csv"), (million_blank_formatted_rows, "blank.xlsx")]


def measured(path: Path) -> dict:
    """What checking the file came to and cost, in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found["seconds"] < SECONDS, found
    assert found["megabytes"] < MEGABYTES, found
    return found


@pytest.mark.parametrize(("make", "name", "rule_id"), HOPELESS, ids=lambda part: getattr(part, "__name__", None))
def test_a_hostile_file_is_refused_in_bounded_time_and_memory(
    tmp_path: Path, make: Callable[[Path], None], name: str, rule_id: str
) -> None:
    make(tmp_path / name)
    found = measured(tmp_path / name)
    assert found["refusal"] and found["rules"] == [rule_id]
    assert "the secret of this machine" not in found["texts"]


@pytest.mark.parametrize(("make", "name"), HARMLESS, ids=lambda part: getattr(part, "__name__", None))
def test_a_flood_of_blank_rows_is_no_row_in_bounded_time_and_memory(
    tmp_path: Path, make: Callable[[Path], None], name: str
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
