"""Names and addresses of persons reach no release, no letter, no page, no export and nothing a run prints."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from dashboard.rendering.documents.spreadsheets import csv
from dashboard.views.letters import files as letters
from sources.files.listing import MARK
from tests.conftest import WORLD_AS_OF
from warehouse import releases
from warehouse.contracts import TABLES
from warehouse.settings import ROOT

ADDRESS, PERSON = "planted.person@secret.example", "Zebulon Planted"
UNUSUAL = "planted.person@inside"  # no address elsewhere, but somebody's contact
MARKS = ("planted.person", "secret.example", "@inside", "zebulon")
PROJECTS = [
    ["Project ID", "Title", "Objectives", "Countries", "Start", "Summary", "Contact name", "Contact e-mail"],
    ["P1", "Living soils", "C2", "Kenya", "2025", f"Write to {ADDRESS}", PERSON, ADDRESS],
    ["P2", f"Roots {ADDRESS}", "Z9", ADDRESS, ADDRESS, None, PERSON, "planted.person at secret.example"],
    ["P5", f"Ask {UNUSUAL}", "C2", "Kenya", "2025", None, PERSON, UNUSUAL],
    ["P3", "Sheep", "C2", "Beniin", "03/04/2024", None, PERSON, f"<{ADDRESS.upper()}>"],
]
SEATS = (
    "Objective,Role,Organisation,Country,Joined on,Contact name,Contact e-mail\n"
    f"C3,leader,Loam University,KE,2025-01-01,{PERSON},{ADDRESS}\n"
    f"Z9,leader,{ADDRESS},KE,2025-01-01,{PERSON},{ADDRESS}\n"
)
GOOD = f"Project ID,Title,Objectives,Countries,Start,Contact e-mail\nP4,Peat,C2,Kenya,2025,{ADDRESS}\n"
UNKNOWN = f"colour,taste,{ADDRESS}\nred,sour,{PERSON}\n"


@dataclass(frozen=True)
class Ran:
    """What a run printed and where it left its data."""

    data: Path
    printed: str


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A run, as a person starts it, over files in which addresses stand everywhere they can."""
    data = tmp_path_factory.mktemp("privacy")
    (data / "inbox").mkdir()
    book = Workbook()
    book.active.title = ADDRESS
    for row in PROJECTS:
        book.active.append(row)
    book.save(data / "inbox" / "projects.xlsx")
    (data / "inbox" / "seats.csv").write_text(SEATS, encoding="utf-8")
    for name in (f"{ADDRESS}.csv", UNUSUAL):
        (data / "inbox" / name).write_text(GOOD, encoding="utf-8")
    (data / "inbox" / "unknown.csv").write_text(UNKNOWN, encoding="utf-8")
    ended = _sic("run", "--data", str(data), "--as-of", WORLD_AS_OF.isoformat())
    assert ended.returncode == 3, ended.stderr
    return Ran(data, ended.stdout + ended.stderr)


def _sic(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipelines", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _is_clean(text: str) -> bool:
    return not any(mark in text.lower() for mark in MARKS)


def test_nothing_a_run_prints_names_a_person(ran: Ran) -> None:
    assert "published" in ran.printed and _is_clean(ran.printed)


def test_a_run_tells_where_an_address_came_too_far_and_publishes_the_rest(ran: Ran) -> None:
    """Only a contact of an unusual form does; nothing that a file is called or says ends a run."""
    assert "warning: 'no contact detail is published' does not hold: withheld: " in ran.printed
    assert "withheld: projects.xlsx, sheet '(withheld)', row 4, in title of marts.projects" in ran.printed
    projects = releases.read(releases.find(ran.data).path, "marts.projects").query("origin == 'inbox'")
    assert dict(zip(projects["project_id"], projects["title"], strict=True))["P5"] == "Ask (withheld)"
    assert {"P1", "P4"} <= set(projects["project_id"])


def test_no_byte_of_a_release_names_a_person(ran: Ran) -> None:
    release = releases.find(ran.data).path
    assert _is_clean(release.read_bytes().decode("latin-1"))
    for name, contract in TABLES.items():
        if contract.layer in releases.PUBLISHED_SCHEMAS:
            assert _is_clean(releases.read(release, name).to_csv()), name


def test_no_letter_names_a_person(ran: Ran) -> None:
    release = releases.find(ran.data)
    folder = ran.data / "letters" / release.release_id
    inputs = releases.read(release.path, "meta.inputs").query("origin == 'inbox'")["input_name"]
    assert all(letters.letter_of(release, "en", name) for name in inputs)
    assert {MARK.sub("~", name) for name in inputs} == {
        "projects.xlsx",
        "seats.csv",
        "unknown.csv",
        "(withheld)~.csv",
        "(withheld)~",
    }
    for path in folder.rglob("*.html"):
        assert _is_clean(path.read_text(encoding="utf-8")), path.name
    for path in folder.rglob("*.xlsx"):
        cells = [str(cell.value) for sheet in load_workbook(path) for row in sheet for cell in row]
        assert _is_clean(" ".join(cells)), path.name


def test_no_export_of_a_page_names_a_person(ran: Ran) -> None:
    release = releases.find(ran.data).path
    for name in ("marts.projects", "marts.problems", "marts.sources"):
        assert _is_clean(csv(releases.read(release, name)).decode("utf-8-sig")), name


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_no_form_of_a_check_names_a_person(ran: Ran, form: str) -> None:
    # It reads one sender's files, and knows an unusual address for one only where it is the contact of the row.
    files = [str(path) for path in sorted((ran.data / "inbox").iterdir()) if not path.name.startswith(UNUSUAL)]
    ended = _sic("check", *files, "--format", form)
    assert ended.returncode == 1
    assert _is_clean(ended.stdout + ended.stderr)
