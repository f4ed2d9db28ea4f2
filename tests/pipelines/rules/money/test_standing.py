"""More spent than given, more given than asked, funded without money: asked of what stands, never of what was set aside."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.sending_rows import FIRST_ROW, Answer, Rows, answered

PROJECT = {
    "project_id": "P1",
    "title": "Living soils",
    "lead": "Loam Trust",
    "objectives": "C2",
    "countries": "KE",
    "start": "2025-01-01",
    "asked_amount": "1000",
    "currency": "EUR",
}
GIFT = {
    "contribution_id": "F1",
    "project": "P1",
    "funder": "Silt Fund",
    "amount": "1000",
    "currency": "EUR",
    "state": "committed",
    "date": "2025-03-01",
}
SPENT = GIFT | {"contribution_id": "F2", "state": "disbursed"}
OVER = ("FND-012", "FND-013", "PRJ-015")


def said(projects: Rows, *money: Rows) -> dict[str, list[tuple[str, int]]]:
    """Where each of the three rules speaks, for a file of projects and files of money after it."""
    files = {"a.csv": {"projects": projects}}
    files |= {f"{letter}.csv": {"funding": rows} for letter, rows in zip("bcd", money, strict=False)}
    answer: Answer = answered(files)
    return {rule_id: places for rule_id in OVER if (places := answer.said(rule_id))}


def test_more_disbursed_than_committed_and_more_committed_than_asked_are_told() -> None:
    rows = [GIFT | {"project": "Living soils", "amount": "1200"}, SPENT | {"amount": "1300"}]
    answer = answered({"a.csv": {"projects": [PROJECT]}, "b.csv": {"funding": rows}})
    assert [answer.said(rule_id) for rule_id in OVER] == [[("b.csv", 3)], [("b.csv", 2)], []]
    found = answer.findings[answer.findings["rule_id"].isin(OVER)]
    assert found[["column", "value", "severity"]].to_numpy().tolist() == [
        ["amount", "1200", "warning"],
        ["amount", "1300", "warning"],
    ]


@pytest.mark.parametrize("amount", ["1000", "1010"])
def test_as_much_as_was_asked_and_given_is_not_told(amount: str) -> None:
    assert said([PROJECT], [GIFT, SPENT | {"amount": amount}]) == {}


def test_a_corrected_amount_is_not_summed_with_what_it_corrects() -> None:
    """Sent again, F1 and F2 say less: 600 are committed and 500 disbursed, and neither 1,600 nor 1,700."""
    again = [GIFT | {"amount": "600"}, SPENT | {"amount": "500"}]
    assert said([PROJECT], [GIFT, SPENT | {"amount": "1200"}], again) == {}
    assert said([PROJECT], [GIFT], [GIFT]) == {}
    # The last word is what is judged, and it is told at its own row.
    assert said([PROJECT], [GIFT], [GIFT | {"amount": "1200"}]) == {"FND-013": [("c.csv", 2)]}


def test_a_grant_in_two_reports_is_summed_once() -> None:
    given = GIFT | {"grant_id": "G-1", "contribution_id": "", "receiver": "Loam Trust"}
    assert said([PROJECT], [given], [given | {"date": "2025-03-02"}]) == {}


def test_what_the_last_version_of_a_project_asks_is_compared() -> None:
    files = {"a.csv": {"projects": [PROJECT]}, "b.csv": {"funding": [GIFT]}}
    less = answered({**files, "c.csv": {"projects": [PROJECT | {"asked_amount": "500"}]}})
    assert less.said("FND-013") == [("b.csv", 2)]
    more = {"z.csv": {"projects": [PROJECT | {"asked_amount": "500"}]}, **files}
    assert not answered(more).said("FND-013")


def test_a_funded_project_without_any_contribution_is_told_and_kept() -> None:
    funded = PROJECT | {"sic_stage": "funded"}
    other = PROJECT | {"project_id": "P2", "title": "Roots"}
    assert said([funded, other]) == {"PRJ-015": [("a.csv", 2)]}
    assert said([funded], [GIFT]) == {}
    assert said([funded], [GIFT | {"form": "secondment", "fte": "1", "amount": ""}]) == {}
    assert said([funded], [GIFT | {"amount": "much"}]) == {"PRJ-015": [("a.csv", 2)]}


def test_only_the_last_version_of_a_project_is_said_to_be_funded() -> None:
    funded, idea = PROJECT | {"sic_stage": "funded"}, PROJECT | {"sic_stage": "idea"}
    assert not answered({"a.csv": {"projects": [funded]}, "b.csv": {"projects": [idea]}}).said("PRJ-015")
    later = answered({"a.csv": {"projects": [idea]}, "b.csv": {"projects": [funded]}})
    assert later.said("PRJ-015") == [("b.csv", 2)]


def test_money_that_its_giver_moved_to_another_project_pays_for_that_one_alone() -> None:
    funded = PROJECT | {"sic_stage": "funded"}
    other = PROJECT | {"project_id": "P2", "title": "Roots"}
    assert said([funded, other], [GIFT], [GIFT | {"project": "P2"}]) == {"PRJ-015": [("a.csv", 2)]}
    assert said([other, funded], [GIFT | {"project": "P2"}], [GIFT]) == {}


AMOUNTS = st.lists(st.integers(1, 3000), min_size=1, max_size=3)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=8, max_size=12))
@settings(max_examples=3, deadline=None, phases=[Phase.generate])  # to shrink an example takes minutes
def test_however_often_an_amount_is_restated_the_last_one_is_judged(
    restated: list[tuple[list[int], list[int]]],
) -> None:
    """Many projects at once, each with what was committed and disbursed in one file after the other."""
    projects, said_last = [], [(committed[-1], disbursed[-1]) for committed, disbursed in restated]
    times = max(len(amounts) for pair in restated for amounts in pair)
    files: list[list[dict[str, str]]] = [[] for _ in range(times)]
    for number, (committed, disbursed) in enumerate(restated):
        of = {"project": f"P{number}"}
        projects.append(PROJECT | {"project_id": f"P{number}", "title": f"Soils of valley {number}"})
        for time, rows in enumerate(files):
            given_in, spent = (amounts[min(time, len(amounts) - 1)] for amounts in (committed, disbursed))
            rows.append(GIFT | of | {"contribution_id": f"F{number}", "amount": str(given_in)})
            rows.append(SPENT | of | {"contribution_id": f"S{number}", "amount": str(spent)})
    last = "bcd"[times - 1] + ".csv"
    over_asked = [(last, FIRST_ROW + 2 * n) for n, (given_in, _) in enumerate(said_last) if given_in > 1010]
    overspent = [
        (last, FIRST_ROW + 1 + 2 * n) for n, (given_in, spent) in enumerate(said_last) if spent > given_in * 1.01
    ]
    expected = {"FND-013": over_asked, "FND-012": overspent}
    assert said(projects, *files) == {rule_id: places for rule_id, places in expected.items() if places}
