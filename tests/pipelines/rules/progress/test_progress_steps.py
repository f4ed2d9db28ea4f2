"""Milestones, and a whole strategy assessed at once from its tables."""

from datetime import date

import pandas as pd
import pytest

from pipelines.rules.progress.assessment import assess, assess_all
from pipelines.rules.progress.record import read_milestone, read_observation
from tests.progress_cases import (
    AS_OF,
    BASELINE_ON,
    a_step,
    an_indicator,
    indicators_frame,
    milestones_frame,
    observations_frame,
    seen,
    verdict,
)

LATE, SOON, FAR = date(2022, 12, 31), date(2030, 12, 31), date(2050, 12, 31)


@pytest.mark.parametrize(
    ("steps", "status", "reason", "days_overdue"),
    [
        ([], "cannot_be_assessed", "no_observation", None),
        ([a_step(None, "reached")], "cannot_be_assessed", "no_observation", None),
        ([a_step(FAR, "reached")], "cannot_be_assessed", "no_observation", None),
        ([a_step(SOON, "not_reported")], "cannot_be_assessed", "no_observation", None),
        ([a_step(SOON, "")], "cannot_be_assessed", "no_observation", None),
        ([a_step(SOON, "not_started")], "cannot_be_assessed", "not_started", None),
        ([a_step(SOON, "under_way")], "on_track", None, None),
        ([a_step(SOON, "not_reported"), a_step(SOON, "reached")], "on_track", None, None),
        ([a_step(SOON, "reached"), a_step(LATE, "reached")], "achieved", None, None),
        ([a_step(LATE, "not_reported")], "limited_progress", None, 1096),
        ([a_step(LATE, "under_way"), a_step(date(2024, 12, 31), "not_started")], "limited_progress", None, 1096),
        ([a_step(LATE, "reached"), a_step(date(2025, 12, 30), "under_way")], "limited_progress", None, 1),
        ([a_step(AS_OF, "under_way")], "on_track", None, None),
    ],
)
def test_milestones_are_reached_under_way_or_overdue(steps, status, reason, days_overdue):
    found = assess(an_indicator(kind="milestone", target_2030=1), [], steps, 2030, AS_OF)
    assert (found.status, found.reason, found.days_overdue) == (status, reason, days_overdue)
    assert (found.pace, found.method) == (None, "milestone:steps")


def test_a_milestone_knows_its_horizon_and_its_target():
    terms = an_indicator(kind="milestone", target_2030=None)
    steps = [a_step(SOON, "under_way"), a_step(date(2031, 1, 1), "reached", date(2024, 12, 31))]
    far = assess(terms, [], steps, 2050, AS_OF)
    assert (far.status, far.points_count, far.latest_on, far.age_days) == ("achieved", 1, date(2024, 12, 31), 365)
    assert (far.target_on, far.target_value) == (FAR, None)
    assert assess(terms, [], steps, 2030, AS_OF).status == "on_track"
    assert assess(terms, [], [], 2030, AS_OF).reason == "no_target"
    provisional = assess(terms | {"certainty": "provisional"}, [], steps, 2030, AS_OF)
    assert (provisional.status, provisional.reason) == ("cannot_be_assessed", "wording_not_available")


def test_the_points_of_a_milestone_are_the_steps_somebody_reported_on():
    steps = [a_step(SOON, "under_way"), a_step(SOON, "not_reported"), a_step(SOON, "")]
    assert assess(an_indicator(kind="milestone"), [], steps, 2030, AS_OF).points_count == 1


def test_a_step_reached_after_the_day_is_not_known_on_that_day():
    terms = an_indicator(kind="milestone")
    reached = [a_step(LATE, "reached", date(2026, 1, 1))]
    assert assess(terms, [], reached, 2030, AS_OF).status == "limited_progress"
    assert assess(terms, [], reached, 2030, date(2026, 1, 1)).status == "achieved"


# All at once.


def test_all_at_once_has_one_row_per_indicator_and_horizon_and_missing_numbers_are_nan():
    progress = assess_all(
        indicators_frame(an_indicator(), an_indicator(indicator_code="X1.2", kind="milestone")),
        observations_frame({"X1.1": [seen(40)], "unknown": [seen(1)]}),
        milestones_frame({"X1.2": [a_step(LATE, "not_reported")]}),
        AS_OF,
    )
    keys = ["objective_code", "indicator_code", "horizon"]
    assert progress[keys].values.tolist() == [
        ["X1", code, horizon] for code in ("X1.1", "X1.2") for horizon in (2030, 2050)
    ]
    assert progress["status"].tolist() == [
        "acceleration_needed",
        "cannot_be_assessed",
        "limited_progress",
        "cannot_be_assessed",
    ]
    assert progress["reason"].tolist() == [None, "no_target", None, "no_target"]
    assert progress["projected_year"].tolist()[0] == 2035
    assert progress["pace"].isna().tolist() == [False, True, True, True]
    assert progress["days_overdue"].tolist()[2] == 1096
    kinds = progress.dtypes.astype(str)
    assert set(kinds[["pace", "age_days", "acceleration", "projected_year", "days_overdue"]]) == {"float64"}
    assert kinds[["points_count", "horizon", "is_sensitive", "reason"]].tolist() == ["int64", "int64", "bool", "object"]


def test_all_at_once_reads_states_dates_and_statuses_from_the_tables():
    codes = ["reached", "later", "unplanned", "refused", "waiting"]
    kinds = dict(zip(codes, ["milestone", "milestone", "milestone", "count", "count"], strict=True))
    record = {
        code: [seen(10, BASELINE_ON), seen(40, status=status)]
        for code, status in (("refused", "rejected"), ("waiting", "draft"))
    }
    steps = {"reached": [a_step(SOON, "reached", AS_OF)], "later": [a_step(SOON, "reached", date(2026, 1, 1))]}
    progress = assess_all(
        indicators_frame(*(an_indicator(indicator_code=code, kind=kinds[code]) for code in codes)),
        observations_frame(record).astype({"value": "Float64"}),
        milestones_frame(steps),
        AS_OF,
    )
    said = progress[progress["horizon"] == 2030].set_index("indicator_code")
    assert said["status"].to_dict() == {
        "reached": "achieved",
        "later": "cannot_be_assessed",
        "unplanned": "cannot_be_assessed",
        "refused": "cannot_be_assessed",
        "waiting": "cannot_be_assessed",
    }
    assert said["reason"].tolist() == [
        None,
        "no_observation",
        "no_observation",
        "baseline_is_latest",
        "only_unapproved",
    ]
    assert said.loc["reached", "latest_on"] == AS_OF


def test_a_row_of_a_table_is_the_record_it_was_made_of():
    observation = seen(50, numerator=40, denominator=80, observation_id="X1.1-0")
    assert [read_observation(row) for row in observations_frame({"X1.1": [observation]}).itertuples()] == [observation]
    step = a_step(SOON, "reached", AS_OF)
    assert [read_milestone(row) for row in milestones_frame({"X1.1": [step]}).itertuples()] == [step]


def test_no_indicators_give_an_empty_table_with_its_columns():
    empty = indicators_frame(an_indicator()).head(0)
    progress = assess_all(empty, observations_frame({}), milestones_frame({}), AS_OF)
    assert len(progress) == 0
    assert {"objective_code", "pace", "reason", "projected_year"} <= set(progress.columns)


@pytest.mark.parametrize("missing", [None, pd.NA])
def test_a_table_of_objects_with_gaps_says_the_same_as_its_rows(missing):
    table = observations_frame({"X1.1": [seen(40), seen(30, date(2024, 12, 31)), seen(None, BASELINE_ON)]})
    numbers = {name: table[name].astype(object).where(table[name].notna(), missing) for name in ("value", "numerator")}
    progress = assess_all(indicators_frame(an_indicator()), table.assign(**numbers), milestones_frame({}), AS_OF)
    assert progress[["status", "latest_value", "points_count"]].to_numpy().tolist()[0] == ["acceleration_needed", 40, 2]


def test_the_value_of_a_country_or_a_region_is_not_the_value_of_the_whole():
    table = observations_frame({"X1.1": [seen(40, date(2024, 12, 31)), seen(90, place="KEN"), seen(80)]})
    table.loc[2, "region_code"] = "africa"
    progress = assess_all(indicators_frame(an_indicator()), table, milestones_frame({}), AS_OF)
    assert progress[["latest_value", "points_count"]].to_numpy().tolist()[0] == [40, 1]
    assert verdict(seen(90, place="KEN")).reason == "no_observation"
    places = [read_observation(row).place for row in table.itertuples()]
    assert places == [None, "KEN", "africa"]
