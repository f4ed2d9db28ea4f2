"""Every question of a release, in the order of what an answer would settle.

Does not belong here: reading the release; its tables are arguments.
"""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from pipelines.rules.questions import registers, verdicts
from pipelines.rules.questions.question import Question, in_order

# The tables of a release that the questions are made from.
READ = (
    "indicators",
    "objective_progress",
    "milestones",
    "task_forces",
    "calls",
    "partnerships",
    "facilities",
    "budgets",
)


def questions_of(tables: Mapping[str, pd.DataFrame], as_of: date) -> tuple[Question, ...]:
    """The questions of a release; `tables` are its marts by short name, those of `READ`."""
    indicators, task_forces = tables["indicators"], tables["task_forces"]
    found = list(registers.of_calendar(task_forces))
    for indicator in indicators.to_dict("records"):
        own = [
            rows[rows["indicator_code"] == indicator["indicator_code"]].to_dict("records")
            for rows in (tables["objective_progress"], tables["milestones"])
        ]
        found += verdicts.of_indicator(indicator, *own)
    found += registers.of_task_forces(task_forces)
    found += registers.of_calls(tables["calls"], indicators)
    found += registers.of_agreements(tables["partnerships"], indicators)
    found += registers.of_facilities(tables["facilities"])
    found += registers.of_budget(tables["budgets"], as_of)
    return in_order(found)
