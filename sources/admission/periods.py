"""Reads quarters, spans of months and fiscal years where a date is asked; what has no stated rule is refused with the way out.

Dates of one day, month or year are read in `values`.
"""

import re
from datetime import date, timedelta

from sources.admission.values import EARLIEST_YEAR, LATEST_YEAR, MONTHS, Unreadable
from sources.streams import normal

MONTHS_PER_QUARTER, MONTHS_PER_HALF = 3, 6
_QUARTER = re.compile(
    r"(?:(?P<kind>[qth])\s*(?P<number>[1-4])\s*(?P<year>\d{4})|(?P<year2>\d{4})\s*(?P<kind2>[qth])\s*(?P<number2>[1-4]))$"
)
_MONTHS = re.compile(
    r"(?P<first>[a-z]+)(?: (?P<year1>\d{4}))? (?:to |au? |until |jusqu a |hasta )?(?P<last>[a-z]+) (?P<year2>\d{4})$"
)
_YEARS = re.compile(r"(?:(?:fy|fiscal year|financial year|exercice|ejercicio|ano fiscal)\s*)?(\d{4})\s*(\d{2}|\d{4})$")
_MAYBE_FISCAL = re.compile(r"\d{4}\W+\d{2}(?:\d{2})?\s*$|fy|fis|fin|ex|ej", re.IGNORECASE)
_FISCAL = re.compile(r"(?:fy|fiscal year|financial year|exercice|ejercicio|ano fiscal)\s*(\d{2}|\d{4})$")


def read_span(text: str, period: str) -> date:
    """The `first` or `last` day of a quarter, half-year or span of months of the calendar. Raises Unreadable.

    The days of a fiscal year differ from country to country, so it is never read.
    """
    form = normal(text)
    if found := _QUARTER.match(form):
        kind, number, year = (found[name] or found[f"{name}2"] for name in ("kind", "number", "year"))
        length = MONTHS_PER_HALF if kind == "h" else MONTHS_PER_QUARTER
        if int(number) * length > 12:
            raise Unreadable("no_date")
        first = (int(number) - 1) * length + 1
        return _day(int(year), first, period) if period == "first" else _day(int(year), first + length - 1, period)
    if (found := _MONTHS.match(form)) and {found["first"], found["last"]} <= MONTHS.keys():
        if period == "first":
            return _day(int(found["year1"] or found["year2"]), MONTHS[found["first"]], period)
        return _day(int(found["year2"]), MONTHS[found["last"]], period)
    raise Unreadable("no_date")


def is_fiscal(text: str) -> bool:
    """Whether a text names a year that begins in one calendar year and ends in the next: 'FY2023', '2023/24', '2010-11'."""
    if not _MAYBE_FISCAL.search(text):
        return False
    form = normal(text)
    if _FISCAL.match(form):
        return True
    found = _YEARS.match(form)
    return found is not None and int(found[2][-2:]) == (int(found[1]) + 1) % 100 and len(form) > 6


def _day(year: int, month: int, period: str) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Unreadable("year", named={"year": year, "earliest": EARLIEST_YEAR, "latest": LATEST_YEAR})
    if period == "first":
        return date(year, month, 1)
    return (date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)) - timedelta(days=1)
