"""The whole pack on one page: the roll call, and what the other sheets find."""

from typing import Any

from dashboard.papers.pack.shown import UNLINKED, Shown
from dashboard.queries import published, question_rows, strategy_rows
from dashboard.rendering.documents.pack.content import Cell, Group, Notes, Sheet, SquareRow, Squares
from dashboard.rendering.headlines import coverage, money, questions, soils, strategy
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.panels import roll_call
from pipelines.rules.progress.record import HORIZONS

THIRD = 1 / 3


def sheet(shown: Shown) -> Sheet:
    """Where the strategy stands, and one finding of each of the other subjects."""
    words = shown.words
    objectives = strategy_rows.objectives(shown.path)
    rows = [_row(horizon) for horizon in roll_call.horizons(objectives, shown.figures, shown.as_of, words, UNLINKED)]
    cards = [Notes(found.sentence, [Cell(found.lede)], THIRD) for found in _found(shown)]
    return Sheet(
        "summary",
        words("pack.sheet.summary"),
        strategy.strategy(shown.figures, HORIZONS[0], words),
        [Squares("", rows), *cards],
        shown.source("source.strategy"),
    )


def _row(horizon: dict[str, Any]) -> SquareRow:
    """One horizon: the squares by status, and below them by reason what cannot be assessed."""
    ahead = [
        Group(f"{one['word']}  {one['count']}", _squares(one["squares"]), one["status"]) for one in horizon["groups"]
    ]
    aside = [Group(one["text"], _squares(one["squares"]), is_aside=True) for one in horizon["reasons"]]
    said = f"{horizon['cannot_word']}  {horizon['cannot_count']}" if aside else ""
    return SquareRow(horizon["title"], said, [*ahead, *aside])


def _squares(squares: list[dict[str, str]]) -> list[Cell]:
    return [Cell(one["code"], mark=one["status"]) for one in squares]


def _found(shown: Shown) -> list[Headline]:
    """The findings of gaps, money, soils, agreements and questions, as their pages have them."""
    path, words = shown.path, shown.words
    asked = question_rows.asked(path, shown.as_of)
    return [
        coverage.coverage(shown.figures, words),
        money.investments(shown.figures, words),
        soils.soils(shown.figures, words),
        money.partnerships(shown.figures, words),
        questions.questions(asked, published.row_counts(path)["marts.objective_progress"], words),
    ]
