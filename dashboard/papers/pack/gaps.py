"""Who is active where, and where to look first: the grid of objectives by region, its key, the ranking."""

from typing import Any

import pandas as pd

from dashboard.papers.pack import cells
from dashboard.papers.pack.shown import UNLINKED, Shown
from dashboard.queries import coverage_rows, strategy_rows
from dashboard.rendering import grids
from dashboard.rendering.documents.pack.content import Block, Cell, Grid, Notes, Sheet
from dashboard.rendering.figures import named
from dashboard.rendering.headlines import coverage
from dashboard.rendering.panels import coverage_grid
from dashboard.rendering.panels.coverage_grid import Chosen, GridFrames
from dashboard.rendering.panels.gap_ranking import PARTS, part_lacks
from dashboard.rendering.selection import Selection
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.coverage.gaps import PART_WEIGHTS
from warehouse.contracts.codes import COVERAGE_STATES

RANKED = 12
GRID, BESIDE = 0.61, 0.39
NAME_WIDTH = 2.3  # of the column of names, where a column of fields is 1


def sheet(shown: Shown) -> Sheet:
    """The grid on the left; the cells with the highest score, or what a score would need, and the key on the right."""
    path, words = shown.path, shown.words
    scored = coverage.scored(coverage_rows.coverage(path), PART_WEIGHTS)
    places = coverage_grid.places(coverage_rows.regions(path), Selection(), {}, words)
    frames = GridFrames(scored, strategy_rows.objectives(path), places, shown.figures)
    heads, rows = coverage_grid.laid_out(frames, Chosen(), words, UNLINKED)
    return Sheet(
        "gaps",
        words("pack.sheet.gaps"),
        coverage.coverage(shown.figures, words),
        [
            field(words("coverage.title"), words("grid.objective"), heads, rows, words("coverage.caption"), GRID),
            *_beside(scored, shown),
        ],
        shown.source("coverage"),
    )


def field(title: str, corner: str, heads: list[str], rows: list[grids.Row], note: str, width: float) -> Grid:
    """A grid of the pages as a map of fields; a gap of the page is a row with one cell."""
    drawn: list[list[Cell]] = []
    for row in rows:
        if row.opens:
            drawn.append([Cell("")])
        drawn.append([cells.named(row.code, row.label), *(_field(box) for box in row.boxes)])
    return Grid(title, [corner, *heads], drawn, note, (NAME_WIDTH, *(1.0 for _ in heads)), is_field=True, width=width)


def _field(box: grids.Box) -> Cell:
    beside = Cell(box.right, box.amount, cells.EUR, box.amount_figure) if box.right else None
    return Cell(
        box.left,
        None if box.count is None else float(box.count),
        figure_id="" if box.count is None else box.count_figure,
        mark=box.state,
        beside=beside,
        share=None if box.share is None else box.share / 100,
    )


def _beside(scored: pd.DataFrame, shown: Shown) -> list[Block]:
    """The ranking with its parts, and how a field is read."""
    words = shown.words
    ranked = coverage.ranked(scored, RANKED)
    lines = [
        Cell(f"{words(f'coverage.{state}')}: {words(f'coverage_means.{state}')}", mark=state)
        for state in COVERAGE_STATES
    ]
    key = Notes(words("coverage.key"), lines, BESIDE, is_below=True)
    if ranked.empty:
        lacks = [Cell(f"{name}: {said}") for name, said in part_lacks(shown.figures, words).items()]
        return [Notes(coverage.ranking(ranked, words), [Cell(words("part.none")), *lacks], BESIDE), key]
    return [_ranking(ranked, shown), key]


def _ranking(ranked: pd.DataFrame, shown: Shown) -> Grid:
    words = shown.words
    regions = coverage_rows.region_names(shown.path, words.language)
    rows = [
        [
            cells.named(row["objective_code"], regions.get(row["region_code"], row["region_code"])),
            Cell(words.number(round(row["gap_score"])), float(row["gap_score"]), figure_id=_named("gap_score", row)),
            *(_part(row[f"{name}_part"], _named(f"score_{name}", row), words) for name in PARTS),
        ]
        for row in ranked.to_dict("records")
    ]
    heads = [words("part.cell"), words("part.score"), *(words(f"part.{name}") for name in PARTS)]
    return Grid(
        coverage.ranking(ranked, words),
        heads,
        rows,
        words("part.caption"),
        (1.8, 0.7, *(1.0 for _ in PARTS)),
        width=BESIDE,
    )


def _named(family: str, row: dict[Any, Any]) -> str:
    return named(family, row["objective_code"], row["region_code"])


def _part(value: Any, figure_id: str, words: Words) -> Cell:
    if is_missing(value):
        return cells.unstated(words)
    return Cell(words.share(float(value)), float(value), figure_id=figure_id)
