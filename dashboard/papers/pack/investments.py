"""Who gives how much, when, and for which objective."""

from typing import Any

from dashboard.papers.pack import cells
from dashboard.papers.pack.shown import Shown
from dashboard.queries import money_rows
from dashboard.rendering.documents.pack.content import BARS, Block, Cell, Chart, Grid, Notes, Series, Sheet
from dashboard.rendering.figures import named
from dashboard.rendering.headlines import money, soils
from dashboard.rendering.registers import tables
from dashboard.rendering.words import is_missing

STATES = {"committed": "money_2", "disbursed": "money_4"}
TOTALS, BESIDE = 0.56, 0.44
MOST_YEARS, MOST_FUNDERS = 12, 6
FUNDER_WIDTHS = (2.1, 1.1, 1.25, 1.25, 1.35)
TOTAL_WIDTHS = (3.0, 0.8, 1.1, 1.25, 1.25, 1)
# Columns, and the families of their figures.
MONEY = {
    "asked_eur": "objective_asked",
    "committed_eur": "objective_committed",
    "disbursed_eur": "objective_disbursed",
    "gap_eur": "objective_missing",
}
FUNDED = {
    "pledged_eur": "funder_pledged",
    "committed_eur": "funder_committed",
    "disbursed_eur": "funder_disbursed",
    "tied_eur": "funder_tied",
}


def sheet(shown: Shown) -> Sheet:
    """Money by objective; beside it by year and by funder, and what rests on a single one."""
    path, words = shown.path, shown.words
    totals = money_rows.by_named_objective(path)
    headline = money.investments(shown.figures, words)
    rests = money.concentration(shown.figures, words)
    lines = [*filter(None, (rests.sentence, rests.lede)), soils.read(shown.figures, words).sentence]
    blocks: list[Block] = [
        _objectives(totals, shown),
        *_years(shown, headline.sentence),
        _funders(shown),
        Notes(words("pack.investments.rests"), [Cell(line) for line in lines], BESIDE, is_below=True),
    ]
    return Sheet("investments", words("pack.sheet.investments"), headline, blocks, shown.source("money"))


def _years(shown: Shown, sentence: str) -> list[Chart]:
    """Committed and disbursed by year, the newest years; a year without any row is hatched."""
    words, rows = shown.words, money_rows.by_year(shown.path)
    dated = rows.dropna(subset=["year"])
    if dated.empty:
        return []
    last = int(dated["year"].max())
    years = range(max(int(dated["year"].min()), last - MOST_YEARS + 1), last + 1)
    amounts = {(row["state"], int(row["year"])): row["amount_eur"] for row in dated.to_dict("records")}
    series = [
        Series(words(f"money.{state}"), [_bar(amounts.get((state, year)), year, state, shown) for year in years], token)
        for state, token in STATES.items()
    ]
    stated = [one for one in series if any(cell.value is not None for cell in one.cells)]
    return [
        Chart(
            BARS,
            words("pack.investments.years"),
            sentence,
            [str(year) for year in years],
            stated,
            words("money.axis"),
            width=BESIDE,
        )
    ]


def _bar(amount: Any, year: int, state: str, shown: Shown) -> Cell:
    """An amount of a year; where no row states one there is no bar, and no nought."""
    return Cell("") if is_missing(amount) else cells.millions(amount, shown.words, named("given", year, state))


def _funders(shown: Shown) -> Grid:
    words, funders = shown.words, money_rows.funders(shown.path)
    rows = [
        [
            Cell(words("missing.name") if is_missing(row["funder_name"]) else str(row["funder_name"])),
            *(cells.millions(row[name], words, named(family, row["funder_name"])) for name, family in FUNDED.items()),
        ]
        for row in funders.head(MOST_FUNDERS).to_dict("records")
    ]
    note = words("pack.cut", shown=MOST_FUNDERS, n=len(funders)) if len(funders) > MOST_FUNDERS else ""
    heads = [words("column.funder_name"), *(words("pack.millions", name=words(f"column.{name}")) for name in FUNDED)]
    return Grid(
        words("investments.funders"), heads, rows, note, FUNDER_WIDTHS, (1, 2, 3, 4), width=BESIDE, is_below=True
    )


def _objectives(totals: Any, shown: Shown) -> Grid:
    """The objectives for which any money is on record, and what is tied to none."""
    words = shown.words
    labelled = tables.labelled(totals, words, words("grid.outside"))
    funded = labelled[labelled[list(MONEY)].notna().any(axis=1)]
    rows = [
        [
            cells.named("" if is_missing(row["objective_code"]) else row["objective_code"], row["label"]),
            cells.count(row["projects_count"], words, figure_id=named("objective_projects", row["objective_code"])),
            *(cells.millions(row[name], words, named(family, row["objective_code"])) for name, family in MONEY.items()),
        ]
        for row in funded.to_dict("records")
    ]
    heads = [
        words("grid.objective"),
        words("column.projects_count"),
        *(words("pack.millions", name=words(f"column.{name}")) for name in MONEY),
    ]
    return Grid(words("investments.objectives"), heads, rows, "", TOTAL_WIDTHS, (1, 2, 3, 4, 5), width=TOTALS)
