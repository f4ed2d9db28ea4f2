"""Money of IATI activities: what adds up, what is the same, what stands apart, and that each such row is named."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.cases.activities import COMMITTED, DISBURSED, RECEIVED, activity, file, judged, transaction
from tests.places import SHARED_DATA
from tests.sending import checked, messages, said

SCHEMA = SHARED_DATA / "iati" / "standard-2.03" / "iati-activities-schema.xsd"
FIRST, SECOND, THIRD = (transaction(DISBURSED, f"202{year}-06-30", 100 * year) for year in (3, 4, 5))
NUMBERED = transaction(DISBURSED, "2023-06-30", 300, ref="T1")


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema of the standard is not beside this folder")
def test_the_files_made_up_here_are_valid_iati() -> None:
    every = transaction(
        DISBURSED, "2024-01-01", 5, "r", provider="XX-1", receiver="XX-2", country="KE", sector="31130", finance="110"
    )
    text = file(activity("XX-9", every, related=[("1", "XX-1")]))
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    assert schema.validate(etree.fromstring(text)), schema.error_log


@pytest.mark.parametrize(
    "files",
    [
        {"2023.xml": [FIRST], "2024.xml": [SECOND], "2025.xml": [THIRD]},
        {"2023.xml": [FIRST, SECOND], "2024.xml": [SECOND, THIRD]},
        {"all.xml": [THIRD, FIRST, SECOND], "again.xml": [SECOND, THIRD, FIRST]},
    ],
)
def test_transactions_of_one_activity_in_several_files_add_up_and_equal_ones_count_once(
    tmp_path: Path, files: dict[str, list[str]]
) -> None:
    money = judged(tmp_path, {name: file(activity("XX-9-1", *each)) for name, each in files.items()})
    assert money.totals == {"disbursed": 1200}
    aside = ~money.contributions["is_counted"].astype(bool)
    assert len(money.said("IAT-001")) == aside.sum() == sum(map(len, files.values())) - 3


transactions = st.lists(
    st.tuples(st.sampled_from([COMMITTED, DISBURSED]), st.integers(1, 28), st.integers(1, 5)),
    min_size=1,
    max_size=6,
    unique=True,
)


@given(transactions, st.lists(st.sets(st.integers(0, 5), max_size=6), min_size=1, max_size=4), st.randoms())
@settings(max_examples=10, deadline=None)
def test_however_transactions_are_split_over_files_the_totals_are_the_same(
    chosen: list, parts: list[set[int]], shuffle: Random
) -> None:
    written = [transaction(kind, f"2024-05-{day:02}", value) for kind, day, value in chosen]
    split = [[written[place] for place in part if place < len(written)] for part in parts]
    split.append([each for each in written if not any(each in part for part in split)])
    for part in split:
        shuffle.shuffle(part)
    shuffle.shuffle(split)
    expected: dict[str, float] = {}
    for kind, _, value in chosen:
        state = "committed" if kind == COMMITTED else "disbursed"
        expected[state] = expected.get(state, 0) + value
    with TemporaryDirectory() as folder:
        files = {f"{number}.xml": file(activity("XX-9-1", *part)) for number, part in enumerate(split)}
        assert judged(Path(folder), files).totals == expected


def test_an_activity_twice_in_one_file_counts_once_and_each_row_of_the_held_one_is_named(tmp_path: Path) -> None:
    twice = activity("XX-9-1", FIRST, SECOND)
    assert judged(tmp_path, {"twice.xml": file(twice, twice)}).totals == {"disbursed": 700}
    report = checked(tmp_path / "check", {"twice.xml": file(twice, twice)})
    assert said(report, "IAT-001") == [("IAT-001", "twice.xml", 1, "transaction/value")] * 2
    assert messages(report, "IAT-001")[1].startswith("Activity XX-9-1 (time 2 in this file), transaction 2. ")
    assert messages(report, "PRJ-001")[0].startswith("Activity XX-9-1. ")


def test_many_equal_transactions_are_named_together_with_their_number(tmp_path: Path) -> None:
    many = [transaction(DISBURSED, f"2024-{month:02}-{day:02}", 5) for month in (1, 2) for day in range(1, 16)]
    one, other = (file(activity("XX-9-1", *many, updated=day)) for day in ("2025-01-01", "2026-01-01"))
    [message] = judged(tmp_path, {"a.xml": one, "b.xml": other}).said("IAT-001")
    assert message.startswith("Activity XX-9-1, 30 transactions (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …). ")


def test_a_transaction_restated_under_its_reference_is_corrected(tmp_path: Path) -> None:
    later = transaction(DISBURSED, "2023-06-30", 30, ref="T1")
    files = {
        "old.xml": file(activity("XX-9-1", NUMBERED, updated="2025-01-01")),
        "new.xml": file(activity("XX-9-1", later, updated="2025-02-01")),
    }
    money = judged(tmp_path, files)
    assert money.totals == {"disbursed": 30}
    assert "new.xml counts" in money.said("IAT-002")[0]


@pytest.mark.parametrize(
    ("files", "total"),
    [
        ({"a.xml": [FIRST, FIRST]}, 600),
        ({"a.xml": [NUMBERED], "b.xml": [transaction(DISBURSED, "2024-06-30", 400, ref="T1")]}, 700),
        ({"a.xml": [FIRST], "b.xml": [transaction(DISBURSED, "2023-06-30", 300, country="UG")]}, 600),
    ],
)
def test_transactions_that_are_only_alike_are_counted_and_named(tmp_path: Path, files: dict, total: float) -> None:
    money = judged(tmp_path, {name: file(activity("XX-9-1", *each)) for name, each in files.items()})
    assert money.totals == {"disbursed": total}
    assert len(money.said("IAT-003")) == 1


@pytest.mark.parametrize(
    "written",
    [
        [FIRST, transaction(DISBURSED, "2023-06-30", 301)],
        [NUMBERED, transaction(DISBURSED, "2023-06-30", 300, ref="T2")],
        [transaction(COMMITTED, "2023-06-30", 300), FIRST],
    ],
)
def test_true_transactions_of_one_day_are_counted_without_a_word(tmp_path: Path, written: list[str]) -> None:
    text = {"a.xml": file(activity("XX-9-1", *written))}
    assert judged(tmp_path, text).contributions["is_counted"].all()
    assert not said(checked(tmp_path / "check", text))


PARENT, CHILD = ("2", "XX-9-1-C"), ("1", "XX-9-P")


@pytest.mark.parametrize(("above", "below"), [([PARENT], []), ([], [CHILD]), ([PARENT], [CHILD])])
def test_money_of_a_child_that_is_its_parents_counts_once(tmp_path: Path, above: list, below: list) -> None:
    tree = file(activity("XX-9-P", FIRST, SECOND, related=above), activity("XX-9-1-C", FIRST, related=below))
    money = judged(tmp_path, {"tree.xml": tree})
    assert money.totals == {"disbursed": 700}
    reasons = money.contributions.set_index("contribution_id")["not_counted_reason"]
    assert reasons["XX-9-1-C#1"] == "same_as_parent"
    assert money.said("IAT-004")[0].startswith("Activity XX-9-1-C, transaction 1. Possible double")


def test_a_child_whose_money_is_only_partly_its_parents_is_counted_and_named(tmp_path: Path) -> None:
    tree = file(activity("XX-9-P", FIRST), activity("XX-9-1-C", FIRST, SECOND, related=[CHILD]))
    money = judged(tmp_path, {"tree.xml": tree})
    assert money.totals == {"disbursed": 1000}
    assert "XX-9-P has an equal transaction" in money.said("IAT-005")[0]


@pytest.mark.parametrize("related", [[("3", "XX-9-P")], [], [("1", "XX-not-here")]])
def test_equal_money_of_activities_that_are_no_parents_counts_twice(tmp_path: Path, related: list) -> None:
    both = file(activity("XX-9-P", FIRST), activity("XX-9-Q", FIRST, related=related))
    assert judged(tmp_path, {"a.xml": both}).totals == {"disbursed": 600}


def test_activities_that_are_each_others_parents_both_count(tmp_path: Path) -> None:
    pairs = (("XX-1", "XX-2"), ("XX-2", "XX-1"))
    both = file(*(activity(own, FIRST, related=[("1", parent)]) for own, parent in pairs))
    assert judged(tmp_path, {"a.xml": both}).totals == {"disbursed": 600}


@pytest.mark.parametrize(
    ("status", "written", "reason", "rule_id"),
    [
        ("5", FIRST, "cancelled", "IAT-008"),
        ("6", FIRST, "suspended", "IAT-008"),
        ("2", transaction(DISBURSED, "2023-06-30", 300, finance="421"), "loan", "IAT-009"),
        ("2", transaction("10", "2023-06-30", 300), "guarantee", "IAT-009"),
        ("2", transaction(COMMITTED, "2023-06-30", 300, finance="1100"), "guarantee", "IAT-009"),
        ("2", transaction("6", "2023-06-30", 300), "repayment", "IAT-009"),
        ("2", transaction("LR", "2023-06-30", 300), "repayment", "IAT-009"),
        ("2", transaction("5", "2023-06-30", 300), "interest", "IAT-009"),
        ("2", transaction(RECEIVED, "2023-06-30", 300), "no_state", "IAT-010"),
        ("2", transaction("9", "2023-06-30", 300), "no_state", "IAT-010"),
    ],
)
def test_what_is_no_grant_stands_apart_and_is_named(
    tmp_path: Path, status: str, written: str, reason: str, rule_id: str
) -> None:
    both = file(activity("XX-9-1", written, status=status), activity("XX-9-2", SECOND))
    money = judged(tmp_path, {"a.xml": both})
    assert money.totals == {"disbursed": 400}
    assert money.contributions["not_counted_reason"].dropna().tolist() == [reason]
    assert money.findings["rule_id"].tolist() == [rule_id]
    assert money.said(rule_id)[0].startswith("Activity XX-9-1, transaction 1. ")


@pytest.mark.parametrize("finance", ["110", "510", "610"])
def test_grants_equity_and_debt_relief_count(tmp_path: Path, finance: str) -> None:
    written = transaction(DISBURSED, "2023-06-30", 300, finance=finance)
    assert judged(tmp_path, {"a.xml": file(activity("XX-9-1", written))}).totals == {"disbursed": 300}


def test_a_file_received_twice_is_named_as_such(tmp_path: Path) -> None:
    text = file(activity("XX-9-1", FIRST, SECOND))
    money = judged(tmp_path, {"a.xml": text, "b.xml": text})
    assert money.totals == {"disbursed": 700}
    assert len(said(checked(tmp_path / "check", {"a.xml": text, "b.xml": text}), "MNY-018")) == 2
