"""What is kept: answers asked once, blocks made once for the same content, both safe from what is done to them."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from dashboard.queries import figure_rows
from dashboard.queries.caching import KEPT, cached, forget
from dashboard.rendering.kept import Kept, kept
from dashboard.rendering.sitemap import PAGES, Links
from dashboard.rendering.words import Words
from dashboard.shell import warming
from tests.dashboard.opening import blocks, bodies, opened, turned_to
from warehouse import releases


def test_an_answer_is_asked_once_and_no_reader_can_change_it_for_another() -> None:
    asked = []

    @cached
    def rows(code: str, **values: object) -> pd.DataFrame:
        asked.append((code, values))
        return pd.DataFrame({"code": [code], "n": [1]})

    first = rows("A1", year=2030)
    first["n"] = 2
    first.loc[0, "code"] = "changed"
    second = rows("A1", year=2030)
    assert second.to_dict("records") == [{"code": "A1", "n": 1}]
    assert asked == [("A1", {"year": 2030})]
    assert rows("A1", year=2050).equals(second) and len(asked) == 2


def test_old_answers_are_forgotten() -> None:
    asked = []

    @cached
    def number(value: int) -> int:
        asked.append(value)
        return value

    for value in (*range(KEPT + 1), 0):
        assert number(value) == value
    assert asked == [*range(KEPT + 1), 0]
    forget()
    assert number(0) == 0 and asked[-2:] == [0, 0]


def test_readers_who_ask_the_same_at_the_same_time_wait_for_one_answer() -> None:
    asked, begin = [], threading.Barrier(4)

    @cached
    def slow(code: str) -> str:
        asked.append(code)
        time.sleep(0.05)
        return f"answer to {code}"

    def reader(code: str) -> str:
        begin.wait()
        return slow(code)

    with ThreadPoolExecutor(4) as readers:
        assert list(readers.map(reader, ["A1"] * 4)) == ["answer to A1"] * 4
    assert asked == ["A1"]


def test_what_went_wrong_for_one_reader_is_asked_anew_by_those_who_waited() -> None:
    asked, begin = [], threading.Barrier(3)

    @cached
    def breaking(code: str) -> str:
        asked.append(code)
        time.sleep(0.05)
        if len(asked) == 1:
            raise ValueError(code)
        return code

    def reader(code: str) -> str:
        begin.wait()
        try:
            return breaking(code)
        except ValueError:
            return "failed"

    with ThreadPoolExecutor(3) as readers:
        assert sorted(readers.map(reader, ["A1"] * 3)) == ["A1", "A1", "failed"]
    assert asked == ["A1", "A1"] and breaking("A1") == "A1"


def test_a_block_is_made_once_for_the_same_content_and_anew_for_any_other() -> None:
    made = []

    @kept
    def block(rows: pd.DataFrame, words: Words, links: Links) -> str:
        made.append(1)
        return f"{len(made)}"

    rows = pd.DataFrame({"name": ["Loam", None], "n": [1.0, 2.0]}).convert_dtypes()
    same = [block(rows.copy(), Words("en"), Links({})), block(rows.head(2), Words("en"), Links({}))]
    others = [
        block(rows.assign(n=[1.0, 2.5]), Words("en"), Links({})),
        block(rows.assign(name=["Loam", ""]), Words("en"), Links({})),
        block(rows[["n", "name"]], Words("en"), Links({})),
        block(rows, Words("fr"), Links({})),
        block(rows, Words("en"), Links({"release": "older"})),
    ]
    assert same == ["1", "1"] and others == ["2", "3", "4", "5", "6"]


def test_a_frame_that_is_kept_cannot_be_changed_for_another_reader() -> None:
    @kept
    def doubled(rows: pd.DataFrame) -> pd.DataFrame:
        return rows * 2

    rows = pd.DataFrame({"n": [1, 2]})
    changed = doubled(rows)
    changed["n"] = 0
    assert doubled(rows)["n"].tolist() == [2, 4]


def test_what_is_kept_is_bounded_and_the_oldest_goes_first() -> None:
    few: Kept[int] = Kept(3)
    for number in (1, 2, 3, 1, 4):
        few.get(number, lambda number=number: number)
    assert len(few) == 3 and few.get(1, lambda: 0) == 1 and few.get(2, lambda: 0) == 0


def test_what_is_kept_shows_the_same_as_what_is_made_anew(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(demonstration, monkeypatch, "fr")
    for page in PAGES:
        turned_to(app, page, "fr")
        again = turned_to(app, page, "fr")
        shown = bodies(again), blocks(again)
        forget()
        anew = turned_to(app, page, "fr")
        assert shown == (bodies(anew), blocks(anew)) and not anew.exception, page


def test_the_release_is_read_before_the_first_reader_comes(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIC_DATA", str(demonstration))
    forget()
    warming.make_ready()
    monkeypatch.setattr(figure_rows, "read", lambda _: pytest.fail("the figures were not kept"))
    assert figure_rows.figures(releases.find(demonstration).path)
