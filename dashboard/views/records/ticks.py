"""The records a reader has ticked, kept in the address, and the ways to tick one more or to take one off.

An address stays short enough for every mail: there is a most. Does not belong here: what is made of a shortlist.
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote

import pandas as pd

from dashboard.queries import record_rows
from dashboard.rendering.sitemap import PARAMETERS, RECORDS
from dashboard.shell import address
from dashboard.shell.here import Here

PICKS = "picks"
MOST = 50  # records on a shortlist


@dataclass(frozen=True)
class Ticks:
    """The records ticked, in the order of ticking, how many of the address are none, and the ways to other shortlists."""

    here: Here
    rows: pd.DataFrame
    unknown_count: int

    @property
    def project_ids(self) -> tuple[str, ...]:
        """The identifiers of the records ticked."""
        return tuple(self.rows["project_id"])

    @property
    def is_full(self) -> bool:
        """Can nothing be added?"""
        return len(self.rows) >= MOST

    def way(self, project_id: str) -> str:
        """The address in which a record is ticked that is not, or not ticked that is; empty where there is no room."""
        others = tuple(one for one in self.project_ids if one != project_id)
        if len(others) < len(self.rows):
            return self.to(others)
        return "" if self.is_full else self.to((*others, project_id))

    def to(self, project_ids: tuple[str, ...]) -> str:
        """The address of the same selection with this shortlist."""
        kept = {name: value for name, value in address.held(*PARAMETERS[RECORDS]).items() if name != PICKS}
        picks = {PICKS: written(project_ids)} if project_ids else {}
        return self.here.links(RECORDS, **kept, **picks)


def written(project_ids: tuple[str, ...]) -> str:
    """The identifiers as one text of the address; what parts them stands in none of them."""
    return address.SEPARATOR.join(quote(one, safe=":/ ") for one in project_ids)


def ticked(here: Here) -> Ticks:
    """The shortlist of the address: the records of this release that it names, up to the most it holds."""
    asked = tuple(dict.fromkeys(unquote(one) for one in address.text(PICKS).split(address.SEPARATOR) if one))
    rows = record_rows.ticked(here.path, asked[:MOST])
    return Ticks(here, rows, len(asked) - len(rows))
