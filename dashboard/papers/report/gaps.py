"""Where money and projects are missing: the coverage grid of all regions with every cell, and the practices by region."""

import pandas as pd

from dashboard.papers.report.draft import Draft, Register
from dashboard.papers.report.edition import NOTHING, Edition, has_record
from dashboard.queries import coverage_rows, open_records, strategy_rows
from dashboard.rendering.headlines import coverage, lists
from dashboard.rendering.panels.coverage_grid import Chosen, GridFrames, coverage_grid, coverage_key, places
from dashboard.rendering.panels.gap_ranking import PARTS, gap_ranking
from dashboard.rendering.panels.money_map import on_map
from dashboard.rendering.panels.practice_grid import Picked, PracticeFrames, practice_grid, practice_key
from dashboard.rendering.registers import columns, figured, tables
from dashboard.rendering.registers.tables import Cell
from dashboard.rendering.selection import Selection
from dashboard.rendering.words import is_missing

RANKED_ROWS = 10
EVEN = {f"{part}_part": 1.0 for part in PARTS}  # the weights of the score that a reader who picks none has
CELLS = (
    "objective_code",
    "region_code",
    "coverage_state",
    "projects_count",
    "asked_eur",
    "committed_eur",
    "disbursed_eur",
    "unmet_eur",
    "gap_score",
)
PRACTICE_CELLS = (
    "practice_code",
    "region_code",
    "cell_state",
    "records_count",
    "core_count",
    "committed_eur",
    "policy_loans_eur",
)


def coverage_gaps(edition: Edition) -> list[Draft]:
    """Who is active where, and where to look first? The grid, the ranking, every cell, the map."""
    words, links, release = edition.words, edition.links, edition.path
    every, regions = coverage_rows.coverage(release), coverage_rows.regions(release)
    cells, source = coverage.scored(every, EVEN), edition.made_from("coverage")
    page = Draft(edition, "coverage", words("page.coverage"), coverage.coverage(edition.figures, words))
    page.heading(words("coverage.title"))
    columns_of = places(regions, Selection(), {}, words)
    frames = GridFrames(cells, strategy_rows.objectives(release), columns_of, edition.figures)
    page.show(coverage_grid(frames, Chosen(), words, links), is_wide=True)
    page.show(coverage_key(words))
    page.foot(source)
    ranked = coverage.ranked(cells, RANKED_ROWS)
    page.heading(coverage.ranking(ranked, words))
    page.show(gap_ranking(ranked, frames, Chosen(), words, links))
    _show_cells(page, cells)
    countries = coverage_rows.countries(release)
    page.heading(coverage.countries(edition.figures, words).sentence)
    page.show(on_map(countries, coverage_rows.country_names(release, words.language), words))
    if len(countries):
        labelled = tables.labelled(countries, words)
        page.register(
            Register(
                "countries",
                labelled,
                columns.COUNTRIES,
                words("map.table"),
                edition.made_from("iati"),
                figured=figured.COUNTRIES,
            )
        )
    page.missing()
    return [page]


def practices(edition: Edition) -> list[Draft]:
    """Which practices that keep soils do open records tell of, and where?"""
    words, links, release = edition.words, edition.links, edition.path
    title = words("page.practices")
    if not open_records.has_records(release):
        page = Draft(edition, "practices", title, lists.none_read(words))
    else:
        regions, known, cells = coverage_rows.regions(release), open_records.practices(release), edition.practice_cells
        headline = lists.practices(edition.figures, "", words)
        page = Draft(edition, "practices", title, headline)
        page.heading(words("practices.title"))
        frames = PracticeFrames(cells, known, regions, edition.figures)
        page.show(practice_grid(frames, Picked(), words, links), is_wide=True)
        page.show(practice_key(words))
        _show_practice_cells(page, cells)
    page.credits()
    page.missing()
    return [page]


def _show_cells(page: Draft, cells: pd.DataFrame) -> None:
    """The cells of which anything is reported, each with its figures; the links of the grid lead to these rows."""
    edition, words = page.edition, page.words
    shown = cells[cells["coverage_state"] != NOTHING]
    if shown.empty:
        return
    unscored = Cell(words("missing.none"), "number muted")
    score = [unscored if is_missing(value) else float(value) for value in shown["gap_score"]]
    worded = shown.assign(
        region_code=_regions(edition, shown["region_code"]),
        gap_score=pd.Series(score, index=shown.index, dtype="object"),
    )
    names, source = list(edition.links.rows["coverage"]), edition.made_from("coverage")
    page.heading(words("report.cells"))
    caption = words("report.cells_caption")
    page.register(Register("cells", worded, CELLS, caption, source, anchored="coverage", names=names))


def _show_practice_cells(page: Draft, cells: pd.DataFrame) -> None:
    """The cells of practice and region that hold a record."""
    edition, words = page.edition, page.words
    shown = cells[has_record(cells)]
    if shown.empty:
        return
    practices = open_records.practice_names(edition.path, words.language)
    worded = shown.assign(
        practice_code=_named(shown["practice_code"], practices, words("practices.no_practice")),
        region_code=_regions(edition, shown["region_code"]),
    )
    names, source = list(edition.links.rows["practices"]), edition.made_from("lists")
    page.heading(words("report.cells"))
    caption = words("report.cells_caption")
    page.register(Register("cells", worded, PRACTICE_CELLS, caption, source, anchored="practices", names=names))


def _regions(edition: Edition, codes: pd.Series) -> pd.Series:
    names = coverage_rows.region_names(edition.path, edition.words.language)
    return _named(codes, names, edition.words("coverage.no_region"))


def _named(codes: pd.Series, names: dict[str, str], none: str) -> pd.Series:
    named = [none if is_missing(code) else names.get(str(code), str(code)) for code in codes]
    return pd.Series(named, index=codes.index, dtype="object")
