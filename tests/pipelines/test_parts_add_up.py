"""Every cut of every mart sums to the same total, for any portfolio; every difference says why."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dashboard.rendering.headlines import record
from dashboard.rendering.words import Words
from tests.answering import OBJECTIVES, answers, current, of, small_world, two_projects
from tests.factories import money, rows
from tests.given_figures import figures_of
from warehouse.contracts import TABLES

# Shares whose parts of the amounts below miss their sum by 1.5e-11.
UNEVEN = [0.09797736300313714, 0.029591127479605933, 0.8724315095172569]
CENT = 0.005


@pytest.fixture(scope="module")
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = small_world()
    yield connection
    connection.close()


def test_every_difference_of_the_reconciliation_is_zero_or_explained(opened) -> None:
    found = two_projects(opened, "reconciliation")["reconciliation"]
    assert (found["explanation"].str.len() > 0).all()
    sums = found[found["unit"].eq("EUR") & ~found["cut"].isin(["counted once", "converted"])]
    assert (sums["difference"].dropna().abs() < CENT).all()
    by_grid = of(found, total="ground cash, committed", cut="objective and region")
    assert by_grid["total_value"] == 90
    assert by_grid["explanation"] == "zero: the parts add up; EUR 10.00 in rows without objective or region"
    assert of(found, total="ground cash, disbursed", cut="objective")["explanation"] == (
        "nothing could be converted; 1 rows not converted, in no sum"
    )
    by_objective = of(found, total="current projects", cut="objective")
    assert (by_objective["difference"], by_objective["explanation"]) == (-1, "a project counts in each of its cells")


shares = st.lists(st.integers(0, 5), min_size=1, max_size=3).filter(any)
project = st.tuples(st.one_of(st.none(), shares), st.one_of(st.none(), shares), st.one_of(st.none(), st.floats(0, 1e9)))
transaction = st.tuples(
    st.one_of(st.none(), st.integers(0, 5)),
    st.sampled_from(["pledged", "committed", "disbursed"]),
    st.one_of(st.none(), st.floats(-1e6, 1e9)),
    st.one_of(st.none(), st.sampled_from("FGH")),
    st.one_of(st.none(), st.sampled_from(["2020-01-01", "2024-06-30"])),
    st.booleans(),
)


def linked(projects: list, position: int, codes: list[str], table: str, code: str, share: str) -> pd.DataFrame:
    links = [
        (f"P{n}", chosen, part / sum(sent[position]))
        for n, sent in enumerate(projects)
        for chosen, part in zip(codes, sent[position] or [], strict=False)
    ]
    if not links:
        return TABLES[table].empty()
    names, chosen, parts = (list(column) for column in zip(*links, strict=True))
    return rows(table, project_id=names, **{code: chosen, share: parts})


def still_asked(asked: list[float | None], contributions: pd.DataFrame) -> pd.Series:
    """What the projects ask that are not fully funded."""
    committed = contributions[contributions["is_counted"] & contributions["state"].eq("committed")]
    given_eur = committed.groupby("project_id")["amount_eur"].sum()
    asks = pd.Series(asked, index=[f"P{n}" for n in range(len(asked))], dtype=float)
    return asks[asks - given_eur.reindex(asks.index).fillna(0) >= CENT]


@example(projects=[(None, None, 1.0)], sent=[(0, "committed", 1.0, None, None, True)])  # fully funded: asks no more
@given(projects=st.lists(project, min_size=1, max_size=5), sent=st.lists(transaction, min_size=1, max_size=12))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_for_any_portfolio_every_cut_of_every_mart_sums_to_the_same_total(opened, projects: list, sent: list) -> None:
    owners, states, amounts, funders, days, is_counted = (list(column) for column in zip(*sent, strict=True))
    contributions = money(
        project_id=[None if owner is None else f"P{owner}" for owner in owners],
        state=states,
        amount_eur=amounts,
        amount=[1.0 if amount is None else amount for amount in amounts],
        funder_id=funders,
        value_on=days,
        is_counted=is_counted,
    )
    asked = [ask for _, _, ask in projects]
    found = answers(
        opened,
        *("reconciliation", "investments", "coverage_gaps", "country_coverage"),
        projects=current(project_id=[f"P{n}" for n in range(len(projects))], asked_amount=asked, asked_eur=asked),
        project_objectives=linked(
            projects, 0, OBJECTIVES, "core.project_objectives", "objective_code", "objective_share"
        ),
        project_countries=linked(
            projects, 1, ["KEN", "IND", "ATA"], "core.project_countries", "country_code", "country_share"
        ),
        contributions=contributions,
    )
    counted, asked_eur = contributions[contributions["is_counted"]], still_asked(asked, contributions)
    for state in ("pledged", "committed", "disbursed", "asked"):
        in_state = asked_eur if state == "asked" else counted.loc[counted["state"] == state, "amount_eur"]
        total, investments = in_state.sum(), found["investments"]
        assert investments.loc[investments["state"] == state, "amount_eur"].sum() == pytest.approx(total, abs=CENT)
        assert found["coverage_gaps"][f"{state}_eur"].sum() == pytest.approx(total, abs=CENT)
        assert found["country_coverage"][f"{state}_eur"].sum() == pytest.approx(total, abs=CENT)
    reconciled = found["reconciliation"]
    asked_no_more = reconciled.loc[reconciled["cut"].eq("still asked"), "difference"].sum()
    assert asked_no_more == pytest.approx(sum(ask or 0 for ask in asked) - asked_eur.sum(), abs=CENT)
    explained = ["counted once", "converted", "still asked"]
    reconciled = reconciled[reconciled["unit"].eq("EUR") & ~reconciled["cut"].isin(explained)]
    assert (reconciled["difference"].dropna().abs() < CENT).all()


def test_the_last_digits_of_a_sum_are_no_difference_and_nothing_has_no_sign(opened) -> None:
    shares = {"project_id": "P", "link_basis": "declared", "split_basis": "stated"}
    objectives = rows("core.project_objectives", **shares, objective_code=["A1", "A2", "A3"], objective_share=UNEVEN)
    sent = money(contribution_id=["a", "b", "c"], project_id="P", amount_eur=[4.33, 69583.29, 7215.4])
    found = answers(
        opened, "reconciliation", projects=current(project_id=["P"]), project_objectives=objectives, contributions=sent
    )["reconciliation"]
    even = found.loc[found["difference_reason"] == "even", "difference"]
    assert len(even) and {str(difference) for difference in even} == {"0.0"}


def test_money_split_by_assumption_and_rows_left_out_have_their_own_columns(opened) -> None:
    links = {"project_id": "P", "objective_share": 0.5, "link_basis": "declared", "split_basis": "assumed"}
    objectives = rows("core.project_objectives", **(links | {"objective_code": ["A1", "A2"]}))
    sent = money(
        contribution_id=["a", "b"],
        project_id="P",
        amount_eur=[30.0, 30.0],
        is_counted=[True, False],
        not_counted_reason=[None, "same_grant"],
    )
    found = answers(
        opened, "reconciliation", projects=current(project_id=["P"]), project_objectives=objectives, contributions=sent
    )["reconciliation"]
    split = of(found, total="ground cash, committed", cut="objective")
    assert (split["difference"], split["difference_reason"], split["assumed_eur"]) == (0, "even", 30)
    assert pd.isna(of(found, total="ground cash, committed", cut="year")["assumed_eur"])
    once = of(found, total="ground cash, committed, as reported", cut="counted once")
    assert (once["difference"], once["difference_reason"]) == (30, "by_reason")
    assert (once["left_out_count"], once["of_count"]) == (1, 2)
    french = record.explained(found, Words("fr")).set_index(["total", "cut"])["explanation"]
    assert french["Argent de terrain, engagé", "objective"] == (
        "Les parties égalent le total. 30,00 EUR sont répartis à parts égales, faute de parts indiquées."
    )
    headline = record.reconciliation(
        figures_of(reconciliation=found[found["difference_reason"] != "rows_differ"]), Words("en")
    ).sentence
    assert headline.endswith("differ and say why")
