"""Finds out whether a sheet is a list that a mapping knows, where its headers stand, and which mapping comes nearest.

What is read from the columns is known to `mapped`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from sources.addresses import without_addresses
from sources.findings import Parameter
from sources.lists.mapping import ListMapping
from sources.streams import normal

Rows = Sequence[tuple[int, list[str]]]

HEADERS_WITHIN_ROWS = 40
LONGEST_HEADER = 200
LEAST_SIMILAR = 75  # of 100: a header that may be a missing one under another name
HEADERS_SHOWN = 12
LONGEST_SHOWN = 40
MORE_THAN_HALF = 0.5


@dataclass(frozen=True)
class Recognised:
    """A list on a sheet: its mapping, the column of each header the mapping knows, and where its rows begin."""

    mapping: ListMapping
    columns: dict[str, int]
    headers: dict[int, str]  # every header as written, by column
    first: int  # position of the first row below the headers

    @property
    def unknown(self) -> list[str]:
        """Headers as written that the mapping does not know."""
        known = set(self.columns.values())
        return [header for column, header in self.headers.items() if column not in known]


@dataclass(frozen=True)
class Nearest:
    """The mapping whose headers come nearest to those of a sheet: which it lacks, and what stands there instead."""

    mapping: ListMapping
    found: int
    missing: tuple[str, ...]
    seen: tuple[str, ...]

    @property
    def is_edition(self) -> bool:
        """Are most of the recognising headers there, so that the sheet is this list with some columns renamed?"""
        return self.found >= 2 and self.found > MORE_THAN_HALF * len(self.mapping.recognised_by)

    @property
    def named(self) -> dict[str, Parameter]:
        """The parameters of a finding about it; a case of its own where columns look like the missing ones."""
        similar = [(header, _similar(header, self.mapping, self.seen)) for header in self.missing]
        pairs = [[header, other] for header, other in similar if other]
        found: dict[str, Parameter] = {
            "list": self.mapping.label,
            "mapping": f"{self.mapping.name}.toml",
            "found": self.found,
            "of": len(self.mapping.recognised_by),
            "lacking": _shown(self.missing),
            "seen": _shown(self.seen),
        }
        return {**found, "case": "similar", "pairs": pairs} if pairs else found


def recognise(rows: Rows, mappings: Sequence[ListMapping]) -> Recognised | None:
    """The list on a sheet, where one of the first rows, or two of them together, has every recognising header."""
    top = rows[: HEADERS_WITHIN_ROWS + 1]
    forms = [_forms(cells) for _, cells in top]
    for position in range(min(len(top), HEADERS_WITHIN_ROWS)):
        for is_double in (False, True):
            if is_double and position + 1 >= len(top):
                break
            if not any(forms[position]) or (is_double and not any(forms[position + 1])):
                continue
            places = _places(forms[position], forms[position + 1] if is_double else None)
            fitting = [mapping for mapping in mappings if _has_all(mapping, places)]
            if fitting:
                mapping = max(fitting, key=lambda each: len(_columns(each, places)))
                last = position + is_double
                while last + 1 < len(top) and _has_all(mapping, _places(forms[last + 1], None)):
                    last += 1  # the same headers once more, as codes and as words
                headers = _headers(top[position][1], top[position + 1][1] if is_double else None)
                return Recognised(mapping, _columns(mapping, places), headers, last + 1)
    return None


def nearest(sheets: Sequence[Rows], mappings: Sequence[ListMapping]) -> Nearest | None:
    """The mapping that comes nearest to a row of headers on these sheets; None where nothing of any is there."""
    best: Nearest | None = None
    for rows in sheets:
        for _, cells in rows[:HEADERS_WITHIN_ROWS]:
            forms = _forms(cells)
            written = {form: cell for form, cell in zip(forms, cells, strict=True) if form}
            for mapping in mappings if len(written) > 1 else ():
                missing = tuple(header for header in mapping.recognised_by if not _is_there(mapping, header, written))
                known = {normal(each) for header in mapping.headers for each in mapping.spellings(header)}
                found = len(mapping.recognised_by) - len(missing)
                others = tuple(cell for form, cell in written.items() if form not in known)
                if found and (best is None or _closeness(found, mapping) > _closeness(best.found, best.mapping)):
                    best = Nearest(mapping, found, missing, others)
    return best


def count_known(cells: Sequence[str], mappings: Sequence[ListMapping]) -> int:
    """How many recognising headers of one mapping stand in a row."""
    written = set(_forms(cells))
    return max((sum(_is_there(each, header, written) for header in each.recognised_by) for each in mappings), default=0)


def is_header_again(cells: Sequence[str], found: Recognised) -> bool:
    """Is the row the headers once more, as at the top of each printed page?"""
    columns = [found.columns[header] for header in found.mapping.recognised_by]
    return all(
        column < len(cells) and normal(cells[column][:LONGEST_HEADER]) == normal(found.headers[column])
        for column in columns
    )


def _closeness(found: int, mapping: ListMapping) -> tuple[float, int]:
    return found / len(mapping.recognised_by), found


def _forms(cells: Sequence[str]) -> list[str]:
    return [normal(cell) if cell and len(cell) <= LONGEST_HEADER else "" for cell in cells]


def _places(upper: list[str], lower: list[str] | None) -> dict[str, int]:
    """Column by the form of its header; of two rows a header is the lower cell, behind what stands above it, or the upper one."""
    if lower is None:
        return {form: column for column, form in reversed([*enumerate(upper)]) if form}
    places: dict[str, int] = {}
    above = ""
    for column in range(max(len(upper), len(lower))):
        over = upper[column] if column < len(upper) else ""
        under = lower[column] if column < len(lower) else ""
        above = over or (above if under else "")  # a merged cell stands over those that follow it
        forms = (f"{above} {under}".strip(), under) if under else (over,)
        for form in forms:
            if form:
                places.setdefault(form, column)
    return places


def _headers(upper: list[str], lower: list[str] | None) -> dict[int, str]:
    """Every header as written, by its column."""
    width = max(len(upper), len(lower or ()))
    parts = [(row[column] if column < len(row) else "") for column in range(width) for row in (upper, lower or [])]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    joined = (" ".join(f"{over} {under}".split()) for over, under in pairs)
    return {column: header for column, header in enumerate(joined) if header}


def _columns(mapping: ListMapping, places: dict[str, int]) -> dict[str, int]:
    found = {}
    for header in mapping.headers:
        for spelling in mapping.spellings(header):
            if (column := places.get(normal(spelling))) is not None:
                found[header] = column
                break
    return found


def _has_all(mapping: ListMapping, places: dict[str, int]) -> bool:
    return all(_is_there(mapping, header, places) for header in mapping.recognised_by)


def _is_there(mapping: ListMapping, header: str, places: dict[str, int] | dict[str, str] | set[str]) -> bool:
    return any(normal(spelling) in places for spelling in mapping.spellings(header))


def _similar(header: str, mapping: ListMapping, seen: Sequence[str]) -> str | None:
    """What stands on the sheet and looks most like a missing header."""
    scored = [
        (fuzz.token_set_ratio(normal(spelling), normal(other)), other)
        for spelling in mapping.spellings(header)
        for other in seen
    ]
    best = max(scored, default=(0, ""))
    return without_addresses(best[1])[:LONGEST_SHOWN] if best[0] >= LEAST_SIMILAR else None


def _shown(headers: Sequence[str]) -> Parameter:
    named = [without_addresses(" ".join(header.split()))[:LONGEST_SHOWN] for header in headers]
    return {"shown": named[:HEADERS_SHOWN], "more": max(0, len(named) - HEADERS_SHOWN)}
