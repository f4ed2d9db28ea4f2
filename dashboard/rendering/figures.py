"""The figures of a release as screen and paper read them: by name, as a count, an amount, a day or a text.

Whoever shows a number of the release takes it from here, so that it has a name and screen and paper cannot disagree. What
depends on what a reader types or picks freely (a search, criteria, weights of a score) has no name and comes from rows.
Does not belong here: what a figure is (`warehouse/families`), and how a number is written (`words`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.rendering.kept import Digested, digest
from dashboard.rendering.words import is_missing

NONE = "none"  # a key that is missing, in the name of a figure


@dataclass(frozen=True)
class Figure:
    """One figure: its name, where it comes from, its value or text, its unit and what it says."""

    figure_id: str
    table_name: str
    measure: str
    filter: str
    value: float | None
    text_value: str | None
    unit: str
    meaning: str


def named(family: str, *keys: Any) -> str:
    """The name of a figure of a family: `named("committed", "C3", None)` is `committed.C3.none`."""
    return ".".join((family, *map(_key, keys)))


def _key(key: Any) -> str:
    """A key as it stands in a name: a whole number without its point, a text that reads like a missing key in quotes."""
    if is_missing(key):
        return NONE
    whole = int(key) if isinstance(key, float) and key.is_integer() else key
    return f"'{NONE}'" if whole == NONE else str(whole)


class Figures(Mapping[str, Figure], Digested):
    """The figures of a release by name; a name that none has is a LookupError."""

    def __init__(self, rows: pd.DataFrame) -> None:
        """From the rows of the registry."""
        columns = [
            rows[name].astype(object).where(rows[name].notna(), None).tolist() for name in Figure.__annotations__
        ]
        self._rows = {values[0]: values for values in zip(*columns, strict=True)}

    def __getitem__(self, figure_id: str) -> Figure:
        """The figure of this name."""
        try:
            return Figure(*self._rows[figure_id])
        except KeyError:
            raise LookupError(f"no figure is called {figure_id}") from None

    def __contains__(self, figure_id: object) -> bool:
        """Is there a figure of this name?"""
        return figure_id in self._rows

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of their declaration."""
        return iter(self._rows)

    def __len__(self) -> int:
        """How many figures there are."""
        return len(self._rows)

    @cached_property
    def digest(self) -> str:
        """A short text that is another one wherever a figure is."""
        return digest(list(self._rows.values()))

    def keys_of(self, family: str, *keys: Any) -> list[str]:
        """The last keys of a family after these, missing ones left out: `keys_of("at_status", 2030)` are the statuses."""
        start = f"{named(family, *keys)}."
        found = [name.removeprefix(start) for name in self if name.startswith(start)]
        return [key for key in found if key != NONE]

    def noted(self) -> "Noted":
        """The same figures; it notes which of them are asked."""
        return Noted(self)


@dataclass(frozen=True)
class Figured:
    """Which columns of a table are figures: the family of each of them, and the columns that are their keys."""

    families: Mapping[str, str]
    keys: tuple[str, ...]

    def name(self, column: str, row: Mapping[Any, Any]) -> str:
        """The name of the figure in a column of a row; empty where it is none."""
        return named(self.families[column], *(row[key] for key in self.keys)) if column in self.families else ""

    def of(self, figures: Figures) -> "Numbers":
        """The same with the figures of a release."""
        return Numbers(self, figures)

    def read(self, rows: pd.DataFrame, figures: Figures) -> pd.DataFrame:
        """The rows with these columns as the figures say them; what is no number, but in words already, stands as it is."""
        records = rows.to_dict("records")
        read = {}
        for name in self.families:
            values = [figures[self.name(name, row)].value if _is_number(row[name]) else row[name] for row in records]
            is_worded = any(not _is_number(value) for value in values)
            read[name] = pd.Series(values, index=rows.index, dtype="object" if is_worded else "float64")
        return rows.assign(**read)


def _is_number(value: Any) -> bool:
    return is_missing(value) or isinstance(value, int | float) or hasattr(value, "dtype")


@dataclass(frozen=True)
class Numbers:
    """Which columns of a table are figures, and the figures of the release that is shown."""

    figured: Figured
    figures: Figures

    def rows(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with these columns as the figures say them."""
        return self.figured.read(rows, self.figures)

    def name(self, column: str, row: Mapping[Any, Any]) -> str:
        """The name of the figure in a column of a row; empty where it is none."""
        return self.figured.name(column, row)


@dataclass(frozen=True)
class Noted:
    """The figures of a release, and the names of those that were asked for one sentence or block, each once."""

    figures: Figures
    asked: dict[str, None] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """The names that were asked, in their order."""
        return tuple(self.asked)

    def amount(self, family: str, *keys: Any) -> float | None:
        """The number; None where nothing is known, which is not nought."""
        return self._asked(family, *keys).value

    def count(self, family: str, *keys: Any) -> int:
        """The number of a figure that counts, which is always known."""
        return int(self._asked(family, *keys).value or 0)

    def text(self, family: str, *keys: Any) -> str:
        """The name, code or word; empty where there is none."""
        return self._asked(family, *keys).text_value or ""

    def day(self, family: str, *keys: Any) -> date | None:
        """The day; None where there is none."""
        written = self.text(family, *keys)
        return date.fromisoformat(written[:10]) if written else None

    def is_true(self, family: str, *keys: Any) -> bool:
        """Does the figure say yes? What is not known does not."""
        return self.text(family, *keys) == "true"

    def keys_of(self, family: str, *keys: Any) -> list[str]:
        """The last keys of a family after these, missing ones left out."""
        return self.figures.keys_of(family, *keys)

    def has(self, family: str, *keys: Any) -> bool:
        """Is there a figure of this name?"""
        return named(family, *keys) in self.figures

    def _asked(self, family: str, *keys: Any) -> Figure:
        name = named(family, *keys)
        found = self.figures[name]
        self.asked[name] = None
        return found
