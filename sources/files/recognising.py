"""Recognises the stream of a table by its headers: which field each column is, and what is unknown, doubled or missing.

Where a header row is looked for, and what follows from a fault, is not known here.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sources.streams import REMARK, Stream, normal, streams

NUMBERED = re.compile(
    r"\s*(?:[Qq]?\d{1,2}(?:\.\d{1,2})*\s*[.):]?\s+|[Qq]?\d{1,2}(?:\.\d{1,2})*[.):]\s*|[A-Za-z][.)]\s*)(?=\S)"
)
PARTS = re.compile(r"\s*[/|\n\r]\s*|\s+[-–—]\s+")  # between the same header in two languages
PER = (  # what an amount is counted by is no other language
    "year years month months day days week ha hectare hectares person persons capita household households "
    "an ans annee annees mois jour jours semaine personne personnes menage menages "
    "ano anos mes meses dia dias semana persona personas hogar hogares"
)
UNKNOWN_PER_KNOWN = 2
LEAST_KNOWN = 3  # columns by which an incomplete header row is recognised


@dataclass(frozen=True)
class Match:
    """A header row read as that of one stream: field by position of the column, unknown headers, positions of doubled ones.

    Of `remarks`, two headers of one field of free text, the first is read.
    """

    stream: Stream
    columns: dict[int, str]
    unknown: tuple[tuple[int, str], ...]
    doubled: tuple[tuple[int, int], ...]
    remarks: tuple[tuple[int, int], ...] = ()

    @property
    def missing(self) -> list[tuple[str, ...]]:
        """Groups of fields of which the header row has none; a group is met by any one of its fields."""
        present = set(self.columns.values())
        return [group for group in self.stream.needed if not present.intersection(group)]


@lru_cache(maxsize=4096)
def _forms(header: str) -> tuple[str, ...]:
    """Normal forms of one header: whole, without what stands in brackets, without its number."""
    bare = _bare(header)
    return tuple(
        dict.fromkeys(form for form in (normal(header), normal(bare), normal(NUMBERED.sub("", bare, 1))) if form)
    )


def _bare(header: str) -> str:
    return re.sub(r"\(.*?\)|\[.*?\]", " ", header)


@lru_cache(maxsize=4096)
def _languages(header: str) -> tuple[str, ...]:
    """Normal forms of the parts of a header that stands there in several languages: 'Titre / Title'."""
    parts = PARTS.split(NUMBERED.sub("", _bare(header), 1).strip())
    return tuple(form for part in parts if (form := normal(part))) if len(parts) > 1 else ()


@cache
def _every_name() -> frozenset[str]:
    """The normal form of every name of a field of any stream, and of what an amount is counted by."""
    return frozenset(PER.split()).union(*(spellings for stream in streams().values() for spellings in stream.spellings))


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
        found = _claim(forms, stream) or _claim_in_languages(_languages(header), stream)
        if found is None:
            unknown.append((position, header))
        else:
            claims.setdefault(found[1], []).append((found[0], position, header))
    columns, doubled, remarks = {}, [], []
    for name, candidates in claims.items():
        candidates.sort()
        columns[candidates[0][1]] = name
        for strength, position, header in candidates[1:]:
            if stream.by_name[name].role == REMARK and strength == candidates[0][0]:
                remarks.append((candidates[0][1], position))
            elif strength == candidates[0][0]:
                doubled.append((candidates[0][1], position))
            else:
                unknown.append((position, header))
    return Match(stream, columns, tuple(sorted(unknown)), tuple(doubled), tuple(remarks))


def _claim(forms: tuple[str, ...], stream: Stream) -> tuple[int, str] | None:
    for strength, spellings in enumerate(stream.spellings):
        for form in forms:
            if form in spellings:
                return strength, spellings[form]
    return None


def _claim_in_languages(parts: tuple[str, ...], stream: Stream) -> tuple[int, str] | None:
    """The field that every known part means; None where two mean different ones, or a part names something else of ours."""
    claims = [_claim((part,), stream) for part in parts]
    known = [claim for claim in claims if claim]
    names_another = any(part in _every_name() for part, claim in zip(parts, claims, strict=True) if claim is None)
    return min(known) if len({name for _, name in known}) == 1 and not names_another else None


@lru_cache(maxsize=4096)
def _is_known(header: str) -> bool:
    """Does any stream have a field of this name, or of one of its parts?"""
    return not _every_name().isdisjoint((*_forms(header), *_languages(header)))


def recognise(headers: list[str]) -> Match | None:
    """The stream these headers belong to, complete or nearly so; None when they look like none of them."""
    if not any(_is_known(header) for header in headers):  # as in most rows that are looked at
        return None
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
