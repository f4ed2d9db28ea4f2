"""A file on its way in: checked, shown as text only, and put into the inbox under a name that leads nowhere else."""

import io
import os
import resource
import shutil
from datetime import date
from errno import ENOSPC
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest

from dashboard.rendering.headlines import partners
from dashboard.rendering.words import Words
from dashboard.shell.which_template import workbook
from dashboard.views.submit import report, upload
from dashboard.views.submit.submission import Submission
from sources.catalogues import LANGUAGES
from sources.files.listing import shown_name
from sources.streams import streams
from tests.dashboard.opening import blocks, opened, turned_to
from tests.places import DASHBOARD

AS_OF = date(2026, 11, 22)
HEADER = ["Project ID", "Title", "Objectives", "Countries", "Start", "Asked amount", "Currency", "Contact e-mail"]
GOOD = ("P1", "Living soils", "C2", "Kenya", "2025", 1000, "EUR", "ada@planted.example")
BAD = (
    "P2",
    "<script>alert(1)</script> **bold**",
    "Z9",
    "Beniin",
    "03/04/2024",
    "much",
    "EUR",
    "ada at planted.example",
)
EN = Words("en")


@cache
def book(*rows: tuple[object, ...]) -> bytes:
    made = Workbook()
    made.active.title = "Projects"
    for row in (HEADER, *rows):
        made.active.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


@cache
def checked(name: str, content: bytes) -> upload.Checked:
    """What a check says of a file; each is checked once for all the tests that look at it."""
    return upload.check_upload(name, content, AS_OF)


@pytest.fixture
def data(small_record: Path, tmp_path: Path) -> Path:
    """A data folder of one's own with the published record in little."""
    return Path(shutil.copytree(small_record, tmp_path / "data"))


def page(data: Path, monkeypatch: pytest.MonkeyPatch, name: str = "submit", language: str = "en") -> AppTest:
    return turned_to(opened(data, monkeypatch, language), name, language)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("/absolute/path.csv", "path.csv"),
        (".hidden.csv", "hidden.csv"),
        ("~$lock.xlsx", "__lock.xlsx"),
        ("a\0b\n.csv", "a_b_.csv"),
        ("..", "file"),
        ("", "file"),
        ("<img src=x onerror=alert(1)>.xlsx", "_img src_x onerror_alert(1)_.xlsx"),
        ("projets été.xlsx", "projets été.xlsx"),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing(sent: str, kept: str) -> None:
    assert upload.safe_name(sent) == kept


@given(st.text(max_size=300))
def test_every_name_becomes_one_visible_file_of_a_folder(name: str) -> None:
    safe = upload.safe_name(name)
    assert safe and not safe.startswith((".", "~$")) and not set(safe) & set('/\\\0<>:"|?*\n')
    assert len(safe.encode()) <= 160
    assert Path("/inbox", safe).resolve().parent == Path("/inbox")
    assert upload.safe_name(safe) == safe
    assert shown_name(Path("/inbox", safe), Path("/inbox")) == safe  # what a sender says it replaces is found under it


def test_nothing_in_the_inbox_is_replaced_and_the_same_file_is_kept_once(tmp_path: Path) -> None:
    first, second = (checked("a.xlsx", content) for content in (book(GOOD), book(GOOD, GOOD)))
    outside = tmp_path / "outside.xlsx"
    inbox = tmp_path / "inbox"
    assert upload.deposit(first, inbox) == "a.xlsx"
    (inbox / "a-2.xlsx").symlink_to(outside)
    assert upload.deposit(second, inbox) == "a-3.xlsx"
    assert upload.deposit(first, inbox) == "a.xlsx"
    assert sorted(path.name for path in inbox.iterdir()) == ["a-2.xlsx", "a-3.xlsx", "a.xlsx"]
    assert (inbox / "a.xlsx").read_bytes() == first.content and not outside.exists()


def test_findings_name_the_cell_and_markup_stays_text() -> None:
    found = checked("a.csv", book(GOOD, BAD))
    assert (found.summary.rows_read, found.summary.rows_admitted, found.summary.rows_held) == (2, 1, 1)
    for language in LANGUAGES:
        words = Words(language)
        html = str(report.findings(found, words)) + str(report.excerpts(found, words))
        assert "<b>C3</b>" in html and "<b>D3</b>" in html and "NAM-001" in html
        assert {"en": "Benin", "fr": "Bénin", "es": "Benín"}[language] in html
        assert "<script" not in html and "&lt;script&gt;" in html
        assert "planted" not in html
    assert "planted" not in repr(found)


def test_a_french_reader_gets_the_problem_and_the_way_out_in_french() -> None:
    html = str(report.findings(upload.check_upload("a.xlsx", book(BAD), AS_OF), Words("fr")))
    assert "n’est pas un pays connu." in html and "Le plus proche\u202f: Bénin" in html and "Retenu" in html


def test_what_holds_a_whole_file_is_said_so_and_no_cell_is_blank() -> None:
    found = upload.check_upload("a.csv", b"foo,bar\n1,2\n", AS_OF)
    assert partners.problems(found.report.problems, EN) == "The whole file is held until this is corrected"
    html = str(report.findings(found, EN))
    assert "no single cell" in html and ">none</td>" in html
    held = upload.check_upload("b.xlsx", book((*BAD[:1], None, *BAD[2:])), AS_OF)
    assert "rien" in str(report.findings(held, Words("fr")))


def test_the_untouched_example_of_a_template_is_held_as_a_run_would() -> None:
    found = upload.check_upload("projects.xlsx", workbook("projects", "en"), AS_OF)
    assert "ROW-004" in set(found.report.problems["rule_id"])
    assert found.summary.rows_admitted == 0


def test_the_marked_workbook_opens_whatever_the_file_was_called() -> None:
    found = checked("a.csv", book(GOOD, BAD))
    assert found.can_be_marked
    sheet = load_workbook(io.BytesIO(upload.marked(found, "en", "")))["Projects"]
    assert "NAM-001" in sheet["C3"].comment.text


def test_a_csv_comes_back_as_a_marked_workbook_and_an_iati_file_does_not() -> None:
    text = b"Title,Objectives,Countries\nLiving soils,C2,Beniin\n"
    found = upload.check_upload("mine.csv", text, AS_OF)
    assert found.can_be_marked and found.marked_name == "marked-mine.xlsx"
    sheet = load_workbook(io.BytesIO(upload.marked(found, "en", ""))).active
    assert "NAM-002" in sheet["C2"].comment.text
    activity = b"<iati-activities version='2.03'><iati-activity><title><narrative>X</narrative></title></iati-activity></iati-activities>"
    assert not upload.check_upload("a.xml", activity, AS_OF).can_be_marked


def test_a_file_goes_into_the_inbox_only_when_its_sender_confirms(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(data, monkeypatch)
    assert app.title[0].value == "A file is checked here first, and sent only when you confirm"
    app.file_uploader[0].upload("../a.xlsx", book(GOOD, BAD)).run()
    assert not app.exception
    assert app.title[0].value == "1 of 2 rows can be accepted; one is held and needs a fix"
    assert not (data / "inbox").exists() and EN("submit.effect") in " ".join(blocks(app))
    app.button(key="send").click().run()
    assert not app.exception and EN("submit.effect") not in " ".join(blocks(app))
    assert app.title[0].value == "The file is in the inbox; 1 row awaits the next release"
    assert [path.name for path in (data / "inbox").iterdir()] == ["a.xlsx"]
    monkeypatch.setattr(Submission, "is_among", lambda *_: True)  # the release shown has read it
    app.run()
    assert not [button for button in app.button if button.key == "send"]
    assert app.title[0].value == EN("headline.submit.answered") and EN("receipt.answered") in " ".join(blocks(app))


def test_of_the_figures_no_more_is_said_before_a_run_than_which_objectives_a_file_speaks_of() -> None:
    found = checked("a.xlsx", book(GOOD, BAD))
    assert found.objectives == ("C2",)
    effect = report.effect(found, EN)
    assert EN("submit.speaks", n=1, objectives="C2") in effect and EN("submit.effect") in effect
    sent, digest = Submission("1", found, "a.xlsx"), sha256(found.content).hexdigest()
    assert sent.is_among(pd.DataFrame({"sha256": ["", digest]})) and not sent.is_among(pd.DataFrame({"sha256": [""]}))


def _full(*_: object, **__: object) -> None:
    raise OSError(ENOSPC, os.strerror(ENOSPC))


@pytest.mark.parametrize(
    ("closed", "language"),
    [*product(["no room"], LANGUAGES), ("a file in the place of the inbox", "en")],
)
def test_a_file_that_cannot_be_stored_leaves_nothing_and_its_sender_is_told_so(
    data: Path, monkeypatch: pytest.MonkeyPatch, language: str, closed: str
) -> None:
    app, words, inbox = page(data, monkeypatch, language=language), Words(language), data / "inbox"
    app.file_uploader[0].upload("a.xlsx", book(GOOD)).run()
    with monkeypatch.context() as broken:
        if closed == "no room":
            broken.setattr(os, "link", _full)
        else:
            inbox.write_text("in the way")
        app.button(key="send").click().run()
    assert not app.exception and app.title[0].value == words("headline.submit.not_stored")
    if inbox.is_file():
        inbox.unlink()
    else:
        assert list(inbox.iterdir()) == []
    app.button(key="send").click().run()
    assert app.title[0].value == words("headline.submit.sent", n=1)
    assert [path.name for path in inbox.iterdir()] == ["a.xlsx"]


def test_a_file_that_finds_no_room_leaves_no_part_behind(tmp_path: Path) -> None:
    found = checked("a.xlsx", book(GOOD))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            upload.deposit(found, tmp_path / "inbox")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list((tmp_path / "inbox").iterdir()) == []
    assert upload.deposit(found, tmp_path / "inbox") == "a.xlsx"


def test_what_is_sent_can_be_read_by_its_owner_alone_under_any_mask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        upload.deposit(checked("a.xlsx", book(GOOD)), tmp_path)
    finally:
        os.umask(before)
    assert (tmp_path / "a.xlsx").stat().st_mode & 0o777 == 0o600


def test_a_refused_file_says_why_and_cannot_be_sent(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(data, monkeypatch, language="es")
    app.file_uploader[0].upload("a.xlsx", b"PK\x03\x04 no archive").run()
    assert not app.exception
    assert app.title[0].value == "Este archivo no se puede leer, y nada de él se ha enviado"
    assert not [button for button in app.button if button.key == "send"]


def test_every_stream_has_its_template_in_every_language(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(data, monkeypatch, "templates", "fr")
    assert not app.exception
    assert len(app.get("download_button")) == len(streams()) * len(LANGUAGES)


def test_the_page_asks_for_no_more_than_the_server_takes() -> None:
    config = (DASHBOARD / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert f"maxUploadSize = {upload.MAXIMUM_MEGABYTES} " in config
