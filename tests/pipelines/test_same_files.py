"""A check and a run see the same files: of a folder full of traps both have the same names, refusals and times."""

import os
import socket
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.commands.checking import check
from pipelines.steps import intake
from sources.feedback import checking
from sources.files import listing
from tests.sources.files_sent import HEADER, ROW
from tests.sources.problems import problems_of

NOW = datetime(2200, 1, 1)
TABLE = f"{HEADER}\n{ROW}\n"
READ = (
    "good.csv",
    "sub/good.csv",
    "a b.csv",
    "a\u00a0b.csv",
    "a\tb.csv",
    "é.csv",
    "e\u0301.csv",
    "a.csv.en.html/x.csv",
    "late.csv",
)
HIDDEN = (".hidden.csv", "~$lock.xlsx", ".git/x.csv", "sub/.DS_Store", "table.csv/unread.csv")
BROKEN = {
    "empty.csv": b"",
    "blank.csv": b" \n",
    "x@f.example.csv": b"",
    "p.pdf": b"%PDF-1.7",
    "n.csv": b"a\0b",
    "w.xlsx": b"PK\x03\x04",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with whatever a sender, a program or an enemy may leave in an inbox."""
    inbox = tmp_path_factory.mktemp("hostile") / "inbox"
    for name in (*READ, *HIDDEN):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_text(TABLE.replace("Living", repr(name)))
    for name, content in BROKEN.items():
        (inbox / name).write_bytes(content)
    (inbox.parent / "outside.csv").write_text(TABLE)
    (inbox / "sub" / "link-out.csv").symlink_to(inbox.parent / "outside.csv")
    (inbox / "link-in.csv").symlink_to(inbox / "good.csv")
    (inbox / "link-to-folder").symlink_to(inbox / "sub", target_is_directory=True)
    (inbox / "circle").symlink_to(inbox / "circle")
    (inbox / "device.csv").symlink_to("/dev/zero")
    os.mkfifo(inbox / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.open(inbox, os.O_RDONLY)
        listening.bind(f"/proc/self/fd/{here}/socket.csv")
        os.close(here)
    (inbox / os.fsdecode(b"\xff.csv")).write_text(TABLE)
    (inbox / ("l" * 251 + ".csv")).write_text(TABLE)
    os.utime(inbox / "late.csv", (13_569_465_600, 13_569_465_600))
    return inbox


@pytest.fixture(scope="module")
def raw(hostile: Path) -> dict[str, pd.DataFrame]:
    """What a run reads there."""
    return intake.receive(hostile / "no record", [("inbox", hostile)], hostile / "nothing said", NOW)


def test_a_check_of_the_inbox_names_the_files_of_a_run_with_their_refusals(
    hostile: Path, raw: dict[str, pd.DataFrame]
) -> None:
    report, files, findings = check([hostile], NOW.date(), NOW), raw["files"], raw["findings"]
    refusals = files["refusal"].astype(object).where(files["refusal"].notna(), None)
    assert [(each.source_file, each.refusal) for each in report.files] == list(
        zip(files["source_file"], refusals, strict=True)
    )
    assert [";".join(each.streams) for each in report.files] == files["streams"].tolist()
    found = {
        (each.source_file, each.rule_id, each.parameters)
        for each in problems_of(report)
        if each.rule_id.startswith("FIL-")
    }
    assert found == set(zip(findings["source_file"], findings["rule_id"], findings["parameters"], strict=True))


@pytest.mark.parametrize("way", ["link", "relative", "dots"])
def test_by_whatever_way_the_inbox_is_named_its_files_are_the_same(
    hostile: Path, raw: dict[str, pd.DataFrame], way: str
) -> None:
    (hostile.parent / "link").unlink(missing_ok=True)
    (hostile.parent / "link").symlink_to(hostile, target_is_directory=True)
    ways = {"link": hostile.parent / "link", "relative": Path(os.path.relpath(hostile)), "dots": hostile / "sub" / ".."}
    root, paths = checking.files_of([ways[way]])
    assert [listing.shown_name(path, root) for path in paths] == raw["files"]["source_file"].tolist()


def test_no_name_stands_twice_and_nothing_hidden_is_read(raw: dict[str, pd.DataFrame]) -> None:
    files = raw["files"]
    assert files["source_file"].is_unique and len(files) == len(READ) + len(BROKEN) + 10
    assert files["refusal"].isna().sum() == len(READ) + 3  # link-in, broken bytes, long
    assert (files["received_at"] < pd.Timestamp("2199-12-31")).all()
    assert not files["source_file"].str.contains("hidden|lock|unread|DS_Store").any()


def test_the_command_tells_a_time_that_is_still_to_come_by_its_own_clock(tmp_path: Path) -> None:
    late = tmp_path / "late.csv"
    late.write_text(TABLE)
    os.utime(late, (13_569_465_600, 13_569_465_600))
    assert "FIL-056" in CliRunner().invoke(main, ["check", str(late)]).output
    os.utime(late)
    assert "FIL-056" not in CliRunner().invoke(main, ["check", str(late)]).output
