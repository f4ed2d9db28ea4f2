"""One identifier of two organisations: two projects, each with its own money, and never one in silence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sending_rows import Answer, answered

ALPHA = {
    "project_id": "P1",
    "title": "Soils of the delta",
    "objectives": "A2",
    "countries": "KE",
    "lead": "Alpha Trust",
}
BETA = {"project_id": "p1", "title": "Wetland grazing", "objectives": "C2", "countries": "UG", "lead": "Beta Union"}
MONEY = {"project": "P1", "funder": "Silt Fund", "amount": "10", "currency": "EUR", "state": "committed"}
GIFT = MONEY | {"date": "2025-03-01", "contribution_id": "1"}
KEPT = "P1 (beta-union)"


def ids(answer: Answer, table: str = "projects") -> list[str]:
    return answer.tables[table]["project_id"].tolist()


def test_two_leads_and_two_titles_are_two_projects_and_both_are_told() -> None:
    """Rule PRJ-031."""
    answer = answered({"a.csv": {"projects": [ALPHA]}, "b.csv": {"projects": [BETA]}})
    assert ids(answer) == ["P1", KEPT] and answer.tables["projects"]["is_current"].all()
    assert answer.said("PRJ-031") == [("a.csv", 2), ("b.csv", 2)]


def test_a_later_version_stays_with_its_own_project() -> None:
    files = {"a.csv": {"projects": [ALPHA]}, "b.csv": {"projects": [BETA]}}
    answer = answered({**files, "b2.csv": {"projects": [BETA | {"title": "Wetland grazing, second phase"}]}})
    assert ids(answer) == ["P1", KEPT, KEPT]


def test_money_goes_to_the_project_of_its_file_its_parties_or_its_time() -> None:
    """Rule FND-025."""
    files = {"a.csv": {"projects": [ALPHA], "funding": [GIFT]}, "b.csv": {"projects": [BETA], "funding": [GIFT]}}
    assert ids(answered(files), "contributions") == ["P1", KEPT]
    only = {"a.csv": {"projects": [ALPHA]}, "early.csv": {"funding": [GIFT]}, "b.csv": {"projects": [BETA]}}
    assert ids(answered(only), "contributions") == ["P1"] and not answered(only).said("FND-025")
    late = {"a.csv": {"projects": [ALPHA]}, "b.csv": {"projects": [BETA]}}
    named = answered({**late, "m.csv": {"funding": [GIFT | {"receiver": "Beta Union"}]}})
    assert ids(named, "contributions") == [KEPT] and not named.said("FND-025")
    written = answered({**late, "m.csv": {"funding": [GIFT | {"project": "p1 (Beta-Union)"}]}})
    assert ids(written, "contributions") == [KEPT] and not written.said("FND-025")
    unclear = answered({**late, "m.csv": {"funding": [GIFT]}})
    assert ids(unclear, "contributions") == ["P1"] and unclear.said("FND-025") == [("m.csv", 2)]


def test_without_a_lead_another_title_is_held() -> None:
    """Rule PRJ-030."""
    answer = answered({"a.csv": {"projects": [ALPHA]}, "b.csv": {"projects": [BETA | {"lead": ""}]}})
    assert ids(answer) == ["P1"] and answer.said("PRJ-030") == [("b.csv", 2)]


def test_a_row_that_is_held_says_nothing_of_whose_an_identifier_is() -> None:
    """A second row under an identifier in one file, and a row without a title: the true row of that lead comes later."""
    for held in ([ALPHA, BETA], [ALPHA, BETA | {"title": ""}]):
        answer = answered({"a.csv": {"projects": held}, "b.csv": {"projects": [BETA]}})
        assert ids(answer) == ["P1", KEPT] and answer.tables["projects"]["is_current"].all()
    untitled = answered({"a.csv": {"projects": [ALPHA | {"title": ""}]}, "b.csv": {"projects": [BETA]}})
    assert ids(untitled) == ["P1"] and not untitled.said("PRJ-031")
    both = {"projects": [BETA | {"title": ""}, BETA | {"lead": ""}]}
    assert answered({"a.csv": {"projects": [ALPHA]}, "b.csv": both}).said("PRJ-030") == [("b.csv", 3)]


def test_another_lead_of_one_title_is_told() -> None:
    """Rule PRJ-032."""
    answer = answered({"a.csv": {"projects": [ALPHA]}, "b.csv": {"projects": [ALPHA | {"lead": "Alpha Group"}]}})
    assert ids(answer) == ["P1", "P1"] and answer.said("PRJ-032") == [("b.csv", 2)]


def test_quite_another_title_of_one_lead_is_told() -> None:
    """Rule PRJ-037."""
    answer = answered({"a.csv": {"projects": [ALPHA]}, "b.csv": {"projects": [BETA | {"lead": "Alpha Trust"}]}})
    assert ids(answer) == ["P1", "P1"] and answer.said("PRJ-037") == [("b.csv", 2)]


def test_one_title_and_one_place_under_two_identifiers_is_told_before_it_is_summed() -> None:
    """Rule PRJ-035."""
    again = {"project_id": "Q-9", "title": "SOILS of the Delta"}
    for other in (ALPHA | again, ALPHA | again | {"countries": "UG"}, ALPHA | again | {"lead": ""}):
        answer = answered({"a.csv": {"projects": [ALPHA]}, "b.csv": {"projects": [other]}})
        assert answer.said("PRJ-035") == [("a.csv", 2), ("b.csv", 2)]
    elsewhere = ALPHA | again | {"countries": "UG", "lead": "Beta Union"}
    assert not answered({"a.csv": {"projects": [ALPHA]}, "b.csv": {"projects": [elsewhere]}}).said("PRJ-035")


leads = st.lists(st.sampled_from(["Alpha Trust", "Beta Union", "Gamma Farm"]), min_size=1, max_size=5)
TITLES = {"Alpha Trust": "Soils of the delta", "Beta Union": "Wetland grazing", "Gamma Farm": "Terraces and hedges"}


@given(leads)
@settings(max_examples=8, deadline=None)
def test_however_often_they_send_each_lead_has_one_current_project(order: list[str]) -> None:
    files = {
        f"{number}.csv": {"projects": [ALPHA | {"lead": lead, "title": TITLES[lead]}]}
        for number, lead in enumerate(order)
    }
    projects = answered(files).tables["projects"]
    current = projects[projects["is_current"].astype(bool)]
    assert sorted(current["lead_name"]) == sorted(set(order))
    assert current.loc[current["lead_name"] == order[0], "project_id"].tolist() == ["P1"]


def test_the_same_lead_and_title_sent_again_is_free_of_such_findings() -> None:
    answer = answered(
        {"a.csv": {"projects": [ALPHA]}, "b.csv": {"projects": [ALPHA | {"title": "Soils of the Delta "}]}}
    )
    assert not set(answer.findings["rule_id"]) & {"PRJ-030", "PRJ-031", "PRJ-032", "PRJ-035", "PRJ-037"}
