"""The goals as rows of squares, each with the sentence it serves."""

from typing import Any

import pandas as pd

from dashboard.papers.pack.shown import Shown
from dashboard.queries import strategy_rows
from dashboard.rendering.documents.pack.content import Cell, Group, Notes, Sheet, SquareRow, Squares
from dashboard.rendering.figures import named
from dashboard.rendering.headlines import strategy
from dashboard.rendering.words import is_missing
from pipelines.rules.progress.record import HORIZONS
from warehouse.contracts.codes import STATUSES

FIRST = HORIZONS[0]


def sheet(shown: Shown) -> Sheet:
    """One row per goal: its sentence, and its objectives as squares for both horizons."""
    words = shown.words
    goals, objectives = strategy_rows.goals(shown.path), strategy_rows.objectives(shown.path)
    first = goals[goals["horizon"] == FIRST].to_dict("records")
    rows = [_row(goal, objectives[objectives["goal_code"] == goal["goal_code"]], shown) for goal in first]
    key = Notes("", [Cell(words(f"status.{status}"), mark=status) for status in STATUSES], is_key=True)
    return Sheet(
        "goals",
        words("pack.sheet.goals"),
        strategy.goals(shown.figures, FIRST, words),
        [Squares("", rows, is_aligned=True), key],
        shown.source("strategy"),
    )


def _row(goal: dict[Any, Any], own: pd.DataFrame, shown: Shown) -> SquareRow:
    words = shown.words
    groups = [
        Group(
            words("roll.by", horizon=str(horizon)),
            [
                Cell(
                    row["objective_code"],
                    figure_id=named("status", row["objective_code"], horizon),
                    mark=row["status"],
                )
                for row in own[own["horizon"] == horizon].to_dict("records")
            ],
        )
        for horizon in HORIZONS
    ]
    translated = goal.get(f"statement_{words.language}")
    serves = goal["statement"] if is_missing(translated) else translated
    return SquareRow(f"{goal['goal_code']} {words.label(goal)}", str(serves), groups)
