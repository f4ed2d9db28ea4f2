"""One mapping: what a list is called, by which headers it is known, and what of it is read as which of our fields.

How the file of a mapping is read is known to `parsing`, where its columns stand on a sheet to `recognising`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

# Fields of ours that a mapping may fill, beside amounts; text of a publisher's description is judged and goes no further.
FIELDS = (
    "list_reference",
    "title",
    "lead",
    "funder",
    "partners",
    "countries",
    "country_shares",
    "regions",
    "start",
    "end",
    "approved",
    "currency",
    "activity_status",
    "sectors",
    "policy_markers",
    "tags",
    "judged_text",
    "judged_classification",
)
DATES = ("start", "end", "approved")
# Columns of an extract that was judged with the texts it does not hold; each is called like our field.
JUDGEMENT = ("soil_relevance", "soil_rules", "soil_words", "soil_places", "practices")


@dataclass(frozen=True)
class Source:
    """The columns of one field: their headers, and whether the first that is filled counts or all are joined."""

    headers: tuple[str, ...]
    is_first: bool = False


@dataclass(frozen=True)
class Amount:
    """One kind of money of a list: the columns it stands in, and what its numbers are counted in."""

    name: str
    source: Source
    scale: int = 1


@dataclass(frozen=True)
class Apart:
    """Money that stands apart: under which header which words say so."""

    kind: str
    header: str
    words: frozenset[str]  # in normal form


@dataclass(frozen=True)
class ListMapping:
    """How one list of a publisher is read; every header is named as the mapping writes it."""

    name: str
    label: str
    publisher: str
    licence: str
    attribution: str
    address: str
    recognised_by: tuple[str, ...]
    fields: Mapping[str, Source] = field(repr=False)
    amounts: tuple[Amount, ...] = field(repr=False, default=())
    as_of: str | None = None
    also_called: Mapping[str, tuple[str, ...]] = field(repr=False, default_factory=dict)
    constants: Mapping[str, str] = field(repr=False, default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(
        repr=False, default_factory=dict
    )  # normal form of their word to ours
    parted_by: Mapping[str, str] = field(repr=False, default_factory=dict)  # by field the signs between names in a cell
    stands_apart: tuple[Apart, ...] = ()
    other_references: Mapping[str, str] = field(repr=False, default_factory=dict)  # header to template
    told_apart_by: tuple[str, ...] = ()  # columns that part rows of one reference
    link: str | None = None
    reference_form: re.Pattern[str] | None = None
    date_form: str | None = None
    decimal_sign: str = "."
    is_judged: bool = False
    left_out: Mapping[str, str] = field(repr=False, default_factory=dict)  # header to the reason
    personal: tuple[str, ...] = ()

    @property
    def read_headers(self) -> list[str]:
        """Every header of which a cell is read, each once."""
        return list(dict.fromkeys(self._read()))

    def _read(self) -> Iterator[str]:
        for source in (*self.fields.values(), *(amount.source for amount in self.amounts)):
            yield from source.headers
        yield from (apart.header for apart in self.stands_apart)
        yield from self.other_references
        yield from self.told_apart_by
        if self.is_judged:
            yield from JUDGEMENT

    @property
    def headers(self) -> list[str]:
        """Every header that the mapping knows, each once."""
        return list(dict.fromkeys([*self.recognised_by, *self.read_headers, *self.left_out, *self.personal]))

    def spellings(self, header: str) -> tuple[str, ...]:
        """A header and what other editions of the list call it."""
        return header, *self.also_called.get(header, ())
