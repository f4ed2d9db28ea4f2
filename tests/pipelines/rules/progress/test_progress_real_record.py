"""The published record of 2026-11-22: what can be said of the 24 objectives, and what cannot. Rows stand inline."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from pipelines.rules.progress.assessment import assess_all
from pipelines.rules.progress.explain import explain
from pipelines.rules.progress.record import read_milestone, read_observation
from pipelines.rules.progress.rollup import headlines

AS_OF = date(2026, 11, 22)

# indicator, kind, baseline year, baseline, target 2030, target 2050, certainty
STRATEGY = """
A1.1 share     2020 -     100 100 published
A1.2 share     2019 14.29 -   100 published
A2.1 rate      2020 -     30  -   published
A2.2 share     2020 -     -   100 published
A3.1 count     2020 -     -   -   provisional
A4.1 count     2020 -     -   -   provisional
A5.1 count     2020 -     -   -   provisional
A6.1 milestone 2020 -     1   1   published
B1.1 share     2020 -     100 100 published
B1.2 share     2020 -     -   100 published
B2.1 count     2020 0     2   -   published
B3.1 count     2020 0     5   -   published
B4.1 count     2020 -     -   -   provisional
C1.1 rate      2020 -     10  50  published
C1.2 count     2020 -     5   5   published
C2.1 share     2020 -     50  100 published
C3.1 count     2020 20    80  -   published
C4.1 milestone 2020 -     1   1   published
D1.1 count     2020 -     5   -   published
D2.1 share     2020 -     100 100 published
D3.1 share     2020 -     -   100 published
D4.1 share     2020 -     50  100 published
E1.1 count     2020 -     -   -   provisional
E2.1 milestone 2020 -     -   -   provisional
E3.1 milestone 2020 -     1   1   published
F1.1 count     2020 -     20  -   published
F2.1 growth    2020 -     10  -   published
F2.2 ratio     2030 1     -   2   published
F3.1 milestone 2020 0     1   1   published
F3.2 milestone 2020 0     1   1   published
"""
# indicator, observed on, value, numerator, denominator
RECORD = """
A1.2 2019-12-31 14.29 28 196
A2.1 2020-01-31 4     -  -
B2.1 2020-12-31 0     -  -
B3.1 2020-12-31 0     -  -
C3.1 2020-12-31 20    -  -
"""
# milestone, indicator, due on
STEPS = """
A6.1a A6.1 2030-12-31
C4.1a C4.1 2030-12-31
E2.1a E2.1 -
E3.1a E3.1 2030-12-31
F3.1a F3.1 2022-12-31
F3.2a F3.2 2023-12-31
F3.2b F3.2 2050-12-31
"""
HEADLINES = {
    2030: {
        "no_baseline": "A1 A2 B1 C1 C2 D1 D2 D4 F1 F2",
        "wording_not_available": "A3 A4 A5 B4 E1 E2",
        "baseline_is_latest": "B2 B3 C3",
        "no_observation": "A6 C4 E3",
        "no_target": "D3",
        "limited_progress": "F3",
    },
    2050: {
        "no_baseline": "A2 B1 C1 C2 D2 D3 D4",
        "wording_not_available": "A3 A4 A5 B4 E1 E2",
        "baseline_is_latest": "A1",
        "no_observation": "A6 C4 E3 F3",
        "no_target": "B2 B3 C3 D1 F1",
        "not_started": "F2",
    },
}


def table(text: str, *names: str) -> pd.DataFrame:
    rows = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(rows, columns=list(names)).replace("-", None)


@pytest.fixture(scope="module")
def indicators() -> pd.DataFrame:
    names = ["indicator_code", "kind", "baseline_year", "baseline_value", "target_2030", "target_2050", "certainty"]
    strategy = table(STRATEGY, *names)
    return strategy.astype(dict.fromkeys(names[3:6], float)).assign(
        objective_code=strategy["indicator_code"].str[:2],
        baseline_year=strategy["baseline_year"].astype(int).astype("Int64"),
        label_en=strategy["indicator_code"],
        unit=strategy["kind"].map({"share": "% of those asked"}).fillna("things"),
        denominator="those asked",
        source_of_values="observed",
        maximum_age_days=pd.array([730] * len(strategy), dtype="Int64"),
        caveat="",
    )


@pytest.fixture(scope="module")
def observations() -> pd.DataFrame:
    record = table(RECORD, "indicator_code", "observed_on", "value", "numerator", "denominator")
    record = record.astype(dict.fromkeys(["value", "numerator", "denominator"], float))
    return record.assign(
        observed_on=pd.to_datetime(record["observed_on"]),
        observation_id=record["indicator_code"] + " " + record["observed_on"],
        status="approved",
        country_code=None,
        region_code=None,
    )


@pytest.fixture(scope="module")
def milestones() -> pd.DataFrame:
    steps = table(STEPS, "milestone_code", "indicator_code", "due_on")
    return steps.assign(
        due_on=pd.to_datetime(steps["due_on"]),
        label_en=steps["milestone_code"],
        state="not_reported",
        reached_on=pd.NaT,
    )


@pytest.fixture(scope="module")
def progress(indicators, observations, milestones) -> pd.DataFrame:
    return assess_all(indicators, observations, milestones, AS_OF)


@pytest.mark.parametrize("horizon", [2030, 2050])
def test_every_objective_reads_as_the_record_allows(progress, horizon):
    heads = headlines(progress)
    heads = heads[heads["horizon"] == horizon]
    said = dict(zip(heads["objective_code"], heads["reason"].fillna(heads["status"]), strict=True))
    expected = {code: word for word, codes in HEADLINES[horizon].items() for code in codes.split()}
    assert said == expected
    assert len(said) == 24


def test_the_dashboard_itself_is_overdue_since_the_end_of_2022(progress):
    heads = headlines(progress).set_index(["objective_code", "horizon"])
    own = heads.loc[("F3", 2030)]
    assert (own["headline_indicator_code"], own["assessed_count"], own["indicators_count"]) == ("F3.1", 2, 2)
    assert own["days_overdue"] == (AS_OF - date(2022, 12, 31)).days == 1422
    days = progress[progress["horizon"] == 2030].set_index("indicator_code")["days_overdue"]
    assert days["F3.2"] == (AS_OF - date(2023, 12, 31)).days


def test_funders_contacted_has_one_point_which_is_its_baseline(progress):
    funders = progress.set_index(["indicator_code", "horizon"]).loc[("C3.1", 2030)]
    assert (funders["baseline_value"], funders["target_value"], funders["points_count"]) == (20, 80, 1)
    assert (funders["status"], funders["reason"]) == ("cannot_be_assessed", "baseline_is_latest")
    assert funders["expected_value"] == pytest.approx(55.36, abs=0.005)
    assert np.isnan(funders["pace"])


def test_provisional_indicators_have_no_status(progress, indicators):
    provisional = indicators.loc[indicators["certainty"] == "provisional", "indicator_code"]
    found = progress[progress["indicator_code"].isin(provisional)]
    assert set(found["reason"]) == {"wording_not_available"}
    assert len(found) == 12


def test_every_verdict_is_reproduced_from_the_rows_its_explanation_lists(
    indicators, observations, milestones, progress
):
    verdicts = progress.set_index(["indicator_code", "horizon"])
    for indicator in indicators.itertuples():
        code = indicator.indicator_code
        own = [read_observation(row) for row in observations[observations["indicator_code"] == code].itertuples()]
        steps = [read_milestone(row) for row in milestones[milestones["indicator_code"] == code].itertuples()]
        for horizon in (2030, 2050):
            explanation = explain(indicator, own, steps, horizon, AS_OF)
            assert explanation.is_reproduced
            verdict = verdicts.loc[(code, horizon)]
            assert (explanation.recomputed.status, explanation.recomputed.reason) == (
                verdict["status"],
                verdict["reason"],
            )
