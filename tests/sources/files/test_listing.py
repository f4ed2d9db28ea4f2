"""Names and times of files: no two names alike, whatever they are made of, and no time that is still to come.

Belongs here: what a file is known by. Does not: what stands in it.
"""

import os
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as some

from sources.feedback.wording import message_and_fix
from sources.files import listing
from sources.files.listing import (
    EPOCH,
    LONGEST_NAME_BYTES,
    LONGEST_PART_BYTES,
    NO_CLOCK,
    files_in,
    received,
    shown_name,
)
from sources.files.reading import read, read_folder
from tests.sources.files_sent import HEADER, ROW, below

NOW = datetime(2026, 11, 29, 12)
ROOT = Path("/inbox")
PLAIN = [
    "a.csv",
    "Données 2026 (v2).xlsx",
    "a  b.csv",
    "~a.csv",
    "x.csv.en.html",
    "sub/a.csv",
    "Ω.csv",
    "a~b.csv",
    "n'a.csv",
]
ALIKE: dict[str, tuple[list[bytes], str]] = {
    "blanks": ([b"a b.csv", "a\u00a0b.csv".encode(), "a\u2003b.csv".encode(), b"a\tb.csv", b"a\nb.csv"], "signs"),
    "unseen": ([b"a\x01.csv", b"a\x02.csv", "a\u200b.csv".encode(), "a\u202e.csv".encode(), b"a\x7f.csv"], "signs"),
    "accents": (["é.csv".encode(), "e\u0301.csv".encode()], "accents"),
    "broken bytes": ([b"\xff.csv", b"\\udcff.csv", b"\xfe.csv"], "signs"),
    "folders": ([b"x y/a.csv", "x\u00a0y/a.csv".encode()], "signs"),
    "long": ([b"l" * 251 + b".csv", b"l" * 250 + b"m.csv"], "long"),
    "long folders": ([b"/".join([b"f" * 150] * 8 + [end]) for end in (b"a.csv", b"b.csv")], "long"),
}
# Signs that come out alike, and what a marked name is made of.
LETTERS = some.sampled_from("ab. ~\u00a0\t\x01\x02\u0301e\u0301é\udcff\udcfe\\…\u200b27") | some.characters(
    exclude_characters="/\0"
)
PARTS = some.text(LETTERS, min_size=1, max_size=300).filter(lambda part: part not in (".", ".."))
PATHS = some.lists(PARTS, min_size=1, max_size=6).map("/".join)


@pytest.mark.parametrize("name", PLAIN)
def test_a_name_that_can_be_shown_is_shown_as_it_is(name: str) -> None:
    assert shown_name(ROOT / name, ROOT) == name and listing.oddity(ROOT / name, ROOT) is None


@pytest.mark.parametrize("kind", ALIKE)
def test_names_that_print_alike_are_listed_apart_and_the_sender_is_told(tmp_path: Path, kind: str) -> None:
    raw, case = ALIKE[kind]
    for name in raw:
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{HEADER}\n{ROW}\n")
    readings = read_folder(tmp_path)
    names = [each.source_file for each in readings]
    assert len(set(names)) == len(raw) and all(each.refusal is None for each in readings)
    marked = [problem for each in readings for problem in each.problems if problem.rule_id == "FIL-055"]
    assert {problem.source_file for problem in marked} == {name for name in names if "~" in name}
    for language in ("en", "fr", "es"):
        message, fix = message_and_fix("FIL-055", marked[0].parameters, language)
        assert f'"{case}"' in marked[0].parameters and "{" not in message + fix


def test_the_signs_of_a_name_are_named_by_their_codes() -> None:
    assert listing.oddity(ROOT / "a\u00a0b\tc\udcff.csv", ROOT) == {
        "case": "signs",
        "listed": {"shown": ["U+00A0", "U+0009", "0xFF"], "more": 0},
    }


def test_a_name_made_to_look_like_a_marked_one_is_marked_itself() -> None:
    marked = shown_name(ROOT / "a\u00a0b.csv", ROOT)
    assert marked.startswith("a b~") and shown_name(ROOT / marked, ROOT) != marked
    assert listing.oddity(ROOT / marked, ROOT) == {}


@effort(deadline=None)
@given(some.sets(PATHS, max_size=6))
def test_no_two_files_have_one_name_and_every_name_can_be_stored_printed_and_written(raw: set[str]) -> None:
    names = [shown_name(Path(f"/inbox/{path}"), ROOT) for path in {str(Path(path)) for path in raw}]
    assert len(set(names)) == len(names)
    for name in names:
        assert (
            name.isprintable()
            and name == unicodedata.normalize("NFC", name)
            and len(name.encode()) <= LONGEST_NAME_BYTES
        )
        assert all(part not in ("", ".", "..") and len(part.encode()) <= LONGEST_PART_BYTES for part in name.split("/"))


def _nanoseconds(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1) * 1_000


@pytest.mark.parametrize(
    ("modified", "expected", "case"),
    [
        (_nanoseconds(NOW), NOW, None),
        (_nanoseconds(datetime(1600, 1, 1)), datetime(1600, 1, 1), None),
        (_nanoseconds(NOW + timedelta(minutes=59)), NOW - timedelta(days=1), None),
        (_nanoseconds(NOW + timedelta(minutes=61)), NOW - timedelta(days=1), "late"),
        (_nanoseconds(datetime(2400, 1, 1)), NOW - timedelta(days=1), "late"),
        (10**24, NOW - timedelta(days=1), "never"),
        (2**63 - 1 + 10**30, NOW - timedelta(days=1), "never"),
        (-(10**24), datetime.min, "early"),
    ],
)
def test_a_time_still_to_come_is_the_time_at_which_the_file_was_put_here(
    modified: int, expected: datetime, case: str | None
) -> None:
    at, doubt = received(modified, _nanoseconds(NOW - timedelta(days=1)), NOW)
    assert at == expected and (doubt or {}).get("case") == case


@effort(deadline=None)
@given(some.integers(-(10**22), 10**22), some.integers(-(10**22), 10**22), some.datetimes(min_value=EPOCH))
def test_no_file_is_received_after_now_or_outside_the_calendar(modified: int, placed: int, now: datetime) -> None:
    at, _ = received(modified, placed, now)
    assert datetime.min <= at <= now and received(modified, placed, now)[0] == at


def test_a_file_from_the_year_2400_does_not_speak_after_what_is_sent_later(tmp_path: Path) -> None:
    for name in ("z.csv", "a.csv"):
        (tmp_path / name).write_text(f"{HEADER}\n{ROW}\n")
    os.utime(tmp_path / "z.csv", (13_569_465_600, 13_569_465_600))
    later = (tmp_path / "z.csv").stat().st_ctime_ns + 1_000_000
    os.utime(tmp_path / "a.csv", ns=(later, later))
    after, odd = read_folder(tmp_path, now=datetime(2200, 1, 1))
    assert odd.received_at < after.received_at
    (problem,) = (each for each in odd.problems if each.rule_id == "FIL-056")
    for language, expected in (("en", "still to come"), ("fr", "encore à venir"), ("es", "aún por llegar")):
        message, _ = message_and_fix(problem.rule_id, problem.parameters, language)
        assert "2400-01-01 00:00 UTC" in message and expected in message


def test_without_a_clock_no_time_is_still_to_come(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{HEADER}\n{ROW}\n")
    os.utime(tmp_path / "a.csv", (13_569_465_600, 13_569_465_600))
    assert read(tmp_path / "a.csv", tmp_path, NO_CLOCK).received_at == datetime(2400, 1, 1)


@pytest.mark.parametrize(
    ("name", "depth", "file"),
    [("abc", 1_100, "x.csv"), ("d" * 200, 30, "x.csv"), ("e" * 200, 19, "x" * 250)],
    ids=["deep", "long", "just"],
)
def test_folders_deeper_than_a_path_may_be_long_are_refused_by_name_and_stop_nothing(
    tmp_path: Path, request: pytest.FixtureRequest, name: str, depth: int, file: str
) -> None:
    (tmp_path / "good.csv").write_text(f"{HEADER}\n{ROW}\n")
    request.addfinalizer(
        lambda: subprocess.run(["rm", "-rf", str(tmp_path)], check=True)
    )  # pytest would not get so deep
    below(tmp_path, name, depth, file)
    readings = read_folder(tmp_path)
    assert [each.refusal is None for each in readings] == [False, True]
    assert len(readings[0].source_file.encode()) <= LONGEST_NAME_BYTES
    assert (
        message_and_fix("FIL-014", readings[0].problems[-1].parameters, "en")[0]
        == "The path to this file or folder is longer than the system can open."
    )


def test_a_listing_that_the_system_refuses_does_not_stop_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.csv").touch()
    given_is_dir: Callable[[Path], bool] = Path.is_dir

    def guarded(path: Path) -> bool:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return given_is_dir(path)

    monkeypatch.setattr(Path, "is_dir", guarded)
    assert not listing.is_folder(tmp_path / "closed")
    assert [path.name for path in files_in(tmp_path)] == ["a.csv"]
