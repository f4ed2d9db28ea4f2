"""Recognises the stream of a table by its headers: which field each column is, and what is unknown, doubled or missing.

Where a header row is looked for, and what follows from a fault, is not known here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from sources.streams import Stream, normal, streams

UNKNOWN_PER_KNOWN = 2
LEAST_KNOWN = 3  # columns by which an incomplete header row is recognised


@dataclass(frozen=True)
class Match:
    """A header row read as that of one stream: field by position of the column, unknown headers, doubled headers."""

    stream: Stream
    columns: dict[int, str]
    unknown: tuple[tuple[int, str], ...]
    doubled: tuple[tuple[str, str], ...]

    @property
    def missing(self) -> list[tuple[str, ...]]:
        """Groups of fields of which the header row has none; a group is met by any one of its fields."""
        present = set(self.columns.values())
        return [group for group in self.stream.needed if not present.intersection(group)]


@lru_cache(maxsize=4096)
def _forms(header: str) -> tuple[str, ...]:
    """Normal forms of one header: whole, and without what stands in brackets."""
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", header)
    return tuple(dict.fromkeys(form for form in (normal(header), normal(bare)) if form))


def match(headers: list[str], stream: Stream) -> Match:
    """The header row as this stream; an exact name wins over a synonym.

    Two headers of equal strength for one field are doubled.
    """
    claims: dict[str, list[tuple[int, int, str]]] = {}
    unknown: list[tuple[int, str]] = []
    for position, header in enumerate(headers):
        forms = _forms(header)
        if not forms:
            continue
        found = _claim(forms, stream)
        if found is None:
            unknown.append((position, header))
        else:
            claims.setdefault(found[1], []).append((found[0], position, header))
    columns, doubled = {}, []
    for name, candidates in claims.items():
        candidates.sort()
        columns[candidates[0][1]] = name
        for strength, position, header in candidates[1:]:
            if strength == candidates[0][0]:
                doubled.append((candidates[0][2], header))
            else:
                unknown.append((position, header))
    return Match(stream, columns, tuple(sorted(unknown)), tuple(doubled))


def _claim(forms: tuple[str, ...], stream: Stream) -> tuple[int, str] | None:
    for strength, spellings in enumerate(stream.spellings):
        for form in forms:
            if form in spellings:
                return strength, spellings[form]
    return None


def recognise(headers: list[str]) -> Match | None:
    """The stream these headers belong to, complete or nearly so; None when they look like none of them."""
    matches = [match(headers, stream) for stream in streams().values()]
    complete = [each for each in matches if not each.missing and _is_plausible(each)]
    if complete:
        return max(complete, key=lambda each: len(each.columns))
    near = [each for each in matches if 0 < len(each.missing) < len(each.stream.needed) and _is_mostly_known(each)]
    return max(near, key=lambda each: (len(each.columns), -len(each.missing)), default=None)


def _is_plausible(candidate: Match) -> bool:
    """A field that marks the stream, or not many more unknown columns than known ones: tables of other kinds have names and dates too."""
    if candidate.stream.marks.intersection(candidate.columns.values()):
        return True
    return len(candidate.columns) * UNKNOWN_PER_KNOWN >= len(candidate.unknown)


def _is_mostly_known(candidate: Match) -> bool:
    return len(candidate.columns) >= LEAST_KNOWN and len(candidate.columns) >= len(candidate.unknown)
