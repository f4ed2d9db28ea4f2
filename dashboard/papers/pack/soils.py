"""Soils by country and practice: what was lost beside what open records do, the map, and practices by region."""

from typing import Any

from dashboard.papers.pack import cells, gaps
from dashboard.papers.pack.shown import UNLINKED, Shown
from dashboard.queries import coverage_rows, open_records, soil_rows
from dashboard.rendering import look, world
from dashboard.rendering.documents.pack.content import MAP, Block, Cell, Chart, Grid, Notes, Series, Sheet
from dashboard.rendering.figures import named
from dashboard.rendering.headlines import lists, soils
from dashboard.rendering.panels import beside, practice_grid, soil_map
from dashboard.rendering.panels.practice_grid import STATES, Picked, PracticeFrames
from dashboard.rendering.words import is_missing

MAPPED, BESIDE = 0.46, 0.54
LARGEST = 12  # countries named where no map can be drawn
KEY = 0.3


def sheet(shown: Shown) -> Sheet:
    """The map and the ten countries with the largest loss; then practices by region, where records were read."""
    path, words = shown.path, shown.words
    needs = soil_rows.needs(path)
    blocks: list[Block] = [_map(needs, shown), _ten(soils.indebted(needs), shown)]
    if open_records.has_records(path):
        blocks += _practices(shown)
    return Sheet("soils", words("pack.sheet.soils"), soils.soils(shown.figures, words), blocks, shown.source("soils"))


def practices(shown: Shown) -> Sheet:
    """Practices by region alone, under their own finding."""
    finding = lists.practices(shown.figures, "", shown.words)
    return Sheet("practices", shown.words("practices.title"), finding, _practices(shown), shown.source("lists"))


def _map(needs: Any, shown: Shown) -> Chart:
    words = shown.words
    shades, key = soil_map.shades(needs, words, UNLINKED), soil_map.key(words)
    names = coverage_rows.country_names(shown.path, words.language)
    rows = soils.shown(needs[needs["is_listed"].astype(bool)]).nlargest(LARGEST, "records_count").to_dict("records")
    counted = [
        cells.count(row["records_count"], words, figure_id=named("records", row["country_code"])) for row in rows
    ]
    tokens = [
        ("surface", key.nought),
        *((f"money_{step}", word) for step, word in enumerate(key.classes)),
        ("hatched", key.hatched),
    ]
    return Chart(
        MAP,
        soils.mapped(shown.figures, words).sentence,
        key.title,
        [names.get(row["country_code"], row["country_code"]) for row in rows],
        [Series(words("soils.head.records"), counted, "money_3")],
        svg=world.picture(shades, names, key, look.palette("light")),
        key=tokens,
        note=key.note,
        width=MAPPED,
    )


def _ten(needs: Any, shown: Shown) -> Grid:
    words = shown.words
    drawn = beside.laid_out(needs, shown.figures, words, UNLINKED)
    rows = [
        _country(row, figures, shown) for row, figures in zip(drawn, soils.shown(needs).to_dict("records"), strict=True)
    ]
    heads = [words(f"soils.head.{name}") for name in ("country", "lost", "records", "money", "loans")]
    return Grid(
        words("soils.ten", n=len(rows)),
        heads,
        rows,
        words("soils.ten_caption", n=len(rows)),
        (1.35, 1.8, 3.5, 0.95, 0.95),
        (3, 4),
        width=BESIDE,
    )


def _country(row: dict[str, Any], figures: dict[Any, Any], shown: Shown) -> list[Cell]:
    """One country: its loss and its records as bars; hatched where no list that was read names it."""
    words = shown.words
    code = figures["country_code"]
    bar_of_loss = [("bare", row["lost_share"] / 100)]
    lost = Cell(row["lost"], float(figures["soc_debt_mt"]), "Mt", named("debt", code), bar=bar_of_loss)
    if not row["is_listed"]:
        unlisted = Cell(words("soils.unlisted"), mark=cells.HATCHED)
        return [Cell(row["label"]), lost, unlisted, unlisted, unlisted]
    bar = (
        [("money_3", row["core_share"] / 100), ("money_1", row["contributing_share"] / 100)]
        if row["has_records"]
        else []
    )
    return [
        Cell(row["label"]),
        lost,
        Cell(row["records"], float(figures["records_count"]), figure_id=named("records", code), bar=bar),
        _amount(row["money"], figures["soils_eur"], named("soils_eur", code)),
        _amount(row["loans"], figures["policy_loans_eur"], named("policy_loans", code)),
    ]


def _amount(text: str, value: Any, figure_id: str) -> Cell:
    return Cell(text, None if is_missing(value) else float(value), cells.EUR, figure_id)


def _practices(shown: Shown) -> list[Block]:
    path, words = shown.path, shown.words
    practices, regions = open_records.practices(path), coverage_rows.regions(path)
    full = practice_grid.full(open_records.cells(path, ""), practices, regions, open_records.listed_regions(path))
    heads, rows = practice_grid.laid_out(
        PracticeFrames(full, practices, regions, shown.figures), Picked(), words, UNLINKED
    )
    key = [
        Cell(f"{words(f'practices.state.{state}')}: {words(f'practices.means.{state}')}", mark=state)
        for state in STATES
    ]
    grid = gaps.field(
        words("practices.title"), words("column.practice_code"), heads, rows, words("practices.caption"), 1 - KEY
    )
    label = Cell(words("open_records.label"))
    return [grid, Notes(words("coverage.key"), [*key, label], KEY)]
