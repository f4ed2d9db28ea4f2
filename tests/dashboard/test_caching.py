"""The cache of the questions: asked once, and safe from what is done to an answer."""

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
