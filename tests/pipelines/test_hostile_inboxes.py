"""Whatever is sent, and whatever it is called, the good file beside it is published, and no address of a person is.

Does not belong here: what a hostile file costs (`tests/sources/files`), and each form of an address (`test_addresses`).
"""

import csv
import io
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dashboard.rendering.documents import spreadsheets
from pipelines.commands.checking import check
from sources.feedback.checking import as_csv, as_json, as_text
from tests.conftest import released, run_of
from warehouse import releases
from warehouse.contracts import TABLES

GOOD = "project_id,title,objectives,countries,start\n" + "".join(f"G-{n},Soils {n},C2,Kenya,2025\n" for n in range(5))
ODD = [
    "a b",
    "\t",
    "\n",
    "\u00a0",
    "\u202e",
    "\u200f",
    "\u200b",
    "..",
    "é",
    "e\u0301",
    "'",
    '"',
    "'; drop table",
    "%s{0}",
    "<b>",
]
LONG = 250  # bytes of a name; most file systems allow 255
NANOSECONDS = 1_000_000_000
TIMES = [0, -1, -(10**10), 1_700_000_000, 13_600_000_000, 253_402_300_800, 10**11]  # of the year 2400, beyond 9999
LOCAL = st.one_of(st.text("abcXYZ019._+-äé例", min_size=3, max_size=9), st.just('"q w"'))
LABEL = st.text("abcxyz0é", min_size=2, max_size=6)
USUAL = st.builds("{}@{}.{}".format, LOCAL, LABEL, st.sampled_from(["org", "CSV", "co.uk", "рф", "xn--p1ai"]))
UNUSUAL = st.builds("{}@{}.{}".format, st.text("abcxyz", min_size=4, max_size=8), LABEL, st.sampled_from(["9", "1.1"]))
OTHER = st.text(st.characters(exclude_characters="@"), max_size=8)
NAME = st.lists(st.one_of(USUAL, st.sampled_from(ODD), OTHER, st.just("x" * LONG)), min_size=1, max_size=3)


@dataclass(frozen=True)
class Sent:
    """A file as it is drawn: parts of its name, its ending, its time, who is its contact, who is named in its texts."""

    name: list[str]
    broken: bytes
    ending: str
    time: int
    contact: str
    named: str
    is_whole: bool

    @property
    def file(self) -> bytes:
        """Its name below the inbox."""
        written = "".join(self.name).replace("/", "").replace("\0", "").encode("utf-8", "replace")
        return (self.broken + written)[:LONG].lstrip(b".~") + self.ending.encode()


SENT = st.builds(
    Sent,
    name=NAME,
    broken=st.sampled_from([b"", b"", b"", b"\xff\xfe"]),
    ending=st.sampled_from([".csv", ".csv", ".xlsx", ".json", ".txt", ""]),
    time=st.sampled_from(TIMES),
    contact=st.one_of(USUAL, UNUSUAL),
    named=USUAL,
    is_whole=st.booleans(),
)


def _rows(sent: Sent) -> list[list[str]]:
    """A table in which addresses stand in headers, identifiers, names, dates and texts; one that is whole is admitted."""
    headers = ["Project ID", "Title", "Objectives", "Countries", "Start", "Lead", "Summary", "Contact e-mail"]
    texts = [sent.named, f"Ask {sent.contact}", "C2", "Kenya", "2025", sent.named, f"{sent.named},{sent.contact}"]
    if not sent.is_whole:
        headers, texts = [*headers, f"for {sent.named}"], [*texts[:2], sent.named, sent.named, sent.contact, *texts[5:]]
    return [headers, [*texts, sent.contact, f"{sent.contact}, {sent.named}"]]


def _write(sent: Sent, inbox: Path) -> None:
    path = os.fsencode(inbox) + b"/" + sent.file
    if sent.ending == ".xlsx":
        book, content = Workbook(), io.BytesIO()
        for sheet in (book.active, book.create_sheet()):
            with suppress(ValueError):  # a sign that no sheet can have in its name
                sheet.title = (sent.contact if sheet is book.active else sent.named)[:31]
            for row in _rows(sent):
                sheet.append(row)
        book.save(content)
        written = content.getvalue()
    else:
        text = io.StringIO()
        csv.writer(text).writerows(_rows(sent))
        written = text.getvalue().encode()
    with open(path, "wb") as file:
        file.write(written)
    with suppress(OSError, OverflowError):  # a time that this file system cannot keep
        os.utime(path, ns=(sent.time * NANOSECONDS, sent.time * NANOSECONDS))


def _texts_below(folder: Path) -> str:
    """What stands in the letters: pages as they are, workbooks unpacked."""
    texts = []
    for path in folder.rglob("*"):
        if path.suffix == ".html":
            texts.append(path.read_text(encoding="utf-8"))
        elif path.suffix == ".xlsx":
            with ZipFile(path) as book:
                texts += [book.read(name).decode() for name in book.namelist() if name.endswith(".xml")]
    return "\n".join(texts)


def _is_in(address: str, text: str) -> bool:
    return address.casefold() in text


# Each example is a whole run, over many files.
@settings(
    max_examples=2, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(st.lists(SENT, min_size=12, max_size=25))
def test_any_inbox_is_published_without_addresses(
    tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str], inbox: list[Sent]
) -> None:
    data = tmp_path_factory.mktemp("hostile")
    (data / "inbox").mkdir()
    for sent in inbox:
        _write(sent, data / "inbox")
    (data / "inbox" / "good.csv").write_text(GOOD, encoding="utf-8")
    capfd.readouterr()
    ended = run_of(data)
    release = released(ended)
    assert ended.errors == []
    projects = releases.read(release.path, "marts.projects")
    assert set(projects.loc[projects["source_file"] == "good.csv", "project_id"]) == {f"G-{n}" for n in range(5)}
    names = releases.read(release.path, "marts.sources").query("origin == 'inbox'")["source_file"]
    visible = [path for path in (data / "inbox").iterdir() if not path.name.startswith(".")]
    assert names.nunique() == len(visible)
    report = check([data / "inbox"], date(2026, 11, 22))
    published = [name for name, contract in TABLES.items() if contract.layer in releases.PUBLISHED_SCHEMAS]
    said = {name: spreadsheets.csv(releases.read(release.path, name)).decode("utf-8-sig") for name in published}
    said |= {"letters": _texts_below(data / "letters"), "run": "".join(capfd.readouterr()) + ended.summary()}
    # A check is told to the sender alone: an unusual address is known for one only where others are beside it.
    shown = {"text": as_text(report), "json": as_json(report), "csv": as_csv(report)}
    usual = {sent.named for sent in inbox} | {part for sent in inbox for part in sent.name if "@" in part}
    contacts = {sent.contact for sent in inbox}
    for place, text in {**said, **shown}.items():
        looked_for = usual if place in shown else usual | contacts
        folded = text.casefold()
        assert not [address for address in looked_for if _is_in(address, folded)], place
    content = release.path.read_bytes()
    assert not [address for address in usual | contacts if address.encode() in content]
