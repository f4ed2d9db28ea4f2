"""Practices by regions in open records: the state of each cell, the row and column of what names none, the key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering import grids
from dashboard.rendering.figures import Figured, Figures
from dashboard.rendering.grid_cells import NONE, PracticeCell
from dashboard.rendering.grids import Box, Reading, Row
from dashboard.rendering.kept import kept
from dashboard.rendering.selection import Selection
from dashboard.rendering.sitemap import RECORDS, Links
from dashboard.rendering.words import Words, is_missing

NOT_LISTED, NO_RECORD, UNPRICED, PRICED = "not_listed", "no_record", "unpriced", "priced"
STATES = (NOT_LISTED, NO_RECORD, UNPRICED, PRICED)
EXAMPLES = {NO_RECORD: "0", UNPRICED: "3", PRICED: "12"}
NUMBERS = ("records_count", "core_count", "preparation_count")
MONEY = ("committed_eur", "policy_loans_eur", "preparation_eur")


SUMS = Figured(
    {
        "records_count": "practice_records",
        "core_count": "practice_core",
        "preparation_count": "practice_prepared",
        "committed_eur": "practice_committed",
        "policy_loans_eur": "practice_loans",
        "preparation_eur": "practice_planned",
    },
    ("practice_code", "region_code"),
)


@dataclass(frozen=True)
class Picked:
    """What a reader has picked: the cell opened, the practices and regions shown, and what every link keeps."""

    cell: str = ""
    chosen: Selection = field(default_factory=Selection)
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PracticeFrames:
    """What the grid is drawn from: all cells (`full`), practices and regions in their order, the figures."""

    cells: pd.DataFrame
    practices: pd.DataFrame
    regions: pd.DataFrame
    figures: Figures


def figured(picked: Picked) -> Figured:
    """Which numbers of a cell are figures: those of all records, or of core ones where these alone are picked."""
    keys = ("practice_code", "region_code")
    if picked.kept.get("grade"):
        return Figured({"records_count": "practice_core", "committed_eur": "practice_core_committed"}, keys)
    return Figured({"records_count": "practice_records", "committed_eur": "practice_committed"}, keys)


@kept
def full(cells: pd.DataFrame, practices: pd.DataFrame, regions: pd.DataFrame, listed: frozenset[str]) -> pd.DataFrame:
    """Every cell of the grid with its state, also those without a record, and what names no practice or no region."""
    codes = [[*practices["practice_code"], None], [*regions["region_code"], None]]
    every = pd.MultiIndex.from_product(codes, names=["practice_code", "region_code"]).to_frame(index=False)
    found = every.astype("object").merge(cells.astype({"practice_code": "object", "region_code": "object"}), how="left")
    found[list(NUMBERS)] = found[list(NUMBERS)].fillna(0).astype(int)
    states = [state(row, is_missing(row["region_code"]) or row["region_code"] in listed) for row in _rows(found)]
    return found.assign(cell_state=states)


def within(cells: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """The cells of the practices and regions picked; all of a kind of which none is picked."""
    for facet, column in (("practices", "practice_code"), ("regions", "region_code")):
        codes = getattr(chosen, facet)
        cells = cells[cells[column].isin(codes)] if codes else cells
    return cells


def state(cell: Mapping[str, Any], is_listed: bool) -> str:
    """How a cell is drawn: with records and euros, with records alone, with none, or not read at all."""
    if cell["records_count"]:
        return UNPRICED if is_missing(cell["committed_eur"]) else PRICED
    return NO_RECORD if is_listed else NOT_LISTED


@kept
def practice_grid(frames: PracticeFrames, picked: Picked, words: Words, links: Links) -> Markup:
    """The grid as a table of links to the records of each cell."""
    heads, rows = laid_out(frames, picked, words, links)
    return grids.grid(words("practices.caption"), words("column.practice_code"), heads, rows[:-1], rows[-1], words)


def laid_out(frames: PracticeFrames, picked: Picked, words: Words, links: Links) -> tuple[list[str], list[Row]]:
    """The columns and rows of the grid; the last column and the last row hold what names no region and no practice."""
    cells = figured(picked).read(frames.cells, frames.figures)
    found = {PracticeCell(_code(row["practice_code"]), _code(row["region_code"])): row for row in _rows(cells)}
    regions = {str(row["region_code"]): words.label(row) for row in _rows(frames.regions)}
    columns: dict[str | None, str] = {**regions, None: words("coverage.no_region")}
    if picked.chosen.regions:
        columns = {code: name for code, name in columns.items() if code in picked.chosen.regions}

    def drawn(code: str | None, label: str) -> Row:
        boxes = [
            _box(found[PracticeCell(code, region)], label, place, picked, words, links)
            for region, place in columns.items()
        ]
        return Row(label, boxes)

    practices = {str(row["practice_code"]): words.label(row) for row in _rows(frames.practices)}
    rows = [drawn(code, label) for code, label in practices.items() if code in (picked.chosen.practices or practices)]
    return list(columns.values()), [*rows, drawn(None, words("practices.no_practice"))]


def practice_key(words: Words) -> Markup:
    """How to read a cell, with an example of each state."""
    readings = [
        Reading(one, words(f"practices.state.{one}"), words(f"practices.means.{one}"), EXAMPLES.get(one, ""))
        for one in STATES
    ]
    return grids.key(readings, words)


def cell_name(cell: PracticeCell, practices: pd.DataFrame, regions: pd.DataFrame, words: Words) -> str:
    """Practice and region in words."""
    practice = {row["practice_code"]: words.label(row) for row in _rows(practices)}
    region = {row["region_code"]: words.label(row) for row in _rows(regions)}
    named = practice.get(cell.practice_code, words("practices.no_practice"))
    return f"{named}, {region.get(cell.region_code, words('coverage.no_region'))}"


def opened(cells: pd.DataFrame, cell: PracticeCell, picked: Picked, words: Words, links: Links) -> Markup:
    """A cell opened: its state, its figures, and the ways to the search and back to the grid."""
    row = next(
        row for row in _rows(cells) if PracticeCell(_code(row["practice_code"]), _code(row["region_code"])) == cell
    )
    sums = [
        {
            "name": f"sum-{name}",
            "label": words(f"practices.sum.{name}"),
            "value": _shown(name, row, words),
            "figure": "" if picked.kept.get("grade") else SUMS.name(name, row),
        }
        for name in (*NUMBERS[:2], *MONEY[:2], NUMBERS[2], MONEY[2])
    ]
    grades = {"grades": picked.kept["grade"]} if picked.kept.get("grade") else {}
    search = links(RECORDS, practices=cell.practice_code or NONE, **grades)
    ways = {words("practices.search"): search, words("cell.close"): links("practices", **picked.kept)}
    offered = [{"text": text, "href": href, "is_here": False} for text, href in ways.items()]
    word = words(f"practices.state.{row['cell_state']}")
    return grids.opened(str(row["cell_state"]), word, sums, words("practices.note"), offered, words)


def _rows(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


def _code(code: Any) -> str | None:
    return None if is_missing(code) else str(code)


def _box(cell: Mapping[str, Any], row: str, place: str, picked: Picked, words: Words, links: Links) -> Box:
    """One cell: its state, the number of records, the amount, and all of it as a name."""
    address = PracticeCell(_code(cell["practice_code"]), _code(cell["region_code"])).address
    drawn = str(cell["cell_state"])
    name = f"{row}, {place}: {words(f'practices.state.{drawn}')}"
    if cell["records_count"]:
        name = f"{row}, {place}: " + words(
            "practices.cell", n=int(cell["records_count"]), amount=words.euros(cell["committed_eur"])
        )
    return Box(
        drawn,
        name,
        links("practices", **picked.kept, cell=address),
        "" if drawn == NOT_LISTED else words.number(int(cell["records_count"])),
        grids.millions(float(cell["committed_eur"]), words) if drawn == PRICED else "",
        is_chosen=address == picked.cell,
        count=None if drawn == NOT_LISTED else int(cell["records_count"]),
        amount=float(cell["committed_eur"]) if drawn == PRICED else None,
        count_figure=figured(picked).name("records_count", cell),
        amount_figure=figured(picked).name("committed_eur", cell),
    )


def _shown(name: str, cell: Mapping[str, Any], words: Words) -> str | None:
    """A figure of a cell; an amount is unknown only where there are records that could state it."""
    value = cell[name]
    if is_missing(value):
        counted = {"committed_eur": "records_count", "preparation_eur": "preparation_count"}.get(name)
        return None if counted and cell[counted] else words("missing.none")
    return words.number(round(value)) if name.endswith("_eur") else words.number(int(value))
