"""One identifier, several projects: whose each row is, where organisations number their projects alike.

An identifier belongs to its lead. Whoever used it first keeps it as it is; a project of another lead and another title is
kept under the identifier with its lead behind it: 'P1 (beta-union)'. Does not belong here: which version of a project
counts (the rules), and what a row says of it (`admission`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz

from sources.streams import normal

ALIKE = 70  # of 100: one title written anew


class Sent(NamedTuple):
    """A row of a project, in the order of receipt: where it stands, and what tells whose it is."""

    position: int
    identifier: str
    lead: str | None
    title: str
    file: str
    received_at: pd.Timestamp


@dataclass
class Namesake:
    """A project that shares its identifier with others: the rows that describe it, and what they say of it."""

    identifier: str
    rows: list[Sent] = field(default_factory=list)
    leads: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    @property
    def received_at(self) -> pd.Timestamp:
        """When it was first heard of."""
        return self.rows[0].received_at

    def add(self, row: Sent) -> None:
        """Take a row for one of this project; of each file the first alone is heard, as the others are held."""
        self.rows.append(row)
        if row.file in self.files:
            return
        self.leads |= {row.lead} if row.lead else set()
        self.titles.add(normal(row.title))
        self.files.add(row.file)

    def has_title_like(self, title: str) -> bool:
        """Whether a title is one of those of the project, or one of them written anew."""
        form = normal(title)
        return any(form == own or fuzz.token_sort_ratio(form, own) >= ALIKE for own in self.titles)


@dataclass
class Parted:
    """The projects of each shared identifier, and the rows of which it is in doubt whose they are."""

    namesakes: dict[str, list[Namesake]] = field(default_factory=dict)
    unclear: list[tuple[Sent, Namesake]] = field(default_factory=list)  # no lead, and another title
    other_lead: list[tuple[Sent, Namesake]] = field(default_factory=list)  # of one title
    other_title: list[tuple[Sent, Namesake]] = field(default_factory=list)  # of one lead


def qualified(identifier: str, lead: str) -> str:
    """The identifier of a project whose number another lead used first."""
    return f"{identifier} ({lead})"


def part(sent: Iterable[Sent]) -> Parted:
    """Tell the projects of each identifier apart; the rows come in the order of receipt.

    In one file an identifier means one project.
    """
    parted = Parted()
    for row in sent:
        known = parted.namesakes.setdefault(row.identifier, [])
        whose = _whose(row, known, parted)
        if whose is None:
            name = qualified(row.identifier, row.lead) if known and row.lead else row.identifier
            known.append(whose := Namesake(name))
        if not parted.unclear or parted.unclear[-1][0] is not row:
            whose.add(row)
    return parted


def _whose(row: Sent, known: list[Namesake], parted: Parted) -> Namesake | None:
    """The project a row describes; none where it describes another one. A doubt is noted."""
    for each in known:
        if row.file in each.files:
            return each
    for each in known:
        if row.lead in each.leads:
            if not each.has_title_like(row.title):
                parted.other_title.append((row, each))
            return each
    for each in known:
        if (not row.lead or not each.leads) and each.has_title_like(row.title):
            return each
        if normal(row.title) in each.titles:
            parted.other_lead.append((row, each))
            return each
    nameless = known if not row.lead else [each for each in known if not each.leads]
    if nameless:
        parted.unclear.append((row, nameless[0]))
        return nameless[0]
    return None
