"""What may be the same money twice is named for a person, and nothing more."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.money import counting, doubles
from tests.factories import rows, sent_money

NO_PROJECTS = rows("core.projects").head(0)


def test_the_closest_two_are_proposed_until_somebody_decides() -> None:
    sent = sent_money(
        funder_id="F",
        project_id=["P", "P", "P"],
        amount=[100.0, 101.5, 120.0],
        amount_eur=[100.0, 101.5, 120.0],
        source_file=["a", "b", "c"],
    )
    found = counting.count_once(sent, NO_PROJECTS)
    groups = doubles.likely_groups(found)
    assert groups[["contribution_id_a", "contribution_id_b"]].to_numpy().tolist() == [["c0", "c1"]]
    decisions = pd.DataFrame({"contribution_id_a": ["c1"], "contribution_id_b": ["c0"], "decision": ["different"]})
    assert doubles.likely_groups(found, decisions).empty


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
    assert doubles.likely_groups(found).empty


@given(st.floats(1, 1e12), st.floats(0.97, 1.03))
@settings(max_examples=15, deadline=None)
def test_two_percent_of_the_larger_amount_is_the_border_of_a_pair(amount: float, factor: float) -> None:
    values = [amount, amount * factor]
    sent = sent_money(funder_id="F", receiver_id="R", amount=values, amount_eur=values, source_file=["a", "b"])
    expected = abs(values[0] - values[1]) <= 0.02 * max(values)
    is_close_to_border = abs(abs(values[0] - values[1]) / max(values) - 0.02) < 1e-9
    assert is_close_to_border or (len(doubles.likely_groups(counting.count_once(sent, NO_PROJECTS))) == 1) == expected


def test_what_looks_alike_is_one_group_however_much_of_it_there_is() -> None:
    """A thousand equal rows in four files: one row of the answer, and not the 375,000 pairs of them."""
    sent = sent_money(
        funder_id="F",
        project_id="P",
        amount=[100.0] * 1_000,
        amount_eur=[100.0] * 1_000,
        source_file=["a", "b", "c", "d"] * 250,
        contribution_id=[f"c{number:03}" for number in range(1_000)],
    )
    found = counting.count_once(sent, NO_PROJECTS)
    (group,) = doubles.likely_groups(found).to_dict("records")
    assert (group["alike_count"], group["alike_files_count"], group["difference_share"]) == (1_000, 4, 0)


AMOUNTS = st.lists(
    st.tuples(
        st.sampled_from([98.0, 99.0, 100.0, 101.9, 104.0, 107.0]),
        st.sampled_from("abc"),
        st.sampled_from(["P", "Q", None]),
        st.sampled_from(["R", None]),
    ),
    min_size=1,
    max_size=9,
)


@given(AMOUNTS, st.data())
@settings(max_examples=40, deadline=None)
def test_every_two_rows_that_are_alike_are_in_one_group_until_they_are_decided(said: list, data: st.DataObject) -> None:
    amounts, files, projects, receivers = (list(column) for column in zip(*said, strict=True))
    sent = sent_money(
        funder_id="F",
        project_id=projects,
        receiver_id=receivers,
        amount=amounts,
        amount_eur=amounts,
        source_file=files,
        contribution_id=[f"c{number}" for number in range(len(said))],
    )
    marked = counting.count_once(sent, NO_PROJECTS).assign(is_counted=True)
    alike = {
        (one, other)
        for one, first in enumerate(said)
        for other, second in enumerate(said)
        if one < other
        and first[1] != second[1]
        and _is_close(first[0], second[0])
        and any(first[part] == second[part] is not None for part in (2, 3))
    }
    decided = data.draw(st.sets(st.sampled_from(sorted(alike)))) if alike else set()
    decisions = pd.DataFrame(
        [(f"c{one}", f"c{other}", "different") for one, other in decided],
        columns=["contribution_id_a", "contribution_id_b", "decision"],
    )
    found = doubles.likely_groups(marked, decisions)
    shown = {
        tuple(int(name[1:]) for name in pair) for pair in found[["contribution_id_a", "contribution_id_b"]].to_numpy()
    }
    assert shown <= alike - decided
    groups = _components(len(said), said)
    assert {groups[one] for one, _ in alike - decided} == {groups[one] for one, _ in shown}
    assert len(shown) == len({groups[one] for one, _ in shown})
    for row in found.to_dict("records"):
        own = [said[place] for place, group in enumerate(groups) if group == groups[int(row["contribution_id_a"][1:])]]
        assert (row["alike_count"], row["alike_files_count"]) == (len(own), len({each[1] for each in own}))


def _is_close(one: float, other: float) -> bool:
    return abs(one - other) / max(one, other) <= doubles.TOLERANCE_SHARE


def _components(count: int, said: list) -> list[int]:
    """For each row the first one that a chain of close amounts leads to, where project or receiver stand in two files."""
    group = list(range(count))
    for _ in range(count):
        for part in (2, 3):
            for one in range(count):
                for other in range(count):
                    shared = {row[1] for row in said if row[part] == said[one][part]}
                    if (
                        said[one][part] == said[other][part] is not None
                        and len(shared) > 1
                        and _is_close(said[one][0], said[other][0])
                    ):
                        group[one] = group[other] = min(group[one], group[other])
    return group


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
