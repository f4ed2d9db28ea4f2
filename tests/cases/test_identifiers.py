"""Identifiers as people write them: several spellings of one, and words that stand for none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.names.keys import identifier_key, is_placeholder
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


@pytest.mark.parametrize("text", ["NA", "n.a.", "TBD", "Unknown", "none", "?", "à définir", "por confirmar", "???"])
def test_a_placeholder_is_no_funder_and_no_identifier(text: str) -> None:
    """Rule FND-026."""
    answer = answered(
        {
            "a.csv": {"projects": [PROJECT | {"project_id": text}], "funding": [MONEY | {"funder": text}]},
            "b.csv": {"projects": [PROJECT | {"project_id": text, "title": "Dune soils"}]},
        }
    )
    assert len(set(answer.tables["projects"]["project_id"])) == 2
    assert answer.said("PRJ-007") == [("a.csv", 2), ("b.csv", 2)]
    assert answer.said("FND-005") == [("a.csv", 2)] and answer.tables["contributions"].empty
    assert answer.said("FND-026") == [("a.csv", 2), ("a.csv", 2), ("b.csv", 2)]


def test_a_placeholder_among_partners_is_no_organisation() -> None:
    answer = answered({"a.csv": {"projects": [PROJECT | {"project_id": "P", "partners": "TBD; Marl Union"}]}})
    assert set(answer.tables["project_organisations"]["organisation_name"]) == {"Loam Trust", "Marl Union"}
    assert answer.said("FND-026") == [("a.csv", 2)]


@pytest.mark.parametrize("name", ["Nana Trust", "NDA Fund", "None Such Bank", "Unknown Lands Institute", "7", "土壤"])
def test_a_name_that_contains_such_a_word_is_a_name(name: str) -> None:
    assert not is_placeholder(name)
