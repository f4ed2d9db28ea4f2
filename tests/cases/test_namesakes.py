"""One identifier of two organisations: two projects, each with its own money, and never one in silence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sending_rows import Answer, Files, Rows, answered, answered_apart

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


def projects(*files: Rows) -> Files:
    return {f"{letter}.csv": {"projects": rows} for letter, rows in zip("abcdef", files, strict=False)}


def ids(answer: Answer, table: str = "projects") -> list[str]:
    return answer.tables[table]["project_id"].tolist()


def test_two_leads_and_two_titles_are_two_projects_and_both_are_told_and_a_later_version_stays_with_its_own() -> None:
    """Rule PRJ-031."""
    second = BETA | {"title": "Wetland grazing, second phase"}
    answer, later = answered_apart(projects([ALPHA], [BETA]), projects([ALPHA], [BETA], [second]))
    assert ids(answer) == ["P1", KEPT] and answer.tables["projects"]["is_current"].all()
    assert answer.said("PRJ-031") == [("a.csv", 2), ("b.csv", 2)]
    assert ids(later) == ["P1", KEPT, KEPT]


def test_money_goes_to_the_project_of_its_file_its_parties_or_its_time() -> None:
    """Rule FND-025."""
    late = projects([ALPHA], [BETA])
    beside, only, named, unclear = answered_apart(
        {"a.csv": {"projects": [ALPHA], "funding": [GIFT]}, "b.csv": {"projects": [BETA], "funding": [GIFT]}},
        {"a.csv": {"projects": [ALPHA]}, "early.csv": {"funding": [GIFT]}, "b.csv": {"projects": [BETA]}},
        {**late, "m.csv": {"funding": [GIFT | {"receiver": "Beta Union"}]}},
        {**late, "m.csv": {"funding": [GIFT]}},
    )
    assert ids(beside, "contributions") == ["P1", KEPT]
    assert ids(only, "contributions") == ["P1"] and not only.said("FND-025")
    assert ids(named, "contributions") == [KEPT] and not named.said("FND-025")
    assert ids(unclear, "contributions") == ["P1"] and unclear.said("FND-025") == [("m.csv", 2)]
    written = answered({**late, "m.csv": {"funding": [GIFT | {"project": "p1 (Beta-Union)"}]}})
    assert ids(written, "contributions") == [KEPT] and not written.said("FND-025")


def test_a_row_that_is_held_says_nothing_of_whose_an_identifier_is() -> None:
    """A second row under an identifier in one file, and a row without a title: the true row of that lead comes later."""
    *held, untitled, both = answered_apart(
        projects([ALPHA, BETA], [BETA]),
        projects([ALPHA, BETA | {"title": ""}], [BETA]),
        projects([ALPHA | {"title": ""}], [BETA]),
        projects([ALPHA], [BETA | {"title": ""}, BETA | {"lead": ""}]),
    )
    for answer in held:
        assert ids(answer) == ["P1", KEPT] and answer.tables["projects"]["is_current"].all()
    assert ids(untitled) == ["P1"] and not untitled.said("PRJ-031")
    assert both.said("PRJ-030") == [("b.csv", 3)]


def test_another_lead_or_another_title_is_told_and_without_a_lead_it_is_held() -> None:
    """Rules PRJ-030, PRJ-032 and PRJ-037; the same lead and title sent again are free of them."""
    unled, led, titled, same = answered_apart(
        projects([ALPHA], [BETA | {"lead": ""}]),
        projects([ALPHA], [ALPHA | {"lead": "Alpha Group"}]),
        projects([ALPHA], [BETA | {"lead": "Alpha Trust"}]),
        projects([ALPHA], [ALPHA | {"title": "Soils of the Delta "}]),
    )
    assert ids(unled) == ["P1"] and unled.said("PRJ-030") == [("b.csv", 2)]
    assert ids(led) == ["P1", "P1"] and led.said("PRJ-032") == [("b.csv", 2)]
    assert ids(titled) == ["P1", "P1"] and titled.said("PRJ-037") == [("b.csv", 2)]
    assert not set(same.findings["rule_id"]) & {"PRJ-030", "PRJ-031", "PRJ-032", "PRJ-035", "PRJ-037"}


def test_one_title_and_one_place_under_two_identifiers_is_told_before_it_is_summed() -> None:
    """Rule PRJ-035."""
    again = ALPHA | {"project_id": "Q-9", "title": "SOILS of the Delta"}
    others = (
        again,
        again | {"countries": "UG"},
        again | {"lead": ""},
        again | {"countries": "UG", "lead": "Beta Union"},
    )
    *named, elsewhere = answered_apart(*(projects([ALPHA], [other]) for other in others))
    assert [answer.said("PRJ-035") for answer in named] == [[("a.csv", 2), ("b.csv", 2)]] * 3
    assert not elsewhere.said("PRJ-035")


leads = st.lists(st.sampled_from(["Alpha Trust", "Beta Union", "Gamma Farm"]), min_size=1, max_size=5)
TITLES = {"Alpha Trust": "Soils of the delta", "Beta Union": "Wetland grazing", "Gamma Farm": "Terraces and hedges"}


@given(st.lists(leads, min_size=4, max_size=10))
@settings(max_examples=2, deadline=None)
def test_however_often_they_send_each_lead_has_one_current_project(orders: list[list[str]]) -> None:
    sent = [projects(*([ALPHA | {"lead": lead, "title": TITLES[lead]}] for lead in order)) for order in orders]
    for order, answer in zip(orders, answered_apart(*sent), strict=True):
        found = answer.tables["projects"]
        current = found[found["is_current"].astype(bool)]
        assert sorted(current["lead_name"]) == sorted(set(order))
        assert current.loc[current["lead_name"] == order[0], "project_id"].tolist() == ["P1"]
