"""One cell of the coverage grid: where it stands, how it is drawn, and the share of what is asked that is missing in it.

Does not belong here: which cells a grid has (`coverage_grid`), and their order by score (`gap_ranking`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.rendering import grids
from dashboard.rendering.figures import Figured
from dashboard.rendering.grid_cells import Cell
from dashboard.rendering.grids import Beyond, Box
from dashboard.rendering.headlines import coverage
from dashboard.rendering.words import Words, is_missing

WITHOUT_MONEY = ("nothing_reported", "no_activity")
SHADED = ("activity_unfunded", "partly_funded", "funded")
SHADES_FROM = (0.0, 0.25, 0.5, 0.75, 1.0)  # lower end of each step of the share that is missing


CELLS = Figured(
    {"projects_count": "projects", "asked_eur": "asked", "committed_eur": "committed", "unmet_eur": "missing"},
    ("objective_code", "region_code"),
)


@dataclass(frozen=True)
class Place:
    """A column of the grid: a region, a country of one, or what names no region (empty)."""

    region: str
    country: str
    name: str

    @property
    def code(self) -> str:
        """The code by which projects name the place."""
        return self.country or self.region


def box(
    cell: Mapping[str, Any] | None,
    place: str,
    href: str,
    is_chosen: bool,
    beyond: Beyond | None,
    is_by_country: bool,
    is_inside: bool,
    words: Words,
) -> Box:
    """One cell: its state, the number of projects, the amount, the share committed, and all of it as a name."""
    if cell is None or cell["coverage_state"] == "nothing_reported":
        name = f"{place}: {words('coverage.nothing_reported')}"
        return Box("nothing_reported", name, href, is_chosen=is_chosen)
    asked, committed, gap = cell["asked_eur"], cell["committed_eur"], cell["unmet_eur"]
    has_money = not is_missing(committed) and committed > 0
    state = "not_stated" if has_money and is_missing(asked) and not is_inside else str(cell["coverage_state"])
    has_gap = not is_missing(gap) and gap > 0
    amount = gap if has_gap else committed if is_missing(asked) else None
    left = "€" if state == "funding_without_activity" else words.number(int(cell["projects_count"]))
    said = words("coverage.cell", n=int(cell["projects_count"]), committed=words.euros(committed), gap=words.euros(gap))
    share = missing_share(asked, gap)
    is_partly = state == "partly_funded" and share is not None
    has_amount = state not in WITHOUT_MONEY and not is_missing(amount)
    return Box(
        state,
        f"{place}: {words(f'coverage.{state}')}; {said}. {coverage.score(cell, words)}",
        href,
        left,
        grids.millions(float(amount), words) if has_amount else "",
        round(100 * (1 - share)) if is_partly and has_money else None,
        is_chosen,
        None if state == "funding_without_activity" else int(cell["projects_count"]),
        float(amount) if has_amount else None,
        "" if is_by_country else CELLS.name("projects_count", cell),
        "" if is_by_country else CELLS.name("unmet_eur" if has_gap else "committed_eur", cell),
        shade_of(share) if state in SHADED else None,
        beyond,
    )


def cell_of(row: Mapping[str, Any]) -> Cell:
    """The cell that a row of the frame is: of a region, or of a country where the row names one."""
    return Cell(
        code_of(row["objective_code"]) or None, code_of(row["region_code"]) or None, code_of(row.get("country_code"))
    )


def code_of(code: Any) -> str:
    """A code as text; empty where there is none."""
    return "" if is_missing(code) else str(code)


def missing_share(asked: Any, gap: Any) -> float | None:
    """The share of what is asked that nobody has committed, 0 to 1; None where nothing is asked."""
    if is_missing(asked) or is_missing(gap) or asked <= 0:
        return None
    return min(max(float(gap) / float(asked), 0.0), 1.0)


def shade_of(share: float | None) -> int | None:
    """The step of a share that is missing; None where nothing is missing or nothing is known."""
    if share is None or share <= 0:
        return None
    return max(step for step, start in enumerate(SHADES_FROM) if share >= start)
