"""A sender says whether a file replaces an earlier one: the question, the files it offers, and the row of the answer."""

import csv
import os
import resource
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from errno import ENOSPC
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.rendering.sitemap import view
from dashboard.rendering.words import Words
from dashboard.views.submit.replacing import NO, candidates, say
from sources.catalogues import LANGUAGES
from tests.dashboard.browsing import Watched, browser, needs_chromium, served
from tests.dashboard.opening import bodies, opened
from warehouse import settings

ON = date(2026, 11, 22)
FIRST = "Title,Objectives,Countries\nLiving hedges,C2,Kenya\n"
SECOND = "Title,Objectives,Countries\nLiving hedges of the valley,C2,Kenya\n"
MONEY = "funder,amount,currency,date,state\nLoam Foundation,5,EUR,2025-01-01,committed\n"
NONE_KNOWN = pd.DataFrame(columns=["origin", "source_file", "stream"])


def answers(data: Path) -> list[list[str]]:
    """The rows of the table of answers, with its header."""
    table = settings.replacements_file(data)
    return list(csv.reader(table.read_text(encoding="utf-8").splitlines())) if table.exists() else []


@pytest.fixture
def data(small_record: Path, tmp_path: Path) -> Path:
    """A data folder with a release and two files in its inbox."""
    shutil.copytree(small_record, tmp_path, dirs_exist_ok=True)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "hedges 2025.csv").write_text(FIRST, encoding="utf-8")
    (tmp_path / "inbox" / "money.csv").write_text(MONEY, encoding="utf-8")
    return tmp_path


def sent_to(data: Path, monkeypatch: pytest.MonkeyPatch, text: str, language: str = "en") -> AppTest:
    """The page Submit with a file chosen."""
    app = opened(data, monkeypatch, language)
    app.switch_page(view("submit"))
    app.query_params["lang"] = language
    app.run()
    app.file_uploader[0].upload("hedges.csv", text.encode()).run()
    assert not app.exception
    return app


def question(app: AppTest, language: str) -> list:
    return [box for box in app.selectbox if box.label == Words(language)("replace.ask")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_asked_for_and_written_when_the_file_is_sent(
    language: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, app = Words(language), sent_to(data, monkeypatch, SECOND, language)
    (box,) = question(app, language)
    assert box.options == [words("replace.none"), "hedges 2025.csv"] and box.value is None
    assert app.button(key="send").disabled and answers(data) == []
    box.select("hedges 2025.csv").run()
    assert not app.button(key="send").disabled
    app.button(key="send").click().run()
    assert words("replace.said", name="hedges 2025.csv") in "".join(bodies(app))
    (header, (new, old, on)) = answers(data)
    assert (header, new, old) == (["new_file", "replaces", "said_on"], "hedges.csv", "hedges 2025.csv")
    assert date.fromisoformat(on) and question(app, language) == []
    assert (data / "inbox" / "hedges 2025.csv").read_text(encoding="utf-8") == FIRST


def test_sending_again_with_no_takes_the_answer_back(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for chosen in ("hedges 2025.csv", NO):
        app = sent_to(data, monkeypatch, SECOND)
        question(app, "en")[0].set_value(chosen).run()
        app.button(key="send").click().run()
        assert not app.exception
    assert [row[:2] for row in answers(data)[1:]] == [["hedges.csv", "hedges 2025.csv"], ["hedges.csv", ""]]
    assert len(list((data / "inbox").iterdir())) == 3


def test_nothing_is_asked_where_no_file_is_of_the_same_kind(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "inbox" / "hedges 2025.csv").unlink()
    app = sent_to(data, monkeypatch, SECOND)
    assert question(app, "en") == []
    app.button(key="send").click().run()
    assert answers(data) == [] and (data / "inbox" / "hedges.csv").exists()


def test_the_most_similar_name_stands_first_and_a_release_saves_reading(tmp_path: Path) -> None:
    for name in ("seats.csv", "kenya-2025.csv", "kenya 2026 (1).csv", "benin.csv", ".kenya 2026.csv"):
        (tmp_path / name).write_text(FIRST, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "benin.csv")
    known = pd.DataFrame(
        {"origin": "inbox", "source_file": ["seats.csv", "benin.csv"], "stream": ["memberships", "projects"]}
    )
    found = candidates("Kenya 2026.csv", ("projects",), known, tmp_path)
    assert found == ["kenya 2026 (1).csv", "kenya-2025.csv", "benin.csv"]
    assert candidates("x.csv", ("projects",), NONE_KNOWN, tmp_path / "none") == []


def test_a_file_is_not_sent_where_its_answer_finds_no_room(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(path.name for path in (data / "inbox").iterdir())
    app = sent_to(data, monkeypatch, SECOND)
    question(app, "en")[0].select("hedges 2025.csv").run()
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", _full)
        app.button(key="send").click().run()
    assert app.title[0].value == Words("en")("headline.submit.not_stored")
    assert answers(data)[1:] == [] and sorted(path.name for path in (data / "inbox").iterdir()) == before
    app.button(key="send").click().run()
    assert len(answers(data)) == 2 and (data / "inbox" / "hedges.csv").exists()


def _full(*_: object) -> None:
    raise OSError(ENOSPC, os.strerror(ENOSPC))


def test_half_an_answer_is_taken_back_where_the_disk_is_full(data: Path) -> None:
    table = settings.replacements_file(data)
    say(table, "a.csv", "b.csv", ON)
    whole, before = table.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) + 8, before[1]))
    try:
        with pytest.raises(OSError, match=str(table)):
            say(table, "hedges.csv", "hedges 2025.csv", ON)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert table.read_bytes() == whole


names = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40)


@given(st.lists(st.tuples(names, st.just(NO) | names), min_size=1, max_size=5))
def test_every_answer_comes_back_as_it_was_said(tmp_path_factory: pytest.TempPathFactory, said: list) -> None:
    data = tmp_path_factory.mktemp("said")
    for new, old in said:
        say(settings.replacements_file(data), new, old, ON)
    with settings.replacements_file(data).open(encoding="utf-8", newline="") as lines:
        assert [row[:2] for row in csv.reader(lines)][1:] == [list(pair) for pair in said]


def test_two_senders_at_once_lose_no_answer_and_an_open_line_is_ended(tmp_path: Path) -> None:
    table = settings.replacements_file(tmp_path)
    with ThreadPoolExecutor(8) as senders:
        list(senders.map(lambda number: say(table, f"new-{number}.csv", "old.csv", ON), range(40)))
    assert len(answers(tmp_path)) == 41
    table.write_text(table.read_text(encoding="utf-8") + "by hand.csv,old.csv,2026-11-22", encoding="utf-8")
    say(table, "a.csv", NO, ON)
    assert [row[0] for row in answers(tmp_path)[-2:]] == ["by hand.csv", "a.csv"]
    assert [path.name for path in tmp_path.iterdir()] == [table.name]


def test_a_table_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("new_file,replaces,said_on\n", encoding="utf-8")
    table = tmp_path / "data" / "replacements.csv"
    table.parent.mkdir()
    os.symlink(outside, table)
    with pytest.raises(OSError):
        say(table, "a.csv", "b.csv", ON)
    assert outside.read_text(encoding="utf-8") == "new_file,replaces,said_on\n"


@needs_chromium
def test_a_sender_answers_in_the_browser(data: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("mine") / "hedges.csv"
    file.write_text(SECOND, encoding="utf-8")
    words = Words("fr")
    with served(data) as address, browser() as chromium:
        watched = Watched(chromium, width=360)
        watched.open(f"{address}/submit?lang=fr")
        watched.page.set_input_files("input[type=file]", file)
        button = watched.page.locator(".st-key-send button")
        watched.page.get_by_text(words("replace.ask")).wait_for()
        assert button.is_disabled()
        watched.page.locator("[class*=st-key-replaces_] input").click()
        watched.page.get_by_role("option", name="hedges 2025.csv").click()
        watched.settle()
        button.click()
        watched.page.get_by_text(words("replace.said", name="hedges 2025.csv")).wait_for()
        watched.settle()
        watched.is_clean()
        watched.context.close()
    assert [row[:2] for row in answers(data)[1:]] == [["hedges.csv", "hedges 2025.csv"]]
