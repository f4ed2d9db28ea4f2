"""What an addition would do: worked cases, the range of the quartiles, and no estimate where there is no ground for one."""

from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.coverage.scenario import PATHS, Addition, Standing, close_gap, standing_of, unit_costs
from tests.factories import rows

AS_OF = date(2026, 12, 31)
# Quartiles of five costs are the second, third and fourth: 200, 300, 400.
ASKED = [100.0, 200.0, 300.0, 400.0, 500.0]


def costs(asked: list[float], units: float = 1.0) -> pd.DataFrame:
    projects = pd.DataFrame(
        {"project_id": [f"P{place}" for place in range(len(asked))], "asked_eur": asked, "units": units}
    )
    return projects.assign(cost_per_unit_eur=projects["asked_eur"] / projects["units"])


def standing(**different: Any) -> Standing:
    plain: dict[str, Any] = {
        "kind": "count",
        "unit": "countries",
        "latest_value": 2.0,
        "latest_on": AS_OF,
        "observed_per_year": 1.0,
        "targets": {2030: 20.0},
    }
    return Standing(**(plain | different))


def test_a_yearly_amount_adds_units_to_a_count_year_after_year() -> None:
    found = close_gap(standing(), costs(ASKED), Addition(from_year=2027, amount_eur=1200.0), AS_OF)
    assert found.is_estimate and found.reason is None and found.has_trend
    assert found.cost_per_unit_eur == (200, 300, 400)
    assert found.units_per_year == (3, 4, 6)  # 1200 over 400, 300 and 200
    in_2030 = found.path.set_index("year").loc[2030]
    # From 2 at the end of 2026: four years at 1 a year, and at 1 + 3, 1 + 4, 1 + 6.
    assert in_2030.tolist() == pytest.approx([6, 18, 22, 30], abs=0.01)
    # 18 to go: at 1, 4, 5 and 7 a year.
    assert found.reached.iloc[0].tolist() == [2030, 20, 2044, 2031, 2030, 2029]


def test_an_addition_to_a_rate_lifts_its_level_once() -> None:
    rate = standing(kind="rate", unit="projects per year", observed_per_year=0.0, targets={2030: 5.0})
    found = close_gap(rate, costs(ASKED), Addition(from_year=2028, projects_count=3), AS_OF)
    path = found.path.set_index("year")["middle"]
    assert (path[2027], path[2028], path[2040]) == (2, 5, 5)
    assert found.reached.iloc[0]["middle"] == 2028
    assert found.reached.iloc[:, 2].isna().all()
    assert found.amount_eur_per_year == (600, 900, 1200)


def test_without_an_observed_rate_the_path_shows_the_addition_alone() -> None:
    found = close_gap(standing(observed_per_year=None), costs(ASKED), Addition(from_year=2027, amount_eur=300.0), AS_OF)
    assert not found.has_trend
    assert found.path.set_index("year").loc[2029, ["as_is", "middle"]].tolist() == [2, 5]


@pytest.mark.parametrize(
    ("different", "asked", "reason"),
    [
        ({"latest_value": None}, ASKED, "no_latest_value"),
        ({"targets": {}}, ASKED, "no_target"),
        ({"targets": {2030: 1.0}, "observed_per_year": -1.0}, ASKED, "falling_target"),
        ({"unit": "% of parties"}, ASKED, "no_measure"),
        ({}, ASKED[:4], "fewer_than_five_projects"),
    ],
)
def test_where_there_is_no_ground_there_is_no_estimate_and_one_reason(
    different: dict, asked: list, reason: str
) -> None:
    found = close_gap(standing(**different), costs(asked), Addition(from_year=2027, amount_eur=1.0), AS_OF)
    assert (found.reason, found.projects_count, found.is_estimate) == (reason, len(asked), True)
    assert found.units_per_year is None and found.path.empty and found.reached.empty


def test_the_cost_of_a_unit_is_the_objectives_part_of_the_ask_over_what_the_project_names() -> None:
    projects = rows(
        "marts.projects",
        project_id=["P", "Q", "R", "S", "T"],
        is_current=[True, True, True, True, False],
        asked_eur=[100.0, 100.0, None, 100.0, 100.0],
        countries=["KEN;MLI", None, "KEN", "IND", "IND"],
    )
    links = rows(
        "marts.project_objectives",
        project_id=["P", "Q", "R", "S", "T", "S"],
        objective_share=[0.5, 1.0, 1.0, 1.0, 1.0, 0.1],
        objective_code=["F1", "F1", "F1", "A1", "F1", "B1"],
    )
    found = unit_costs(projects, links, "F1", "countries")
    assert found.to_dict("records") == [{"project_id": "P", "asked_eur": 50, "units": 2, "cost_per_unit_eur": 25}]
    assert unit_costs(projects, links, "F1", "projects per year")["project_id"].tolist() == ["P", "Q"]
    assert unit_costs(projects, links, "F1", "% of parties").empty


def test_where_an_indicator_stands_is_read_from_its_rows_of_progress() -> None:
    progress = rows(
        "marts.objective_progress",
        horizon=[2030, 2050],
        latest_value=20.0,
        latest_on="2020-12-31",
        observed_per_year=None,
        target_value=[80.0, None],
    )
    assert standing_of(progress, "count", "institutions") == Standing(
        kind="count",
        unit="institutions",
        latest_value=20.0,
        latest_on=date(2020, 12, 31),
        observed_per_year=None,
        targets={2030: 80.0},
    )


@pytest.mark.parametrize("wrong", [{}, {"amount_eur": 1.0, "projects_count": 1}, {"amount_eur": -1.0}])
def test_an_addition_is_one_thing_and_not_below_zero(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"add either|below zero"):
        Addition(from_year=2027, **wrong)


@given(
    st.lists(st.floats(1, 1e8), min_size=5, max_size=9),
    st.floats(0, 1e9),
    st.floats(1, 10),
    st.sampled_from(["count", "rate"]),
    st.integers(2026, 2040),
)
@settings(max_examples=50, deadline=None)
def test_more_money_never_makes_it_later_and_the_range_is_in_order(asked, amount, factor, kind, from_year) -> None:
    where = standing(kind=kind)
    less = close_gap(where, costs(asked), Addition(from_year=from_year, amount_eur=amount), AS_OF)
    more = close_gap(where, costs(asked), Addition(from_year=from_year, amount_eur=amount * factor), AS_OF)
    for one, next_one in pairwise(PATHS):
        assert (less.path[one] <= less.path[next_one] + 1e-9).all()
        assert (less.path[next_one] <= more.path[next_one] * (1 + 1e-9)).all()
    assert (
        less.path.loc[less.path["year"] < from_year, "as_is"] == less.path.loc[less.path["year"] < from_year, "high"]
    ).all()
    reached = less.reached[list(PATHS)].iloc[0].fillna(9999)
    assert reached.is_monotonic_decreasing
