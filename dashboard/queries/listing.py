"""A long answer as a page needs it: the part shown, the number of all rows, and all of them when they are downloaded.

The part is asked of the release with its limit, so that no page waits for rows it does not show. Does not belong here:
the questions themselves, which stand in the modules beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from warehouse import releases
from warehouse.contracts.columns import COLUMNS

TABLE_ROWS = 250  # rows of a table under a figure


@dataclass(frozen=True)
class Part:
    """Which rows of a list a page shows: `number` counts from one, `size` rows each."""

    number: int
    size: int

    @property
    def start(self) -> int:
        """How many rows stand before this part."""
        return (self.number - 1) * self.size

    def of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of a frame that belong to this part."""
        return rows.iloc[self.start : self.start + self.size]


@dataclass(frozen=True)
class Listing:
    """The rows shown, the number of all rows, and all of them on demand."""

    shown: pd.DataFrame
    count: int
    whole: Callable[[], pd.DataFrame]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "Listing":
        """The listing of a frame that is already loaded; a table shows its first rows."""
        return cls(frame.head(TABLE_ROWS), len(frame), lambda: frame)


def listing(release: Path, question: str, part: Part, **values: object) -> Listing:
    """A part of the answer to an ordered question, with the number of its rows; the whole is asked only on demand.

    `values` stand for the names in the question: `code` for `$code`.
    """
    rows, total = shown(release, question, part, **values), count(release, question, **values)
    return Listing(rows, total, lambda: _asked(release, question, values))


def of_table(release: Path, name: str, part: Part | None = None) -> Listing:
    """A part of a published table, the first rows where no part is named."""
    rows = table_part(release, name, part or Part(1, TABLE_ROWS))
    return Listing(rows, count(release, f"select 1 from {name}"), lambda: releases.read(release, name))


@cached
def shown(release: Path, question: str, part: Part, **values: object) -> pd.DataFrame:
    """The rows of one part of the answer to an ordered question."""
    return _asked(release, f"{question}\nlimit {part.size} offset {part.start}", values)


@cached
def table_part(release: Path, name: str, part: Part) -> pd.DataFrame:
    """The rows of one part of a published table, as the contract has it."""
    return releases.read(release, name, part.size, part.start)


@cached
def count(release: Path, question: str, **values: object) -> int:
    """How many rows the answer to a question has."""
    answer = releases.query(release, f"select count(*) as rows_count from ({question})", values)
    return int(answer.at[0, "rows_count"])


def _asked(release: Path, question: str, values: dict[str, object]) -> pd.DataFrame:
    """The answer; a column of whole numbers stays one where some are missing."""
    answer = releases.query(release, question, values)
    whole = [name for name in answer.select_dtypes("float") if name in COLUMNS and COLUMNS[name].kind == "integer"]
    return answer.astype(dict.fromkeys(whole, "Int64"))
