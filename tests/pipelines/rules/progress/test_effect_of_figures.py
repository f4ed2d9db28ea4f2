"""What a figure counts for is said to its sender: two in one year, the baseline it becomes, a draft, a step nobody set."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.progress import effect
from pipelines.rules.progress.plausibility import plausibility_findings
from sources.findings import rules
from tests.factories import rows
from tests.pipelines.rules.progress.test_terms_in_force import in_force, observed
from tests.progress_cases import an_indicator, indicators_frame, observations_frame, seen

AS_OF = date(2026, 6, 30)
HALF, WHOLE = date(2025, 6, 30), date(2025, 12, 31)


def of_yearly(*given: tuple[date, float], kind: str = "rate", **changes: object) -> list[str]:
    """The rules found in values of a yearly figure."""
    strategy = indicators_frame(an_indicator(kind=kind, baseline_value=1.0))
    sent = observations_frame({"X1.1": [seen(value, on, **changes) for on, value in given]})
    return plausibility_findings(strategy, sent, AS_OF)["rule_id"].tolist()


@pytest.mark.parametrize("kind", ["rate", "growth"])
def test_two_values_within_one_year_of_a_yearly_figure_are_both_told(kind: str) -> None:
    assert of_yearly((HALF, 4.0), (WHOLE, 5.0), kind=kind) == ["OBS-117"] * 2
    assert of_yearly((HALF, 4.0), (WHOLE, 4.0), kind=kind) == ["OBS-117"] * 2


def test_two_values_in_two_years_drafts_and_other_kinds_stay_silent() -> None:
    assert of_yearly((date(2024, 12, 31), 4.0), (WHOLE, 5.0)) == []
    assert of_yearly((HALF, 4.0), (WHOLE, 5.0), status="draft") == []
    assert of_yearly((HALF, 4.0), (WHOLE, 5.0), kind="count") == []


def test_the_value_used_as_that_of_the_year_is_named() -> None:
    strategy = indicators_frame(an_indicator(kind="rate", baseline_value=1.0))
    sent = observations_frame({"X1.1": [seen(5.0, WHOLE), seen(4.0, HALF)]})
    found = plausibility_findings(strategy, sent, AS_OF)
    assert set(found["parameters"]) == {'{"year": 2025, "last": 5.0, "on": "2025-12-31"}'}


days = st.dates(date(2021, 1, 1), date(2025, 12, 31))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(days, st.integers(1, 9)), max_size=6, unique_by=lambda each: each[0]))
def test_exactly_the_values_that_share_their_year_are_told(given_values: list[tuple[date, int]]) -> None:
    years = [on.year for on, _ in given_values]
    sharing = sum(years.count(year) > 1 for year in years)
    assert of_yearly(*((on, float(value)) for on, value in given_values)).count("OBS-117") == sharing


def findings_of(observations: pd.DataFrame) -> pd.DataFrame:
    indicators, _ = in_force(observations=observations)
    found = effect.observation_findings(observations, indicators, AS_OF)
    assert all(
        rules()[rule].severity == severity for rule, severity in zip(found["rule_id"], found["severity"], strict=True)
    )
    return found


@pytest.mark.parametrize("on", ["2020-01-01", "2020-06-30", "2020-12-31"])
def test_an_approved_value_of_the_base_year_becomes_the_baseline_and_its_sender_is_told(on: str) -> None:
    sent = observed(indicator_code="C1.2", observed_on=pd.Timestamp(on), value=3.0)
    indicators, _ = in_force(observations=sent)
    assert indicators.loc["C1.2", ["baseline_value", "baseline_origin"]].tolist() == [3.0, "reported"]
    found = findings_of(sent)
    assert found[["rule_id", "source_file", "column"]].to_numpy().tolist() == [["OBS-118", "sent.csv", "value"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"observed_on": pd.Timestamp("2021-01-01")},
        {"country_code": "KEN"},
        {"indicator_code": "C3.1"},  # the strategy publishes a baseline
        {"indicator_code": "A6.1"},  # dated steps have none
    ],
)
def test_other_values_become_no_baseline(changes: dict[str, object]) -> None:
    plain = {"indicator_code": "C1.2", "observed_on": pd.Timestamp("2020-12-31"), "value": 3.0}
    assert findings_of(observed(**(plain | changes))).empty


def test_two_values_of_one_day_that_differ_are_no_baseline() -> None:
    sent = observed(indicator_code="C1.2", observed_on=pd.Timestamp("2020-12-31"), value=[3.0, 4.0])
    assert pd.isna(in_force(observations=sent)[0].loc["C1.2", "baseline_value"])


@pytest.mark.parametrize("status", ["draft", "checked", "rejected"])
def test_what_is_not_approved_never_counts_and_its_sender_is_told(status: str) -> None:
    sent = observed(indicator_code="C1.2", observed_on=pd.Timestamp("2020-12-31"), value=3.0, status=status)
    assert pd.isna(in_force(observations=sent)[0].loc["C1.2", "baseline_value"])
    assert findings_of(sent)["rule_id"].tolist() == ["OBS-119"]


def test_a_computed_draft_is_nobodys_to_approve_in_a_file() -> None:
    sent = observed(indicator_code="C1.2", observed_on=pd.Timestamp("2020-12-31"), value=3.0, status="draft")
    assert findings_of(sent.assign(basis="derived")).empty


def test_the_state_of_a_step_that_nobody_has_set_is_told() -> None:
    states = rows("core.milestones", milestone_code=["A6.1-2050", "A6.1a"])
    found = effect.step_findings(states, states[1:])
    assert found[["rule_id", "value", "severity"]].to_numpy().tolist() == [["OBS-120", "A6.1-2050", "warning"]]
    assert effect.step_findings(states, states).empty
