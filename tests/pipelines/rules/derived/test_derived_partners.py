"""Indicators computed from partners and money: worked cases for every rule."""

from datetime import date

import pytest

from tests.deriving import assert_the_account_adds_up, derived_of, values, whys
from tests.factories import money, rows

REGISTER = rows(
    "core.organisations",
    organisation_id=["o1", "o2", "o3", "o4", "o5"],
    organisation_name=["Loam Foundation", "Terrace League", "Garden Circle", "Friend of Soil", "Unknown"],
    initiative_status=["partner", "member", "partner", "friend", None],
    joined_on=["2021-01-01", None, None, None, None],
)
AGREEMENTS = rows(
    "core.partnerships",
    partnership_number=[1, 2, 3, 4, 5, 6],
    organisation_name=[
        "LOAM Foundation",
        "Loam Foundation",
        "Terrace League",
        "Garden Circle",
        "Friend of Soil",
        "Loam foundation",
    ],
    starts_on=["2024-01-01", "2025-01-01", "2020-01-01", "2026-01-01", "2026-01-01", "2027-01-01"],
    ends_on=["2027-01-01", "2028-01-01", "2023-01-01", None, "2029-01-01", "2030-01-01"],
)


def test_partners_with_an_agreement_in_force_are_a_share_of_the_register():
    made = derived_of("D4.1", organisations=REGISTER, partnerships=AGREEMENTS)
    assert made.observations[["numerator", "denominator"]].iloc[0].tolist() == [1.0, 3.0]
    # The last change that was not in the future: agreements 4 and 5 of 1 January 2026.
    assert values(made) == {"2026-01-01": pytest.approx(100 / 3)}
    assert whys(made) == {
        "2": "other_agreement_counted",
        "3": "ended",
        "4": "no_end_stated",
        "5": "not_registered_partner",
        "6": "not_begun",
        "o4": "not_a_partner: friend",
        "o5": "partner_status_not_stated",
    }
    assert_the_account_adds_up(made)


def test_without_a_register_of_partners_there_is_no_share_and_the_account_says_why():
    made = derived_of("D4.1", partnerships=AGREEMENTS)
    assert made.observations.empty
    assert set(made.account["why"]) == {"no_register"}


def test_a_register_shorter_than_the_published_number_of_partners_makes_a_draft():
    published = rows("core.partner_counts", as_of=["2022-10-31", None], partners_count=[739, 733])
    made = derived_of("D4.1", organisations=REGISTER, partnerships=AGREEMENTS, partner_counts=published)
    assert made.observations["status"].tolist() == ["draft"]
    assert "names 3 partners, and 739 were published for 2022-10-31" in made.observations["note"].iloc[0]


def test_a_partner_carries_out_a_field_project_that_was_judged_in_line_and_is_under_way():
    projects = rows(
        "core.projects",
        project_id=["P1", "P2", "P3", "P4"],
        is_current=True,
        sic_stage=["implementing", "idea", None, "implementing"],
        activity_status_code=[None, None, "2", None],
        assessment_result=[None, "in_line", "in_line", None],
        updated_on="2025-05-05",
    )
    links = rows(
        "core.project_organisations",
        project_id=["P1", "P1", "P1", "P2", "P3", "P3", "P4"],
        organisation_id=["o1", "o2", "x", "o3", "o1", None, "o3"],
        organisation_name=["Loam", "Terrace", "Stranger", "Garden", "Loam", "terrace league", "Garden"],
        role=["lead", "funder", "partner", "lead", "lead", "implementing", "lead"],
    )
    sent = rows(
        "core.assessments",
        project_id=["P1", "P4", "P4"],
        call_code=["5", "5", "6"],
        assessment_result=["in_line", "in_line", "recommendations"],
        assessed_on=["2024-05-01", "2023-05-01", "2024-05-01"],
        is_current=[True, False, True],
    )
    made = derived_of("A2.2", projects=projects, project_organisations=links, assessments=sent, organisations=REGISTER)
    # Loam leads P1 and P3, Terrace League implements P3: two of three partners.
    assert values(made) == {"2025-05-05": pytest.approx(200 / 3)}
    left_out = whys(made)
    assert left_out["P1|o2|funder"] == "not_carrying_out: funder"
    assert left_out["P1|x|partner"] == "not_registered_partner"
    assert left_out["P2|o3|lead"] == "not_under_way"
    assert left_out["P3|o1|lead"] == "other_project_counted"
    assert left_out["P4|o3|lead"] == "project_not_in_line: recommendations"
    assert_the_account_adds_up(made)


LINKS = rows(
    "core.project_objectives",
    project_id=["P1", "P2"],
    objective_code="A2",
    objective_share=1.0,
    link_basis=["declared", "inferred"],
)


def test_growth_compares_a_full_year_with_the_year_before_and_counts_only_money_for_the_vision():
    given_money = money(
        contribution_id=["a", "b", "c", "d", "e", "f", "g", "h", "i"],
        project_id=["P1", "P1", "P2", "P2", "P9", None, "P1", "P1", "P1"],
        funder_id=["o9", "o9", "o1", "o9", "o1", "o1", "o9", "o9", "o9"],
        value_on=["2023-05-01", "2024-05-01", "2024-06-01"]
        + ["2024-07-01"] * 3
        + ["2026-02-01", "2024-01-01", "2024-01-01"],
        amount_eur=[100.0, 80.0, 40.0, 500.0, 500.0, 500.0, 60.0, 500.0, 500.0],
        state=["committed"] * 7 + ["disbursed", "committed"],
        money_stream=["ground"] * 8 + ["initiative"],
    )
    made = derived_of("F2.1", contributions=given_money, project_objectives=LINKS, organisations=REGISTER)
    # 80 by a declared link, after 100: minus 20 %. The 40 that a registered partner gave are tied by a rule alone.
    assert values(made) == {"2024-12-31": pytest.approx(-20.0)}
    left_out = whys(made)
    assert left_out["c"] == left_out["d"] == "tied_by_rule_only"
    assert left_out["e"] == left_out["f"] == "tied_to_no_objective"
    assert left_out["g"] == left_out["a"] == "no_comparison"
    assert "h" not in left_out and "i" not in left_out  # other states and streams of money are no candidates
    assert_the_account_adds_up(made)


def test_growth_with_an_amount_that_could_not_be_converted_is_a_draft():
    given_money = money(
        contribution_id=["a", "b", "c"],
        project_id="P1",
        value_on=["2023-05-01", "2024-05-01", "2024-06-01"],
        amount_eur=[100.0, 110.0, None],
    )
    made = derived_of("F2.1", contributions=given_money, project_objectives=LINKS)
    assert values(made) == {"2024-12-31": pytest.approx(10.0)}
    assert (
        made.observations["status"].tolist() == ["draft"]
        and "1 rows of 2023 and 2024" in made.observations["note"].iloc[0]
    )


def test_the_ratio_begins_when_a_year_after_the_base_year_is_over():
    given_money = money(
        contribution_id=["a", "b"], project_id="P1", value_on=["2030-05-01", "2031-05-01"], amount_eur=[100.0, 150.0]
    )
    frames = {"contributions": given_money, "project_objectives": LINKS}
    assert derived_of("F2.2", as_of=date(2030, 12, 31), **frames).account.empty
    assert derived_of("F2.2", as_of=date(2031, 6, 1), **frames).observations.empty
    made = derived_of("F2.2", as_of=date(2031, 12, 31), **frames)
    assert values(made) == {"2031-12-31": 1.5}
    assert_the_account_adds_up(made)
