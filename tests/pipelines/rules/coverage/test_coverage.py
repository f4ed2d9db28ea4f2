"""States of a cell of the coverage grid and the gap score with its parts."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.coverage import gaps as coverage
from tests.factories import rows
from warehouse.contracts import TABLES
from warehouse.contracts.codes import COVERAGE_STATES
from warehouse.contracts.gate import gate

AS_OF = date(2026, 11, 22)
NOTHING = {"projects_count": 0, "contributions_count": 0, "funding_count": 0, "is_covered": False}


def cell(**known: object) -> pd.DataFrame:
    return rows("marts.coverage_gaps", **(NOTHING | {"funders_count": 0, "agreements_count": 0} | known))


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({}, "nothing_reported"),
        ({"is_covered": True}, "no_activity"),
        ({"contributions_count": 1, "pledged_eur": 5.0}, "no_activity"),
        ({"projects_count": 1}, "activity_unfunded"),
        ({"projects_count": 1, "asked_eur": 10.0, "pledged_eur": 10.0}, "activity_unfunded"),
        ({"projects_count": 1, "asked_eur": 10.0, "committed_eur": 9.99}, "partly_funded"),
        ({"projects_count": 1, "asked_eur": 10.0, "committed_eur": 10.0}, "funded"),
        ({"projects_count": 1, "asked_eur": 10.0, "disbursed_eur": 4.0}, "partly_funded"),
        ({"projects_count": 2, "asked_eur": 10.0, "committed_eur": 30.0, "unmet_eur": 1.0}, "partly_funded"),
        ({"projects_count": 1, "committed_eur": 1.0}, "funded"),
        ({"projects_count": 1, "funding_count": 1, "asked_eur": 10.0}, "partly_funded"),
        ({"projects_count": 1, "funding_count": 2, "committed_eur": 0.0}, "activity_unfunded"),
        ({"contributions_count": 1, "committed_eur": 1.0}, "funding_without_activity"),
    ],
)
def test_each_state_is_told_apart(known: dict, state: str) -> None:
    assert coverage.coverage_state(cell(**known)).tolist() == [state]


money = st.one_of(st.none(), st.floats(-100, 100))


@settings(deadline=None)
@given(st.integers(0, 3), st.integers(0, 3), money, money, money, st.booleans())
def test_every_cell_has_one_known_state(
    projects: int, funding: int, asked: float, committed: float, disbursed: float, is_covered: bool
) -> None:
    cells = pd.DataFrame(
        {
            "projects_count": [projects],
            "funding_count": [funding],
            "contributions_count": [funding],
            "asked_eur": [asked],
            "committed_eur": [committed],
            "disbursed_eur": [disbursed],
            "unmet_eur": [None if asked is None else asked / 2],
            "is_covered": [is_covered],
        }
    ).astype({"asked_eur": "float64", "committed_eur": "float64", "disbursed_eur": "float64", "unmet_eur": "float64"})
    assert coverage.coverage_state(cells).iloc[0] in COVERAGE_STATES


def test_the_shortfall_is_left_out_where_nothing_can_be_assessed() -> None:
    status = pd.Series(["limited_progress", "on_track", "moving_away", "achieved", "cannot_be_assessed", None])
    pace = pd.Series([0.25, 1.3, -0.4, None, 0.5, 0.5])
    found = coverage.shortfall_part(status, pace)
    assert found.tolist()[:4] == [0.75, 0.0, 1.0, 0.0]
    assert found.isna().tolist()[4:] == [True, True]


def test_parts_without_data_are_missing_and_not_zero() -> None:
    empty = pd.Series([None], dtype="float64")
    zero = pd.Series([0])
    assert coverage.unmet_part(empty, empty).isna().all()
    assert coverage.unmet_part(empty, pd.Series([0.0])).isna().all()
    assert coverage.thinness_part(zero).isna().all()
    assert coverage.staleness_part(pd.Series([pd.NaT]), AS_OF).isna().all()
    assert coverage.expiry_part(zero, zero).isna().all()


def test_the_score_is_the_mean_of_the_parts_that_have_data() -> None:
    cells = cell(
        projects_count=[2, 0],
        asked_eur=[100.0, None],
        unmet_eur=[50.0, None],
        funders_count=[2, 0],
        agreements_count=[4, 0],
        expiring_agreements_count=[1, 0],
        status=["limited_progress", "cannot_be_assessed"],
        pace=[0.4, None],
        latest_reported_on=["2025-11-22", None],
    )
    found = coverage.grid(cells, AS_OF)
    # (0.6 shortfall + 0.5 unmet + 0.5 one of two funders + 365 of 730 days + 1 of 4 agreements) / 5
    assert found.loc[0, "gap_score"] == pytest.approx(100 * (0.6 + 0.5 + 0.5 + 0.5 + 0.25) / 5)
    assert pd.isna(found.loc[0, "score_lacks"])
    assert pd.isna(found.loc[1, "gap_score"]) and found.loc[1, "score_lacks"] == "projects;parts"
    gate(TABLES["marts.coverage_gaps"], found.assign(region_code=["002", "142"]))


def parts(projects: int, *values: float | None) -> pd.DataFrame:
    known = dict(zip(coverage.PART_WEIGHTS, [*values, *[None] * 5][:5], strict=True))
    return pd.DataFrame([known], dtype="float64").assign(projects_count=projects)


@pytest.mark.parametrize(
    ("projects", "values", "lacks"),
    [
        (2, (0.5, 1.0, 0.0), None),
        (1, (0.5, 1.0, 0.0), "projects"),
        (0, (0.5, 1.0, 0.0, 0.0, 0.0), "projects"),
        (2, (0.5, 1.0), "parts"),
        (9, (1.0,), "parts"),
        (1, (1.0, 1.0), "projects;parts"),
        (0, (), "projects;parts"),
    ],
)
def test_a_cell_with_too_little_has_no_score_and_says_what_it_lacks(
    projects: int, values: tuple[float, ...], lacks: str | None
) -> None:
    cells = parts(projects, *values)
    found = coverage.score_lacks(cells)[0]
    assert (None if pd.isna(found) else found) == lacks
    assert pd.isna(coverage.gap_score(cells)[0]) == (lacks is not None)


def test_weights_choose_the_parts_and_too_few_that_weigh_give_no_score() -> None:
    cells = parts(2, 0.5, 1.0, 0.0)
    names = list(coverage.PART_WEIGHTS)[:3]
    assert coverage.gap_score(cells, dict(zip(names, (3, 1, 1), strict=True)))[0] == pytest.approx(50)
    assert pd.isna(coverage.gap_score(cells, dict(zip(names, (3, 1, 0), strict=True)))[0])
    assert coverage.score_lacks(cells, dict.fromkeys(names, 0)).tolist() == ["parts"]
    with pytest.raises(ValueError, match="below zero"):
        coverage.gap_score(cells, {"unmet_part": -1})


@settings(deadline=None)
@given(
    st.integers(0, 4),
    st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=5, max_size=5),
    st.lists(st.floats(0.1, 10), min_size=5, max_size=5),
)
def test_a_score_lies_between_its_parts_or_the_cell_lacks_something(
    projects: int, values: list, weights: list[float]
) -> None:
    weighed = dict(zip(coverage.PART_WEIGHTS, weights, strict=True))
    cells = parts(projects, *values)
    score, lacks = coverage.gap_score(cells, weighed)[0], coverage.score_lacks(cells, weighed)[0]
    known = [part for part in values if part is not None]
    assert pd.isna(score) == (projects < 2 or len(known) < 3) == pd.notna(lacks)
    if pd.notna(score):
        assert 100 * min(known) - 1e-6 <= score <= 100 * max(known) + 1e-6
