"""No spreadsheet that anybody takes home runs a formula, whatever a sender has written."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from dashboard.rendering.documents import shortlist, spreadsheets
from dashboard.rendering.words import Words
from dashboard.views.submit import upload
from pipelines.letters import facts
from pipelines.letters.effects import Marts
from pipelines.letters.since import Since
from pipelines.letters.writing import write
from pipelines.rules.coverage.fit import Profile, match
from sources.catalogues import LANGUAGES
from sources.feedback import templates
from sources.feedback.checking import as_csv, check
from sources.feedback.wording import in_words
from sources.streams import streams
from tests.places import ROOT
from warehouse.contracts import TABLES

AS_OF, EN = date(2026, 11, 22), Words("en")
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
ENDS = (",", ";", "\t", "|")  # what a reader may take for the end of a cell
HOSTILE = [f"{sign}cmd|' /C calc'!A0" for sign in SIGNS] + [f"x{end}=cmd+calc{end}y" for end in (*ENDS, "\n", '\n "')]
ABOUT = (("Address", HOSTILE[0]),)
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
# A tool that writes a file of this repository, read by people in a review; and what senders said of their files, where
# names must stay as they are.
NOT_HANDED_OUT = {
    "sources/reviewed/ndc_extract.py",
    "pipelines/commands/extracting.py",
    "dashboard/views/submit/replacing.py",
}
GUARD_HANDED_IN = {"warehouse/exports/described.py"}  # the warehouse knows no sources: who calls it hands in the guard


def sent() -> bytes:
    """A file whose titles and countries are hostile: the countries are quoted in its findings."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(["Project ID", "Title", "Objectives", "Countries"])
    lines.writerows([f"P{place}", hostile, "C2", hostile] for place, hostile in enumerate(HOSTILE))
    return text.getvalue().encode()


def listed() -> pd.DataFrame:
    blank = dict.fromkeys(shortlist.TAKEN)
    rows = [{**blank, "project_id": f"P{place}", "title": title} for place, title in enumerate(HOSTILE)]
    return shortlist.rows(match(pd.DataFrame(rows).assign(regions=None, gap_eur=1.0), Profile()), {}, EN)


def figure(folder: Path) -> Iterator[bytes]:
    yield spreadsheets.csv(pd.DataFrame({"title": HOSTILE, HOSTILE[0]: HOSTILE}))


def shortlist_as_csv(folder: Path) -> Iterator[bytes]:
    yield shortlist.text(listed(), ABOUT)


def shortlist_as_workbook(folder: Path) -> Iterator[bytes]:
    yield shortlist.workbook(listed(), ABOUT)


def marked_copy(folder: Path) -> Iterator[bytes]:
    yield upload.marked(upload.check_upload("a.csv", sent(), AS_OF), "fr", "")


def check_as_csv(folder: Path) -> Iterator[bytes]:
    (folder / "a.csv").write_bytes(sent())
    text = as_csv(check([folder / "a.csv"], AS_OF))
    assert "calc" in text
    yield text.encode()


def letters(folder: Path) -> Iterator[bytes]:
    (folder / "a.csv").write_bytes(sent())
    report = check([folder / "a.csv"], AS_OF)
    source = {
        "origin": "inbox",
        "source_file": "a.csv",
        "stream": "projects",
        "status": "read",
        "rows_read": len(HOSTILE),
        "rows_admitted": 0,
        "rows_held": len(HOSTILE),
        "newest_on": pd.NaT,
    }
    project = {"origin": "inbox", "source_file": "a.csv", "is_current": True, "asked_eur": 1.0}
    projects = pd.DataFrame([{**project, "project_id": title, "title": title} for title in HOSTILE])
    problems = in_words(report.problems, "en").assign(origin="inbox", is_open=True, closed_in=None)
    counted = Marts(*(TABLES[f"marts.{each.name}"].empty() for each in fields(Marts)))
    now = facts.Published("2", AS_OF, pd.DataFrame([source]), problems, projects, counted)
    before = replace(now, release_id="1", projects=projects.head(0))
    for path in write(facts.letter("a.csv", now, before, {}, Since()), folder / "letters"):
        if path.suffix == ".xlsx":
            yield path.read_bytes()


def template(folder: Path) -> Iterator[bytes]:
    for language in LANGUAGES:
        templates.template("projects", folder / "template.xlsx", language)
        yield (folder / "template.xlsx").read_bytes()


EXPORTS = [
    figure,
    shortlist_as_csv,
    shortlist_as_workbook,
    marked_copy,
    check_as_csv,
    letters,
    template,
]


@pytest.fixture
def hostile_declarations(monkeypatch: pytest.MonkeyPatch) -> None:
    """The projects as a stream whose titles, meanings and examples are hostile too."""
    declared = streams()["projects"]
    fields = tuple(
        replace(
            field,
            titles=dict.fromkeys(LANGUAGES, HOSTILE[place % len(HOSTILE)]),
            meanings=dict.fromkeys(LANGUAGES, HOSTILE[place % len(HOSTILE)]),
            example=HOSTILE[place % len(HOSTILE)] if field.type == "text" else field.example,
        )
        for place, field in enumerate(declared.fields)
    )
    hostile = replace(declared, fields=fields)
    monkeypatch.setattr(templates, "streams", lambda: {**streams(), "projects": hostile})


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.__name__)
def test_no_cell_of_an_export_is_a_formula(export, tmp_path: Path, hostile_declarations: None) -> None:
    files = list(export(tmp_path))
    assert files
    for content in files:
        cells = list(workbook_cells(content)) if content.startswith(b"PK") else list(csv_cells(content))
        assert any("calc" in text for text, _ in cells), "the hostile text is not in this export"
        assert [text for text, is_formula in cells if is_formula] == []


def workbook_cells(content: bytes) -> Iterator[tuple[str, bool]]:
    """Every text of a workbook, and whether it is a formula."""
    for sheet in load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            yield from ((str(cell.value), cell.data_type == "f") for cell in row if cell.value is not None)


def csv_cells(content: bytes) -> Iterator[tuple[str, bool]]:
    """Every text of a CSV, and whether a spreadsheet would read it as a formula, whatever sign it takes for the end."""
    for end in ENDS:
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=end):
            yield from ((text, text.startswith(SIGNS) or is_run(text)) for text in row if not NUMBER.fullmatch(text))


def is_run(cell: str) -> bool:
    """Could a spreadsheet run this cell, leaving out what it may drop before the sign?"""
    return cell.lstrip(' "\t\r\n\x0b\x0c\x1c\x1f\xa0\u2028\ufeff').startswith(
        ("=", "+", "-", "@", "＝", "＋", "－", "＠")
    )


def test_whatever_writes_a_spreadsheet_uses_the_one_guard() -> None:
    writers = [
        path
        for room in ("sources", "warehouse", "pipelines", "dashboard")
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"\.to_csv\(|\.to_excel\(|csv\.writer\(|\bWorkbook\(\)", path.read_text(encoding="utf-8"))
    ]
    assert len(writers) >= 5
    unguarded = [path for path in writers if "sources.feedback.spreadsheets import" not in path.read_text("utf-8")]
    assert {path.relative_to(ROOT).as_posix() for path in unguarded} <= NOT_HANDED_OUT | GUARD_HANDED_IN
