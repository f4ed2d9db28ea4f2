"""Every euro that is left out of a total stands under its own reason, and the reasons make the whole difference.

Does not belong here: which rows count (`rules/money`), and that what counts adds up (`test_parts_add_up`).
"""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.rendering.headlines import record
from dashboard.rendering.registers import tables
from dashboard.rendering.words import Words
from sources.catalogues import LANGUAGES
from tests.answering import answers, current, small_world
from tests.factories import money, rows
from warehouse.contracts.codes import LEFT_OUT_REASONS, NOT_COUNTED_REASONS

CENT = 0.005
STATES = ["pledged", "committed", "disbursed", None]


@pytest.fixture(scope="module")
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = small_world()
    yield connection
    connection.close()


def left_out(opened: duckdb.DuckDBPyConnection, **core: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What is left out by reason, and the differences of the reconciliation."""
    found = answers(opened, "exclusions", "reconciliation", **core)
    return found["exclusions"], found["reconciliation"]


@pytest.mark.parametrize("reason", [reason for reason in NOT_COUNTED_REASONS if reason != "not_cash"])
def test_money_that_does_not_count_is_left_out_for_its_own_reason(opened, reason: str) -> None:
    sent = money(
        contribution_id=["a", "b", "c"],
        amount_eur=[30.0, 4.5, 100.0],
        is_counted=[False, False, True],
        not_counted_reason=[reason, reason, None],
    )
    found, reconciled = left_out(opened, contributions=sent)
    assert found.to_numpy().tolist() == [["ground cash, committed, as reported", "EUR", reason, 34.5, 2]]
    once = reconciled[reconciled["cut"] == "counted once"].squeeze()
    assert (once["total_value"], once["difference"], once["left_out_count"]) == (134.5, 34.5, 2)


def test_what_was_passed_on_is_left_out_and_the_rest_of_its_row_counts(opened) -> None:
    sent = money(
        contribution_id=["whole", "partly", "own"],
        amount_eur=[30.0, 30.0, 30.0],
        is_counted=[False, True, True],
        not_counted_reason=["passed_on", None, None],
        passed_on_eur=[30.0, 12.0, None],
    )
    found, reconciled = left_out(opened, contributions=sent)
    assert found[["left_out_reason", "left_out_value", "left_out_count"]].to_numpy().tolist() == [
        ["passed_on", 42.0, 2]
    ]
    assert reconciled.loc[reconciled["cut"] == "counted once", "difference"].tolist() == [42.0]


def test_what_is_in_no_state_or_not_converted_has_a_total_of_its_own(opened) -> None:
    sent = money(
        contribution_id=["in", "undated", "unrated", "bare"],
        state=[None, "pledged", "pledged", "pledged"],
        amount_eur=[9.0, None, None, None],
        amount=[9.0, 7.0, 6.0, 5.0],
        currency_code=["EUR", "KES", "KES", None],
        value_on=["2024-01-15", None, "2024-01-15", "2024-01-15"],
        is_counted=[False, True, True, True],
        not_counted_reason=["no_state", None, None, None],
    )
    found, reconciled = left_out(opened, contributions=sent)
    assert found[["total", "unit", "left_out_reason", "left_out_value"]].to_numpy().tolist() == [
        ["cash in KES", "KES", "no_date", 7.0],
        ["cash in KES", "KES", "no_rate", 6.0],
        ["cash in no stated currency", "not stated", "no_currency", 5.0],
        ["ground cash, no state, as reported", "EUR", "no_state", 9.0],
    ]
    assert reconciled.set_index(["total", "cut"]).loc[("cash in KES", "converted"), "difference"] == 13


transaction = st.tuples(
    st.sampled_from(STATES),
    st.one_of(st.none(), st.floats(-1e6, 1e9)),
    st.sampled_from([None, None, "loan", "same_row", "equal_transaction", "suspended"]),
    st.floats(0, 1),
    st.sampled_from(["EUR", "KES", None]),
)
asking = st.tuples(st.floats(0, 1e9), st.sampled_from(["presented", "declined", "completed"]))


@given(st.lists(transaction, min_size=1, max_size=15), st.lists(asking, max_size=5))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_the_reasons_of_a_total_make_its_whole_difference(opened, sent: list, asks: list) -> None:
    states, euros, reasons, parts, currencies = (list(column) for column in zip(*sent, strict=True))
    contributions = money(
        contribution_id=[f"c{number}" for number in range(len(sent))],
        state=states,
        amount_eur=euros,
        amount=[1.0 if amount is None else amount for amount in euros],
        currency_code=currencies,
        is_counted=[reason is None for reason in reasons],
        not_counted_reason=reasons,
        passed_on_eur=[None if amount is None else amount * part for amount, part in zip(euros, parts, strict=True)],
    )
    amounts, stages = [ask for ask, _ in asks], [stage for _, stage in asks]
    names = [f"P{number}" for number in range(len(asks))]
    projects = current(project_id=names, asked_amount=amounts, asked_eur=amounts, sic_stage=stages)
    found, reconciled = left_out(opened, contributions=contributions, **({"projects": projects} if asks else {}))
    differing = reconciled[reconciled["cut"].isin(["counted once", "converted", "still asked"])].set_index("total")
    summed = found.groupby("total")["left_out_value"].sum()
    missing = differing["difference"].fillna(0) - summed.reindex(differing.index).fillna(0)
    assert set(found["total"]) <= set(differing.index) and (missing.abs() < CENT).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_said_in_the_language_of_the_reader(language: str) -> None:
    words = Words(language)
    assert [reason for reason in LEFT_OUT_REASONS if not words.has(f"value.left_out_reason.{reason}")] == []
    # The same words stand beside a row of money that does not count.
    assert tables.text("loan", "not_counted_reason", None, words) == words("value.left_out_reason.loan")
    totals = rows("marts.exclusions", total=["ground cash, no state, as reported", "cash in KES"])
    assert not set(record.named(totals, words)["total"]) & set(totals["total"])
