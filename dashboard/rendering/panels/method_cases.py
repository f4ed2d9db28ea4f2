"""The method in words, and its test cases put through the rules each time the page opens."""

from datetime import date

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.classes import cuts
from dashboard.rendering.kept import kept
from dashboard.rendering.kinds import KINDS
from dashboard.rendering.words import Words
from pipelines.rules.progress.assessment import Observation, assess
from pipelines.rules.progress.record import Indicator

# Case, baseline of 2020, value at the end of 2025, target of 2030: half of the time has gone.
CASES = (
    ("small_base", 10.0, 40.0, 100.0),
    ("zero_base", 0.0, 5.0, 100.0),
    ("steady", 50.0, 75.0, 100.0),
    ("slow", 50.0, 60.0, 100.0),
    ("near_ceiling", 90.0, 92.0, 100.0),
    ("falling", 40.0, 30.0, 20.0),
    ("wrong_way", 40.0, 44.0, 20.0),
    ("regressed", 50.0, 45.0, 100.0),
    ("over", 0.0, 120.0, 100.0),
)
OBSERVED_ON, ASSESSED_ON = date(2025, 12, 31), date(2026, 6, 30)
MAXIMUM_AGE_DAYS = 730
TASK_FORCES = ("stage", "stuck", "seat", "report")
ROWS = ("admitted", "names", "again", "absent")
FORMULAS = ("share", "time", "pace", "two", "beside", "restated", "missing", "rollup")
MONEY = ("states", "rates", "splits", "doubles", "gap", "coverage", "score")
CHANGES = (*KINDS, "steps", "sums")


@kept
def formulas(words: Words) -> Markup:
    """How a verdict is reached, step by step, with the cuts the rules use."""
    shown = cuts(words)
    classes = [
        {"status": status, "word": words(f"status.{status}"), "rule": words(f"method.class.{status}", **shown)}
        for status in (
            "achieved",
            "on_track",
            "acceleration_needed",
            "limited_progress",
            "moving_away",
            "cannot_be_assessed",
        )
    ]
    return render(
        "formulas",
        steps=[words(f"method.{name}") for name in FORMULAS],
        classes=classes,
        title=words("method.classes"),
    )


def money(words: Words) -> Markup:
    """What is done with money and coverage, sentence by sentence."""
    return render("sentences", sentences=[words(f"method.{name}") for name in MONEY])


def changes(words: Words) -> Markup:
    """How a real change is told from a correction, a change of method and one of coverage."""
    return render("sentences", sentences=[words(f"method.changes.{name}") for name in CHANGES])


def task_forces(words: Words) -> Markup:
    """What waits, which seat is vacant and which report is owed, sentence by sentence."""
    return render("sentences", sentences=[words(f"method.task_forces.{name}") for name in TASK_FORCES])


def rows(words: Words) -> Markup:
    """How a row that somebody sent becomes a figure, or why it does not."""
    return render("sentences", sentences=[words(f"method.rows.{name}") for name in ROWS])


def terms_of(code: str, baseline: float, target: float) -> Indicator:
    """An indicator that is counted, from a baseline of 2020 to a target of 2030."""
    return Indicator(
        indicator_code=code,
        objective_code="",
        label="",
        kind="count",
        unit="",
        denominator="",
        baseline_on=date(2020, 12, 31),
        baseline_value=baseline,
        target_2030=target,
        target_2050=None,
        source_of_values="observed",
        certainty="published",
        maximum_age_days=MAXIMUM_AGE_DAYS,
        caveat="",
        direction="",
    )


@kept
def cases(words: Words) -> pd.DataFrame:
    """One row per test case: what the rules say of it now."""
    rows = []
    for case, baseline, value, target in CASES:
        found = assess(terms_of(case, baseline, target), [Observation(OBSERVED_ON, value)], [], 2030, ASSESSED_ON)
        path = " → ".join(words.number(number) for number in (baseline, value, target))
        rows.append((words(f"method.case.{case}"), path, found.pace, found.status, found.acceleration))
    return pd.DataFrame(rows, columns=["case", "path", "pace", "status", "acceleration"])
