"""Several verdicts together: the worst speaks, nothing is averaged, nothing vanishes."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from pipelines.rules.progress.assessment import REASONS, STATUSES
from pipelines.rules.progress.rollup import REASONS_NEAREST_FIRST, headlines, rollup


def progress_of(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    """Rows of objective, status or reason, pace, days overdue; indicators are numbered, the horizon is 2030."""
    return pd.DataFrame(
        [
            {
                "objective_code": objective,
                "indicator_code": f"{objective}.{number}",
                "horizon": 2030,
                "status": said if said in STATUSES else "cannot_be_assessed",
                "reason": None if said in STATUSES else said,
                "pace": pace,
                "days_overdue": days_overdue,
            }
            for number, (objective, said, pace, days_overdue) in enumerate(rows, start=1)
        ]
    ).astype({"pace": float, "days_overdue": float})


def headline_of(*rows: tuple[str, float, float]) -> pd.Series:
    return headlines(progress_of(*(("X1", *row) for row in rows))).iloc[0]


def test_the_nearest_reasons_are_the_same_ten():
    assert sorted(REASONS_NEAREST_FIRST) == sorted(REASONS)


@pytest.mark.parametrize(("better", "worse"), list(pairwise(STATUSES[:5])))
def test_an_objective_reads_as_its_worst_assessed_indicator(better, worse):
    head = headline_of((better, 0.5, np.nan), (worse, 0.5, np.nan), ("stale", np.nan, np.nan))
    assert (head["status"], head["reason"], head["headline_indicator_code"]) == (worse, None, "X1.2")
    assert (head["assessed_count"], head["indicators_count"]) == (2, 3)


@pytest.mark.parametrize(("near", "far"), list(pairwise(REASONS_NEAREST_FIRST)))
def test_where_none_is_assessed_the_nearest_to_a_verdict_speaks(near, far):
    head = headline_of((far, np.nan, np.nan), (near, np.nan, np.nan))
    assert (head["status"], head["reason"], head["headline_indicator_code"]) == ("cannot_be_assessed", near, "X1.2")
    assert head["assessed_count"] == 0


def test_within_one_class_the_longest_overdue_speaks_then_the_lowest_pace_then_the_code():
    late = headline_of(
        ("limited_progress", 0.1, np.nan), ("limited_progress", np.nan, 5), ("limited_progress", np.nan, 9)
    )
    assert (late["headline_indicator_code"], late["days_overdue"]) == ("X1.3", 9)
    slow = headline_of(("limited_progress", 0.3, np.nan), ("limited_progress", 0.1, np.nan))
    assert (slow["headline_indicator_code"], slow["pace"]) == ("X1.2", 0.1)
    assert headline_of(("achieved", 1, np.nan), ("achieved", 1, np.nan))["headline_indicator_code"] == "X1.1"


def test_one_row_per_objective_and_horizon():
    progress = progress_of(("X2", "achieved", 1, np.nan), ("X1", "stale", np.nan, np.nan))
    heads = headlines(pd.concat([progress, progress.assign(horizon=2050)]))
    assert heads[["objective_code", "horizon"]].values.tolist() == [
        ["X1", 2030],
        ["X1", 2050],
        ["X2", 2030],
        ["X2", 2050],
    ]


@pytest.fixture
def heads() -> pd.DataFrame:
    return headlines(
        progress_of(
            ("A1", "achieved", 1.2, np.nan),
            ("A2", "limited_progress", 0.3, np.nan),
            ("A3", "limited_progress", np.nan, 20),
            ("A4", "no_target", np.nan, np.nan),
            ("B1", "stale", np.nan, np.nan),
            ("B2", "on_track", 1.0, np.nan),
            ("B3", "on_track", 0.97, np.nan),
        )
    )


def test_a_goal_counts_its_objectives_by_class_and_names_the_worst(heads):
    membership = heads[["objective_code"]].assign(goal_code=heads["objective_code"].str[0])
    goals = rollup(heads, membership, "goal_code").set_index("goal_code")
    assert goals.loc["A", "objectives_count"] == 4
    assert goals.loc["A", [f"{status}_count" for status in STATUSES]].tolist() == [1, 0, 0, 2, 0, 1]
    assert goals.loc["A", ["worst_objective_code", "worst_status"]].tolist() == ["A3", "limited_progress"]
    assert goals.loc["B", ["worst_objective_code", "worst_status"]].tolist() == ["B3", "on_track"]
    counts = goals[[f"{status}_count" for status in STATUSES]]
    assert counts.sum(axis=1).tolist() == goals["objectives_count"].tolist()


def test_a_facility_without_objectives_keeps_its_row_and_an_objective_without_indicators_its_place(heads):
    membership = pd.DataFrame(
        {"facility_code": ["CF1", "CF2", "CF2", "CF2", "CF3"], "objective_code": [None, "A2", "Z9", "A2", "B1"]}
    )
    facilities = rollup(heads, membership, "facility_code").set_index("facility_code")
    assert facilities["objectives_count"].to_dict() == {"CF1": 0, "CF2": 2, "CF3": 1}
    assert facilities["cannot_be_assessed_count"].to_dict() == {"CF1": 0, "CF2": 1, "CF3": 1}
    assert facilities["worst_objective_code"].to_dict() == {"CF1": None, "CF2": "A2", "CF3": None}
