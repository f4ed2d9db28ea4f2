"""Why an indicator cannot be assessed: every reason code, their order, and input that cannot be."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from pipelines.rules.progress.assessment import REASONS, STATUSES, Observation, assess
from pipelines.rules.progress.record import read_indicator
from tests.progress_cases import AS_OF, BASELINE_ON, an_indicator, indicators_frame, seen, verdict

NAN, INF = float("nan"), float("inf")


def test_there_are_six_statuses_and_ten_reasons():
    assert STATUSES[0] == "achieved"
    assert STATUSES[-1] == "cannot_be_assessed"
    assert (len(STATUSES), len(set(REASONS))) == (6, 10)


REASON_CASES: dict[str, tuple[list[Observation], dict[str, Any]]] = {
    "wording_not_available": ([seen(40)], {"certainty": "provisional"}),
    "no_target": ([seen(40)], {"target_2030": None}),
    "not_started": ([seen(40)], {"kind": "ratio", "baseline_year": 2028}),
    "no_baseline": ([seen(40)], {"baseline_value": None}),
    "denominator_missing": ([seen(None, numerator=40)], {"kind": "share", "unit": "%"}),
    "no_observation": ([], {}),
    "only_unapproved": ([seen(40, status="draft")], {}),
    "baseline_is_latest": ([seen(10, BASELINE_ON)], {}),
    "stale": ([seen(40, date(2024, 12, 30))], {"maximum_age_days": 365}),
    "target_equals_baseline_not_held": ([seen(9)], {"target_2030": 10.0, "direction": "steady"}),
}


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_has_its_case_and_then_there_is_no_verdict_in_numbers(reason):
    observations, changes = REASON_CASES[reason]
    found = verdict(*observations, **changes)
    assert (found.status, found.reason) == ("cannot_be_assessed", reason)
    assert {found.pace, found.acceleration, found.required_per_year, found.projected_on, found.compound_status} == {
        None
    }
    assert found.is_sensitive is False


def test_the_first_missing_thing_is_named():
    missing: dict[str, Any] = {"certainty": "provisional", "target_2030": None, "kind": "ratio", "baseline_year": 2028}
    missing |= {"baseline_value": None, "maximum_age_days": 1}
    fixes = [
        ("wording_not_available", {"certainty": "published"}),
        ("no_target", {"target_2030": 100.0}),
        ("not_started", {"baseline_year": 2020}),
        ("no_baseline", {"baseline_value": 10.0, "kind": "count"}),
    ]
    for reason, fix in fixes:
        assert verdict(**missing).reason == reason
        missing |= fix
    rows: list[Observation] = []
    for reason, row in [
        ("no_observation", seen(40, date(2022, 1, 1), status="draft")),
        ("only_unapproved", seen(10, BASELINE_ON)),
        ("only_unapproved", seen(40, date(2022, 1, 1))),
        ("stale", seen(40)),
    ]:
        assert verdict(*rows, **missing).reason == reason
        rows.append(row)
    assert verdict(*rows, **missing).reason is None


def test_a_value_is_stale_only_beyond_its_maximum_age():
    assert verdict(seen(40, date(2024, 12, 31)), maximum_age_days=365).reason is None
    assert verdict(seen(40, date(2024, 12, 30)), maximum_age_days=366).age_days == 366
    assert verdict(seen(40), kind="share", unit="%", maximum_age_days=-1).reason == "stale"


def test_an_unjudged_indicator_still_shows_what_is_known():
    found = verdict(seen(40), target_2030=None, maximum_age_days=1)
    assert (found.latest_value, found.points_count, found.expected_value) == (40, 1, None)
    assert found.method == "count:no_path"
    assert verdict(seen(10, BASELINE_ON)).expected_value == 55
    provisional = verdict(seen(40), certainty="provisional")
    assert (provisional.latest_value, provisional.expected_value) == (40, None)


def test_a_draft_waits_only_when_it_is_newer_than_the_baseline_and_worth_approving():
    def with_waiting(**waiting: Any) -> str | None:
        row: dict[str, Any] = {"value": 40.0, "on": AS_OF, "status": "draft"} | waiting
        return verdict(seen(10, BASELINE_ON), seen(row.pop("value"), row.pop("on"), **row)).reason

    assert with_waiting() == "only_unapproved"
    assert with_waiting(status="checked") == "only_unapproved"
    assert with_waiting(status="rejected") == "baseline_is_latest"
    assert with_waiting(on=BASELINE_ON) == "baseline_is_latest"
    assert with_waiting(on=date(2026, 1, 1)) == "baseline_is_latest"
    assert with_waiting(value=None) == "baseline_is_latest"
    assert verdict(seen(40, status="rejected")).reason == "only_unapproved"


def test_only_approved_values_count():
    found = verdict(seen(40, date(2024, 12, 31)), seen(90, status="draft"))
    assert (found.latest_value, found.points_count) == (40, 1)


# Bad input is a reason, never an exception.


@pytest.mark.parametrize("value", [NAN, None, INF, -INF, 1e101, -1e101])
def test_a_newest_approved_value_that_is_no_number_is_no_observation(value):
    found = verdict(seen(40, date(2024, 12, 31)), seen(value))
    assert (found.reason, found.latest_value) == ("no_observation", None)


def test_a_negative_share_is_no_observation_and_a_share_above_100_is_used():
    assert verdict(seen(-1), kind="share", unit="%").reason == "no_observation"
    assert verdict(seen(0), kind="share", unit="%").status == "moving_away"
    assert verdict(seen(101), kind="share", unit="%").status == "achieved"


def test_a_denominator_of_zero_is_a_missing_one():
    row = seen(None, numerator=1, denominator=0)
    assert verdict(row, kind="share", unit="%").reason == "denominator_missing"
    assert verdict(seen(None), kind="share", unit="%").reason == "no_observation"
    assert verdict(seen(None, denominator=5), kind="share", unit="%").reason == "no_observation"


def test_two_approved_values_for_one_date_are_nobodys_value_unless_they_agree():
    found = verdict(seen(40), seen(41), seen(30, date(2024, 12, 31)))
    assert (found.reason, found.latest_value, found.latest_on) == ("only_unapproved", None, None)
    assert verdict(seen(40), seen(40)).points_count == 1
    assert verdict(seen(40), seen(None)).latest_value == 40
    assert verdict(seen(1, date(2024, 12, 31)), seen(2, date(2024, 12, 31)), seen(40)).status == "acceleration_needed"


def test_a_date_in_the_future_is_ignored():
    assert verdict(seen(40), seen(90, date(2026, 1, 1))).latest_value == 40
    assert verdict(seen(90, date(2026, 1, 1))).reason == "no_observation"
    assert verdict(Observation(None, 90)).reason == "no_observation"


@pytest.mark.parametrize("number", [NAN, INF, -INF, 1e101, pd.NA])
def test_a_term_that_is_no_number_reads_as_missing(number):
    assert verdict(seen(40), baseline_value=number).reason == "no_baseline"
    assert verdict(seen(40), target_2030=number).reason == "no_target"


def test_the_largest_number_and_the_first_year_are_still_read():
    assert verdict(seen(1e100), target_2030=1e100).status == "achieved"
    assert verdict(seen(40), baseline_year=1).status == "limited_progress"


def test_a_negative_share_is_neither_baseline_nor_target():
    assert verdict(seen(40), kind="share", baseline_value=-1).reason == "no_baseline"
    assert verdict(seen(40), kind="share", target_2030=-1).reason == "no_target"
    assert verdict(seen(40), kind="share", target_2050=-1, horizon=2050).reason == "no_target"


def test_a_figure_too_large_for_a_float_is_none():
    assert verdict(seen(1e50), baseline_value=0, target_2030=1e-300).attainment_share is None
    assert verdict(seen(None, numerator=1e308, denominator=1), kind="share", unit="%").reason == "no_observation"
    assert verdict(seen(None, numerator=INF, denominator=INF), kind="share", unit="%").reason == "no_observation"


@pytest.mark.parametrize("year", [2030, 2031, 9999, 10000, 0, -1, None, pd.NA, NAN])
def test_a_baseline_that_is_not_before_the_target_is_no_baseline(year):
    found = verdict(seen(40), baseline_year=year)
    assert (found.status, found.reason) == ("cannot_be_assessed", "no_baseline")


def test_a_stated_direction_opposite_to_the_target_is_no_target():
    assert verdict(seen(40), direction="decrease").reason == "no_target"
    assert verdict(seen(9), target_2030=5, direction="increase").reason == "no_target"
    assert verdict(seen(40), direction="increase").status == "acceleration_needed"
    assert verdict(seen(9), target_2030=5, direction="decrease").status == "limited_progress"


def test_an_indicator_may_come_as_a_mapping_a_row_or_a_series():
    frame = indicators_frame(an_indicator())
    by_mapping = verdict(seen(40))
    words = read_indicator(an_indicator(denominator="countries", caveat="Two lists."))
    assert (words.label, words.denominator) == ("Things counted", "countries")
    assert (words.caveat, words.source_of_values) == ("Two lists.", "observed")
    assert assess(next(iter(frame.itertuples())), [seen(40)], [], 2030, AS_OF) == by_mapping
    assert assess(frame.iloc[0], [seen(40)], [], 2030, AS_OF) == by_mapping
