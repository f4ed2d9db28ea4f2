"""What stands of what was admitted: identifiers, links, money of repeated projects, two reports of one thing."""

import pandas as pd

from sources.admission.admitting import admit
from tests.sources.rows_sent import AS_OF, GOOD, REFERENCE, Row, admitted, admitted_iati, raw_rows


def test_a_registered_name_gets_the_id_of_the_register() -> None:
    admission = admitted(organisations=GOOD["organisations"], projects=GOOD["projects"] | {"lead": "LOAM university"})
    assert admission.tables["projects"]["lead_id"].tolist() == ["O1"]


def test_a_project_sent_without_id_keeps_its_id_when_it_is_sent_again() -> None:
    anonymous = GOOD["projects"] | {"project_id": None}
    first = admitted(projects=anonymous).tables["projects"]["project_id"].tolist()
    again = (
        admitted(projects=anonymous | {"title": " Living  SOILS", "asked_amount": "5"})
        .tables["projects"]["project_id"]
        .tolist()
    )
    assert first == again


def test_links_carry_shares_and_the_place_of_their_project_row() -> None:
    tables = admitted(
        projects=GOOD["projects"] | {"objective_shares": "60;40", "partners": "A; B", "funders": "C"}
    ).tables
    links = tables["project_objectives"]
    assert links[["objective_code", "objective_share", "is_primary"]].to_numpy().tolist() == [
        ["C2", 0.6, True],
        ["A5", 0.4, False],
    ]
    assert set(links["split_basis"]) == {"stated"}
    assert links["source_row"].tolist() == [2, 2]
    people = tables["project_organisations"]
    assert dict(zip(people["organisation_name"], people["role"], strict=True)) == {
        "Loam University": "lead",
        "A": "partner",
        "B": "partner",
        "C": "funder",
    }


def test_the_links_of_a_held_row_are_held_too() -> None:
    tables = admitted(projects=GOOD["projects"] | {"countries": "Kenya;Atlantis"}).tables
    assert all(
        tables[name].empty for name in ("projects", "project_objectives", "project_countries", "project_organisations")
    )


TRANSACTIONS: list[Row] = [
    {
        "contribution_id": "X#1",
        "project": "X",
        "transaction_type": "2",
        "amount": "5.123",
        "currency": "EUR",
        "date": "2020-01-01",
    },
    {
        "contribution_id": "X#2",
        "project": "X",
        "transaction_type": "D",
        "amount": "-7",
        "currency": None,
        "date": "03/04/2020",
    },
    {
        "contribution_id": "X#3",
        "project": None,
        "transaction_type": "99",
        "amount": "9",
        "currency": "ZZZ",
        "date": None,
    },
    {
        "contribution_id": "X#4",
        "transaction_type": "11",
        "amount": "1",
        "currency": "EUR",
        "date": "2020-01-01",
        "funder": "F",
    },
]


def test_money_in_an_iati_file_is_never_dropped() -> None:
    admission = admitted_iati(projects=[{"project_id": "X", "title": "T"}], funding=TRANSACTIONS)
    money = admission.tables["contributions"]
    assert money["amount"].tolist() == [5.123, -7, 9, 1]
    assert money["state"].fillna("none").tolist() == ["committed", "disbursed", "none", "none"]
    assert money["transaction_type_code"].fillna("none").tolist() == ["2", "3", "none", "11"]
    assert "error" not in set(admission.problems["severity"])
    assert admission.problems[admission.problems["source_row"] == 5].empty


def test_the_money_of_a_repeated_project_stays() -> None:
    admission = admitted_iati(
        projects=[{"project_id": "X", "title": "T"}] * 2,
        funding=[{"contribution_id": "X#1", "project": "X", "amount": "1"}],
    )
    assert admission.counts[["stream", "rows_held"]].to_numpy().tolist() == [["projects", 1], ["funding", 0]]


def test_two_reports_of_one_thing_are_both_admitted() -> None:
    shipped = raw_rows("calls", GOOD["calls"], file="record.csv", origin="record")
    sent = raw_rows("calls", GOOD["calls"] | {"received": "30"}, file="new.csv")
    admission = admit({"calls": pd.concat([sent, shipped])}, REFERENCE, AS_OF)
    assert sorted(admission.tables["calls"]["received_count"]) == [12, 30]
    assert admission.counts["rows_admitted"].tolist() == [1, 1]
