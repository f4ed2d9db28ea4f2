"""What a pack shows: one release, the one it is compared with, the language; asked by every sheet.

Does not belong here: what a sheet says of it.
"""

from dataclasses import dataclass
from functools import cached_property

from dashboard.queries import strategy_rows
from dashboard.queries.release_shown import ReleaseShown
from dashboard.rendering.registers import tables
from dashboard.rendering.sitemap import Links
from warehouse.releases import Release

UNLINKED = Links({})  # paper leads nowhere


@dataclass(frozen=True)
class Shown(ReleaseShown):
    """The release, the earlier one it is compared with if there is one, and the language."""

    since: Release | None = None

    @cached_property
    def labels(self) -> dict[str, str]:
        """The name of every objective by its code."""
        rows = strategy_rows.objectives(self.path)
        first = tables.labelled(rows[rows["horizon"] == rows["horizon"].min()], self.words)
        return dict(zip(first["objective_code"], first["label"], strict=True))

    def source(self, name: str) -> str:
        """What a sheet rests on, and of which day."""
        return self.words("figure.source", source=self.made_from(name), as_of=self.as_of)
