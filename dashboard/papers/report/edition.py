"""One language of the report: the release, its words and links, and what many of its pages ask alike.

Does not belong here: the pages themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.papers.report.places import ReportLinks
from dashboard.queries import (
    coverage_rows,
    open_records,
    publisher_rows,
    record_rows,
    soil_rows,
    strategy_rows,
)
from dashboard.queries.listing import Part, listing
from dashboard.queries.release_shown import ReleaseShown
from dashboard.rendering.grid_cells import Cell, PracticeCell
from dashboard.rendering.panels.practice_grid import full
from dashboard.rendering.words import is_missing
from warehouse.releases import Release

ONE_ROW = Part(1, 1)
NOTHING = "nothing_reported"


@dataclass(frozen=True)
class Edition(ReleaseShown):
    """What the pages of one language are made from; `since`: the release they are compared with, if any."""

    since: Release | None = None

    @cached_property
    def codes(self) -> list[str]:
        """The codes of the objectives, in their order."""
        return list(dict.fromkeys(strategy_rows.objectives(self.path)["objective_code"]))

    @cached_property
    def records(self) -> pd.DataFrame:
        """The open records about soils, as the search of records lists them when nothing is asked for."""
        if not record_rows.has_any(self.path):
            return pd.DataFrame(columns=["project_id"])
        every = record_rows.Selection().values
        return listing(self.path, record_rows.FOUND, ONE_ROW, **every).whole()

    @cached_property
    def publishers(self) -> pd.DataFrame:
        """Those who publish open records about soils, those with most records first."""
        return publisher_rows.publishers(self.path) if open_records.has_records(self.path) else pd.DataFrame()

    @cached_property
    def practice_cells(self) -> pd.DataFrame:
        """Every cell of practice and region, with its state."""
        practices, regions = open_records.practices(self.path), coverage_rows.regions(self.path)
        return full(open_records.cells(self.path, ""), practices, regions, open_records.listed_regions(self.path))

    @cached_property
    def links(self) -> ReportLinks:
        """Addresses within this language of the report."""
        lists: dict[str, Iterable[object]] = {
            "country": soil_rows.needs(self.path)["country_code"],
            "record": self.records["project_id"],
            "funder": self.publishers.get("publisher", pd.Series(dtype="object")),
        }
        cells = coverage_rows.coverage(self.path)
        reported = cells[cells["coverage_state"] != NOTHING]
        lists |= {
            "coverage": _addresses(reported, Cell, "objective_code"),
            "practices": _addresses(
                self.practice_cells[has_record(self.practice_cells)], PracticeCell, "practice_code"
            ),
        }
        rows = {page: {str(name): place for place, name in enumerate(names)} for page, names in lists.items()}
        return ReportLinks(rows=rows, first_objective=self.codes[0])


def has_record(cells: pd.DataFrame) -> pd.Series:
    """Which cells of practice and region hold a record, approved or in preparation."""
    return (cells["records_count"] > 0) | (cells["preparation_count"] > 0)


def _addresses(cells: pd.DataFrame, kind: type[Cell] | type[PracticeCell], code: str) -> list[str]:
    pairs = zip(cells[code], cells["region_code"], strict=True)
    return [kind(_code(one), _code(region)).address for one, region in pairs]


def _code(value: object) -> str | None:
    return None if is_missing(value) else str(value)
