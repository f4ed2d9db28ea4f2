"""What a later report leaves blank, and what it empties, value by value."""

from typing import Any

import pandas as pd

from pipelines.rules.precedence.updates import NO_CLEARED, PLACE, carried, carried_on

EARLY, LATE, LAST = (pd.Timestamp(f"2026-01-0{day}") for day in (1, 2, 3))
KEY, STATED = ["call"], ["title", "value_on"]
COLUMNS = ["call", "part", "as_of", *STATED, *PLACE, "received_at"]
PLAIN: dict[str, Any] = {"call": "1", "part": "a", "title": "Soils", "value_on": "2025-01-01", "origin": "inbox"}


def reports(*rows: dict[str, Any]) -> pd.DataFrame:
    """Reports of one call, each in the second row of a file of its own, in the order in which they speak."""
    given = [
        PLAIN | {"source_file": f"{number}.csv", "source_row": 2, "received_at": EARLY} | row
        for number, row in enumerate(rows, start=1)
    ]
    texts = dict.fromkeys(["call", "part", *STATED, *PLACE[:3]], "str")
    return pd.DataFrame(given, columns=COLUMNS).astype(
        {**texts, "source_row": "Int64", "received_at": "datetime64[us]"}
    )


def emptied(**cell: object) -> pd.DataFrame:
    """One cell that was emptied, in the second row of the second file unless a test says otherwise."""
    plain = {"stream": "calls", "field": "title", "origin": "inbox", "source_file": "2.csv", "source_row": "2"}
    return pd.DataFrame([plain | cell], columns=["stream", "field", *PLACE], dtype="str")


def titles(ordered: pd.DataFrame, cleared: pd.DataFrame = NO_CLEARED) -> list[str]:
    return carried(ordered, KEY, STATED, cleared)["title"].fillna("-").tolist()


BLANK = {"title": None}


def test_a_blank_keeps_the_value_of_the_report_before_and_the_first_report_has_none_before_it() -> None:
    assert titles(reports(BLANK, {}, BLANK, {"title": "Fens"}, BLANK)) == ["-", "Soils", "Soils", "Fens", "Fens"]


def test_a_blank_keeps_nothing_of_another_thing_nor_of_another_column() -> None:
    sent = reports({}, BLANK | {"call": "2"}, BLANK, BLANK | {"call": "2"}, {"call": "3"})
    assert titles(sent) == ["Soils", "-", "Soils", "-", "Soils"]
    assert carried(sent, KEY, ["value_on"], NO_CLEARED)["title"].fillna("-").tolist() == [
        "Soils",
        "-",
        "-",
        "-",
        "Soils",
    ]
    # A thing without a name is one thing.
    assert titles(reports({"call": None}, BLANK | {"call": None}, BLANK)) == ["Soils", "Soils", "-"]


def test_a_thing_of_two_names_is_known_by_both() -> None:
    sent = reports({}, BLANK | {"part": "b"}, BLANK)
    assert carried(sent, ["call", "part"], STATED, NO_CLEARED)["title"].fillna("-").tolist() == ["Soils", "-", "Soils"]


def test_what_is_emptied_stays_empty_until_it_is_named_again() -> None:
    sent = reports({}, BLANK, BLANK, {"title": "Fens"}, BLANK)
    assert titles(sent, emptied()) == ["Soils", "-", "-", "Fens", "Fens"]
    assert carried(sent, KEY, STATED, emptied())["value_on"].tolist() == ["2025-01-01"] * 5
    twice = pd.concat([emptied(), emptied(source_file="5.csv")])
    assert titles(sent, twice) == ["Soils", "-", "-", "Fens", "-"]


def test_what_one_thing_empties_stays_with_another() -> None:
    sent = reports({}, BLANK, {"call": "2"}, BLANK | {"call": "2"})
    assert titles(sent, emptied()) == ["Soils", "-", "Soils", "Soils"]
    nameless = reports({"call": None}, BLANK | {"call": None}, BLANK | {"call": None})
    assert titles(nameless, emptied()) == ["Soils", "-", "-"]
    # A call that was sent once stands before them.
    behind = reports({"call": "2"}, {}, BLANK, BLANK).set_axis([3, 7, 5, 6])
    assert titles(behind, emptied(source_file="3.csv")) == ["Soils", "Soils", "-", "-"]


def test_a_cell_is_emptied_in_its_own_place_and_field() -> None:
    sent = reports({}, BLANK)
    elsewhere = {"origin": "record", "source_file": "1.csv", "source_sheet": "two", "source_row": "3"}
    for name, other in elsewhere.items():
        assert titles(sent, emptied(**{name: other})) == ["Soils", "Soils"]
    assert titles(sent, emptied(field="lead")) == ["Soils", "Soils"]
    # The sender fills in a field that the table calls otherwise.
    dated = carried(reports({}, {"value_on": None}), KEY, STATED, emptied(field="date"))
    assert dated["value_on"].fillna("-").tolist() == ["2025-01-01", "-"]
    sheets = reports({"source_sheet": "two"}, BLANK | {"source_sheet": "two"})
    assert titles(sheets, emptied(source_sheet="two")) == ["Soils", "-"]


def test_reports_come_back_as_they_came_and_what_was_given_is_left_alone() -> None:
    sent = reports({}, BLANK, {"call": "2"}).set_axis([4, 2, 9])
    before = sent.copy()
    found = carried(sent, KEY, STATED, NO_CLEARED)
    assert found.index.tolist() == [4, 2, 9] and found.columns.tolist() == COLUMNS
    assert found["source_file"].tolist() == ["1.csv", "2.csv", "3.csv"]
    assert found.loc[2, "title"] == "Soils"
    pd.testing.assert_frame_equal(sent, before)


def test_the_reports_of_a_table_are_filled_in_the_order_in_which_they_speak() -> None:
    """The file that came last was received first: it has nothing to keep."""
    sent = reports({"received_at": LATE}, BLANK | {"received_at": LAST}, BLANK).set_axis([5, 5, 5])
    found = carried_on(sent, "calls", KEY, None, NO_CLEARED)
    assert found["title"].fillna("-").tolist() == ["Soils", "Soils", "-"]
    assert found["source_file"].tolist() == ["1.csv", "2.csv", "3.csv"]
    assert found.columns.tolist() == COLUMNS
    # By the dates they give themselves the second speaks first.
    dated = sent.assign(as_of=["2025-03-01", "2025-01-01", "2025-06-01"])
    assert carried_on(dated, "calls", KEY, "as_of", NO_CLEARED)["title"].fillna("-").tolist() == ["Soils", "-", "Soils"]


def test_a_date_ranks_the_reports_of_its_own_thing() -> None:
    """A second call without a date leaves the dates of the first one their rank."""
    sent = reports({"as_of": "2025-03-01"}, BLANK | {"as_of": "2025-01-01"}, {"call": "2"})
    assert carried_on(sent, "calls", KEY, "as_of", NO_CLEARED)["title"].fillna("-").tolist() == ["Soils", "-", "Soils"]


def test_a_table_keeps_neither_its_key_nor_where_a_row_stands() -> None:
    placed = {"source_sheet": "one", "source_row": 7}
    found = carried_on(reports(placed, BLANK | {"source_row": None}), "calls", KEY, None, NO_CLEARED)
    assert found["title"].tolist() == ["Soils", "Soils"]
    assert found["source_sheet"].fillna("-").tolist() == ["one", "-"]
    assert found["source_row"].isna().tolist() == [False, True]
    assert carried_on(reports({}, {"call": "2"}), "calls", KEY, None, NO_CLEARED)["title"].tolist() == ["Soils"] * 2


def test_only_the_cells_of_its_own_stream_are_emptied_in_a_table() -> None:
    sent = reports({}, BLANK)
    for stream, expected in (("calls", "-"), ("projects", "Soils")):
        found = carried_on(sent, "calls", KEY, None, emptied(stream=stream))
        assert found["title"].fillna("-").tolist() == ["Soils", expected]
