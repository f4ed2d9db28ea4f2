"""What a reader has ticked on a list, records or open projects, kept in the address, and the ways to tick one more.

An address stays short enough for every mail: there is a most. Does not belong here: what is made of a shortlist.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

import pandas as pd

from dashboard.rendering.panels.ticked import Line, Tick, shortlist
from dashboard.rendering.sitemap import PARAMETERS
from dashboard.shell import address
from dashboard.shell.here import Here

PICKS = "picks"
MOST = 50  # lines on a shortlist


@dataclass(frozen=True)
class Ticks:
    """The lines ticked, in the order of ticking, how many of the address are none, and the ways to other shortlists."""

    here: Here
    page: str
    rows: pd.DataFrame
    unknown_count: int

    @property
    def project_ids(self) -> tuple[str, ...]:
        """The identifiers of the lines ticked."""
        return tuple(self.rows["project_id"])

    @property
    def is_full(self) -> bool:
        """Can nothing be added?"""
        return len(self.rows) >= MOST

    def way(self, project_id: str) -> str:
        """The address in which a line is ticked that is not, or not ticked that is; empty where there is no room."""
        others = tuple(one for one in self.project_ids if one != project_id)
        if len(others) < len(self.rows):
            return self.to(others)
        return "" if self.is_full else self.to((*others, project_id))

    def tick(self, project_id: str, title: str) -> Tick:
        """The box of one line: whether it is ticked, and the way to tick it or to take it off."""
        return Tick(self.way(project_id), project_id in self.project_ids, title)

    def show(self, leads: Callable[[str], str] = lambda _: "") -> None:
        """The shortlist on the page, closed at first, each line with the way to take it off; how to begin where it is empty.

        `leads` is the page of a line, where it has one.
        """
        words = self.here.words
        said = [words("records.full", most=MOST)] if self.is_full else []
        if self.unknown_count:
            said.append(words("records.unknown", n=self.unknown_count, most=MOST))
        ids = zip(self.rows["project_id"], self.rows["title"], strict=True)
        lines = [Line(title, leads(one), self.way(one)) for one, title in ids]
        self.here.show(shortlist(lines, self.to(()), said, words), "shortlist")

    def to(self, project_ids: tuple[str, ...]) -> str:
        """The address of the same selection with this shortlist."""
        kept = {name: value for name, value in address.held(*PARAMETERS[self.page]).items() if name != PICKS}
        picks = {PICKS: written(project_ids)} if project_ids else {}
        return self.here.links(self.page, **kept, **picks)


def written(project_ids: tuple[str, ...]) -> str:
    """The identifiers as one text of the address; what parts them stands in none of them."""
    return address.SEPARATOR.join(quote(one, safe=":/ ") for one in project_ids)


def ticked(here: Here, page: str, ask: Callable[[Sequence[str]], pd.DataFrame]) -> Ticks:
    """The shortlist of the address: the lines of this release that it names, in the order of ticking, up to the most it holds.

    `ask` gives the rows of the release with these identifiers.
    """
    asked = tuple(dict.fromkeys(unquote(one) for one in address.text(PICKS).split(address.SEPARATOR) if one))
    rows = ask(asked[:MOST])
    places = {project_id: place for place, project_id in enumerate(asked)}
    ordered = rows.sort_values("project_id", key=lambda ids: ids.map(places), ignore_index=True)
    return Ticks(here, page, ordered, len(asked) - len(rows))
