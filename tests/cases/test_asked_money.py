"""What is asked is what projects still ask: the same money on every page, and what is asked no more is explained."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.answering import answers, current, small_world
from tests.factories import money, rows

MARTS = ("opportunities", "coverage_gaps", "country_coverage", "investments", "reconciliation", "exclusions")
STOPPED = ("declined", "withdrawn", "completed")
STAGES = (
    "idea",
    "presented",
    "feedback_received",
    "full_proposal",
    "funded",
    "implementing",
    "on_hold",
    None,
    *STOPPED,
)
CENT = 0.005


@pytest.fixture(scope="module")
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = small_world()
    yield connection
    connection.close()


def asked(opened: duckdb.DuckDBPyConnection, projects: pd.DataFrame, **core: pd.DataFrame) -> dict[str, pd.DataFrame]:
    names = projects["project_id"].tolist()
    links = {
        "project_objectives": rows(
            "core.project_objectives", project_id=names, objective_code="A1", objective_share=1.0
        ),
        "project_countries": rows("core.project_countries", project_id=names, country_code="KEN", country_share=1.0),
    }
    return answers(opened, *MARTS, projects=projects, **links, **core)


def sums(found: dict[str, pd.DataFrame]) -> dict[str, float]:
    investments = found["investments"]
    reconciled = found["reconciliation"]
    still = reconciled[(reconciled["total"] == "ground cash, asked") & (reconciled["cut"] == "source file")]
    return {
        "opportunities": found["opportunities"]["asked_eur"].sum(),
        "coverage_gaps": found["coverage_gaps"]["asked_eur"].sum(),
        "country_coverage": found["country_coverage"]["asked_eur"].sum(),
        "investments": investments.loc[investments["state"] == "asked", "amount_eur"].sum(),
        "reconciliation": still["total_value"].sum(),
    }


@pytest.mark.parametrize(
    ("said", "paid", "why_not"),
    [
        ({"sic_stage": "declined"}, None, "given_up"),
        ({"sic_stage": "withdrawn"}, None, "given_up"),
        ({"sic_stage": "completed"}, None, "over"),
        ({"activity_status_code": "4"}, None, "over"),
        ({"activity_status_code": "5"}, None, "given_up"),
        ({"sic_stage": "presented"}, 100.0, "fully_funded"),
        ({"sic_stage": "implementing", "ends_on": "2026-01-31"}, None, "over"),
        # Controls: still asking.
        ({"sic_stage": "presented"}, None, None),
        ({"sic_stage": "presented"}, 40.0, None),
        ({"sic_stage": "on_hold"}, None, None),
        ({"activity_status_code": "2"}, None, None),
    ],
)
def test_a_project_that_seeks_no_more_money_asks_for_nothing_on_any_page(
    opened, said: dict, paid: float | None, why_not: str | None
) -> None:
    still_asked = 0 if why_not else 100
    projects = current(project_id=["P"], asked_amount=100.0, asked_eur=100.0, **said)
    sent = {} if paid is None else {"contributions": money(project_id="P", amount_eur=[paid])}
    found = asked(opened, projects, **sent)
    assert set(sums(found).values()) == {still_asked}
    before = found["reconciliation"].set_index("total").loc["ground cash, asked, as reported"]
    assert (before["total_value"], before["difference"]) == (100, 100 - still_asked)
    assert before["difference_reason"] == ("no_longer_asked" if why_not else "even")
    left_out = found["exclusions"][["left_out_reason", "left_out_value", "left_out_count"]].to_numpy().tolist()
    assert left_out == ([[why_not, 100, 1]] if why_not else [])


def test_money_for_one_project_covers_no_other_in_its_cell(opened) -> None:
    projects = current(project_id=["P", "Q"], asked_amount=100.0, asked_eur=100.0, sic_stage="presented")
    found = asked(opened, projects, contributions=money(project_id="P", amount_eur=[300.0]))
    cell = found["coverage_gaps"].dropna(subset=["asked_eur"]).iloc[0]
    assert (cell["asked_eur"], cell["unmet_eur"], cell["coverage_state"]) == (100, 100, "partly_funded")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(STAGES),
            st.sampled_from([None, "1", "2", "3", "4", "5", "6"]),
            st.one_of(st.none(), st.integers(0, 500)),
            st.integers(0, 500),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_for_any_projects_every_page_shows_the_same_money_asked(opened, sent: list) -> None:
    stages, statuses, asks, paid = (list(column) for column in zip(*sent, strict=True))
    amounts = [None if ask is None else float(ask) for ask in asks]
    names = [f"P{number}" for number in range(len(sent))]
    projects = current(
        project_id=names,
        sic_stage=stages,
        activity_status_code=statuses,
        asked_amount=amounts,
        asked_eur=amounts,
    )
    found = asked(opened, projects, contributions=money(project_id=names, amount_eur=[float(each) for each in paid]))
    # The same in plain words: what was asked by those that neither stopped nor have what they asked for.
    still = sum(
        ask
        for stage, status, ask, given_ in sent
        if ask is not None and stage not in STOPPED and status not in ("3", "4", "5") and given_ < ask
    )
    for page, total in sums(found).items():
        assert total == pytest.approx(still, abs=CENT), page
