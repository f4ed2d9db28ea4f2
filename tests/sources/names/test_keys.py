"""Names are compared by one key, whatever room compares them."""

import pandas as pd
import pytest

from sources.admission.admitting import TABLES as ADMITTED
from sources.names.keys import KEY_OF, KEYS_OF_TABLE, name_keys, with_keys
from tests.answering import answers, small_world
from tests.factories import money, rows
from warehouse.contracts import TABLES


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Crédit  Agricole", "credit agricole", True),
        ("Straße e.V.", "STRASSE E V", True),
        ("Fonds vert – Mali", "Fonds vert, Mali", True),
        ("Loam University", "Loam University College", False),
        ("土壌研究所", "土壌 研究所", False),
    ],
)
def test_names_meet_when_their_keys_are_the_same(one: str, other: str, is_same: bool) -> None:
    keys = name_keys(pd.Series([one, other], dtype="str"))
    assert (keys[0] == keys[1]) is is_same


def test_a_name_without_a_letter_or_a_digit_has_no_key_and_meets_nobody() -> None:
    assert name_keys(pd.Series(["—", None, "?!"], dtype="str")).isna().all()


def test_a_table_gets_the_keys_of_its_contract_and_no_others() -> None:
    sent = pd.DataFrame({"funder_name": ["A b"], "receiver_name": ["C"], "title": ["T"]}, dtype="str")
    assert list(with_keys(sent, ["funder_key"]).columns) == [*sent.columns, "funder_key"]
    assert set(KEY_OF.values()) == {"organisation_key", "funder_key", "receiver_key", "title_key"}


def test_admitted_tables_get_the_keys_that_their_contracts_have() -> None:
    contracted = {
        name: [key for key in KEY_OF.values() if key in TABLES[f"core.{name}"].column_names] for name in ADMITTED
    }
    assert {name: sorted(keys) for name, keys in contracted.items() if keys} == {
        name: sorted(keys) for name, keys in KEYS_OF_TABLE.items()
    }


def test_an_agreement_is_that_of_a_funder_written_with_other_accents() -> None:
    agreement = rows(
        "core.partnerships",
        organisation_name="Agence Française",
        starts_on="2026-01-01",
        ends_on="2027-01-01",
        agreement_types="secondment",
    )
    with small_world() as opened:
        found = answers(
            opened,
            "concentration",
            "support",
            partnerships=agreement,
            contributions=pd.concat(
                [
                    money(contribution_id="a", funder_name="agence francaise", amount_eur=[5.0]),
                    money(
                        contribution_id="b",
                        funder_name="AGENCE FRANCAISE",
                        form="secondment",
                        is_counted=False,
                        not_counted_reason="not_cash",
                        amount_eur=[None],
                    ),
                ]
            ),
        )
    outside = found["concentration"][found["concentration"]["objective_code"].isna()]
    assert outside["agreements_count"].tolist() == [1]
    assert found["support"]["funder_name"].tolist() == ["AGENCE FRANCAISE"]
