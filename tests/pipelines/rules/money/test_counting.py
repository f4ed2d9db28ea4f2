"""Which rows of money count: each grant once, states apart, the same total however it is reported."""

import pandas as pd

from pipelines.rules.money import counting
from tests.factories import rows, sent_money

NO_PROJECTS = rows("core.projects").head(0)


def counted(
    sent: pd.DataFrame, projects: pd.DataFrame = NO_PROJECTS, decisions: pd.DataFrame | None = None
) -> pd.DataFrame:
    return counting.count_once(sent, projects, decisions).set_index("contribution_id")


def test_types_without_a_state_and_support_that_is_not_cash_enter_no_total() -> None:
    found = counted(sent_money(state=[None, "committed", "committed"], form=["cash", "secondment", "cash"]))
    assert found["is_counted"].tolist() == [False, False, True]
    assert found["not_counted_reason"].tolist()[:2] == [counting.NO_STATE, counting.NOT_CASH]


def test_a_row_that_is_not_converted_is_counted_as_a_row_and_one_without_amount_is_not() -> None:
    found = counted(sent_money(amount=[5.0, None], amount_eur=[None, None], currency_code="XYZ"))
    assert found["is_counted"].tolist() == [True, False]


def test_a_grant_reported_by_giver_and_receiver_counts_once_and_the_givers_row_is_kept() -> None:
    sent = sent_money(
        grant_id="G",
        funder_id="XM-DAC-2",
        source_file=["receiver.csv", "giver.xml", "giver.xml"],
        project_id=["local-7", "XM-DAC-2-10", "XM-DAC-2-10"],
        origin=["record", "iati", "iati"],
        amount_eur=[100.0, 60.0, 40.0],
    )
    found = counted(sent)
    assert found["is_counted"].tolist() == [False, True, True]
    assert found.loc["c0", ["not_counted_reason", "counted_in"]].tolist() == ["same_grant", "giver.xml"]
    assert found.loc["c1", "also_reported_in"] == "receiver.csv"


def test_a_form_that_names_an_iati_activity_as_its_grant_is_that_activity() -> None:
    sent = sent_money(
        grant_id=[None, "XM-1"],
        project_id=["XM-1", "local"],
        origin=["iati", "inbox"],
        source_file=["a.xml", "form.csv"],
    )
    assert counted(sent)["is_counted"].tolist() == [True, False]


def test_states_of_one_grant_are_never_mixed_when_doubles_are_left_out() -> None:
    sent = sent_money(grant_id="G", state=["committed", "disbursed"], source_file=["a", "b"])
    assert counted(sent)["is_counted"].all()


def test_several_rows_of_one_grant_in_one_report_all_count() -> None:
    assert counted(sent_money(grant_id=["G", "G"], source_file="a"))["is_counted"].all()


def test_all_files_of_an_iati_activity_are_one_report_of_a_grant() -> None:
    sent = sent_money(
        project_id=["XM-1", "XM-1", "local"],
        grant_id=[None, None, "XM-1"],
        transaction_number=[1, 1, None],
        activity_occurrence=[1, 1, None],
        value_on=["2023-01-01", "2024-01-01", "2024-01-01"],
        origin=["iati", "iati", "inbox"],
        source_file=["2023.xml", "2024.xml", "form.csv"],
    )
    found = counted(sent)
    assert found["is_counted"].tolist() == [True, True, False]
    assert found.loc["c2", "not_counted_reason"] == "same_grant"


def test_a_file_received_twice_under_two_names_counts_once_line_by_line() -> None:
    sent = sent_money(
        source_file=["a", "a", "b", "b"],
        source_sha256="same",
        source_row=1,
        contribution_id=["r1", "r2", "r1", "r2"],
        amount=[1.0, 2.0, 1.0, 2.0],
    )
    found = counting.count_once(sent, NO_PROJECTS)
    assert found.loc[found["is_counted"], "amount"].tolist() == [1.0, 2.0]


def test_rows_numbered_alike_by_two_partners_for_two_projects_both_count() -> None:
    sent = sent_money(contribution_id=["1", "1"], source_file=["a", "b"], project_id=["P", "Q"])
    assert counted(sent)["is_counted"].all()


def test_a_chain_of_decisions_keeps_one_row_and_a_decision_that_they_differ_keeps_both() -> None:
    sent = sent_money(source_file=["a", "b", "c", "d", "e"])
    decisions = pd.DataFrame(
        [("c1", "c0", "same"), ("c2", "c1", "same"), ("c3", "c4", "different")],
        columns=["contribution_id_a", "contribution_id_b", "decision"],
    )
    found = counted(sent, decisions=decisions)
    assert found["is_counted"].tolist() == [False, False, True, True, True]
    assert found.loc["c2", "also_reported_in"] == "a;b"


def test_a_row_decided_to_equal_one_already_left_out_is_left_out_with_it() -> None:
    sent = sent_money(grant_id=["G", "G", None], source_file=["a", "b", "c"])
    decisions = pd.DataFrame({"contribution_id_a": ["c1"], "contribution_id_b": ["c2"], "decision": ["same"]})
    # Of files received in one instant the one named last speaks last.
    assert counted(sent, decisions=decisions)["is_counted"].tolist() == [False, True, False]
