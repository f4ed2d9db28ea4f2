"""What a pack shows: one release, the one it is compared with, the language; asked by every sheet.

Does not belong here: what a sheet says of it.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from dashboard.queries import figure_rows, strategy_rows
from dashboard.rendering.figures import Figures
from dashboard.rendering.registers import tables
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words
from warehouse.releases import Release

UNLINKED = Links({})  # paper leads nowhere


@dataclass(frozen=True)
class Shown:
    """The release, the earlier one it is compared with if there is one, and the language."""

    release: Release
    words: Words
    since: Release | None = None

    @property
    def path(self) -> Path:
        """The file of the release."""
        return self.release.path

    @property
    def as_of(self) -> date:
        """The day the release describes."""
        return self.release.as_of

    @cached_property
    def labels(self) -> dict[str, str]:
        """The name of every objective by its code."""
        rows = strategy_rows.objectives(self.path)
        first = tables.labelled(rows[rows["horizon"] == rows["horizon"].min()], self.words)
        return dict(zip(first["objective_code"], first["label"], strict=True))

    @property
    def figures(self) -> Figures:
        """The figures of the release by name."""
        return figure_rows.figures(self.path)

    def source(self, key: str) -> str:
        """What a sheet rests on, and of which day."""
        return self.words("figure.source", source=self.words(key), as_of=self.as_of)
