"""Findings about what cannot be, or is too remarkable to pass without a look."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from pipelines.rules.progress.assessment import Observation
from pipelines.rules.progress.plausibility import COLUMNS, plausibility_findings
from sources.feedback.wording import message_and_fix
from tests.progress_cases import AS_OF, an_indicator, indicators_frame, observations_frame, seen

INF = float("inf")
EARLIER = date(2024, 12, 31)
SHARE = {"kind": "share", "unit": "% of countries"}


def findings(*observations: Observation, **changes: Any) -> pd.DataFrame:
    strategy = indicators_frame(an_indicator(**changes))
    return plausibility_findings(strategy, observations_frame({"X1.1": list(observations)}), AS_OF)


@pytest.mark.parametrize(
    ("rule_id", "severity", "column", "value", "observations", "changes"),
    [
        ("OBS-101", "warning", "value", "101.0", [seen(101)], SHARE),
        ("OBS-101", "warning", "value", "1.5", [seen(1.5)], SHARE | {"unit": "part", "baseline_value": 0}),
        ("OBS-102", "warning", "value", "-1.0", [seen(-1)], SHARE | {"baseline_value": None}),
        ("OBS-103", "warning", "value", "9.0", [seen(9)], {}),
        ("OBS-103", "warning", "value", "11.0", [seen(11)], {"target_2030": None, "target_2050": 0}),
        ("OBS-104", "warning", "value", "200.0", [seen(20, EARLIER), seen(200)], {}),
        ("OBS-104", "warning", "value", "20.0", [seen(200, EARLIER), seen(20)], {}),
        ("OBS-105", "warning", "observed_on", "2026-01-01", [seen(40, date(2026, 1, 1))], {}),
        ("OBS-107", "warning", "value", "inf", [seen(INF)], {}),
        ("OBS-108", "warning", "value", "nan", [seen(None)], {}),
        ("OBS-109", "warning", "denominator", "nan", [seen(None, numerator=4)], SHARE),
        ("OBS-109", "warning", "denominator", "0.0", [seen(None, numerator=4, denominator=0)], SHARE),
        ("OBS-110", "warning", "value", "60.0", [seen(60, numerator=40, denominator=80)], SHARE),
        ("OBS-111", "warning", "target_2030", "5.0", [], {"target_2030": 5, "target_2050": 20}),
        ("OBS-112", "error", "baseline_year", "2030", [], {"baseline_year": 2030}),
        ("OBS-113", "error", "target_2030", "100.0", [], {"direction": "decrease"}),
        ("OBS-114", "error", "target_2050", "inf", [], {"target_2050": INF}),
        ("OBS-114", "error", "baseline_value", "-1.0", [], SHARE | {"baseline_value": -1}),
    ],
)
def test_each_rule_names_the_row_the_column_and_the_value(rule_id, severity, column, value, observations, changes):
    found = findings(*observations, **changes)
    assert found["rule_id"].tolist() == [rule_id]
    row = found.iloc[0]
    assert (row["severity"], row["column"], row["value"], row["indicator_code"]) == (severity, column, value, "X1.1")
    assert row["observation_id"] == (f"X1.1-{len(observations) - 1}" if observations else None)
    assert all(text.endswith(".") for text in message_and_fix(rule_id, row["parameters"], "en"))


def test_both_of_two_approved_values_for_one_date_are_named():
    found = findings(seen(40), seen(41), seen(42, status="draft"))
    assert found["rule_id"].tolist() == ["OBS-106", "OBS-106"]
    assert found["observation_id"].tolist() == ["X1.1-0", "X1.1-1"]
    assert len(findings(seen(40), seen(40))) == 0


@pytest.mark.parametrize(
    ("observations", "changes"),
    [
        ([seen(40)], {}),
        ([seen(9, status="rejected"), seen(INF, status="rejected")], {}),
        ([seen(100)], SHARE),
        ([seen(0)], SHARE | {"baseline_value": 0}),
        ([seen(14.29, numerator=28, denominator=196)], SHARE),
        ([seen(None, numerator=40, denominator=80)], SHARE),
        ([seen(10)], {}),
        ([seen(9)], {"target_2030": None}),
        ([seen(0, EARLIER), seen(40)], {"baseline_value": 0}),
        ([seen(20, EARLIER), seen(199)], {}),
        ([seen(20, EARLIER, status="draft"), seen(200)], {}),
        ([seen(40, AS_OF)], {"baseline_year": None}),
        ([seen(40)], {"direction": "increase", "target_2050": 50}),
    ],
)
def test_what_is_plausible_is_not_remarked_upon(observations, changes):
    assert len(findings(*observations, **changes)) == 0


def test_a_jump_is_between_values_of_one_indicator():
    strategy = indicators_frame(
        an_indicator(), an_indicator(indicator_code="X1.2", baseline_value=1000, target_2030=3000)
    )
    record = observations_frame({"X1.1": [seen(40)], "X1.2": [seen(2000)]})
    assert len(plausibility_findings(strategy, record, AS_OF)) == 0


def test_no_findings_are_a_table_with_its_columns():
    assert findings().columns.tolist() == list(COLUMNS)
