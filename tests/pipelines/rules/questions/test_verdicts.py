"""Each gap of an indicator gives exactly its question; the answer takes the question away and settles what it said."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import pytest

from pipelines.rules.progress.assessment import assess_all
from pipelines.rules.progress.record import Milestone, Observation
from pipelines.rules.questions.question import OPEN, Question
from pipelines.rules.questions.verdicts import of_indicator
from sources.reviewed.tables import read_reviewed
from sources.streams import codes, streams
from tests.places import SOURCES
from tests.progress_cases import (
    AS_OF,
    a_step,
    an_indicator,
    indicators_frame,
    milestones_frame,
    observations_frame,
    seen,
)

FIRST = {"target_2050": 150.0}  # a change that leaves nothing missing in the terms
STEPS = {"kind": "milestone", "baseline_value": None, "target_2030": 1.0, "target_2050": None}
ANSWERS = {  # what a sender would write for each need, as the terms then in force, or as a value observed today
    "wording": {"certainty": "adopted"},
    "baseline": {"baseline_value": 10.0},
    "direction": {"direction": "increase"},
}


def asked(
    indicator: dict[str, Any], observed: Sequence[Observation] = (), steps: Sequence[Milestone] = ()
) -> list[Question]:
    """The questions of one indicator whose verdicts are worked out from what is known of it."""
    code, due = indicator["indicator_code"], milestones_frame({indicator["indicator_code"]: list(steps)})
    progress = assess_all(indicators_frame(indicator), observations_frame({code: list(observed)}), due, AS_OF)
    return of_indicator(indicator, progress.to_dict("records"), due.to_dict("records"))


def named(questions: Sequence[Question]) -> list[tuple[str, int]]:
    return [(one.kind, one.horizon) for one in questions]


@pytest.mark.parametrize(
    ("changes", "observed", "expected"),
    [
        ({}, [], {("later_value", 0), ("target", 2050)}),
        (FIRST, [], {("later_value", 0)}),
        (FIRST, [seen(40.0)], set()),
        ({**FIRST, "target_2030": None}, [seen(40.0)], {("target", 2030), ("later_value", 0)}),
        ({**FIRST, "baseline_value": None}, [], {("baseline", 0), ("later_value", 0)}),
        ({**FIRST, "certainty": "provisional"}, [], {("wording", 0), ("later_value", 0)}),
        (FIRST, [seen(40.0, status="draft")], {("approval", 0)}),
        ({**FIRST, "maximum_age_days": 30}, [seen(40.0, date(2024, 1, 1))], {("newer_value", 0)}),
        ({**FIRST, "kind": "rate"}, [], {("later_year", 0)}),
    ],
)
def test_each_gap_gives_exactly_its_question(
    changes: dict[str, Any], observed: list[Observation], expected: set[tuple[str, int]]
) -> None:
    found = named(asked(an_indicator(**changes), observed))
    assert set(found) == expected and len(found) == len(expected)


def test_a_share_without_its_whole_is_asked_for_it() -> None:
    share = an_indicator(kind="share", unit="% of things", denominator="things", **FIRST)
    (one,) = asked(share, [seen(None, numerator=4.0)])
    assert (one.kind, one.stream) == ("denominator", "observations")
    assert {"numerator", "denominator"} <= dict(one.cells).keys()


def test_what_nobody_can_supply_is_not_asked() -> None:
    ratio = an_indicator(kind="ratio", baseline_year=2030, baseline_value=1.0, target_2030=None, target_2050=2.0)
    assert asked(ratio) == []


def test_each_step_without_a_state_is_asked_for_and_a_reported_one_is_not() -> None:
    due = date(2030, 12, 31)
    steps = [a_step(due, "not_reported", code="X1.1a"), a_step(due, "under_way", code="X1.1b")]
    (one,) = [each for each in asked(an_indicator(**STEPS), steps=steps[:1]) if each.kind == "state"]
    assert (one.kind, one.row_key, dict(one.cells)["milestone"], one.settled) == ("state", "X1.1a", "X1.1a", (2030,))
    again = [each for each in asked(an_indicator(**STEPS), steps=steps) if each.kind == "state"]
    assert [(each.row_key, each.needed, each.touched) for each in again] == [("X1.1a", (), (2030,))]
    assert "state" not in dict(named(asked(an_indicator(**STEPS), steps=steps[1:])))


def test_a_target_without_steps_is_asked_for_a_step_of_each_horizon() -> None:
    found = asked(an_indicator(**{**STEPS, "target_2050": 1.0}))
    assert named(found) == [("step", 2030), ("step", 2050)]
    assert [dict(one.cells)["item"] for one in found] == ["step_2030", "step_2050"]


def answered(one: Question, indicator: dict[str, Any], observed: list[Observation]) -> tuple[Any, list[Observation]]:
    """The indicator and its values once this question is answered in the plainest way."""
    if one.kind == "target":
        return {**indicator, f"target_{one.horizon}": 200.0}, observed
    if one.kind in ANSWERS:
        return {**indicator, **ANSWERS[one.kind]}, observed
    kept = [] if one.kind == "approval" else observed
    return indicator, [*kept, seen(60.0, numerator=30.0, denominator=50.0)]


@pytest.mark.parametrize("lacking", ["nothing", "target_2030", "target_2050", "baseline_value", "certainty", "all"])
def test_an_answer_takes_its_question_away_and_settles_what_the_question_said(lacking: str) -> None:
    gaps: dict[str, Any] = {"target_2030": None, "target_2050": None, "baseline_value": None}
    gaps["certainty"] = "provisional"
    changes = gaps if lacking == "all" else {name: gaps[name] for name in gaps if name == lacking}
    indicator, observed = an_indicator(**{**FIRST, **changes}), [seen(30.0, status="draft")]
    questions = asked(indicator, observed)
    while questions:
        one = questions[0]
        indicator, observed = answered(one, indicator, observed)
        left = asked(indicator, observed)
        assert (one.kind, one.horizon) not in named(left)
        assert not [each for each in left if set(dict(each.needed)) & set(one.settled)], "still waits for an answer"
        questions = left


def test_every_row_names_fields_and_codes_of_its_stream() -> None:
    indicators = read_reviewed(SOURCES / "strategy" / "indicators.csv").to_dict("records")
    seen_streams = set()
    for indicator in indicators:
        known = an_indicator(**{name: None if pd.isna(cell) else cell for name, cell in indicator.items()})
        known |= {"baseline_year": 2020, "baseline_value": None, "target_2030": None, "target_2050": None}
        known["maximum_age_days"] = 730
        for one in asked(known):
            fields = streams()[one.stream].by_name
            seen_streams.add(one.stream)
            for name, value in one.cells:
                enum = fields[name].enum
                assert value == OPEN or not enum or value in {code.code for code in codes()[enum]}, (one, name)
    assert {"terms", "observations", "assessments", "activities", "organisations", "funding"} <= seen_streams
