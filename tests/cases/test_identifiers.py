"""Identifiers as people write them: several spellings of one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.names.keys import identifier_key
from tests.sending_rows import answered

PROJECT = {"title": "Loess soils", "objectives": "A2", "countries": "KE", "lead": "Loam Trust"}
MONEY = {"amount": "100", "currency": "EUR", "state": "committed", "date": "2025-03-01", "funder": "Silt Fund"}


@pytest.mark.parametrize(("first", "again"), [("7", "007"), ("7", "7.0"), ("KE-09", " ke - 09 "), ("Œ-1", "œ-1")])
def test_spellings_of_one_identifier_are_one_project_and_its_money(first: str, again: str) -> None:
    answer = answered(
        {
            "old.csv": {"projects": [PROJECT | {"project_id": first}]},
            "new.csv": {"projects": [PROJECT | {"project_id": again}]},
            "money.csv": {"funding": [MONEY | {"project": again, "contribution_id": "1"}]},
        }
    )
    assert answer.tables["projects"]["project_id"].tolist() == [first, first]
    assert answer.tables["contributions"]["project_id"].tolist() == [first]
    assert not answer.said("FND-008")


@pytest.mark.parametrize(("one", "other"), [("7", "70"), ("KE-09", "KE-9"), ("7.5", "7"), ("A1", "A 2")])
def test_other_identifiers_stay_other_ones(one: str, other: str) -> None:
    assert identifier_key(one) != identifier_key(other)


@given(st.integers(0, 10**6), st.integers(0, 4), st.sampled_from(["", " ", "\u00a0"]), st.booleans())
@settings(max_examples=50, deadline=None)
def test_a_number_is_one_identifier_with_any_zeros_and_blanks(
    number: int, zeros: int, blank: str, is_float: bool
) -> None:
    text = blank + "0" * zeros + str(number) + (".0" if is_float else "") + blank
    assert identifier_key(text) == str(number)


def test_identifiers_that_differ_only_in_an_address_go_on_differing() -> None:
    """Two projects of one lead, each named by the address of its contact, and money for one of them."""
    first, second = (
        PROJECT | {"project_id": f"MR {name}@fao.org", "title": f"Soils of {name}"} for name in ("ada", "bo")
    )
    answer = answered(
        {
            "1.csv": {"projects": [first, second]},
            "2.csv": {"funding": [MONEY | {"contribution_id": "C-1", "project": "mr BO@fao.org"}]},
        }
    )
    ids = answer.tables["projects"].set_index("title")["project_id"]
    assert ids.nunique() == 2 and not ids.str.contains("@").any()
    assert answer.tables["contributions"]["project_id"].tolist() == [ids["Soils of bo"]]
