"""The 24 objectives, one row each under their goals: verdicts, journey, money, where, latest."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.papers.pack import cells
from dashboard.papers.pack.shown import UNLINKED, Shown
from dashboard.queries import coverage_rows, strategy_rows
from dashboard.rendering.documents.pack.content import Cell, Grid, Sheet
from dashboard.rendering.figures import named
from dashboard.rendering.headlines import strategy
from dashboard.rendering.panels import strategy_grid
from dashboard.rendering.panels.strategy_grid import StrategyFrames
from dashboard.rendering.words import Words
from pipelines.rules.progress.record import HORIZONS

Row = Mapping[str, Any]
FIRST_LETTERS = 2  # of a region, over its column of marks
WIDTHS = (3.0, 2.2, 2.2, 2.4, 1.9, 0.9)
REGION_WIDTH, LATEST_WIDTH = 0.28, 0.8


def sheet(shown: Shown) -> Sheet:
    """The strategy, objective by objective, with what is tied to none of them as the last row."""
    words = shown.words
    laid_out = strategy_grid.laid_out(_frames(shown), words, UNLINKED)
    rows: list[list[Cell]] = []
    for goal in laid_out["goals"]:
        rows.append([Cell(goal["title"], beside=Cell(goal["note"]))])
        rows += [_row(row, words) for row in goal["rows"]]
    if laid_out["outside"]:
        outside = {"code": "", "label": words("grid.outside"), "verdicts": [None] * len(HORIZONS), "journey": ""}
        rows.append(_row({**outside, **laid_out["outside"]}, words))
    heads, widths = _columns(laid_out["regions"], words)
    note = words("pack.objectives.note", regions=", ".join(laid_out["regions"]))
    return Sheet(
        "objectives",
        words("pack.sheet.objectives"),
        strategy.strategy(shown.figures, HORIZONS[-1], words),
        [Grid("", heads, rows, note, widths, (len(WIDTHS) - 1, len(heads) - 1))],
        shown.source("strategy"),
    )


def _frames(shown: Shown) -> StrategyFrames:
    path = shown.path
    return StrategyFrames(
        strategy_rows.goals(path),
        strategy_rows.objectives(path),
        strategy_rows.headline_progress(path),
        coverage_rows.coverage(path),
        coverage_rows.regions(path),
        shown.figures,
    )


def _columns(regions: Sequence[str], words: Words) -> tuple[list[str], tuple[float, ...]]:
    """The heads and widths of the table; a region has room for its mark alone."""
    heads = [
        words("grid.objective"),
        *(str(horizon) for horizon in HORIZONS),
        words("grid.journey"),
        words("pack.objectives.committed"),
        words("pack.objectives.missing"),
        *(region[:FIRST_LETTERS] for region in regions),
        words("grid.latest"),
    ]
    return heads, (*WIDTHS, *(REGION_WIDTH for _ in regions), LATEST_WIDTH)


def _row(row: Row, words: Words) -> list[Cell]:
    code, amounts = row["code"] or None, row["amounts"]
    committed = cells.millions(amounts["committed_eur"], words, named("objective_committed", code))
    bar = (
        [("money_2", row["money"]["committed"] / 100), ("bare", row["money"]["missing"] / 100)] if row["money"] else []
    )
    return [
        cells.named(row["code"], row["label"]),
        *(
            Cell(verdict["text"], figure_id=named("status", code, horizon), mark=verdict["status"])
            if verdict
            else Cell("")
            for verdict, horizon in zip(row["verdicts"], HORIZONS, strict=True)
        ),
        Cell(row["journey"]),
        Cell(committed.text, committed.value, committed.unit, committed.figure_id, committed.mark, bar=bar),
        cells.millions(amounts["gap_eur"], words, named("objective_missing", code)),
        *(Cell("", mark=cell["state"]) for cell in row["cells"]),
        Cell(row["latest"]),
    ]
