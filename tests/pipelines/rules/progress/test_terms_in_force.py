"""Which term counts on a day: published before adopted before reported, and nothing that is not used goes without a word."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.progress import effect, terms
from pipelines.rules.progress.assessment import assess_all
from pipelines.shipped import STRATEGY
from sources.findings import rules
from sources.reviewed.tables import read_strategy
from tests.factories import rows
from tests.sources.rows_sent import GOOD, Row, admitted
from warehouse.contracts import TABLES

REVIEWED = read_strategy(STRATEGY)
INDICATORS = TABLES["core.indicators"].shape(REVIEWED["indicators"])
STEPS = TABLES["core.milestone_steps"].shape(REVIEWED["milestones"])
NO_OBSERVATIONS = TABLES["core.observations"].empty()
NO_MILESTONES = TABLES["core.milestones"].empty()
AS_OF = date(2026, 6, 30)
TERM = GOOD["terms"]


def judged(*sent: Row, as_of: date = AS_OF) -> pd.DataFrame:
    table = admitted(terms=[{**TERM, **each} for each in sent]).tables["terms"]
    assert len(table) == len(sent)
    return terms.judged(INDICATORS, STEPS, table, as_of)


def in_force(
    *sent: Row, observations: pd.DataFrame = NO_OBSERVATIONS, as_of: date = AS_OF
) -> tuple[pd.DataFrame, pd.DataFrame]:
    table = judged(*sent, as_of=as_of) if sent else terms.judged(INDICATORS, STEPS, NO_TERMS, as_of)
    found, reports = terms.in_force(INDICATORS, table, observations, as_of)
    return found.set_index("indicator_code", drop=False), reports


ONE_TERM = admitted(terms=TERM).tables["terms"]
NO_TERMS = ONE_TERM.iloc[:0]


def observed(**columns: Any) -> pd.DataFrame:
    plain = {"status": "approved", "basis": "reported", "source_file": "sent.csv"}
    return rows("core.observations", **(plain | columns))


def rules_of(reports: pd.DataFrame) -> list[str]:
    found = effect.term_findings(reports, INDICATORS)
    for row in found.to_dict("records"):
        assert rules()[row["rule_id"]].severity == row["severity"]
    return found["rule_id"].tolist()


def test_without_terms_the_strategy_stands_as_it_is_published() -> None:
    found, reports = in_force()
    pd.testing.assert_frame_equal(found[INDICATORS.columns].reset_index(drop=True), INDICATORS)
    assert reports.empty and rules_of(reports) == []
    assert found.loc["C3.1", "baseline_origin"] == "published" and pd.isna(found.loc["C2.1", "baseline_origin"])


def test_an_adopted_baseline_counts_where_the_strategy_publishes_none() -> None:
    found, reports = in_force({})
    own = found.loc["C2.1"]
    assert (own["baseline_value"], own["baseline_origin"]) == (5.0, "adopted")
    assert own["baseline_adopted_on"] == pd.Timestamp("2025-03-12")
    assert reports["standing"].tolist() == ["in_force"] and rules_of(reports) == []


@pytest.mark.parametrize(
    ("sent", "column", "published"),
    [
        ({"indicator": "C3.1", "unit": "institutions", "value": "7"}, "baseline_value", 20.0),
        ({"item": "target_2030", "value": "20"}, "target_2030", 50.0),
        ({"item": "unit", "value": "actors"}, "unit", "% of actors"),
        ({"item": "wording", "value": "Ours"}, "certainty", "published"),
    ],
)
def test_what_the_strategy_publishes_keeps_its_place_and_the_sender_is_told(
    sent: Row, column: str, published: Any
) -> None:
    found, reports = in_force(sent)
    assert found.loc[reports["indicator_code"][0], column] == published
    assert reports["standing"].tolist() == ["strategy_publishes"] and rules_of(reports) == ["TRM-006"]


def test_the_latest_term_in_force_counts_and_the_others_stay_in_the_history() -> None:
    found, reports = in_force(
        {"value": "3", "in_force_from": "2025-04-01"},
        {"value": "5", "in_force_from": "2026-02-01", "decided_on": "2026-01-15"},
        {"value": "9", "in_force_from": "2027-01-01", "decided_on": "2026-01-15"},
    )
    assert found.loc["C2.1", "baseline_value"] == 5.0
    assert reports["standing"].tolist() == ["replaced", "in_force", "not_yet"]
    assert reports["replaced_value"].fillna("").tolist() == ["", "3", "5"]
    assert rules_of(reports) == ["TRM-010", "TRM-007"]


def test_a_term_decided_after_the_day_is_not_yet_one() -> None:
    found, reports = in_force({"decided_on": "2026-12-01"})
    assert pd.isna(found.loc["C2.1", "baseline_value"]) and rules_of(reports) == ["TRM-007"]


def test_a_term_sent_again_for_the_same_day_is_corrected() -> None:
    sent = [admitted(terms=TERM | {"value": text}).tables["terms"] for text in ("5", "6")]
    later = sent[1].assign(source_file="b.csv", received_at=sent[1]["received_at"] + pd.Timedelta("1D"))
    reports = terms.judged(INDICATORS, STEPS, pd.concat([later, sent[0]]), AS_OF)
    assert reports["standing"].tolist() == ["sent_again", "in_force"] and reports["version"].tolist() == [1, 2]
    assert terms.in_force(INDICATORS, reports, NO_OBSERVATIONS, AS_OF)[0].set_index("indicator_code").loc[
        "C2.1", "baseline_value"
    ] == 6.0  # fmt: skip
    found = effect.term_findings(reports, INDICATORS)
    assert found["rule_id"].tolist() == ["TRM-011"] and '"adopted": "6"' in found["parameters"][0]


@pytest.mark.parametrize("direction", ["increase", "decrease"])
def test_a_target_on_the_wrong_side_is_not_used_and_told(direction: str) -> None:
    value = "2" if direction == "increase" else "50"
    found, reports = in_force(
        {"indicator": "F1.1", "unit": None},
        {"indicator": "F1.1", "item": "direction", "value": direction, "unit": None},
        {"indicator": "F1.1", "item": "target_2050", "value": value, "unit": None},
    )
    assert pd.isna(found.loc["F1.1", "target_2050"]) and pd.isna(found.loc["F1.1", "target_2050_origin"])
    assert rules_of(reports) == ["TRM-008"]


def test_two_targets_on_both_sides_of_the_baseline_are_told() -> None:
    found, reports = in_force({"indicator": "C3.1", "item": "target_2050", "value": "10", "unit": None})
    assert pd.isna(found.loc["C3.1", "target_2050"]) and rules_of(reports) == ["TRM-008"]


@pytest.mark.parametrize(
    "sent",
    [
        {"indicator": "B4.1", "unit": "miles"},
        {"indicator": "C3.1", "item": "step_2050", "value": "All contacted", "unit": None},
        {"indicator": "C3.1", "item": "denominator", "value": "all institutions", "unit": None},
    ],
)
def test_a_term_that_does_not_fit_its_indicator_is_not_used_and_told(sent: Row) -> None:
    found, reports = in_force(sent)
    assert rules_of(reports) == ["TRM-009"]
    pd.testing.assert_frame_equal(found[INDICATORS.columns].reset_index(drop=True), INDICATORS)


def test_a_provisional_indicator_is_assessed_like_any_other_once_its_wording_is_adopted() -> None:
    sent = [
        {"item": "wording", "value": "Ten tools by 2030", "unit": None},
        {"item": "unit", "value": "%", "unit": None},
        {"item": "kind", "value": "share", "unit": None},
        {"item": "denominator", "value": "tools in use", "unit": None},
        {"item": "baseline", "value": "10", "unit": "%"},
        {"item": "target_2030", "value": "60", "unit": "%"},
    ]
    figure = observed(indicator_code="B4.1", observed_on=pd.Timestamp("2025-12-31"), numerator=35.0, denominator=100.0)
    found, reports = in_force(*({"indicator": "B4.1", **each} for each in sent), observations=figure)
    assert rules_of(reports) == []
    verdict = assess_all(found.loc[["B4.1"]], figure, NO_MILESTONES, AS_OF).set_index("horizon").loc[2030]
    assert (verdict["status"], verdict["pace"]) == ("on_track", pytest.approx(1.0, abs=0.01))


@pytest.mark.parametrize("is_published", [True, False])
@pytest.mark.parametrize("is_adopted", [True, False])
@pytest.mark.parametrize("is_reported", [True, False])
def test_published_wins_over_adopted_and_adopted_over_reported(
    is_published: bool, is_adopted: bool, is_reported: bool
) -> None:
    indicators = INDICATORS[INDICATORS["indicator_code"] == "C2.1"].assign(
        baseline_value=1.0 if is_published else float("nan")
    )
    table = admitted(terms=TERM | {"value": "2"}).tables["terms"].head(int(is_adopted))
    figure = observed(indicator_code="C2.1", observed_on=pd.Timestamp("2020-06-30"), value=3.0)
    reports = terms.judged(indicators, STEPS, table, AS_OF)
    found, _ = terms.in_force(indicators, reports, figure if is_reported else NO_OBSERVATIONS, AS_OF)
    wanted = [(1.0, "published")] * is_published + [(2.0, "adopted")] * is_adopted + [(3.0, "reported")] * is_reported
    own = found.iloc[0]
    if wanted:
        assert (own["baseline_value"], own["baseline_origin"]) == wanted[0]
    else:
        assert pd.isna(own["baseline_value"]) and pd.isna(own["baseline_origin"])


days = st.dates(date(2021, 1, 1), date(2030, 12, 31))


def sent_terms(history: list[tuple[date, date, int]]) -> pd.DataFrame:
    """The table of terms as admission makes it, one row per entry: in force from, decided on, value."""
    one = ONE_TERM.loc[[0] * len(history)].reset_index(drop=True)
    return one.assign(
        in_force_from=pd.to_datetime([start for start, _, _ in history]).astype(one["in_force_from"].dtype),
        decided_on=pd.to_datetime([decided for _, decided, _ in history]).astype(one["decided_on"].dtype),
        value=pd.Series([str(value) for _, _, value in history], dtype="str"),
        source_row=range(2, len(history) + 2),
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(days, days, st.integers(0, 40)), max_size=6, unique_by=lambda each: each[0]), days)
def test_the_value_in_force_is_that_of_a_plain_model(history: list[tuple[date, date, int]], as_of: date) -> None:
    own = INDICATORS[INDICATORS["indicator_code"] == "C2.1"]
    judged_ones = terms.judged(own, STEPS, sent_terms(history), as_of)
    found, reports = terms.in_force(own, judged_ones, NO_OBSERVATIONS, as_of)
    begun = [(start, value) for start, decided, value in history if max(start, decided) <= as_of]
    value = found.set_index("indicator_code").loc["C2.1", "baseline_value"]
    assert (None if pd.isna(value) else value) == (max(begun)[1] if begun else None)
    assert len(reports) == len(history) == len(rules_of(reports)) + bool(begun)
