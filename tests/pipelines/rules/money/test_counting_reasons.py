"""Why a row of money enters no total, which row it gives way to, and what is said of the files; each row by its identifier."""

from typing import Any

import pandas as pd
import pytest

from pipelines.rules.money import counting
from tests.factories import rows, sent_money

EARLY, LATE = "2026-01-01 08:00", "2026-01-02 08:00"
NO_PROJECTS = rows("core.projects").head(0)


def said(sent: pd.DataFrame, projects: pd.DataFrame = NO_PROJECTS, decisions: pd.DataFrame | None = None) -> list[str]:
    """Of each row why it does not count, or 'counts'."""
    found = counting.count_once(sent, projects, decisions)
    assert found["is_counted"].tolist() == found["not_counted_reason"].isna().tolist()
    return found["not_counted_reason"].fillna("counts").tolist()


def twice(first: dict[str, Any], again: dict[str, Any]) -> pd.DataFrame:
    """A row of one giver under one identifier, and the same row in a file received a day later."""
    plain = {"contribution_id": "C-1", "funder_key": "loam trust", "grant_id": None, "fte": None, "amount": 100.0}
    placed = {"source_file": ["1.csv", "2.csv"], "received_at": [EARLY, LATE]}
    return sent_money(
        **placed, **{name: [first.get(name, value), again.get(name, value)] for name, value in plain.items()}
    )


def activities(*sent: tuple[str, str, dict[str, Any]]) -> pd.DataFrame:
    """Transactions of 100 EUR disbursed, each by activity and file, with what else they say."""
    plain: dict[str, Any] = {
        "provider_activity_id": None,
        "receiver_activity_id": None,
        "transaction_ref": None,
        "amount": 100.0,
    }
    plain |= {"state": "disbursed", "transaction_type_code": "3", "value_on": "2024-01-15", "source_row": 2}
    given = [plain | other for _, _, other in sent]
    names = [activity for activity, _, _ in sent]
    return sent_money(
        contribution_id=[f"{name}#{number}" for number, name in enumerate(names, start=1)],
        project_id=names,
        source_file=[file for _, file, _ in sent],
        origin="iati",
        transaction_number=list(range(1, len(sent) + 1)),
        activity_occurrence=1,
        **{name: [row[name] for row in given] for name in plain},
        amount_eur=[row["amount"] for row in given],
    )


def projects(*named: str, **columns: object) -> pd.DataFrame:
    return rows("core.projects", project_id=list(named), is_current=True, origin="iati", **columns)


def test_what_is_counted_on_the_ground_is_cash_that_counts_and_goes_to_the_ground() -> None:
    money = sent_money(form=["cash", "office", "cash", "cash"], money_stream=["ground"] * 3 + ["task_force"])
    marked = money.assign(is_counted=pd.array([True, True, False, True], dtype="boolean"))
    assert counting.is_counted_ground_cash(marked).tolist() == [True, False, False, False]


def test_rows_come_back_as_they_came_with_what_is_said_of_each() -> None:
    sent = twice({}, {}).set_axis([7, 7])
    found = counting.count_once(sent, NO_PROJECTS)
    pd.testing.assert_frame_equal(found[sent.columns.tolist()], sent)
    assert found["is_counted"].dtype == "boolean" and found["not_counted_reason"].dtype == "str"
    assert found["kept_by"].fillna(-1).tolist() == [1, -1]
    assert found["counted_in"].fillna("-").tolist() == ["2.csv", "-"]
    assert found["also_reported_in"].fillna("-").tolist() == ["-", "1.csv"]


def test_where_nothing_was_sent_nothing_counts() -> None:
    found = counting.count_once(sent_money().head(0), NO_PROJECTS)
    assert found.empty and {"is_counted", "kept_by", "passed_on_eur"} <= set(found)


def test_a_row_sent_again_is_the_same_row_where_it_says_the_same_and_an_update_otherwise() -> None:
    assert said(twice({}, {})) == ["same_row", "counts"]
    for first, again in (
        ({}, {"amount": 70.0}),
        ({}, {"grant_id": "G"}),
        ({"fte": 0.5}, {}),
        ({"fte": 0.5}, {"fte": 1.0}),
    ):
        assert said(twice(first, again)) == ["updated", "counts"]
    assert said(twice({"fte": 0.5}, {"fte": 0.5})) == ["same_row", "counts"]


def test_only_a_row_that_its_giver_sends_again_is_an_update() -> None:
    """A receiver may state another amount of a grant: nobody changed anything."""
    sent = sent_money(grant_id="G", source_file=["a.csv", "b.csv"], amount=[100.0, 90.0])
    assert said(sent) == ["same_grant", "counts"]


def test_a_person_may_decide_that_a_row_sent_again_is_another_one() -> None:
    decided = pd.DataFrame([("C-1~1.csv:2", "C-1~2.csv:3")], columns=["contribution_id_a", "contribution_id_b"])
    for decision, expected in (("different", ["counts", "counts"]), ("same", ["updated", "counts"])):
        assert said(twice({}, {"amount": 70.0}), decisions=decided.assign(decision=decision)) == expected
    turned = decided.set_axis(["contribution_id_b", "contribution_id_a"], axis="columns")
    assert said(twice({}, {"amount": 70.0}), decisions=turned.assign(decision="different")) == ["counts", "counts"]
    others = decided.assign(contribution_id_a="C-9", decision="different")
    assert said(twice({}, {"amount": 70.0}), decisions=others) == ["updated", "counts"]
    assert said(twice({}, {"amount": 70.0}), decisions=decided.head(0)) == ["updated", "counts"]


def test_the_first_reason_that_holds_is_the_one_given() -> None:
    """A copy of a file is a copy, though it sends every row again and reports the same grants."""
    sent = twice({"grant_id": "G"}, {"grant_id": "G"}).assign(source_sha256="same", source_row=2)
    assert said(sent) == ["same_file", "counts"]
    again = twice({"grant_id": "G"}, {"grant_id": "G"})
    assert said(again) == ["same_row", "counts"]


def test_a_row_that_gave_way_stands_for_no_other_row() -> None:
    """The giver's first file gave way to its second: the receiver's row gives way to what stands of it."""
    both = twice({"grant_id": "G"}, {"grant_id": "G"}).assign(funder_id="XM-1", project_id="XM-1-7", origin="iati")
    other = both.head(1).assign(
        contribution_id="r", project_id="local", source_file="r.csv", source_sha256="r", origin="inbox"
    )
    found = counting.count_once(pd.concat([both, other], ignore_index=True), NO_PROJECTS)
    assert found["not_counted_reason"].fillna("counts").tolist() == ["same_row", "counts", "same_grant"]
    assert found["kept_by"].fillna(-1).tolist() == [1, -1, 1]


def test_money_without_a_state_in_kind_or_without_an_amount_enters_no_sum() -> None:
    sent = sent_money(
        state=[None, None, "committed", "committed", "committed"],
        form=["cash", "office", "office", "cash", "cash"],
        amount=[100.0, 100.0, 100.0, None, 100.0],
    )
    assert said(sent) == ["no_state", "not_cash", "not_cash", "no_amount", "counts"]


def test_what_stands_apart_keeps_its_own_reason() -> None:
    sent = sent_money(finance_type_code=["421", None], state=[None, None], amount=[None, 100.0])
    assert said(sent) == ["loan", "no_state"]
    again = twice({}, {}).assign(finance_type_code="421")
    assert said(again) == ["loan", "loan"]


def test_equal_transactions_count_once_and_a_later_version_restates_an_earlier_one() -> None:
    assert said(activities(("A-1", "1.xml", {}), ("A-1", "2.xml", {}))) == ["equal_transaction", "counts"]
    of = {"transaction_ref": "T-1"}
    sent = activities(("A-1", "1.xml", of), ("A-1", "2.xml", {**of, "amount": 70.0}))
    versions = projects("A-1", "A-1", source_file=["1.xml", "2.xml"], version=[1, 2])
    assert said(sent, versions) == ["superseded", "counts"]


def test_the_money_of_a_child_is_that_of_its_parent() -> None:
    named = projects("A-1", "A-1-1", related_activities=[None, "1|A-1"])
    found = counting.count_once(activities(("A-1-1", "1.xml", {}), ("A-1", "2.xml", {})), named)
    assert found["not_counted_reason"].fillna("counts").tolist() == ["same_as_parent", "counts"]
    assert found["counted_in"].fillna("-").tolist() == ["2.xml", "-"]


FROM_A = {"provider_activity_id": "A-1"}


def passed_on(*sent: tuple[str, str, dict[str, Any]]) -> pd.DataFrame:
    return counting.count_once(activities(*sent), projects("A-1", "B-1", "C-1"))


def test_money_received_from_an_activity_that_is_here_counts_there() -> None:
    found = passed_on(("B-1", "b.xml", FROM_A), ("A-1", "a.xml", {"receiver_activity_id": "B-1"}))
    assert found["not_counted_reason"].fillna("counts").tolist() == ["passed_on", "counts"]
    assert found["counted_in"].fillna("-").tolist() == ["a.xml", "-"]
    assert found["passed_on_from"].fillna("-").tolist() == ["A-1", "-"]
    assert found["passed_on_eur"].fillna(-1).tolist() == [100.0, -1.0]


def test_of_money_received_in_part_the_rest_counts() -> None:
    given = ("A-1", "a.xml", {"receiver_activity_id": "B-1", "amount": 60.0})
    found = passed_on(("B-1", "b.xml", {}), given)
    assert found["is_counted"].tolist() == [True, True]
    assert found["passed_on_eur"].fillna(-1).tolist() == [60.0, -1.0]
    # Half a cent is a rest, less is none: sums of amounts are not exact.
    for own, given_eur, is_counted in ((100.0, 99.99, True), (0.01, 0.005, True), (100.0, 99.996, False)):
        almost = ("A-1", "a.xml", {"receiver_activity_id": "B-1", "amount": given_eur})
        assert passed_on(("B-1", "b.xml", {"amount": own}), almost)["is_counted"].tolist()[0] == is_counted


def test_of_money_received_from_two_the_file_of_the_first_is_named() -> None:
    found = passed_on(
        ("C-1", "c.xml", {"amount": 200.0}),
        ("B-1", "b.xml", {"receiver_activity_id": "C-1"}),
        ("A-1", "a.xml", {"receiver_activity_id": "C-1", "amount": 40.0}),
        ("A-1", "a2.xml", {"receiver_activity_id": "C-1", "amount": 60.0}),
    )
    assert found["not_counted_reason"].fillna("counts").tolist() == ["passed_on", "counts", "counts", "counts"]
    assert (found["passed_on_from"][0], found["counted_in"][0]) == ("A-1;B-1", "a.xml")


@pytest.mark.parametrize("other", [{"form": "office"}, {"amount": None}])
def test_only_cash_with_an_amount_is_passed_on(other: dict[str, Any]) -> None:
    sent = activities(("A-1", "a.xml", {"receiver_activity_id": "B-1"}), ("B-1", "b.xml", {})).assign(amount_eur=100.0)
    sent.loc[1, list(other)] = list(other.values())
    found = counting.count_once(sent, projects("A-1", "B-1"))
    assert found["passed_on_eur"].isna().all() and not found["is_counted"].tolist()[1]


def test_a_policy_loan_that_is_sent_again_stands_apart_once() -> None:
    sent = sent_money(
        contribution_id="world-bank:P000001#ida",
        project_id="world-bank:P000001",
        funder_key="world bank",
        stands_apart="policy_loan",
        source_file=["1.csv", "2.csv"],
        received_at=[EARLY, LATE],
    )
    assert said(sent) == ["same_row", "policy_loan"]
