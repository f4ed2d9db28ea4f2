"""Properties of the method for any input, a thousand examples each."""

import math
from datetime import date, timedelta

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pipelines.rules.progress.assessment import REASONS, STATUSES, Assessment, assess, assess_all
from tests.progress_cases import (
    a_step,
    an_indicator,
    indicators_frame,
    milestones_frame,
    observations_frame,
    seen,
)

a_thousand = settings(max_examples=1000, deadline=None)
# Whole numbers, so that shifting by a whole number and turning the sign are exact and no tie is made or broken.
values = st.integers(-10_000, 10_000)
days = st.dates(date(2021, 1, 1), date(2052, 12, 31))
horizons = st.sampled_from([2030, 2050])
factors = st.sampled_from([0.001, 0.1, 0.3, 0.5, 3.0, 7.0, 10.0, 1e6])


def of_path(b: float, halfway: float, last: float | None, value: float, on: date, horizon: int) -> Assessment:
    terms = an_indicator(baseline_value=b, target_2030=halfway, target_2050=last)
    return assess(terms, [seen(value, on)], [], horizon, on)


@a_thousand
@given(values, values, values, days, horizons)
def test_at_the_baseline_the_pace_is_zero(b, halfway, last, on, horizon):
    assume(b not in (halfway, last))
    assert of_path(b, halfway, last, b, on, horizon).pace == 0


@a_thousand
@given(values, values, values, days, horizons)
def test_at_the_target_the_status_is_achieved(b, halfway, last, on, horizon):
    target = halfway if horizon == 2030 else last
    assert of_path(b, halfway, last, target, on, horizon).status == "achieved"


@a_thousand
@given(values, values, values, values, days, horizons, values)
def test_shifting_the_unit_changes_no_class(b, halfway, last, value, on, horizon, shift):
    before = of_path(b, halfway, last, value, on, horizon)
    after = of_path(b + shift, halfway + shift, last + shift, value + shift, on, horizon)
    assert (before.status, before.reason, before.pace) == (after.status, after.reason, after.pace)


@a_thousand
@given(values, values, values, values, days, horizons, factors)
@example(0, 40, 90, 19, date(2025, 12, 31), 2030, 0.1)
@example(0, 40, 90, 12, date(2025, 12, 31), 2030, 0.3)
@example(30, 70, 90, 49, date(2025, 12, 31), 2050, 0.001)
def test_scaling_the_unit_changes_no_class(b, halfway, last, value, on, horizon, factor):
    before = of_path(b, halfway, last, value, on, horizon)
    after = of_path(b * factor, halfway * factor, last * factor, value * factor, on, horizon)
    assert (before.status, before.reason) == (after.status, after.reason)


@a_thousand
@given(values, values, values, values, days, horizons)
def test_turning_the_axis_changes_no_class(b, halfway, last, value, on, horizon):
    assume(b != (halfway if horizon == 2030 else last))  # Which side of a held value is better is not a matter of sign.
    before = of_path(b, halfway, last, value, on, horizon)
    after = of_path(-b, -halfway, -last, -value, on, horizon)
    assert (before.status, before.reason, before.pace) == (after.status, after.reason, after.pace)


@a_thousand
@given(values, values, values, values, values, days, horizons)
def test_a_value_closer_to_the_target_never_lowers_the_pace_or_worsens_the_class(
    b, halfway, last, near, far, on, horizon
):
    target = halfway if horizon == 2030 else last
    sign = 1 if target > b else -1
    near, far = sorted((near, far), key=lambda value: abs(target - value))
    assume(b != target and (target - near) * sign >= 0 and (target - far) * sign >= 0)
    closer, farther = (of_path(b, halfway, last, value, on, horizon) for value in (near, far))
    assert STATUSES.index(closer.status) <= STATUSES.index(farther.status)
    if closer.pace is not None and farther.pace is not None:
        assert closer.pace >= farther.pace


@a_thousand
@given(values, values, values, st.dates(date(2021, 1, 1), date(2030, 12, 31)))
def test_on_one_leg_the_pace_is_the_share_of_the_journey_over_the_share_of_the_time(b, target, value, on):
    assume(b != target)
    found = of_path(b, target, None, value, on, 2030)
    p, e = (value - b) / (target - b), (on - date(2020, 12, 31)).days / 3652
    assert found.pace is not None
    assert math.isclose(found.pace, p / e, rel_tol=1e-12, abs_tol=1e-12)


any_number = st.one_of(st.none(), st.floats(), st.integers(-100, 200).map(float))
any_day = st.dates(date(2015, 1, 1), date(2035, 12, 31))
any_observation = st.builds(
    seen,
    any_number,
    any_day,
    numerator=any_number,
    denominator=any_number,
    status=st.sampled_from(["approved", "approved", "draft", "checked", "rejected"]),
    place=st.sampled_from([None, None, None, "KEN"]),
)
any_indicator = st.builds(
    an_indicator,
    kind=st.sampled_from(["count", "share", "rate", "growth", "ratio", "milestone"]),
    unit=st.sampled_from(["things", "% of things"]),
    baseline_year=st.one_of(st.none(), st.integers(2010, 2055)),
    baseline_value=any_number,
    target_2030=any_number,
    target_2050=any_number,
    certainty=st.sampled_from(["published", "published", "published", "provisional"]),
    maximum_age_days=st.one_of(st.none(), st.integers(0, 2000)),
    direction=st.sampled_from(["", "", "increase", "decrease", "steady"]),
)
any_step = st.builds(
    a_step,
    st.one_of(st.none(), any_day),
    st.sampled_from(["not_reported", "not_started", "under_way", "reached"]),
    st.one_of(st.none(), any_day),
)
observation_lists = st.lists(any_observation, max_size=6)


@a_thousand
@given(any_indicator, observation_lists, st.lists(any_step, max_size=3), horizons, any_day)
def test_any_input_has_one_status_and_exactly_one_reason_if_it_cannot_be_assessed(
    terms, observations, steps, horizon, as_of
):
    found = assess(terms, observations, steps, horizon, as_of)
    assert found.status in STATUSES
    assert (found.status == "cannot_be_assessed") == (found.reason in REASONS)
    assert found.status == "cannot_be_assessed" or found.reason is None
    assert all(math.isfinite(number) for number in vars(found).values() if isinstance(number, float))


# Each example is up to six verdicts and three tables.
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(any_indicator, observation_lists, st.lists(any_step, max_size=2)), min_size=1, max_size=3),
    any_day,
)
def test_all_at_once_says_the_same_as_one_by_one(cases, as_of):
    cases = [
        (terms | {"indicator_code": f"X1.{number}"}, seen_rows, steps)
        for number, (terms, seen_rows, steps) in enumerate(cases)
    ]
    together = assess_all(
        indicators_frame(*(terms for terms, _, _ in cases)),
        observations_frame({terms["indicator_code"]: rows for terms, rows, _ in cases}),
        milestones_frame({terms["indicator_code"]: steps for terms, _, steps in cases}),
        as_of,
    )
    alone = [assess(terms, rows, steps, horizon, as_of) for terms, rows, steps in cases for horizon in (2030, 2050)]
    for row, one in zip(together.to_dict("records"), alone, strict=True):
        for name, figure in (vars(one) | {"projected_year": one.projected_year}).items():
            assert row[name] == figure or (figure is None and (row[name] is None or math.isnan(row[name]))), name


@a_thousand
@given(observation_lists, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(observations, randomness):
    shuffled = list(observations)
    randomness.shuffle(shuffled)
    as_of = date(2026, 11, 22)
    assert assess(an_indicator(), observations, [], 2030, as_of) == assess(an_indicator(), shuffled, [], 2030, as_of)


@a_thousand
@given(observation_lists, st.integers(1, 500))
def test_what_is_observed_later_than_the_day_of_the_assessment_changes_nothing(observations, ahead):
    as_of = date(2026, 11, 22)
    later = [*observations, seen(99, as_of + timedelta(days=ahead))]
    assert assess(an_indicator(), observations, [], 2030, as_of) == assess(an_indicator(), later, [], 2030, as_of)
