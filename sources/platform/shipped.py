"""What ships of the same pages: partnerships, counts of partners, facilities, and the names of countries; as it is written.

Here nothing is compared.
"""

import csv
import re
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).parents[1]
RECORD, STRATEGY = SOURCES / "record", SOURCES / "strategy"
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june"),
            *("jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}
MONTH_AND_YEAR = re.compile(r"([A-Za-z]{3,9})\.?\s+((?:19|20)\d\d)")


@dataclass(frozen=True)
class Shipped:
    """What ships: partnerships by the form of their organisation, the day of their list, undated counts, facilities."""

    partnerships: dict[str, dict[str, str]]
    listed_on: date | None
    counts: tuple[dict[str, str], ...]
    labels: dict[str, str]  # of facilities, by code
    facility_of: dict[str, str]  # by code of objective
    countries: tuple[str, ...]  # the longest name first


@cache
def shipped() -> Shipped:
    """What ships, read once."""
    partnerships = {form(row["organisation"]): row for row in _rows(RECORD / "partnerships.csv")}
    days = [day for row in partnerships.values() if (day := last_day(row["source"]))]
    facilities = _rows(STRATEGY / "facilities.csv")
    return Shipped(
        partnerships,
        max(days, default=None),
        tuple(_rows(RECORD / "partner_counts.csv")),
        {row["facility_code"]: row["label_en"] for row in facilities},
        {row["objective_code"]: row["facility_code"] for row in _rows(STRATEGY / "facility_objectives.csv")},
        tuple(sorted((row["label_en"] for row in _rows(STRATEGY / "countries.csv")), key=len, reverse=True)),
    )


def objectives_of(facility_of: dict[str, str]) -> dict[str, set[str]]:
    """The objectives of each facility."""
    found: dict[str, set[str]] = defaultdict(set)
    for objective, facility in facility_of.items():
        found[facility].add(objective)
    return found


def form(name: str) -> str:
    """A name in the form in which two are compared: letters and digits alone, in small letters."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def last_day(text: str) -> date | None:
    """The last day of the month that a text names first, 'updated in October 2022'; None where it names none."""
    for name, year in MONTH_AND_YEAR.findall(text):
        if month := MONTHS.get(name.lower()):
            return date(int(year), month, monthrange(int(year), month)[1])
    return None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
