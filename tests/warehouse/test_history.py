"""Labels, restoring, keep rules and integrity: what has a label is kept for ever, and no refusal leaves a trace."""

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.warehouse.small_releases import FIRST, publish
from warehouse import history, labels, releases, settings, small_json
from warehouse.history import Integrity, Keep

NOW = FIRST + timedelta(days=1_000)
NO_GRACE = Keep(newest=1, days=0, grace=timedelta(0))
BOARD = "Board, 27 Nov 2026"


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with five releases, a day apart; r5 is current. Their files were written as long ago."""
    made = tmp_path_factory.mktemp("five")
    for number in range(1, 6):
        file = publish(made, f"r{number}", hours=24 * number)
        written_at = FIRST.replace(tzinfo=UTC).timestamp()
        os.utime(file, (written_at, written_at))
    return made


@pytest.fixture
def data(five: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(five, tmp_path, dirs_exist_ok=True)
    return tmp_path


def asked(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [words[0], "--data", str(data), *words[1:]])


def names(data: Path) -> list[str]:
    return [release.release_id for release in releases.releases(data)]


def everything(data: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


def test_a_release_is_found_by_its_label_by_its_identifier_and_as_current(data: Path) -> None:
    said = asked(data, "label", "r2", f" {BOARD} ")
    assert said.exit_code == 0 and said.output == f'r2 is "{BOARD}", and kept for ever.\n'
    for name in ("r2", BOARD, BOARD.upper(), "board,\N{NO-BREAK SPACE}27 nov 2026"):
        assert releases.find(data, name).release_id == "r2", name
    assert releases.find(data, "current") == releases.find(data) == releases.kept(data).current
    assert releases.find(data).release_id == "r5"
    assert f'"{BOARD}"' in asked(data, "releases").output
    assert asked(data, "label", BOARD, "Board of November").exit_code == 0
    assert [release.label for release in releases.releases(data)] == ["", "", "", "Board of November", ""]


def test_the_last_label_before_a_release_is_the_newest_older_one(data: Path) -> None:
    for name in ("r1", "r3", "r5"):
        history.label(data, name, f"Board {name}")
    found = {name: history.since(releases.kept(data), releases.find(data, name)) for name in names(data)}
    assert {name: one and one.release_id for name, one in found.items()} == {
        "r5": "r3", "r4": "r3", "r3": "r1", "r2": "r1", "r1": None,
    }  # fmt: skip


NO_LABELS = {
    "../letters": "take / out",
    "..\\letters": "take \\ out",
    "..": "needs a letter or a digit",
    "<b>Board</b>": "take < out",
    'Board "A"': 'take " out',
    "Board\n27": "take '\\n' out",
    "Board\x1b[31m": "take '\\x1b' out",
    "Board\u202e27": "take '\\u202e' out",
    "\ud800 Board": "take '\\ud800' out",
    "": "needs a letter or a digit",
    " \N{NO-BREAK SPACE}": "needs a letter or a digit",
    "x" * 81: "80 letters at most; this one has 81",
    "Current": "stands for the current release",
    "R3": "is the identifier of a release",
    BOARD.lower(): "is the label of r1 already",
    "\N{FULLWIDTH LATIN CAPITAL LETTER B}oard, 27 Nov 2026": "is the label of r1 already",
}


@pytest.mark.parametrize("text", NO_LABELS, ids=ascii)
def test_a_text_that_is_no_label_is_refused_in_a_sentence_and_leaves_no_file(data: Path, text: str) -> None:
    history.label(data, "r1", BOARD)
    before = everything(data)
    said = asked(data, "label", "r2", "--", text)
    assert said.exit_code == 1 and NO_LABELS[text] in said.output and said.output.startswith("Error: ")
    assert len(said.output.splitlines()) == 1 and everything(data) == before


@pytest.mark.parametrize("verb", [("label", "{}", "Board"), ("restore", "{}"), ("explain", "A1", "--release", "{}")])
@pytest.mark.parametrize("name", ["r9", "r3", "r4", "../r1", "<b>\x1b[31m", "No such label"])
def test_an_unknown_pruned_or_corrupt_release_is_refused_in_a_sentence(
    data: Path, verb: tuple[str, ...], name: str
) -> None:
    history.label(data, "r4", "The board")
    assert "r3" in [gone.release_id for gone in history.prune(data, NO_GRACE, NOW)]
    corrupt(data, "r4")
    before = everything(data)
    said = asked(data, *(word.format(name) for word in verb))
    assert said.exit_code == 1 and everything(data) == before
    reason = "Release r4 cannot be opened" if name == "r4" else "is called"
    assert reason in said.output and len(said.output.splitlines()) == 1 and "\x1b" not in said.output


def corrupt(data: Path, release_id: str) -> None:
    """Turn one bit of what the file holds; its length, its names and what it says of itself stay."""
    file = settings.releases_dir(data) / f"{release_id}.duckdb"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def test_a_release_with_a_bit_turned_is_named_and_never_served(data: Path) -> None:
    (settings.releases_dir(data) / "r1.duckdb.json").unlink()
    states = history.verify(releases.kept(data))
    assert [(release.release_id, state) for release, state in states.items()] == [
        *((name, Integrity.INTACT) for name in ("r5", "r4", "r3", "r2")),
        ("r1", Integrity.NOT_KNOWN),
    ]
    assert asked(data, "releases", "--verify").exit_code == 0
    corrupt(data, "r5")
    assert releases.find(data).release_id == "r4"
    with pytest.raises(releases.UnknownRelease, match="r5 cannot be opened"):
        releases.find(data, "r5")
    said = asked(data, "releases", "--verify")
    assert said.exit_code == 1 and "r5.duckdb is not what was published" in said.output
    assert [line.split()[-1] for line in said.output.splitlines() if "rules" in line] == [
        "corrupt", "intact", "intact", "intact", "known",
    ]  # fmt: skip


def test_a_restored_release_is_current_until_the_next_is_published(data: Path) -> None:
    history.label(data, "r2", BOARD)
    said = asked(data, "restore", BOARD)
    assert said.exit_code == 0 and said.output.startswith("r2 as of 2026-11-22 is the current release")
    assert releases.find(data).release_id == "r2"
    assert [line[:4] for line in asked(data, "releases").output.splitlines()] == [
        "  r5",
        "  r4",
        "  r3",
        "* r2",
        "  r1",
    ]
    publish(data, "r6", hours=200)
    assert releases.find(data).release_id == "r6"


@pytest.mark.parametrize(
    ("keep", "left"),
    [
        (Keep(newest=2, days=0), "r5 r4 r2"),
        (Keep(newest=3, days=0), "r5 r4 r3 r2"),
        (Keep(newest=1, days=998), "r5 r4 r3 r2"),
        (Keep(newest=1, days=0), "r5 r2"),
        (Keep(), "r5 r4 r3 r2 r1"),
        (Keep(newest=1, days=0, grace=timedelta(days=2_000)), "r5 r4 r3 r2 r1"),
    ],
)
def test_what_no_rule_keeps_is_deleted_with_its_letters(data: Path, keep: Keep, left: str) -> None:
    history.label(data, "r2", BOARD)
    for name in names(data):
        letter = settings.letters_dir(data, name) / "a folder" / "projects.csv.en.html"
        letter.parent.mkdir(parents=True)
        letter.write_text(name)
    gone = history.prune(data, keep, NOW)
    assert names(data) == left.split() and [one.release_id for one in gone] == sorted(
        {"r1", "r2", "r3", "r4", "r5"} - set(left.split()), reverse=True
    )
    assert sorted(path.name for path in (data / settings.LETTERS).iterdir()) == sorted(left.split())
    kept = {path.name for path in settings.releases_dir(data).iterdir()} - {"current.json", "labels.json"}
    assert kept == {f"{name}.duckdb{ending}" for name in left.split() for ending in ("", ".json")}


def test_neither_the_current_release_nor_the_one_in_its_place_is_deleted(data: Path) -> None:
    history.restore(data, "r2")
    history.prune(data, NO_GRACE, NOW)
    assert names(data) == ["r5", "r2"]
    publish(data, "r6", hours=200)
    history.restore(data, "r2")
    corrupt(data, "r2"), corrupt(data, "r6")
    assert releases.find(data).release_id == "r5"
    history.prune(data, NO_GRACE, NOW)
    assert names(data) == ["r6", "r5", "r2"]


def test_a_clock_set_back_deletes_nothing_and_the_system_clock_is_that_of_a_run(data: Path) -> None:
    assert history.prune(data, NO_GRACE, datetime(2020, 1, 1)) == []
    publish(data, "r0", hours=-9_000)
    history.restore(data, "r5")
    assert "r0" not in [
        one.release_id for one in history.prune(data, Keep(1, 0), datetime.now(UTC).replace(tzinfo=None))
    ]


@pytest.mark.parametrize("said", ["{", "[]", '{"r2": 7}', "null", "a folder"])
def test_where_labels_cannot_be_read_nothing_is_deleted_and_releases_are_still_read(data: Path, said: str) -> None:
    history.label(data, "r2", BOARD)
    labels.file(data).unlink()
    labels.file(data).mkdir() if said == "a folder" else labels.file(data).write_text(said)
    for verb in (("prune",), ("label", "r3", "Other")):
        answer = asked(data, *verb)
        assert answer.exit_code == 1 and "labels.json" in answer.output and "put it back from a copy" in answer.output
    assert names(data) == ["r5", "r4", "r3", "r2", "r1"] and releases.find(data).release_id == "r5"


@pytest.mark.parametrize(
    "said",
    ["{", "[]", "7", '{"newest": 0}', '{"newest": "30"}', '{"days": -1}', '{"days": true}', '{"days": 1e3}',
     '{"oldest": 3}', '{"days": 10000000}'],
)  # fmt: skip
def test_keep_rules_that_are_none_delete_nothing(data: Path, said: str) -> None:
    (settings.releases_dir(data) / history.KEEP).write_text(said)
    answer = asked(data, "prune")
    assert (
        answer.exit_code == 1
        and "nothing is pruned" in answer.output
        and '{"newest": 30, "days": 400}' in answer.output
    )
    assert len(names(data)) == 5


def test_the_keep_rules_of_a_data_folder_stand_in_place_of_those_of_the_house(data: Path) -> None:
    assert history.keep_rules(data) == Keep(newest=30, days=400)
    small_json.write(settings.releases_dir(data) / history.KEEP, {"newest": 2})
    assert history.keep_rules(data) == Keep(newest=2, days=400)


def test_who_is_stopped_while_deleting_finds_the_release_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = settings.letters_dir(data, "r1")
    letters.mkdir(parents=True)
    monkeypatch.setattr(history, "beside", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        history.prune(data, Keep(newest=4, days=0), NOW)
    monkeypatch.undo()
    assert names(data)[-1] == "r1"
    assert [one.release_id for one in history.prune(data, Keep(newest=4, days=0), NOW)] == ["r1"]
    assert [path.name for path in data.rglob("r1*")] == []


def test_no_release_is_a_folder_above_its_letters(data: Path) -> None:
    for name in ("..", "."):
        file = publish(data, "r0", hours=-1)
        with duckdb.connect(str(file)) as opened:
            opened.execute("update meta.release set release_id = ?", [name])
        (settings.releases_dir(data) / "r0.duckdb.json").unlink()
        assert [path.name for path in releases.kept(data).unreadable] == ["r0.duckdb"]
        file.unlink()


def test_a_label_that_finds_no_room_leaves_the_labels_of_before(data: Path) -> None:
    history.label(data, "r1", BOARD)
    before = everything(data)
    script = "import sys; from pipelines.cli import main; main()"
    full = subprocess.run(
        [sys.executable, "-c", script, "label", "r2", "Other", "--data", str(data)],
        cwd=settings.ROOT, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8, 8)),
    )  # fmt: skip
    assert full.returncode == 1 and "File too large" in full.stderr and "Traceback" not in full.stderr
    assert everything(data) == before and json.loads(labels.file(data).read_text()) == {"r1": BOARD}


@pytest.mark.whole
def test_a_full_disk_keeps_the_labels_of_before_and_pruning_makes_room(
    five: Path, small_disk: Callable[[int], Path]
) -> None:
    used = sum(path.stat().st_size for path in five.rglob("*") if path.is_file())
    disk = small_disk(2 * used)
    shutil.copytree(five, disk, dirs_exist_ok=True)
    history.label(disk, "r2", BOARD)
    with suppress(OSError), (disk / "filled").open("wb") as filled:
        while True:
            filled.write(bytes(512))
            filled.flush()
    before = everything(disk)
    for verb in (("label", "r3", "Other"), ("restore", "r1")):
        full = asked(disk, *verb)
        assert full.exit_code == 1 and "No space left" in full.output and everything(disk) == before, verb
    assert [one.release_id for one in history.prune(disk, NO_GRACE, NOW)] == ["r4", "r3", "r1"]
    assert names(disk) == ["r5", "r2"] and asked(disk, "label", "r5", "Other").exit_code == 0
