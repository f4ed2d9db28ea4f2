"""Which row of money gives way to which when its giver sends it again, row by row; each row is named by its place in what came."""

from typing import Any

import pandas as pd
import pytest

from pipelines.rules.precedence import sending
from pipelines.rules.precedence.updates import NO_CLEARED

MADE, OTHER_MADE = "row-0a1b2c3d4e", "row-ffffffffff"
EARLY, LATE, LAST = "2026-01-01 08:00", "2026-01-02 08:00", "2026-01-03 08:00"
PLAIN: dict[str, Any] = {
    "contribution_id": MADE,
    "funder_id": None,
    "funder_name": "Loam Trust",
    "funder_key": "loam trust",
    "receiver_name": None,
    "project_id": "FJ-1",
    "state": "committed",
    "amount": 100.0,
    "fte": None,
    "origin": "inbox",
    "source_file": "1.csv",
    "source_sheet": None,
    "source_row": 2,
    "received_at": EARLY,
}
NUMBERS = {"amount": "float64", "fte": "float64", "source_row": "Int64", "received_at": "datetime64[us]"}
TYPES = dict.fromkeys(PLAIN, "str") | NUMBERS


def sent(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of money of one giver without an identifier, all in one file unless a row says otherwise."""
    frame = pd.DataFrame([PLAIN | row for row in rows], columns=list(PLAIN)).astype(TYPES)
    return frame.assign(report=frame.groupby(["origin", "source_file"]).ngroup())


def second(**said: object) -> dict[str, Any]:
    return {"source_file": "2.csv", "received_at": LATE, **said}


def third(**said: object) -> dict[str, Any]:
    return {"source_file": "3.csv", "received_at": LAST, **said}


def gives_way(*rows: dict[str, Any]) -> dict[int, int]:
    return sending.sent_again(sent(*rows)).to_dict()


def test_an_identifier_made_of_what_a_row_says_is_told_from_one_that_a_sender_gave() -> None:
    named = pd.Series([MADE, f"{MADE}-2", f"{MADE}-12", "C-1", f"x{MADE}", f"{MADE}-a", f"{MADE}0", None], dtype="str")
    made = sending.made_ids(named)
    assert made[:3].tolist() == [MADE] * 3
    assert made[3:].isna().all()
    assert made.dtype == "str"


def test_the_giver_is_its_identifier_else_its_name_else_the_project() -> None:
    known = sent({"funder_id": "XM-1"}, {"funder_key": "silt fund"}, {"funder_key": None})
    assert sending.givers(known).tolist() == ["XM-1", "silt fund", "FJ-1"]


def test_a_transaction_is_known_by_the_activity_it_is_numbered_within() -> None:
    rows = sent(
        {"contribution_id": "XM-1-10#3", "project_id": "xm-1-10"},
        {"contribution_id": "XM-1-10#3", "project_id": "XM-1-1"},
        {"contribution_id": "XM-1-10", "project_id": "XM-1-10"},
        {"contribution_id": "XM-1-10#3", "project_id": None},
        {"contribution_id": None, "project_id": "XM-1-10"},
    ).set_axis([7, 3, 5, 1, 9])
    assert sending.are_transactions(rows).to_dict() == {7: True, 3: False, 5: False, 1: False, 9: False}


def test_of_several_versions_of_a_row_each_gives_way_to_the_next_one_received() -> None:
    named = {"contribution_id": "C-1"}
    # The file that speaks last stands first.
    assert gives_way(third(**named, amount=7.0), named, second(**named)) == {1: 2, 2: 0}


def test_every_row_of_an_identifier_gives_way_to_the_first_one_of_the_next_file() -> None:
    named = {"contribution_id": "C-1"}
    rows = (named, {**named, "source_row": 3}, second(**named, source_row=9), second(**named, source_row=4))
    assert gives_way(*rows) == {0: 3, 1: 3}


def test_one_identifier_is_a_row_of_its_giver_and_of_nobody_else() -> None:
    named = {"contribution_id": "C-1"}
    assert gives_way(named, second(**named, funder_key="silt fund")) == {}
    assert gives_way(named, second(contribution_id="C-2")) == {}
    # One giver under two spellings of its name.
    known = {**named, "funder_id": "XM-1"}
    assert gives_way(known, second(**known, funder_key="silt fund")) == {0: 1}
    # Nobody is named: the project stands for the giver.
    nameless = {**named, "funder_key": None}
    assert gives_way(nameless, second(**nameless)) == {0: 1}
    assert gives_way(nameless, second(**nameless, project_id="FJ-2")) == {}
    # Nobody at all: the identifier is all there is.
    nobody = {**nameless, "project_id": None}
    assert gives_way(nobody, second(**nobody)) == {0: 1}


def test_what_is_said_of_one_thing_never_stands_for_what_is_said_of_another() -> None:
    one, other = {"amount": 100.0}, {"contribution_id": OTHER_MADE, "amount": 200.0}
    corrected = gives_way(one, other, second(**one | {"amount": 200.0}), second(**other | {"amount": 100.0}))
    assert corrected == {0: 2, 1: 3}
    named = [{"contribution_id": name, "amount": 100.0} for name in ("C-1", "C-2")]
    assert gives_way(*named, second(**named[1]), second(**named[0])) == {0: 3, 1: 2}


def test_transactions_and_rows_of_one_file_give_way_to_nothing() -> None:
    numbered = {"contribution_id": "FJ-1#1"}
    assert gives_way(numbered, second(**numbered)) == {}
    assert gives_way({"contribution_id": "C-1"}, {"contribution_id": "C-1", "source_row": 3}) == {}
    assert gives_way({"contribution_id": None}, second(contribution_id=None)) == {}
    assert gives_way() == {}


def test_equal_rows_are_those_sent_again_and_what_is_left_over_is_the_correction() -> None:
    """100, 200 and 40 are sent again as 40, 250 and 100: 200 was corrected to 250."""
    first = ({"amount": 100.0}, {"amount": 200.0}, {"amount": 40.0})
    again = (second(amount=40.0), second(amount=250.0, source_row=3), second(amount=100.0, source_row=4))
    assert gives_way(*first, *again) == {0: 5, 1: 4, 2: 3}


def test_two_equal_rows_sent_again_are_those_two_in_their_order_and_a_third_is_new() -> None:
    first = ({}, {"source_row": 3})
    again = (second(), second(source_row=3), second(source_row=4))
    assert gives_way(*first, *again) == {0: 2, 1: 3}


@pytest.mark.parametrize("said", [{"fte": 0.5}, {"receiver_name": "Marl Union"}])
def test_rows_are_equal_only_where_staff_and_receiver_are(said: dict[str, Any]) -> None:
    """Of two rows of one amount the one that names the same receiver, or the same staff, is the same row."""
    assert gives_way({}, said, second(**said), second(source_row=3)) == {0: 3, 1: 2}


def test_the_only_row_of_one_state_is_the_same_row_though_its_amount_differs() -> None:
    first = ({"state": "pledged"}, {"amount": 200.0})
    again = (second(amount=210.0), second(amount=110.0, state="pledged", source_row=3))
    assert gives_way(*first, *again) == {0: 3, 1: 2}


def test_the_only_row_of_one_amount_is_the_same_row_though_its_state_differs() -> None:
    """Two pledges are sent again as two commitments."""
    first = ({"state": "pledged"}, {"state": "pledged", "amount": 200.0})
    again = (second(amount=200.0), second(source_row=3))
    assert gives_way(*first, *again) == {0: 3, 1: 2}


def test_a_state_says_more_than_an_amount() -> None:
    """A pledge of 100 and a commitment of 200 are sent again as a commitment of 100 and a pledge of 200."""
    first = ({"state": "pledged"}, {"amount": 200.0})
    again = (second(), second(state="pledged", amount=200.0, source_row=3))
    assert gives_way(*first, *again) == {0: 3, 1: 2}


def test_the_only_row_left_is_the_same_row_whatever_changed_and_of_several_none_is() -> None:
    assert gives_way({"state": "pledged"}, second(amount=70.0)) == {0: 1}
    assert gives_way({}, {"amount": 200.0}, second(amount=300.0)) == {}
    assert gives_way({}, second(amount=200.0), second(amount=300.0, source_row=3)) == {}
    two = (second(contribution_id=OTHER_MADE, amount=70.0),)
    assert gives_way({}, *two) == {}


def test_a_third_file_is_compared_with_what_stands_of_both_before_it() -> None:
    """Of 100 and 200 the second file sends 200 again; the third sends 100 again and corrects 200 to 250."""
    first = ({}, {"amount": 200.0, "source_row": 3})
    again = (second(amount=200.0), third(amount=250.0), third(source_row=3))
    assert gives_way(*first, *again) == {0: 4, 1: 2, 2: 3}


def test_rows_without_identifier_are_numbered_where_they_are_equal_and_are_one_thing() -> None:
    assert gives_way({}, second(contribution_id=f"{MADE}-2", amount=70.0)) == {0: 1}


def test_the_sheet_and_the_row_decide_which_of_two_equal_rows_comes_first() -> None:
    """Rows are paired in the order in which they stand in their files, not in the order in which they were read."""
    first = (
        {"source_sheet": "two", "source_row": 2},
        {"source_sheet": "one", "source_row": 9},
        {"source_sheet": "one", "source_row": 3},
    )
    assert gives_way(*first, second(source_row=8), second(source_row=5)) == {2: 4, 1: 3}


def filled(*rows: dict[str, Any], cleared: pd.DataFrame = NO_CLEARED) -> pd.DataFrame:
    return sending.with_earlier_values(sent(*rows).drop(columns="report"), cleared)


def emptied(stream: str, field: str, file: str = "2.csv") -> pd.DataFrame:
    """One cell that a sender emptied in so many words, in the first row of a file."""
    place = {"origin": "inbox", "source_file": file, "source_sheet": None, "source_row": "2"}
    return pd.DataFrame([{"stream": stream, "field": field, **place}], dtype="str")


GIFT = {"contribution_id": "C-1", "receiver_name": "Marl Union"}


def test_a_row_sent_again_under_its_identifier_keeps_what_it_leaves_blank() -> None:
    rows = filled({}, second(**GIFT | {"receiver_name": None, "amount": None}), GIFT | {"source_row": 3})
    assert rows["receiver_name"].fillna("-").tolist() == ["-", "Marl Union", "Marl Union"]
    assert rows["amount"].tolist() == [100.0, 100.0, 100.0]
    # They come back as they came, with the columns and types they came with.
    assert rows.index.tolist() == [0, 1, 2]
    assert rows["source_file"].tolist() == ["1.csv", "2.csv", "1.csv"]
    assert rows.dtypes.to_dict() == sent(PLAIN).drop(columns="report").dtypes.to_dict()


def test_who_gives_and_where_a_row_stands_are_no_values_to_be_kept() -> None:
    known = GIFT | {"funder_id": "XM-1", "source_sheet": "gifts"}
    rows = filled(known, second(**known | {"funder_key": None, "source_sheet": None}))
    assert rows["funder_key"].fillna("-").tolist() == ["loam trust", "-"]
    assert rows["source_sheet"].fillna("-").tolist() == ["gifts", "-"]


@pytest.mark.parametrize(
    "other",
    [
        {"funder_key": "silt fund"},  # another giver
        {"contribution_id": "C-2"},  # another row
    ],
)
def test_nothing_is_kept_from_the_row_of_another(other: dict[str, Any]) -> None:
    rows = filled(GIFT, second(**GIFT | {"receiver_name": None} | other))
    assert rows["receiver_name"].fillna("-").tolist() == ["Marl Union", "-"]


@pytest.mark.parametrize("identifier", [MADE, "FJ-1#1", None])
def test_transactions_and_rows_without_an_identifier_keep_nothing(identifier: str | None) -> None:
    own = {"contribution_id": identifier}
    for others in ((), (GIFT, second(**GIFT))):  # alone, and beside a row that was sent again
        rows = filled({"receiver_name": "Marl Union"} | own, second(**own), *others)
        assert rows["receiver_name"].fillna("-").tolist()[:2] == ["Marl Union", "-"]


def test_what_the_giver_empties_stays_empty_and_other_streams_empty_nothing_here() -> None:
    again = second(**GIFT | {"receiver_name": None})
    for stream, expected in (("funding", "-"), ("projects", "Marl Union")):
        rows = filled(GIFT, again, cleared=emptied(stream, "receiver"))
        assert rows["receiver_name"].fillna("-").tolist() == ["Marl Union", expected]
