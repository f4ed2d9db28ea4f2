"""Nothing that a file says moves a cursor or turns the direction of writing where it is quoted."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pipelines.cli import main
from pipelines.commands import running
from sources.catalogues import LANGUAGES
from sources.feedback.checking import as_text, check
from sources.feedback.wording import message_and_fix
from sources.findings import printable
from tests.conftest import WORLD_AS_OF, released
from tests.sources.problems import problems_of
from warehouse import releases

AS_OF = date(2026, 11, 22)
HEADER = "Project ID,Title,Objectives,Countries"
UNSEEN = ["\x1b[2J", "\x9b2J", "\u202e", "\u2066", "\u200b", "\ufeff", "\x7f", "\uffff"]
SHOWN = "\N{REPLACEMENT CHARACTER}"


def quoted(report) -> list[str]:
    parameters = [
        # French sets narrow spaces before its signs, which Python does not count as printable.
        (
            each.value,
            each.column,
            *(text.replace("\u202f", " ") for text in message_and_fix(each.rule_id, each.parameters, language)),
        )
        for each in problems_of(report)
        for language in LANGUAGES
    ]
    return [text for texts in parameters for text in texts if text] + [
        each.refusal for each in report.files if each.refusal
    ]


@given(st.text())
def test_a_printable_text_has_as_many_letters_and_is_printed_as_it_is(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text) and shown.isprintable() and printable(shown) == shown
    assert all(after == before for before, after in zip(text, shown, strict=True) if before.isprintable())


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x00\x1bb", f"a{SHOWN}{SHOWN}b"), ("a\u202eb", f"a{SHOWN}b"), ("1\u202f000\n\tx", "1 000  x"), ("é", "é")],
)
def test_white_space_is_a_blank_and_what_cannot_be_seen_is_told_to_be_there(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("unseen", UNSEEN, ids=ascii)
@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER},Shoe*size\nP1,Soils,C2,Kenya,9\n",
        f"{HEADER}\nP1,Soils,Z*9,Be*niin\n",
        "Project ID,Title,Objectives (*),Countries\nP1,Soils,Z9,Kenya\n",
        "Ti*tle,Colour\n1,2\n",
        "Title,Objectives,Donors*,Donor*s\nA,C2,X,Y\n",
        '[{"ti*tle": 1, "colour": 2}]',
        "<iati*-activities><iati-act",
    ],
    ids=["unknown header", "cell", "known header", "no stream", "two headers", "form", "IATI"],
)
def test_what_is_quoted_from_a_file_can_be_printed(tmp_path: Path, text: str, unseen: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text.replace("*", unseen), encoding="utf-8")
    report = check([path], AS_OF)
    assert quoted(report) and all(each.isprintable() for each in quoted(report))
    assert all(line.isprintable() for line in as_text(report).splitlines())


def test_the_name_of_a_sheet_is_quoted_without_what_cannot_be_seen(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Title", "Objectives"])
    book.active.append(["Soils", "C2"])
    book.create_sheet("Min\u202eutes").append(["a", "b"])
    book.save(tmp_path / "a.xlsx")
    found = [each for each in problems_of(check([tmp_path / "a.xlsx"], AS_OF)) if each.rule_id == "FIL-003"]
    messages = [message_and_fix(each.rule_id, each.parameters, "en")[0] for each in found]
    assert messages == [f"The sheet 'Min{SHOWN}utes' holds no kind of data we know and was not read."]


def test_a_csv_of_four_bytes_a_letter_is_refused_in_letters_that_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"{HEADER}\nP1,Soils,C2,Kenya\n".encode("utf-32"))
    assert all(each.isprintable() for each in quoted(check([path], AS_OF)))
    for form in ("text", "json", "csv"):
        shown = CliRunner().invoke(main, ["check", str(path), "--format", form])
        assert shown.exit_code == 1 and all(line.isprintable() for line in shown.output.splitlines())
    document = json.loads(CliRunner().invoke(main, ["check", str(path), "--format", "json"]).output)
    assert document["files"][0]["refusal"].isprintable()


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters='",\n\r\0'), min_size=1, max_size=9))
def test_any_header_and_cell_is_quoted_in_letters_that_can_be_printed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER},x{text}\nP1,Soils,Z{text},{text}\n", encoding="utf-8")
    assert all(each.isprintable() for each in quoted(check([path], AS_OF)))


def test_the_summary_and_the_findings_of_a_run_can_be_printed(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.csv").write_bytes(f"{HEADER}\nP1,Soils,C2,Kenya\n".encode("utf-32"))
    money = "Contribution,Project,Grant,Donor,Receiver,State,Amount,Currency,Value date"
    (inbox / "b.csv").write_text(
        f"{money},Shoe\u202esize\nM1,,,Da\x9bnone\u202e,Village,committed,-5,EUR,2024-05-01,9\n"
        "M2,G\u202e2,G\u202e3,Danone,Village,committed,9,EUR,2024-05-01,9\n"
        "M3,G\u202e3,G\u202e2,Danone,Village,committed,9,EUR,2024-05-01,9\n",
        encoding="utf-8",
    )
    ended = running.run(data=tmp_path, inbox=None, iati=None, as_of=WORLD_AS_OF, show_progress=False)
    assert all(line.isprintable() for line in ended.summary().splitlines())
    problems = releases.read(released(ended).path, "marts.problems")
    rows = problems[problems["source_file"].isin(["a.csv", "b.csv"])]
    assert {"FIL-001", "MNY-001", "MNY-013"} <= set(rows["rule_id"])
    for column in ("value", "message", "fix", "column"):
        assert all(text.isprintable() for text in rows[column].dropna())
