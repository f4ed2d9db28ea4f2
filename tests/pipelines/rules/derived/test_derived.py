"""Indicators computed from the warehouse: the rules of projects and of the network, what wins, an account that adds up."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.derived.indicators import RULES, rule_name
from tests.deriving import AS_OF, INDICATORS, activities, assert_the_account_adds_up, derived_of, values, whys
from tests.factories import rows
from warehouse.contracts import TABLES


def test_every_rule_named_in_the_strategy_exists_and_says_what_it_counts():
    named = {rule_name(source) for source in INDICATORS["source_of_values"]} - {""}
    assert named == set(RULES)
    assert all(len(rule.__doc__) > 60 for rule in RULES.values())


@pytest.mark.parametrize("code", ["A2.1", "A2.2", "C1.1", "C3.1", "D2.1", "D4.1", "F2.1", "F2.2"])
def test_an_empty_warehouse_derives_nothing_because_missing_is_not_zero(code):
    made = derived_of(code)
    assert made.observations.empty and made.account.empty


def test_a_project_is_supported_when_it_is_in_line_and_was_given_a_letter_or_published():
    sent = rows(
        "core.assessments",
        project_id=["P1", "P2", "P3", "P4", "P1", "P5", "P6"],
        call_code=["5", "5", "5", "5", "6", "6", "6"],
        assessment_result=["in_line", "in_line", "in_line", "recommendations", "in_line", "in_line", "in_line"],
        assessed_on=["2023-02-01", "2023-02-01", "2023-02-01", "2023-02-01", "2023-09-01", None, "2027-01-01"],
        has_letter_of_support=[True, False, None, True, True, True, True],
        is_published_opportunity=[None, True, False, True, True, True, True],
    )
    made = derived_of("A2.1", assessments=sent)
    # P1 by its letter and P2 by its publication; P1 again in call 6 of the same year counts once.
    assert values(made) == {"2023-12-31": 2.0}
    assert whys(made) == {
        "P3|5": "in_line_unsupported",
        "P4|5": "not_in_line: recommendations",
        "P1|6": "project_counted_in_year",
        "P5|6": "no_date",
        "P6|6": "in_future",
    }
    assert_the_account_adds_up(made)


def test_a_year_of_assessments_without_support_is_a_real_zero():
    sent = rows("core.assessments", assessment_result="recommendations", assessed_on="2024-05-01")
    assert values(derived_of("A2.1", assessments=sent)) == {"2024-12-31": 0.0}


def test_a_call_that_reports_more_projects_in_line_than_are_listed_makes_a_draft():
    sent = rows(
        "core.assessments",
        call_code="7",
        assessment_result="in_line",
        assessed_on="2024-05-01",
        has_letter_of_support=True,
    )
    calls = rows("core.calls", call_code=["7", "8"], in_line_count=[4, None])
    made = derived_of("A2.1", assessments=sent, calls=calls)
    assert made.observations["status"].tolist() == ["draft"]
    assert "Call 7 reports 4 projects in line and 1 are listed" in made.observations["note"].iloc[0]
    assert whys(made)["7"] == "number_without_projects"


def test_a_result_in_the_row_of_a_project_is_left_out_because_nobody_dated_it():
    projects = rows("core.projects", project_id="P9", is_current=True, assessment_result="in_line")
    made = derived_of("A2.1", projects=projects)
    assert made.observations.empty and whys(made)["P9"] == "no_dated_assessment"


def test_awareness_events_count_in_their_own_year_and_the_running_year_says_so_far():
    events = activities(
        "awareness_event",
        activity_id=["a", "b", "c", "d", "e"],
        title=["Soil Day", "soil  day!", "Soil Day", None, "Field day"],
        happened_on=["2024-12-05", "2024-12-05", "2025-12-05", "2025-12-05", "2026-03-01"],
    )
    made = derived_of("C1.1", activities=events)
    assert values(made) == {"2024-12-31": 1.0, "2025-12-31": 2.0, "2026-03-01": 1.0}
    assert whys(made) == {"b": "same_event"}
    assert made.observations["note"].str.startswith("So far").tolist() == [False, False, True]
    assert (made.observations["basis"] == "derived").all() and (made.observations["status"] == "approved").all()
    assert_the_account_adds_up(made)


def test_other_activities_are_no_awareness_events_and_no_zero_either():
    assert derived_of("C1.1", activities=activities("meeting", happened_on="2024-05-05")).account.empty


def test_an_institution_counts_once_however_often_it_is_contacted():
    contacts = activities(
        "funder_contact",
        activity_id=["a", "b", "c", "d", "e"],
        organisation_name=["Humus Bank", "Fondation Terre", "humus  bank", None, "Fóndation Terre"],
        happened_on=["2022-01-10", "2022-06-01", "2023-02-02", "2023-03-03", "2023-04-04"],
    )
    made = derived_of("C3.1", activities=contacts)
    assert values(made) == {"2022-06-01": 2.0, "2023-04-04": 2.0}
    assert whys(made)["d"] == "no_institution"
    # The list names none of the twenty institutions of the baseline: a person must decide.
    assert (made.observations["status"] == "draft").all()
    assert "the baseline counts 20" in made.observations["note"].iloc[0]
    assert_the_account_adds_up(made)


def test_contacts_that_reach_back_to_the_baseline_count_at_once():
    names = [f"Fund {number}" for number in range(22)]
    days = ["2020-06-01"] * 20 + ["2024-06-01"] * 2
    contacts = activities("funder_contact", activity_id=names, organisation_name=names, happened_on=days)
    made = derived_of("C3.1", activities=contacts)
    assert values(made) == {"2020-06-01": 20.0, "2024-06-01": 22.0}
    assert (made.observations["status"] == "approved").all()


def test_a_region_is_active_by_its_own_code_or_that_of_a_country_within_a_year():
    meetings = activities(
        "regional_meeting",
        activity_id=["a", "b", "c", "d", "e"],
        region_code=["150", None, None, "002", None],
        country_code=[None, "KEN", "IND", None, "ATA"],
        happened_on=["2024-01-01", "2025-02-01", "2025-03-01", "2025-11-30", "2025-05-05"],
    )
    made = derived_of("D2.1", activities=meetings)
    # 2024: one of four regions. To 30 November 2025: Africa (twice, counted once) and Asia; Europe met too long ago.
    assert values(made) == {"2024-01-01": 25.0, "2025-11-30": 50.0}
    assert whys(made) == {
        "b": "later_meeting_counted",
        "e": "no_region",
    }
    assert made.observations[["numerator", "denominator"]].iloc[-1].tolist() == [2.0, 4.0]
    assert_the_account_adds_up(made)


@pytest.mark.parametrize(("status", "years"), [("approved", {2025}), ("draft", {2024, 2025})])
def test_a_reported_and_approved_value_wins_over_a_derived_one_of_its_year(status, years):
    events = activities("awareness_event", activity_id=["a", "b"], title=None, happened_on=["2024-05-05", "2025-05-05"])
    reported = rows("core.observations", indicator_code="C1.1", observed_on="2024-06-30", value=7.0, status=status)
    made = derived_of("C1.1", activities=events, observations=reported)
    assert set(made.observations["observed_on"].dt.year) == years
    if status == "approved":
        assert whys(made) == {"a": "reported_value_used: 2024"}
        assert pd.isna(made.account.set_index("row_key").loc["a", "observation_id"])


DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
EVENT = st.tuples(
    DAYS | st.none(), st.sampled_from(["Soil Day", "Field day", None]), st.sampled_from(["Humus Bank", "Loam", None])
)
KINDS = {"C1.1": "awareness_event", "C3.1": "funder_contact", "D2.1": "regional_meeting"}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.lists(EVENT, max_size=12), st.randoms(use_true_random=False))
def test_the_account_adds_up_names_every_row_and_does_not_depend_on_the_order_of_rows(code, events, shuffle):
    sent = activities(
        KINDS[code],
        activity_id=[f"a{position}" for position in range(len(events))],
        happened_on=[day for day, _, _ in events],
        title=[title for _, title, _ in events],
        organisation_name=[name for _, _, name in events],
        country_code=[{"Humus Bank": "KEN", "Loam": "IND"}.get(name) for _, _, name in events],
    ) if events else TABLES["core.activities"].empty()  # fmt: skip
    made = derived_of(code, activities=sent)
    assert_the_account_adds_up(made)
    assert set(sent["activity_id"]) <= set(made.account["row_key"])
    assert not TABLES["core.derivations"].shape(made.account).duplicated(list(TABLES["core.derivations"].key)).any()
    seen = TABLES["core.observations"].shape(made.observations)
    assert (seen["observed_on"] <= pd.Timestamp(AS_OF)).all()
    again = derived_of(code, activities=sent.sample(frac=1.0, random_state=shuffle.randrange(2**32)))
    pd.testing.assert_frame_equal(made.observations, again.observations)
