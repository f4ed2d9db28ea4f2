"""Money sent again: one row counts, the later one, and both senders read which, and what changed."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sending_rows import Answer, Files, Rows, answered, answered_apart

PROJECTS = {"projects": [{"project_id": "FJ-1", "title": "Fjord soils", "objectives": "A2", "countries": "KE"}]}
PLAIN = {"project": "FJ-1", "funder": "Loam Trust", "currency": "EUR", "state": "committed", "date": "2025-03-01"}


def row(amount: int, identifier: str = "", **other: str) -> dict[str, str]:
    return PLAIN | {"amount": str(amount), "contribution_id": identifier} | other


def payments(*files: Rows) -> Files:
    money = {f"money-{number}.csv": {"funding": rows} for number, rows in enumerate(files, start=1)}
    return {"projects.csv": PROJECTS, **money}


def sent(*files: Rows, decisions: pd.DataFrame | None = None) -> Answer:
    return answered(payments(*files), decisions)


def totals(answer: Answer) -> dict[str, float]:
    money = answer.tables["contributions"]
    return money[money["is_counted"].astype(bool)].groupby("state")["amount"].sum().to_dict()


def test_a_row_sent_again_under_its_identifier_replaces_the_earlier_one_whatever_changed() -> None:
    """Rules MNY-015, MNY-016."""
    pairs = (
        (row(100, "C-1"), row(70, "C-1")),
        (row(100, "C-1", state="pledged"), row(100, "C-1")),
        (row(100, "C-1", project="elsewhere", date="2024-01-01"), row(100, "C-1")),
    )
    apart = answered_apart(*(payments([before], [after]) for before, after in pairs))
    number = row(100, "7", currency="USD"), row(100, "7.0")
    for (_, after), answer in zip((*pairs, number), (*apart, sent(*([each] for each in number))), strict=True):
        assert totals(answer) == {"committed": float(after["amount"])}
        assert answer.said("MNY-015") == [("money-1.csv", 2)] and answer.said("MNY-016") == [("money-2.csv", 2)]


def test_a_row_without_identifier_is_known_by_what_it_says_however_it_is_written() -> None:
    """Rule MNY-017."""
    again = row(70, funder="LOAM  Trust", date="1 March 2025", currency="eur")
    answer = sent([row(100)], [again])
    assert totals(answer) == {"committed": 70.0}
    assert answer.said("MNY-017") == [("money-2.csv", 2)] and answer.said("MNY-015") == [("money-1.csv", 2)]


def test_equal_rows_are_matched_first_and_where_several_are_left_all_count() -> None:
    """Rules MNY-018 and MNY-019."""
    left_over, twice, unclear = answered_apart(
        payments([row(100), row(200), row(40, state="disbursed")], [row(40, state="disbursed"), row(250), row(100)]),
        payments([row(500), row(500)], [row(500), row(500)]),
        payments([row(100), row(200)], [row(300)]),
    )
    assert totals(left_over) == {"committed": 350.0, "disbursed": 40.0}
    assert left_over.said("MNY-018") == [("money-1.csv", 2), ("money-1.csv", 4)]
    assert left_over.said("MNY-017") == [("money-2.csv", 3)]
    assert totals(twice) == {"committed": 1000.0} and not twice.said("MNY-019")
    assert twice.said("MNY-018") == [("money-1.csv", 2), ("money-1.csv", 3)]
    assert totals(unclear) == {"committed": 600.0}
    assert unclear.said("MNY-019") == [("money-1.csv", 2), ("money-1.csv", 3), ("money-2.csv", 2)]


def test_a_decision_that_two_rows_are_different_keeps_both_and_silences_the_finding() -> None:
    first = sent([row(100)], [row(70)]).tables["contributions"]["contribution_id"].tolist()
    decisions = pd.DataFrame([{"contribution_id_a": first[0], "contribution_id_b": first[1], "decision": "different"}])
    answer = sent([row(100)], [row(70)], decisions=decisions)
    assert totals(answer) == {"committed": 170.0}
    assert not answer.said("MNY-017") + answer.said("MNY-015") + answer.said("MNY-019")


def test_equal_rows_without_identifier_in_one_file_count_and_are_told_and_others_are_not() -> None:
    """Rules MNY-022 and MNY-023."""
    equal, others, in_kind = answered_apart(
        payments([row(500), row(500), row(400)]),
        payments([row(100), row(200)]),
        payments([row(100, form="office")]),
    )
    assert totals(equal) == {"committed": 1400.0}
    assert equal.said("MNY-022") == [("money-1.csv", 2), ("money-1.csv", 3)]
    assert totals(others) == {"committed": 300.0}
    assert not others.findings["rule_id"].str.startswith("MNY").any()
    assert totals(in_kind) == {} and in_kind.said("MNY-023") == [("money-1.csv", 2)]


def test_one_identifier_of_two_givers_is_two_rows() -> None:
    """Rule MNY-020."""
    answer = sent([row(100, "1"), row(50, "2")], [row(300, "1", funder="Silt Fund", date="2025-05-01")])
    assert totals(answer) == {"committed": 450.0}
    assert answer.said("MNY-020") == [("money-1.csv", 2), ("money-2.csv", 2)]


def test_one_identifier_of_two_givers_for_the_same_day_or_amount_is_told_to_be_looked_at() -> None:
    """Rule MNY-021."""
    answer = sent([row(100, "1")], [row(100, "1", funder="The Loam Trust Foundation", date="2025-05-01")])
    assert totals(answer) == {"committed": 200.0}
    assert answer.said("MNY-021") == [("money-1.csv", 2), ("money-2.csv", 2)]


def test_a_grant_number_of_two_givers_is_two_grants() -> None:
    answer = sent([row(100, "a", grant_id="G")], [row(300, "b", grant_id="G", funder="Silt Fund")])
    assert totals(answer) == {"committed": 400.0}


amounts = st.lists(st.integers(1, 9), min_size=1, max_size=5, unique=True)


@st.composite
def corrections(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Amounts, and the same in another order with one of them corrected."""
    before = draw(amounts)
    place, corrected = draw(st.integers(0, len(before) - 1)), draw(st.integers(10, 99))
    return before, draw(st.permutations([corrected if n == place else amount for n, amount in enumerate(before)]))


@given(st.lists(corrections(), min_size=5, max_size=10))
@settings(max_examples=2, deadline=None)
def test_one_corrected_amount_in_any_file_sent_again_in_any_order_is_one_correction(
    cases: list[tuple[list[int], list[int]]],
) -> None:
    files = [payments([row(amount) for amount in before], [row(amount) for amount in after]) for before, after in cases]
    for (before, after), answer in zip(cases, answered_apart(*files), strict=True):
        assert totals(answer) == {"committed": float(sum(after))}
        assert len(answer.said("MNY-017")) == 1 and len(answer.said("MNY-018")) == len(before) - 1
