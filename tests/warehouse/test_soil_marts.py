"""Open records about soils, worked out by hand: where, with which practice, how much, and what stands apart."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.answering import answers, of, small_world
from tests.factories import money, rows

BANK = {"list_name": "bank", "label": "Bank", "publisher": "The Bank"}
SUMS = ["committed_eur", "policy_loans_eur", "preparation_eur"]


@pytest.fixture(scope="module")
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = small_world()
    yield connection
    connection.close()


def records(**columns: object) -> pd.DataFrame:
    """Current open records of one list, core unless a test says otherwise."""
    plain = {"version": 1, "is_current": True, "kind": "open_record", "soil_relevance": "core", "list_name": "bank"}
    return rows("core.projects", **(plain | columns))


def placed(**shares: dict[str, float]) -> pd.DataFrame:
    """The countries of each record with its shares."""
    flat = [(project, code, share) for project, parts in shares.items() for code, share in parts.items()]
    project, code, share = map(list, zip(*flat, strict=True))
    return rows("core.project_countries", project_id=project, country_code=code, country_share=share)


@pytest.fixture(scope="module")
def worked_out(opened: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """One record in three countries and two practices, a policy loan, one that stands in another list, one in
    preparation, one without a rate, one without country, practice and year, and three that are none of these."""
    return answers(
        opened,
        "soil_records",
        "soil_activity",
        "country_need",
        lists=rows("core.lists", **BANK),
        soil_carbon=rows("core.soil_carbon", country_code=["KEN", "IND"], soc_change_mt=[-10.0, -30.0]),
        projects=records(
            project_id=["THREE", "LOAN", "TWICE", "SOON", "RATE", "NOWHERE", "GONE", "OTHER", "SENT"],
            soil_relevance=["core", "contributing", "core", "core", "core", "core", "core", "none", None],
            practices=["agroforestry;peatland", "agroforestry", None, None, "peatland", None, None, None, "compost"],
            activity_status_code=[None, "2", "2", "1", "2", None, "5", "2", None],
            counted_in_project=[None, None, "THREE", None, None, None, None, None, None],
            kind=["open_record"] * 8 + ["project"],
        ),
        project_countries=placed(
            THREE={"KEN": 0.5, "MLI": 0.25, "IND": 0.25},
            LOAN={"KEN": 1.0},
            TWICE={"KEN": 1.0},
            SOON={"MLI": 1.0},
            RATE={"IND": 1.0},
            GONE={"KEN": 1.0},
            OTHER={"ATA": 1.0},
            SENT={"KEN": 1.0},
        ),
        contributions=money(
            project_id=["THREE", "LOAN", "TWICE", "SOON", "RATE", "NOWHERE", "GONE", "OTHER", "SENT"],
            amount_eur=[800.0, 100.0, 50.0, 40.0, None, 7.0, 1000.0, 5000.0, 9000.0],
            amount=[800.0, 100.0, 50.0, 40.0, 30.0, 7.0, 1000.0, 5000.0, 9000.0],
            value_on=["2016-05-01", "2014-05-01", "2016-05-01", None, "2020-01-01", None, *["2020-01-01"] * 3],
            is_counted=[True, False, False, True, True, True, False, True, True],
            not_counted_reason=[None, "policy_loan", "in_other_list", None, None, None, "cancelled", None, None],
        ),
    )


def test_a_record_of_three_countries_and_two_practices_stands_in_six_rows_that_add_up(worked_out) -> None:
    found = worked_out["soil_activity"].query("year == 2016")
    assert len(found) == 6 and (found["projects_count"] == 1).all() and set(found["publisher"]) == {"The Bank"}
    kenya = of(found, country_code="KEN", practice_code="agroforestry")
    assert (kenya["committed_eur"], kenya["region_code"]) == (200, "002")
    assert of(found, country_code="IND", practice_code="peatland")["committed_eur"] == 100
    assert found["committed_eur"].sum() == 800  # and nothing of the record that stands in another list


def test_policy_loans_preparation_and_what_has_no_rate_stand_apart(worked_out) -> None:
    found = worked_out["soil_activity"]
    loan = of(found, soil_relevance="contributing")
    assert (loan["policy_loans_eur"], loan["year"], loan["projects_count"]) == (100, 2014, 1)
    assert pd.isna(loan["committed_eur"])
    soon = of(found, country_code="MLI", practice_code=None)
    assert soon[["projects_count", "preparation_count", "preparation_eur"]].tolist() == [0, 1, 40]
    assert pd.isna(soon["committed_eur"])
    unrated = of(found, year=2020)
    assert (unrated["projects_count"], unrated["unconverted_count"]) == (1, 1) and pd.isna(unrated["committed_eur"])


def test_what_has_no_country_practice_or_year_has_its_row(worked_out) -> None:
    found = worked_out["soil_activity"]
    nowhere = of(found, country_code=None)
    assert nowhere[["region_code", "practice_code", "year"]].isna().all()
    assert (nowhere["projects_count"], nowhere["committed_eur"]) == (1, 7)
    assert found[SUMS].sum().tolist() == [807, 100, 40]


def test_a_country_has_its_need_beside_what_was_approved_since_2015(worked_out) -> None:
    found = worked_out["country_need"].set_index("country_code")
    kenya = found.loc["KEN"]
    assert (kenya["soc_debt_mt"], kenya["debt_rank"], kenya["core_count"], kenya["core_eur"]) == (10, 2, 1, 400)
    # The policy loan is of 2014.
    assert (kenya["contributing_count"], pd.isna(kenya["policy_loans_eur"])) == (0, True)
    assert found.loc["MLI", ["core_count", "core_eur", "preparation_count", "preparation_eur"]].tolist() == [
        1,
        200,
        1,
        40,
    ]
    assert found.loc["IND", "core_count"] == 2  # also the one without a rate


def test_a_country_that_a_list_names_for_other_aid_is_listed_and_one_that_none_names_is_not(opened, worked_out) -> None:
    found = worked_out["country_need"].set_index("country_code")
    assert (found.loc["ATA", "is_listed"], found.loc["ATA", "core_count"]) == (True, 0)
    assert found.loc["ATA", "lists"] == "bank" and pd.isna(found.loc["ATA", "core_eur"])
    alone = answers(opened, "country_need", soil_carbon=rows("core.soil_carbon", country_code="IND"))["country_need"]
    assert (alone.loc[0, "is_listed"], alone.loc[0, "core_count"]) == (False, 0)


def test_money_of_a_transaction_counts_in_the_country_it_names_itself(opened) -> None:
    found = answers(
        opened,
        "soil_activity",
        projects=records(project_id=["P"], list_name=None, lead_name="A ministry"),
        project_countries=placed(P={"KEN": 1.0}),
        contributions=money(
            project_id="P",
            amount_eur=[60.0, 40.0],
            transaction_countries=[None, "IND;MLI"],
            placed_by=[None, "IND;MLI||"],
        ),
    )["soil_activity"].set_index("country_code")
    assert found["committed_eur"].to_dict() == {"KEN": 60, "IND": 20, "MLI": 20}
    assert (found["projects_count"] == 1).all() and set(found["publisher"]) == {"A ministry"}


def test_a_debt_is_ranked_among_the_countries_that_have_one(opened) -> None:
    soils = rows("core.soil_carbon", country_code=["KEN", "IND", "MLI"], soc_change_mt=[-10.0, -30.0, None])
    found = answers(opened, "country_need", soil_carbon=soils)["country_need"].set_index("country_code")
    assert found["debt_rank"].dropna().to_dict() == {"KEN": 2, "IND": 1}
    assert found["soc_debt_mt"].dropna().to_dict() == {"KEN": 10, "IND": 30}


def other_aid(opened: duckdb.DuckDBPyConnection, **account: object) -> dict[str, pd.DataFrame]:
    """What is said to be read of the list, with an account that ships, beside three of its records that are here."""
    return answers(
        opened,
        "list_coverage",
        "country_need",
        list_coverage=rows("core.list_coverage", list_name="bank", country_code="IND", **account),
        projects=records(
            project_id=["NEW", "OLD", "GONE"],
            soil_relevance="none",
            starts_on=["2001-01-01", "1955-01-01", "2001-01-01"],
            activity_status_code=[None, None, "5"],
        ),
        project_countries=placed(NEW={"KEN": 1.0}, OLD={"ATA": 1.0}, GONE={"MLI": 1.0}),
        contributions=money(project_id=["NEW"], amount_eur=[70.0], value_on="2001-05-01"),
    )


def test_the_account_of_a_whole_list_stands_where_less_of_it_is_here(opened) -> None:
    found = other_aid(opened, records_count=9, soil_records_count=1, other_committed_eur=500.0)
    assert found["list_coverage"][["country_code", "records_count"]].to_numpy().tolist() == [["IND", 9]]
    assert set(found["country_need"].query("is_listed")["country_code"]) == {"IND"}


def test_of_a_list_that_is_here_what_is_older_than_2000_or_cancelled_makes_no_country_listed(opened) -> None:
    found = other_aid(opened, records_count=0, soil_records_count=0)
    row = found["list_coverage"].loc[0]
    assert len(found["list_coverage"]) == 1
    assert (row["country_code"], row["records_count"], row["soil_records_count"]) == ("KEN", 1, 0)
    assert row["other_committed_eur"] == 70
    assert set(found["country_need"].query("is_listed")["country_code"]) == {"KEN"}


AMOUNTS = st.none() | st.integers(1, 10_000).map(float)
CODES = st.lists(st.sampled_from(["KEN", "MLI", "IND", "ATA"]), unique=True, max_size=4)
PRACTICES = st.lists(st.sampled_from(["agroforestry", "peatland", "compost"]), unique=True, max_size=3)
RECORDS = st.lists(
    st.tuples(AMOUNTS, CODES, PRACTICES, st.sampled_from(["1", "2"]), st.booleans()), min_size=1, max_size=6
)


@settings(max_examples=8, deadline=None)
@given(sent=RECORDS)
def test_the_parts_add_up_however_a_record_is_split(opened, sent) -> None:
    """Whatever countries and practices a record names, or none: each euro stands in one row and one column."""
    names = [f"P{number}" for number in range(len(sent))]
    split = {name: {code: 1 / len(codes) for code in codes} for name, (_, codes, *_) in zip(names, sent, strict=True)}
    is_loan = [loan for *_, loan in sent]
    found = answers(
        opened,
        "soil_activity",
        projects=records(
            project_id=names,
            practices=[";".join(practices) or None for _, _, practices, *_ in sent],
            activity_status_code=[status for *_, status, _ in sent],
        ),
        project_countries=placed(**split) if any(split.values()) else rows("core.project_countries").head(0),
        contributions=money(
            project_id=names,
            amount=1.0,
            amount_eur=[amount for amount, *_ in sent],
            is_counted=[not loan for loan in is_loan],
            not_counted_reason=["policy_loan" if loan else None for loan in is_loan],
        ),
    )["soil_activity"]
    given_eur = {name: 0.0 for name in SUMS}
    for amount, _, _, status, loan in sent:
        given_eur["policy_loans_eur" if loan else "preparation_eur" if status == "1" else "committed_eur"] += (
            amount or 0
        )
    assert found[SUMS].sum().to_dict() == pytest.approx(given_eur)
    cells = sum(max(len(codes), 1) * max(len(practices), 1) for _, codes, practices, *_ in sent)
    assert found["projects_count"].sum() + found["preparation_count"].sum() == cells


def test_open_records_ask_for_nothing_and_wait_in_no_stage(opened) -> None:
    names = ["OPEN", "SOON"]
    found = answers(
        opened,
        "opportunities",
        "pipeline",
        "concentration",
        projects=records(project_id=names, activity_status_code=["2", "1"]),
        contributions=money(project_id=names, amount_eur=[80.0, 40.0], funder_id="BANK", funder_name="Bank"),
    )
    assert found["opportunities"].empty and found["pipeline"].empty
    by_objective = found["concentration"].dropna(subset="objective_code")
    assert by_objective["largest_funder_id"].isna().all() and by_objective["given_eur"].isna().all()
