"""What a page of the platform is made of: the list of partnerships, the facilities, the published count of partners.

A page is known by its own headings, each a line by itself, never by the name of its file. Does not belong here: how a line
of the list is read (`agreements`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sources.platform.agreements import ENTRY
from sources.platform.facilities import FACILITY, Facility, facilities_of
from sources.platform.lines import Line
from sources.platform.shipped import last_day

PARTNERSHIPS = re.compile(r"existing partnerships(?:\s*\((?P<said>[^()]*)\)?)?\s*:?", re.IGNORECASE)
FACILITIES = re.compile(r"#?\s*(?:core|global) facilities\b.*", re.IGNORECASE)
LABELS = re.compile(r"with strategic objectives.*|strategic objectives\s*/.*|alliances.*", re.IGNORECASE)
COUNT = r"(?P<count>\d[\d., ]{0,10}?)\s+partner organi[sz]ations?\b"
COUNTS = (  # the exact one first
    re.compile(rf"view the list of the {COUNT}.*", re.IGNORECASE),
    re.compile(rf"the place where over {COUNT}.*", re.IGNORECASE),
)
HINT = "partner"  # what every page has that is looked at line by line


@dataclass(frozen=True)
class Page:
    """The parts of a page: its list with the day it gives itself, lines of the list that are no entry, facilities, count."""

    entries: tuple[Line, ...]
    listed_on: date | None
    has_list: bool
    unread: tuple[Line, ...]
    facilities: tuple[Facility, ...]
    count: Line | None  # its text is the number alone
    other_count: str = ""


def page_of(lines: Sequence[Line], labels: dict[str, str]) -> Page | None:
    """The parts of a page of the platform; None where the lines are something else."""
    heading = next((at for at, line in enumerate(lines) if PARTNERSHIPS.fullmatch(line.text)), None)
    has_facilities = any(FACILITIES.fullmatch(line.text) for line in lines)
    count, other = _count(lines)
    if heading is None or not has_facilities:
        return Page((), None, False, (), (), count, other) if count else None
    said = PARTNERSHIPS.fullmatch(lines[heading].text)
    ends_at = next((at for at in range(heading + 1, len(lines)) if _is_no_entry(lines[at].text)), len(lines))
    entries, unread = _entries(lines[heading + 1 : ends_at])
    outside = [
        line for line in lines[ends_at:] if not FACILITIES.fullmatch(line.text) and not LABELS.fullmatch(line.text)
    ]
    listed_on = last_day(said["said"] or "") if said else None
    return Page(entries, listed_on, True, unread, tuple(facilities_of(outside, labels)), count, other)


def _is_no_entry(text: str) -> bool:
    return any(each.match(text) for each in (FACILITY, FACILITIES, LABELS))


def _entries(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The entries of the list, each on one line and with a number, and the lines that are part of none."""
    is_numbered = any(ENTRY.fullmatch(line.text) for line in lines)
    entries: list[Line] = []
    unread: list[Line] = []
    for line in lines:
        is_rest = bool(entries) and (
            line.text.startswith("[") or entries[-1].text.count("[") > entries[-1].text.count("]")
        )
        if is_rest:
            entries[-1] = Line(entries[-1].number, f"{entries[-1].text} {line.text}")
        elif ENTRY.fullmatch(line.text):
            entries.append(line)
        elif is_numbered:
            unread.append(line)
        else:  # a browser that copies no numbers
            entries.append(Line(line.number, f"{len(entries) + 1}. {line.text}"))
    return tuple(entries), tuple(unread)


def _count(lines: Sequence[Line]) -> tuple[Line | None, str]:
    """The published count of partners with its line, and another number where the page says two."""
    found = [
        (Line(line.number, "".join(sign for sign in said["count"] if sign.isdigit())))
        for pattern in COUNTS
        for line in lines
        if (said := pattern.fullmatch(line.text))
    ]
    others = {each.text for each in found[1:]} - {found[0].text} if found else set()
    return (found[0] if found else None), min(others, default="")
