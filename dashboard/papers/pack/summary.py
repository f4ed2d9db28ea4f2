"""The whole pack on one page: the roll call, and what the other sheets find."""

from typing import Any

from dashboard.papers.pack import cells
from dashboard.papers.pack.shown import UNLINKED, Shown
from dashboard.queries import published, question_rows, strategy_rows
from dashboard.rendering.documents.pack.content import Cell, Group, Notes, Sheet, SquareRow, Squares
from dashboard.rendering.figures import named
from dashboard.rendering.headlines import coverage, money, questions, soils, strategy
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.panels import roll_call
from pipelines.rules.progress.record import HORIZONS

THIRD = 1 / 3


def sheet(shown: Shown) -> Sheet:
    """Where the strategy stands, and one finding of each of the other subjects."""
    words = shown.words
    objectives = strategy_rows.objectives(shown.path)
    drawn = roll_call.horizons(objectives, shown.figures, shown.as_of, words, UNLINKED)
    rows = [_row(one, horizon) for one, horizon in zip(drawn, HORIZONS, strict=True)]
    found = _found(shown)
    cards = [Notes(one.sentence, [Cell(one.lede)], THIRD) for one in found]
    return Sheet(
        "summary",
        words("pack.sheet.summary"),
        strategy.strategy(shown.figures, HORIZONS[0], words),
        [Squares("", rows), *cards],
        shown.source("strategy"),
        cells.stated([name for one in found for name in one.figure_ids], shown),
    )


def _row(drawn: dict[str, Any], horizon: int) -> SquareRow:
    """One horizon: the squares by status, and below them by reason what cannot be assessed."""
    ahead = [
        Group(f"{one['word']}  {one['count']}", _squares(one["squares"], horizon), one["status"])
        for one in drawn["groups"]
    ]
    aside = [Group(one["text"], _squares(one["squares"], horizon), is_aside=True) for one in drawn["reasons"]]
    said = f"{drawn['cannot_word']}  {drawn['cannot_count']}" if aside else ""
    return SquareRow(drawn["title"], said, [*ahead, *aside])


def _squares(squares: list[dict[str, str]], horizon: int) -> list[Cell]:
    return [Cell(one["code"], figure_id=named("status", one["code"], horizon), mark=one["status"]) for one in squares]


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
