"""One indicator, one horizon: METHOD's vectors, two horizons on one path, every kind, the compound class."""

from datetime import date
from typing import Any

import pytest

from pipelines.rules.progress.journey import class_of
from tests.progress_cases import AS_OF, BASELINE_ON, seen, verdict


@pytest.mark.parametrize(
    ("baseline", "value", "target", "pace", "status", "acceleration"),
    [
        pytest.param(10, 40, 100, 0.667, "acceleration_needed", 2.0, id="small base"),
        pytest.param(0, 5, 100, 0.10, "limited_progress", 19, id="zero base"),
        pytest.param(50, 75, 100, 1.00, "on_track", 1, id="steady"),
        pytest.param(50, 60, 100, 0.40, "limited_progress", 4, id="slow"),
        pytest.param(90, 92, 100, 0.40, "limited_progress", 4, id="near ceiling"),
        pytest.param(40, 30, 20, 1.00, "on_track", 1, id="falling is good"),
        pytest.param(40, 44, 20, -0.40, "moving_away", None, id="wrong way"),
        pytest.param(50, 45, 100, -0.20, "moving_away", None, id="regressed"),
        pytest.param(0, 120, 100, 2.40, "achieved", None, id="over-achieved"),
    ],
)
def test_the_vectors_of_the_method(baseline, value, target, pace, status, acceleration):
    found = verdict(seen(value), baseline_value=baseline, target_2030=target)
    assert found.pace == pytest.approx(pace, abs=0.0005)
    assert (found.status, found.reason) == (status, None)
    assert found.acceleration == (None if acceleration is None else pytest.approx(acceleration))


def test_every_figure_beside_a_status_is_worked_out():
    found = verdict(seen(25, date(2022, 12, 31)), seen(40), as_of=date(2026, 12, 31))
    years = 1826 / 365.25  # From the end of 2020 to the end of 2025, and from there to the end of 2030.
    assert (found.baseline_on, found.latest_on, found.target_on) == (BASELINE_ON, AS_OF, date(2030, 12, 31))
    assert (found.baseline_value, found.latest_value, found.target_value) == (10, 40, 100)
    assert found.expected_value == pytest.approx(10 + 90 * 2191 / 3652)
    assert found.expected_at_latest == 55
    assert found.observed_per_year == pytest.approx(30 / years)
    assert found.required_per_year == pytest.approx(60 / years)
    assert found.projected_on == date(2035, 12, 31)  # Twice 1826 days after the end of 2025.
    assert found.projected_year == 2035
    assert found.attainment_share == 0.4
    assert (found.points_count, found.age_days, found.days_overdue) == (2, 365, None)
    assert (found.shortfall_carried, found.method) == (None, "count:one_leg")


def test_a_reached_target_requires_nothing_more():
    found = verdict(seen(100))
    assert (found.status, found.pace) == ("achieved", 2.0)
    assert (found.required_per_year, found.acceleration, found.projected_on) == (None, None, None)
    assert found.observed_per_year == pytest.approx(18 * 5 * 365.25 / 1826)


def test_no_time_left_means_no_required_rate_and_the_path_stays_level():
    found = verdict(seen(95, date(2032, 12, 31)), as_of=date(2033, 12, 31))
    assert (found.expected_value, found.expected_at_latest, found.required_per_year) == (100, 100, None)
    assert found.acceleration is None
    assert found.pace == pytest.approx(85 / 90)
    at_the_end = verdict(seen(95, date(2030, 12, 31)), as_of=date(2033, 12, 31))
    assert (at_the_end.required_per_year, at_the_end.pace) == (None, found.pace)


def test_a_projection_beyond_the_calendar_is_none():
    assert verdict(seen(10.001)).projected_on is None
    assert verdict(seen(10.5)).projected_year == 2920
    assert verdict(seen(0), baseline_value=0, target_2030=1).projected_on is None


def test_attainment_needs_a_target_above_zero():
    assert verdict(seen(5), target_2030=0).attainment_share is None
    assert verdict(seen(5), target_2030=-10).attainment_share is None
    assert verdict(seen(0)).attainment_share == 0


@pytest.mark.parametrize(
    ("pace", "status"),
    [
        (0.95, "on_track"),
        (0.95 - 1e-12, "on_track"),
        (0.95 - 1e-9, "on_track"),
        (0.95 - 2e-9, "acceleration_needed"),
        (0.9499, "acceleration_needed"),
        (0.60, "acceleration_needed"),
        (0.60 - 1e-12, "acceleration_needed"),
        (0.60 - 1e-9, "acceleration_needed"),
        (0.5999, "limited_progress"),
        (0.0, "limited_progress"),
        (-1e-12, "moving_away"),
    ],
)
def test_a_cut_belongs_to_the_better_class(pace, status):
    assert class_of(pace) == status


@pytest.mark.parametrize(("value", "status"), [(57.5, "on_track"), (57.4, "acceleration_needed")])
def test_a_value_on_the_cut_has_reached_it(value, status):
    assert verdict(seen(value), target_2030=110, baseline_value=10).pace == pytest.approx(value / 50 - 0.2)
    assert verdict(seen(value), target_2030=110, baseline_value=10).status == status


# Two horizons, one path.

TWO_LEGS: dict[str, Any] = {"target_2050": 300.0}


def test_2050_is_measured_on_the_whole_path_through_2030():
    found = verdict(seen(40), horizon=2050, **TWO_LEGS)
    assert (found.expected_value, found.expected_at_latest) == (55, 55)
    assert found.pace == pytest.approx(30 / 45)
    assert (found.status, found.method, found.target_value) == ("acceleration_needed", "count:two_legs", 300)
    assert found.required_per_year == pytest.approx(260 / (9131 / 365.25))
    assert found.shortfall_carried is None


def test_without_a_2030_target_2050_is_one_leg():
    found = verdict(seen(40), horizon=2050, target_2030=None, **TWO_LEGS)
    assert found.expected_value == pytest.approx(10 + 290 * 1826 / 10957)
    assert found.method == "count:one_leg"


def test_the_second_leg_starts_at_the_2030_target_and_shows_the_shortfall_carried():
    late = date(2040, 12, 31)
    found = verdict(seen(70, date(2029, 12, 31)), seen(170, late), horizon=2050, as_of=late, **TWO_LEGS)
    expected = 100 + 200 * 3653 / 7305
    assert found.expected_value == pytest.approx(expected)
    assert found.pace == pytest.approx(160 / (expected - 10))
    assert found.shortfall_carried == 30
    falling: dict[str, Any] = {"baseline_value": 100, "target_2030": 50, "target_2050": 0}
    beyond = verdict(seen(40, date(2030, 12, 31)), horizon=2050, as_of=date(2030, 12, 31), **falling)
    assert beyond.shortfall_carried == -10
    unknown = verdict(seen(100, BASELINE_ON), seen(20, late), horizon=2050, as_of=late, **falling)
    assert unknown.shortfall_carried is None
    there_and_back = verdict(
        seen(15, date(2030, 12, 31)), horizon=2050, as_of=date(2031, 12, 31), target_2030=20, target_2050=10
    )
    assert (there_and_back.status, there_and_back.shortfall_carried) == ("achieved", 0)


def test_the_shortfall_is_the_last_value_before_the_end_of_2030_when_it_is_one_value():
    late, then = date(2040, 12, 31), date(2029, 12, 31)
    rows = [seen(60, date(2028, 12, 31)), seen(70, then), seen(170, late)]
    assert verdict(*rows, horizon=2050, as_of=late, **TWO_LEGS).shortfall_carried == 30
    assert verdict(*rows, seen(71, then), horizon=2050, as_of=late, **TWO_LEGS).shortfall_carried is None


def test_targets_on_two_sides_of_the_baseline_leave_one_leg_to_2050():
    found = verdict(seen(40), horizon=2050, target_2030=5, target_2050=300)
    assert found.method == "count:one_leg" and found.pace is not None
    assert found.status == ("limited_progress" if found.pace < 0.6 else found.status)
    assert found.expected_value == pytest.approx(10 + 290 * 1826 / 10957)


def test_a_baseline_after_2030_leaves_one_leg_to_2050():
    found = verdict(
        seen(150, date(2040, 12, 31)), horizon=2050, as_of=date(2040, 12, 31), baseline_year=2030, **TWO_LEGS
    )
    assert (found.method, found.expected_value) == ("count:one_leg", pytest.approx(10 + 290 * 3653 / 7305))


@pytest.mark.parametrize(("value", "status"), [(10, "on_track"), (12, "on_track"), (9, "moving_away")])
def test_a_path_that_is_level_until_2030_asks_for_no_more_than_holding(value, status):
    found = verdict(seen(value), horizon=2050, target_2030=10, target_2050=300)
    assert (found.status, found.pace, found.expected_value) == (status, None, 10)


@pytest.mark.parametrize(("value", "status"), [(50, "on_track"), (49, "on_track"), (51, "moving_away")])
def test_a_level_path_of_a_falling_indicator_is_mirrored(value, status):
    found = verdict(seen(value), horizon=2050, baseline_value=50, target_2030=50, target_2050=0)
    assert found.status == status


# Holding.


@pytest.mark.parametrize(
    ("direction", "value", "status"),
    [
        ("", 10, "achieved"),
        ("", 11, "achieved"),
        ("", 9, "moving_away"),
        ("increase", 9, "moving_away"),
        ("increase", 11, "achieved"),
        ("decrease", 9, "achieved"),
        ("decrease", 10, "achieved"),
        ("decrease", 11, "moving_away"),
        ("steady", 10, "achieved"),
    ],
)
def test_a_target_equal_to_the_baseline_asks_to_hold(direction, value, status):
    found = verdict(seen(value), target_2030=10, direction=direction)
    assert (found.status, found.reason, found.pace, found.method) == (status, None, None, "count:holding")
    assert (found.acceleration, found.projected_on, found.compound_status) == (None, None, None)


def test_what_was_lost_while_holding_is_required_back():
    found = verdict(seen(9), target_2030=10)
    assert found.required_per_year == pytest.approx(365.25 / 1826)


def test_a_path_that_leaves_and_returns_is_held_without_a_pace():
    found = verdict(seen(12), horizon=2050, target_2030=50, target_2050=10)
    assert (found.status, found.pace, found.expected_at_latest) == ("achieved", None, 30)


# Kinds.


def test_a_rate_is_a_full_year_and_the_running_year_is_only_so_far():
    rows = [seen(40, date(2025, 6, 30)), seen(99, date(2026, 11, 1))]
    found = verdict(*rows, kind="rate", as_of=date(2026, 11, 22))
    assert (found.latest_value, found.latest_on, found.points_count) == (40, date(2025, 12, 31), 1)
    assert found.pace == pytest.approx(30 / 45)
    assert verdict(*rows, kind="rate", as_of=date(2026, 12, 31)).latest_value == 99


def test_of_several_figures_of_one_year_the_one_observed_last_counts():
    found = verdict(seen(20, date(2025, 3, 31)), seen(40, date(2025, 12, 31)), kind="rate")
    assert (found.latest_value, found.points_count) == (40, 1)


def test_only_a_running_year_is_no_observation():
    rows = [seen(99, date(2026, 11, 1))]
    assert verdict(*rows, kind="rate", as_of=date(2026, 11, 22)).reason == "no_observation"
    assert verdict(*rows, kind="growth", as_of=date(2026, 11, 22)).reason == "no_observation"


@pytest.mark.parametrize("missing", [{"baseline_year": None}, {"baseline_value": None}])
def test_growth_needs_a_base_year(missing):
    assert verdict(seen(5), kind="growth", **missing).reason == "no_baseline"
    assert verdict(seen(5), kind="growth", baseline_value=0, target_2030=10).status == "on_track"


def test_a_share_may_come_as_numerator_and_denominator():
    counted = seen(None, numerator=40, denominator=80)
    found = verdict(counted, kind="share", unit="% of countries")
    assert (found.latest_value, found.pace) == (50, pytest.approx(40 / 45))
    assert verdict(counted, kind="share", unit="part").latest_value == 0.5
    assert verdict(counted, kind="count").reason == "no_observation"
    assert verdict(seen(60, numerator=40, denominator=80), kind="share", unit="%").latest_value == 60
    assert verdict(seen(None, numerator=1, denominator=1), kind="share", unit="%").status == "achieved"


def test_a_share_may_start_at_zero_and_end_below_one():
    found = verdict(seen(0.25), kind="share", unit="part", baseline_value=0, target_2030=0.5)
    assert (found.status, found.pace, found.attainment_share) == ("on_track", 1, 0.5)


def test_a_ratio_to_a_later_year_starts_when_that_year_is_over():
    terms = {"kind": "ratio", "baseline_year": 2030, "baseline_value": 1, "target_2030": None, "target_2050": 2}
    before = verdict(seen(1.5), horizon=2050, as_of=date(2030, 12, 30), **terms)
    assert (before.reason, before.expected_value) == ("not_started", None)
    rows = [seen(1.5, date(2040, 12, 31))]
    assert verdict(*rows, horizon=2050, as_of=date(2030, 12, 31), **terms).reason == "no_observation"
    assert verdict(*rows, horizon=2050, as_of=date(2040, 12, 31), **terms).status == "on_track"


# The compound class beside the linear one.


def test_the_compound_class_is_shown_where_it_differs_and_never_changes_the_status():
    # CAGR(40, 10) over 5 years is 32 %, CAGR(100, 10) over 10 years 26 %: ratio 1.23.
    found = verdict(seen(40))
    assert (found.status, found.compound_status, found.is_sensitive) == ("acceleration_needed", "on_track", True)
    falling = verdict(seen(30), baseline_value=40, target_2030=20)
    # CAGR(30, 40) over 5 years is -5.6 %, CAGR(20, 40) over 10 years -6.7 %: ratio 0.84.
    assert (falling.status, falling.compound_status) == ("on_track", "acceleration_needed")
    same = verdict(seen(12))
    assert (same.status, same.compound_status, same.is_sensitive) == ("limited_progress",) * 2 + (False,)
    assert verdict(seen(9)).compound_status == "moving_away"
    assert verdict(seen(100)).compound_status == "achieved"
    below_zero = verdict(seen(-40), baseline_value=-10, target_2030=-100)
    assert below_zero.compound_status == "on_track"


@pytest.mark.parametrize(
    ("baseline", "value", "target"), [(0, 5, 100), (10, 0, 100), (10, 5, 0), (10, -5, 100), (-5, 5, 9)]
)
def test_the_compound_class_is_undefined_at_zero_and_across_it(baseline, value, target):
    found = verdict(seen(value), baseline_value=baseline, target_2030=target)
    assert (found.compound_status, found.is_sensitive) == (None, False)


def test_growth_too_fast_for_a_float_still_has_a_class():
    found = verdict(seen(50, date(2021, 1, 1)), baseline_value=1e-90)
    assert (found.status, found.compound_status) == ("on_track", "on_track")


def test_targets_too_close_for_a_growth_rate_have_no_compound_class():
    found = verdict(seen(1e16), baseline_value=1e16, target_2030=1e16 + 2)
    assert (found.status, found.compound_status) == ("limited_progress", None)
