"""The page that compares two releases: where it begins, what the card on the first page says, and what it answers to bad addresses."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.queries import change_rows
from dashboard.rendering.headlines import changes as said
from dashboard.rendering.words import Words
from tests.boards import BOARD, LABEL
from tests.dashboard.opening import bodies, opened, turned_to, with_tables
from warehouse import history, releases

MOVED = "One objective changed status since"


def test_the_page_begins_at_the_last_label_and_says_what_moved(boards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = turned_to(opened(boards, monkeypatch), "changes", "en")
    assert app.title[0].value == f"{MOVED} 27 Nov 2025, and it really moved"
    assert any(f"From “{LABEL}” to 22 Nov 2026" in body for body in bodies(app))
    since, until = app.selectbox[-2:]
    assert (since.label, until.label, len(since.options)) == ("From", "To", 2) and LABEL in since.options[0]
    assert not app.dataframe, "a table that nobody has unfolded was made"
    assert any("C3" in set(table.value.get("objective_code", ())) for table in with_tables(app).dataframe)


def test_a_release_that_cannot_be_compared_is_said_and_none_takes_its_place(
    boards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(shutil.copytree(boards, tmp_path / "data"))
    file = data / "releases" / f"{BOARD}.duckdb"
    about = releases.query(file, "select * from meta.release").to_dict("records")[0]
    file.with_name(f"{file.name}.json").write_text(
        json.dumps(about, default=str), encoding="utf-8"
    )  # listed without being opened
    file.write_bytes(file.read_bytes()[: 3 * 4096])
    app = opened(data, monkeypatch)
    for name in (BOARD, "never-here", "../../etc/passwd", "2026-11-22-record", "<b>x</b>" * 40):
        turned_to(app, "changes", "en", since=name)
        assert app.title[0].value.endswith("is not here to compare with"), name
        assert not app.dataframe and app.selectbox[-2].value == name
    assert len(app.selectbox[-2].options) == 3


def test_a_comparison_begins_at_the_last_label_else_at_the_release_before_of_the_same_kind_of_data(
    boards: Path,
) -> None:
    held = releases.kept(boards)
    newest, later, board = held.releases
    assert history.earlier(held, newest) == [later, board] and history.since(held, newest) == board
    assert history.since(held, board) is None
    unlabelled = replace(held, releases=[newest, later, replace(board, label="")])
    assert history.since(unlabelled, newest) == later
    assert history.since(unlabelled, replace(newest, is_demonstration=True)) is None


def test_the_card_on_the_first_page_counts_what_the_page_finds(boards: Path) -> None:
    held = releases.kept(boards)
    before = history.since(held, held.releases[0])
    assert before and before.release_id == BOARD
    counted = change_rows.changed_count(before.path, held.releases[0].path)
    found = change_rows.changes(before.path, held.releases[0].path)
    assert counted == said.changed(found.moves)["objective_code"].nunique() == 1
    card = said.card(counted, "27 Nov 2025", held.releases[0].as_of, Words("en"))
    assert (card.page, card.sentence) == ("changes", f"{MOVED} 27 Nov 2025")
