"""A record that stands in two lists counts once: whose money it is, whatever the order and the chain of references."""

import itertools
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.deciding.projects import of_lists
from pipelines.rules.money import other_list
from pipelines.rules.money.other_list import IN_OTHER_LIST
from pipelines.rules.precedence import decided
from pipelines.rules.relevance import two_lists
from tests.factories import money, rows

EUROS = {"bank:1": 500.0, "fund:1": 80.0, "fund:2": 60.0, "XM-1": 500.0}
NAMES = list(EUROS)
AS_OF = date(2026, 6, 30)


def records(**columns: object) -> pd.DataFrame:
    """One record in the list of a bank, two in that of a fund and one in IATI."""
    plain = {
        "project_id": NAMES,
        "list_name": ["bank", "fund", "fund", None],
        "version": 1,
        "is_current": True,
        "kind": "open_record",
        "title": ["One", "Two", "Three", "Four"],
        "source_file": ["bank.csv", "fund.csv", "fund.csv", "iati.xml"],
        "source_row": [2, 2, 3, 9],
    }
    return rows("core.projects", **(plain | columns))


def given_money(**columns: object) -> pd.DataFrame:
    return money(**({"project_id": NAMES, "amount_eur": list(EUROS.values())} | columns))


def decisions(*pairs: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=[*decided.PAIR, "decision"], dtype="str")


def counted_in(projects: pd.DataFrame, sent: pd.DataFrame, *decided_on: tuple[str, str, str]) -> dict[str, str]:
    found = two_lists.standing_in_two(projects, sent, decisions(*decided_on))
    return found.set_axis(projects["project_id"]).dropna().to_dict()


def test_a_record_that_names_one_of_another_list_counts_there_where_more_is_committed() -> None:
    named = records(other_references=[None, "bank:1; elsewhere:7", None, None])
    assert counted_in(named, given_money()) == {"fund:1": "bank:1"}
    less = given_money(amount_eur=[70.0, 80.0, 60.0, 500.0])
    assert counted_in(named, less) == {"bank:1": "fund:1"}


def test_a_record_without_a_converted_amount_gives_way_and_equal_ones_are_settled_by_list_and_identifier() -> None:
    named = records(other_references=[None, "bank:1", None, "bank:1"])
    assert counted_in(named, given_money(amount_eur=[None, 80.0, 60.0, None])) == {"bank:1": "fund:1", "XM-1": "fund:1"}
    assert counted_in(named, given_money()) == {"fund:1": "bank:1", "XM-1": "bank:1"}  # bank before iati


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(list(itertools.permutations(NAMES, 2))), max_size=8), st.permutations(range(4)))
def test_chains_and_circles_are_settled_alike_in_whatever_order(pairs: list[tuple[str, str]], order: list[int]) -> None:
    references = [";".join(other for one, other in pairs if one == name) or None for name in NAMES]
    named = records(other_references=references)
    found = counted_in(named, given_money())
    again = counted_in(named.iloc[order].reset_index(drop=True), given_money().iloc[order].reset_index(drop=True))
    assert again == found and not set(found) & set(found.values())  # what is kept is in nothing else


def test_two_records_of_one_list_are_not_joined_and_neither_is_what_partners_sent() -> None:
    within = records(other_references=[None, "fund:2", None, None])
    assert counted_in(within, given_money()) == {}
    sent = records(other_references=[None, "bank:1", None, None], kind=["project", *["open_record"] * 3])
    assert counted_in(sent, given_money()) == {}


def test_a_person_decides_that_two_are_one_or_are_two() -> None:
    named = records(other_references=[None, "bank:1", None, None])
    assert counted_in(named, given_money(), ("fund:1", "bank:1", "different")) == {}
    assert counted_in(records(), given_money(), ("fund:2", "bank:1", "same")) == {"fund:2": "bank:1"}
    tables = {"projects": records(), "contributions": given_money()}
    kept = decided.one_identifier(tables, decisions(("fund:2", "bank:1", "same")))
    assert kept["projects"]["project_id"].tolist() == NAMES  # each list keeps its record


def test_the_money_of_a_record_counts_once_and_says_where_and_is_told() -> None:
    projects = records(other_references=[None, "bank:1", "bank:1", None])
    sent = given_money(is_counted=[True, True, False, True], not_counted_reason=[None, None, "policy_loan", None])
    places = rows("core.project_countries").head(0)
    found, findings = of_lists({"projects": projects, "contributions": sent, "project_countries": places}, AS_OF)
    of_money = other_list.findings(found["contributions"], found["projects"])
    assert of_money[["rule_id", "value"]].to_numpy().tolist() == [["MNY-025", "80 EUR"], ["MNY-025", "60 EUR"]]
    counts = found["contributions"].set_index("project_id")
    assert counts["is_counted"].tolist() == [True, False, False, True]
    assert counts.loc[["fund:1", "fund:2"], "not_counted_reason"].tolist() == [IN_OTHER_LIST] * 2
    assert counts.loc["fund:1", "counted_in"] == "bank.csv"
    assert findings[["rule_id", "source_file", "source_row"]].to_numpy().tolist() == [
        ["PRJ-057", "fund.csv", 2],
        ["PRJ-057", "fund.csv", 3],
    ]


def test_a_policy_loan_is_told_once_for_its_record() -> None:
    sent = given_money(project_id=["bank:1", "bank:1", "fund:1", "XM-1"], is_counted=[False, False, True, True])
    apart = sent.assign(not_counted_reason=["policy_loan", "policy_loan", None, None]).astype(
        {"not_counted_reason": "str"}
    )
    findings = other_list.findings(apart, records())
    assert findings[["rule_id", "severity", "column", "value"]].to_numpy().tolist() == [
        ["MNY-024", "info", "amount", "580 EUR"]
    ]


@pytest.mark.parametrize(
    ("changed", "pairs"),
    [
        ({}, 1),
        ({"title": ["One", "Other", "Three", "Four"]}, 0),
        ({"starts_on": ["2016-01-01", "2017-01-01", None, None]}, 0),
        ({"list_name": ["bank", "bank", "fund", None]}, 0),
        ({"other_references": [None, "bank:1", None, None]}, 0),
    ],
)
def test_likeness_is_told_of_both_and_both_count(changed: dict[str, object], pairs: int) -> None:
    alike = {"title": ["One", "one.", "Three", "Four"], "starts_on": ["2016-03-01", "2016-09-01", None, None]}
    projects = records(**(alike | changed))
    places = rows("core.project_countries", project_id=NAMES, country_code=["KEN", "KEN", "KEN", "MLI"])
    tables = {"projects": projects, "contributions": given_money().head(0), "project_countries": places}
    found, findings = of_lists(tables, AS_OF)
    likely = findings[findings["rule_id"] == "PRJ-058"]
    assert sorted(likely["source_file"]) == ["bank.csv", "fund.csv"] * pairs
    settled = two_lists.findings(
        found["projects"], places, found["contributions"], decisions(("fund:1", "bank:1", "different"))
    )
    assert two_lists.LIKELY_ONE not in set(settled["rule_id"])
