"""What may be the same money twice is named for a person, and nothing more."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.money import counting, doubles
from tests.factories import rows, sent_money

NO_PROJECTS = rows("core.projects").head(0)


def test_a_likely_pair_is_proposed_until_somebody_decides() -> None:
    sent = sent_money(
        funder_id="F",
        project_id=["P", "P", "P"],
        amount=[100.0, 101.5, 120.0],
        amount_eur=[100.0, 101.5, 120.0],
        source_file=["a", "b", "c"],
    )
    found = counting.count_once(sent, NO_PROJECTS)
    pairs = doubles.likely_pairs(found)
    assert pairs[["contribution_id_a", "contribution_id_b"]].to_numpy().tolist() == [["c0", "c1"]]
    decisions = pd.DataFrame({"contribution_id_a": ["c1"], "contribution_id_b": ["c0"], "decision": ["different"]})
    assert doubles.likely_pairs(found, decisions).empty


@pytest.mark.parametrize(
    "difference",
    [
        {"source_file": ["a", "a"]},
        {"state": ["committed", "disbursed"]},
        {"value_on": ["2023-12-31", "2024-01-01"]},
        {"funder_id": ["F", "G"]},
        {"project_id": ["P", "Q"]},
        {"amount": [100.0, 98.0 - 0.1], "amount_eur": [100.0, 97.9]},
    ],
)
def test_rows_that_differ_in_party_year_state_or_amount_or_share_a_file_are_no_pair(difference: dict) -> None:
    plain = {"funder_id": "F", "project_id": "P", "source_file": ["a", "b"]}
    found = counting.count_once(sent_money(**(plain | difference)), NO_PROJECTS)
    assert len(found) == 2
    assert doubles.likely_pairs(found).empty


@given(st.floats(1, 1e12), st.floats(0.97, 1.03))
@settings(max_examples=15, deadline=None)
def test_two_percent_of_the_larger_amount_is_the_border_of_a_pair(amount: float, factor: float) -> None:
    values = [amount, amount * factor]
    sent = sent_money(funder_id="F", receiver_id="R", amount=values, amount_eur=values, source_file=["a", "b"])
    expected = abs(values[0] - values[1]) <= 0.02 * max(values)
    is_close_to_border = abs(abs(values[0] - values[1]) / max(values) - 0.02) < 1e-9
    assert is_close_to_border or (len(doubles.likely_pairs(counting.count_once(sent, NO_PROJECTS))) == 1) == expected


def test_two_reports_of_one_grant_with_different_amounts_are_told() -> None:
    found = counting.count_once(sent_money(grant_id="G", source_file=["a", "b"], amount_eur=[100.0, 90.0]), NO_PROJECTS)
    findings = doubles.grant_findings(found)
    assert findings["rule_id"].tolist() == ["MNY-010"]
    assert findings["value"].tolist() == ["G"]


def test_an_activity_with_money_above_activities_with_money_is_told() -> None:
    projects = rows(
        "core.projects",
        project_id=["GB-1-2", "GB-1-2-101", "GB-1-29"],
        hierarchy=[1, 2, 2],
        version=1,
        source_file="x.xml",
        origin="iati",
    )
    sent = sent_money(project_id=["GB-1-2", "GB-1-2-101", "GB-1-29"], source_file="x.xml", origin="iati")
    findings = doubles.level_findings(counting.count_once(sent, projects), projects)
    assert findings["value"].tolist() == ["GB-1-2"]
