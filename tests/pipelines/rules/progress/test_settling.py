"""What one more fact would settle."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipelines.rules.progress.assessment import REASONS, assess
from pipelines.rules.progress.needs import smallest_missing_fact
from pipelines.rules.progress.settling import (
    ValueNeeded,
    settling_values,
    value_needed_next_year,
)
from tests.progress_cases import AS_OF, an_indicator, seen

FUNDERS = an_indicator(baseline_value=20, target_2030=80)


def bands(as_of: date = AS_OF, horizon: int = 2030, **changes: Any) -> dict[str, str]:
    return {band.status: band.text for band in settling_values(an_indicator(**changes), as_of, horizon)}


def test_funders_contacted_on_the_day_of_the_record():
    found = settling_values(FUNDERS, date(2026, 11, 22))
    assert [(band.status, band.lowest, band.highest, band.text) for band in found] == [
        ("achieved", 80, None, "80 or more"),
        ("on_track", 54, 79, "54 to 79"),
        ("acceleration_needed", 42, 53, "42 to 53"),
        ("limited_progress", 20, 41, "20 to 41"),
        ("moving_away", None, 19, "under 20"),
    ]


def test_a_falling_indicator_is_mirrored():
    assert bands(baseline_value=40, target_2030=20) == {
        "achieved": "20 or less",
        "on_track": "21 to 30",
        "acceleration_needed": "31 to 34",
        "limited_progress": "35 to 40",
        "moving_away": "over 40",
    }
    assert bands(kind="growth", baseline_value=40, target_2030=20) == {
        "achieved": "20 or less",
        "on_track": "over 20 to 30.5",
        "acceleration_needed": "over 30.5 to 34",
        "limited_progress": "over 34 to 40",
        "moving_away": "over 40",
    }


def test_a_share_has_bounds_that_are_no_whole_numbers():
    assert bands(kind="share", unit="%") == {
        "achieved": "100 or more",
        "on_track": "52.75 to under 100",
        "acceleration_needed": "37 to under 52.75",
        "limited_progress": "10 to under 37",
        "moving_away": "under 10",
    }


def test_no_band_is_offered_where_there_is_no_value():
    assert "moving_away" not in bands(baseline_value=0)
    assert "moving_away" in bands(baseline_value=0, kind="growth")
    assert bands(baseline_value=0, target_2030=2, as_of=date(2026, 11, 22)) == {
        "achieved": "2 or more",
        "acceleration_needed": "1",
        "limited_progress": "0",
    }


def test_holding_has_two_bands_and_a_level_path_three():
    assert bands(target_2030=10) == {"achieved": "10 or more", "moving_away": "under 10"}
    assert bands(target_2030=10, direction="decrease") == {"achieved": "10 or less", "moving_away": "over 10"}
    level = bands(target_2030=10, target_2050=20, horizon=2050)
    assert level == {"achieved": "20 or more", "on_track": "10 to 19", "moving_away": "under 10"}


def test_nothing_is_settled_by_one_value_where_more_is_missing():
    assert bands(baseline_value=None) == bands(target_2030=None) == bands(kind="milestone") == {}
    assert bands(certainty="provisional") == {}
    assert bands(as_of=date(2020, 12, 31)) == {}
    assert bands(kind="rate", as_of=date(2021, 12, 30)) == {}


def test_a_yearly_figure_is_measured_at_the_end_of_the_last_full_year():
    assert bands(kind="rate", as_of=date(2026, 11, 22)) == bands(kind="rate") == bands()
    assert bands(kind="rate", as_of=date(2026, 12, 31)) != bands(kind="rate")


whole = st.integers(0, 300)


@settings(max_examples=500, deadline=None)
@given(whole, whole, whole, whole, st.sampled_from(["count", "rate", "growth"]), st.sampled_from([2030, 2050]))
def test_every_band_holds_exactly_the_values_that_have_its_status(b, halfway, last, value, kind, horizon):
    terms = an_indicator(kind=kind, baseline_value=b, target_2030=halfway, target_2050=last)
    verdict = assess(terms, [seen(value, date(2028, 12, 31))], [], horizon, date(2028, 12, 31))
    for band in settling_values(terms, date(2028, 12, 31), horizon):
        below = band.lowest is not None and value < band.lowest
        above = band.highest is not None and value > band.highest
        on_the_edge = kind == "growth" and value in (band.lowest, band.highest)
        assert on_the_edge or (band.status == verdict.status) == (not below and not above)


def needed(terms: Mapping[str, Any], as_of: date) -> ValueNeeded:
    found = value_needed_next_year(terms, as_of)
    assert found is not None
    return found


def test_the_value_needed_in_a_year_is_on_track_then():
    assert needed(FUNDERS, date(2026, 11, 22)) == ValueNeeded(date(2027, 11, 22), 60)
    assert needed(an_indicator(baseline_value=40, target_2030=20), AS_OF) == ValueNeeded(date(2026, 12, 31), 28)
    assert needed(an_indicator(kind="rate"), date(2026, 11, 22)).on == date(2026, 12, 31)
    assert needed(an_indicator(), date(2028, 2, 29)).on == date(2029, 2, 28)
    assert needed(an_indicator(target_2030=10), AS_OF).value == 10
    assert value_needed_next_year(an_indicator(target_2030=None), AS_OF) is None


@settings(max_examples=500, deadline=None)
@given(whole, whole, st.dates(date(2021, 1, 1), date(2035, 1, 1)), st.sampled_from(["count", "rate", "growth"]))
def test_the_value_needed_is_enough_and_one_less_is_not(b, target, as_of, kind):
    assume(b != target)
    terms = an_indicator(kind=kind, baseline_value=b, target_2030=target)
    goal = needed(terms, as_of)
    enough = assess(terms, [seen(goal.value, goal.on)], [], 2030, goal.on)
    assert enough.status in ("achieved", "on_track")
    worse = goal.value - (1 if target > b else -1)
    assert assess(terms, [seen(worse, goal.on)], [], 2030, goal.on).status not in ("achieved", "on_track")


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_fact_that_would_lift_it(reason):
    fact = smallest_missing_fact(an_indicator(maximum_age_days=730), 2030, reason)
    assert fact.endswith(".")
    assert "{" not in fact
    assert "None" not in fact
