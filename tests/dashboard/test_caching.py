"""The cache of the questions: asked once, and safe from what is done to an answer."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pandas as pd

from dashboard.queries.caching import KEPT, cached, forget


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
