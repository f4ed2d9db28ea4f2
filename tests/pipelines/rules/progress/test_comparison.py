"""What other published methods say of a journey: numbers worked by hand from their formulas."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.rules.progress.comparison import METHODS, Journey, Reading, compare

START, NOW, END = date(2020, 12, 31), date(2025, 12, 31), date(2030, 12, 31)


def readings(baseline: float, value: float, target: float) -> dict[str, Reading]:
    return {found.method: found for found in compare(Journey(baseline, START, value, NOW, target, END))}


# Half of the time gone: years 5 and 10. CAGR ratio = ((v/b)^(1/5) - 1) / ((T/b)^(1/10) - 1);
# UNSD = (v * v/b - b) / (T - b), because the second half repeats the growth of the first; SDSN = 2 (v - b) / (T - b).
WORKED = [
    # b, v, T, ratio, UNSD share, SDSN ratio, classes
    (10, 40, 100, 1.2340, 1.6667, 0.6667, "significant_progress on_track on_track_or_met moderately_improving"),
    (50, 75, 100, 1.1769, 1.25, 1.0, "significant_progress on_track on_track_or_met on_track"),
    (50, 60, 100, 0.5174, 0.44, 0.4, "insufficient_progress limited_progress fair_progress stagnating"),
    (90, 92, 100, 0.4159, 0.4044, 0.4, "insufficient_progress limited_progress fair_progress stagnating"),
    (40, 30, 20, 0.8349, 0.875, 1.0, "moderate_progress acceleration_needed fair_progress on_track"),
    (40, 44, 20, -0.2873, -0.42, -0.4, "moving_away deterioration stagnation_or_regression decreasing"),
    (50, 45, 100, -0.2905, -0.19, -0.2, "moving_away deterioration stagnation_or_regression decreasing"),
]


@pytest.mark.parametrize(("baseline", "value", "target", "ratio", "gained", "linear", "classes"), WORKED)
def test_the_worked_numbers_of_four_methods(baseline, value, target, ratio, gained, linear, classes):
    found = readings(baseline, value, target)
    assert [found[method].reading for method in METHODS] == classes.split()
    assert found["eurostat"].ratio == found["open_sdg"].ratio == pytest.approx(ratio, abs=5e-4)
    assert found["unsd"].ratio == pytest.approx(gained, abs=5e-4)
    assert found["sdsn"].ratio == pytest.approx(linear, abs=5e-4)


def test_a_zero_base_has_no_compound_rate_and_only_open_sdg_puts_something_in_its_place():
    found = readings(0, 5, 100)
    assert {found[method].undefined for method in ("eurostat", "unsd")} == {"zero_base"}
    # ((5 / 0.001) ** (1 / 5) - 1) / ((100 / 0.001) ** (1 / 10) - 1)
    assert (found["open_sdg"].reading, found["open_sdg"].ratio) == ("on_track", pytest.approx(2.074, abs=5e-3))
    assert (found["sdsn"].reading, found["sdsn"].ratio) == ("stagnating", pytest.approx(0.1, abs=1e-3))


def test_values_of_different_signs_have_no_compound_rate():
    assert readings(-5, 5, 10)["unsd"].undefined == "signs_differ"
    assert readings(-5, 5, 10)["open_sdg"].undefined == "signs_differ"


def test_a_target_or_a_value_of_zero_has_none_either_and_open_sdg_replaces_the_target():
    found = readings(10, 5, 0)
    assert {found[method].undefined for method in ("eurostat", "unsd")} == {"zero_value"}
    # (0.5 ** (1 / 5) - 1) / (0.0001 ** (1 / 10) - 1)
    assert (found["open_sdg"].reading, found["open_sdg"].ratio) == ("limited_progress", pytest.approx(0.2151, abs=5e-4))
    assert readings(10, 0, 5)["open_sdg"].undefined == "zero_value"


def test_a_value_beyond_its_target_is_achieved_or_on_track_in_every_method():
    assert [found.reading for found in compare(Journey(50, START, 120, NOW, 100, END))] == [
        "significant_progress",
        "target_achieved",
        "on_track_or_met",
        "on_track",
    ]


@pytest.mark.parametrize(
    ("value", "arrow"),
    [
        (50, "on_track"),
        (49, "moderately_improving"),
        (25, "moderately_improving"),
        (24, "stagnating"),
        (-1, "decreasing"),
    ],
)
def test_the_four_arrows_turn_at_the_needed_rate_at_half_of_it_and_at_none(value, arrow):
    # 1000 of 2000 days gone, so that 50 is the needed half of 100 to the day.
    journey = Journey(0, date(2021, 1, 1), value, date(2023, 9, 28), 100, date(2026, 6, 24))
    assert {found.method: found.reading for found in compare(journey)}["sdsn"] == arrow


def test_a_target_equal_to_its_baseline_is_read_by_none_of_them():
    assert {found.undefined for found in compare(Journey(5, START, 6, NOW, 5, END))} == {"no_way_to_go"}


def test_a_ratio_beyond_any_number_is_said_to_be_out_of_range():
    assert readings(0, -1e300, 1e-300)["sdsn"].undefined == "out_of_range"
    assert readings(1.0, 0.5, 1.0 + 2.3e-16)["eurostat"].undefined == "out_of_range"


positive = st.floats(min_value=0.01, max_value=1e6)


@given(baseline=positive, value=positive, target=positive, scale=st.sampled_from([0.5, 2.0, 1024.0]))
def test_scaling_the_unit_changes_no_reading_of_a_clear_case(baseline, value, target, scale):
    first = compare(Journey(baseline, START, value, NOW, target, END))
    again = compare(Journey(baseline * scale, START, value * scale, NOW, target * scale, END))
    assert [(found.reading, found.undefined) for found in first] == [
        (found.reading, found.undefined) for found in again
    ]
