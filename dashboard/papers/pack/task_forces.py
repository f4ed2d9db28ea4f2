"""The task forces and what they owe: vacant seats, reports outstanding, steps overdue, answers that a verdict waits for."""

from collections import Counter
from typing import Any

from dashboard.papers.pack import cells
from dashboard.papers.pack.shown import Shown
from dashboard.queries import published, question_rows
from dashboard.rendering.documents.pack.content import Cell, Grid, Sheet
from dashboard.rendering.figures import named
from dashboard.rendering.headlines import strategy
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.progress.needs import TASK_FORCE

COUNTED = {
    "leader_seats_count": "leader_seats",
    "vacant_leader_seats_count": "vacant_leaders",
    "representative_seats_count": "representatives",
    "vacant_representative_seats_count": "vacant_representatives",
    "members_count": "members",
    "reports_due_count": "due_reports",
    "reports_sent_count": "sent_reports",
}  # columns, and the families of their figures
OWED = ("outstanding", "overdue", "answers")
WIDTHS = (3.6, *(1.0 for _ in (*COUNTED, *OWED)))


def sheet(shown: Shown) -> Sheet:
    """One row per task force: its seats, its reports, and what others wait for."""
    words = shown.words
    task_forces = published.table(shown.path, "marts.task_forces")
    overdue, answers = _overdue(shown), _answers(shown)
    rows = [
        [
            cells.named(code, shown.labels.get(code, "")),
            *(cells.count(row[name], words, figure_id=named(family, code)) for name, family in COUNTED.items()),
            _outstanding(row, words),
            cells.count(overdue[code], words),
            cells.count(answers[code], words),
        ]
        for row in task_forces.to_dict("records")
        for code in [str(row["objective_code"])]
    ]
    heads = [
        words("grid.objective"),
        *(words(f"column.{name}") for name in COUNTED),
        *(words(f"pack.task_forces.{name}") for name in OWED),
    ]
    numeric = tuple(range(1, len(heads)))
    return Sheet(
        "task_forces",
        words("pack.sheet.task_forces"),
        strategy.seats(shown.figures, words),
        [Grid("", heads, rows, words("pack.task_forces.note"), WIDTHS, numeric)],
        shown.source("task_forces"),
    )


def _outstanding(row: dict[Any, Any], words: Words) -> Cell:
    """Reports due and not sent; hatched where no calendar says how many are due."""
    due, sent = row["reports_due_count"], row["reports_sent_count"]
    return (
        cells.unstated(words)
        if is_missing(due)
        else cells.count(int(due) - (0 if is_missing(sent) else int(sent)), words)
    )


def _overdue(shown: Shown) -> Counter[str]:
    """How many dated steps of each objective are overdue."""
    steps = published.table(shown.path, "marts.milestones")
    late = steps.loc[steps["days_overdue"].fillna(0) > 0, "indicator_code"]
    indicators = published.table(shown.path, "marts.indicators")
    objective_of = dict(zip(indicators["indicator_code"], indicators["objective_code"], strict=True))
    return Counter(objective_of[code] for code in late)


def _answers(shown: Shown) -> Counter[str]:
    """How many questions each task force can answer, those to all task forces among them."""
    asked = question_rows.asked(shown.path, shown.as_of)
    return Counter(code for one in asked if one.supplier == TASK_FORCE for code in one.objectives)
