"""A verdict walked back: its arithmetic is on the page and leads to the same figure."""

from datetime import date

import pytest

from pipelines.rules.progress.assessment import Milestone, Observation
from pipelines.rules.progress.explain import explain
from pipelines.rules.progress.formula import Leg
from pipelines.rules.progress.wording import explain_text, filled
from tests.progress_cases import AS_OF, a_step, an_indicator, seen

ROWS = [
    seen(30, date(2024, 12, 31), observation_id="o1"),
    seen(40, observation_id="o2"),
    seen(50, status="draft", observation_id="o3"),
    seen(60, date(2026, 6, 1), observation_id="o4"),
    seen(None, date(2023, 1, 1), observation_id="o5"),
    seen(float("inf"), date(2023, 1, 1), observation_id="o6"),
    seen(1, None, observation_id="o7"),
]


def name_of(row: Observation | Milestone) -> str | None:
    return row.observation_id if isinstance(row, Observation) else row.milestone_code


def test_the_arithmetic_stands_there_with_its_numbers():
    found = explain(an_indicator(), ROWS, [], 2030, AS_OF)
    assert found.formula.legs == (Leg(start_value=10, end_value=100, days=1826, leg_days=3652),)
    assert (found.formula.gain, found.formula.pace) == (45, pytest.approx(2 / 3))
    assert filled(found.formula) == "E(t) - b = (100 - 10) * 1826 / 3652 days = 45; pace = (40 - 10) / 45 = 0.666667"
    assert found.is_reproduced
    assert found.settling == ()
    text = explain_text(found)
    assert "Formula: pace = (v - b) / (E(t) - b)\n" in text
    assert "  b, baseline: 10 things, 2020-12-31\n  v, latest approved value: 40 things, 2025-12-31\n" in text
    assert "  on_track: pace >= 0.95\n" in text
    assert "What is missing" not in text


def test_both_legs_stand_there():
    rows = [seen(170, date(2040, 12, 31))]
    found = explain(an_indicator(target_2050=300), rows, [], 2050, date(2041, 1, 1))
    assert "(100 - 10) * 3652 / 3652 days + (300 - 100) * 3653 / 7305 days" in filled(found.formula)
    early = explain(an_indicator(target_2050=300), [seen(40)], [], 2050, AS_OF)
    assert filled(early.formula).startswith("E(t) - b = (100 - 10) * 1826 / 3652 days = 45;")


def test_every_row_is_listed_as_used_or_with_why_it_is_left_out():
    found = explain(an_indicator(), ROWS, [], 2030, AS_OF)
    assert [name_of(entry.row) for entry in found.rows_used] == ["o2"]
    assert {name_of(entry.row): entry.standing for entry in found.rows_left_out} == {
        "o1": "later_value_used",
        "o3": "not_approved",
        "o4": "after_the_day",
        "o5": "no_value",
        "o6": "impossible_value",
        "o7": "no_date",
    }


def test_other_reasons_to_leave_a_row_out():
    share = an_indicator(kind="share", unit="%")
    rows = [seen(None, numerator=4), seen(50, date(2024, 12, 31))]
    found = explain(share, rows, [], 2030, AS_OF)
    assert found.rows_left_out[0].standing == "no_denominator"
    twice = explain(an_indicator(), [seen(40), seen(41)], [], 2030, AS_OF)
    assert {entry.standing for entry in twice.rows_left_out} == {"contradicted"}
    of_kenya = explain(an_indicator(), [seen(40, place="KEN")], [], 2030, AS_OF)
    assert of_kenya.rows_left_out[0].standing == "of_a_place"
    running = explain(an_indicator(kind="rate"), [seen(4, date(2026, 2, 1))], [], 2030, date(2026, 3, 1))
    assert running.rows_left_out[0].standing == "year_not_over"


def test_a_missing_verdict_says_what_is_missing_and_what_would_settle_it():
    text = explain_text(explain(an_indicator(caveat="Two lists."), [], [], 2030, AS_OF))
    assert "cannot_be_assessed: no_observation" in text
    assert "not computed: no_observation" in text
    assert "What is missing: One approved value in things" in text
    assert "100 or more: achieved" in text
    assert "Rows used: none" in text
    assert text.endswith("Caveat: Two lists.")


def test_the_text_names_rows_with_their_numerator():
    rows = [seen(None, numerator=40, denominator=80, observation_id="o1"), seen(45, status="draft")]
    text = explain_text(explain(an_indicator(kind="share", unit="% of countries"), rows, [], 2030, AS_OF))
    assert "Rows used:\n  o1 2025-12-31: missing (40 of 80), approved\n" in text
    assert "Rows left out:\n  observation 2025-12-31: 45, draft: not approved" in text
    assert "On track on 2026-12-31: " in text


def test_steps_are_listed_by_horizon():
    steps = [a_step(date(2022, 12, 31), "not_reported", code="late"), a_step(None, "reached", code="undated")]
    found = explain(an_indicator(kind="milestone"), [], steps, 2030, AS_OF)
    assert [name_of(entry.row) for entry in found.rows_used] == ["late"]
    assert found.rows_left_out[0].standing == "other_horizon"
    assert filled(found.formula) == "the oldest is 1096 days overdue"
    assert found.classes[-1] == "limited_progress"
    assert "late A step, due 2022-12-31, not_reported" in explain_text(found)
    calm = explain(an_indicator(kind="milestone"), [], [a_step(date(2030, 1, 1), "under_way")], 2030, AS_OF)
    assert filled(calm.formula) == "nothing is overdue"


def test_holding_is_explained_as_holding():
    found = explain(an_indicator(target_2030=10), [seen(9)], [], 2030, AS_OF)
    assert (found.formula.kind, filled(found.formula)) == ("held", "v = 9, T = 10")
    assert "Formula: T = b: achieved while T is held\n" in explain_text(found)
