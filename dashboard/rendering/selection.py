"""What a funder has picked: objectives, regions, countries, practices. One choice, which every page of funders obeys.

It is kept in the address under the same four names on each page. Does not belong here: the pickers (`shell.selecting`),
and criteria of a single page (`views`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from dashboard.rendering.sitemap import parameters

SEPARATOR = ";"  # between several codes of an address
Names = Mapping[str, Mapping[str, str]]  # facet: code: name


@dataclass(frozen=True)
class Selection:
    """The codes picked of each facet; an empty one is not picked, and lets everything through."""

    objectives: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Is anything picked?"""
        return any(getattr(self, facet) for facet in FACETS)

    @property
    def of_money(self) -> "Selection":
        """What of the choice an amount can be parted by: no source says how much of it goes to one practice."""
        return replace(self, practices=())

    def address(self, page: str) -> dict[str, str]:
        """What the address of a page says of this choice, as far as the page knows it."""
        known = {facet: SEPARATOR.join(getattr(self, facet)) for facet in FACETS if facet in parameters(page)}
        return {facet: codes for facet, codes in known.items() if codes}

    def values(self, *facets: str) -> dict[str, str]:
        """The codes of these facets as one text each, as a question to the release takes them."""
        return {facet: SEPARATOR.join(getattr(self, facet)) for facet in facets}


FACETS = tuple(field.name for field in fields(Selection))


def listed(codes: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """The names of codes; a code without a name stands for itself."""
    return [names.get(code, code) for code in codes]
