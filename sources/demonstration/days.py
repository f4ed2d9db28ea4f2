"""The days of the made-up world: all are told from the day it is shown on, so that it never ages.

Does not belong here: what happens on them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

YEARS_SHOWN = 5
BASE_YEAR, FIRST_TARGET_YEAR, LAST_TARGET_YEAR = 2020, 2030, 2050
DAYS_TO_REPORT = 45  # after the end of a year, until its figures are sent


@dataclass(frozen=True)
class Days:
    """The day the world is shown on, its two board meetings, and the days on which partners sent before each of the three."""

    as_of: date
    seed: int

    @property
    def boards(self) -> tuple[date, date]:
        """The two meetings of the board, a year and half a year ago."""
        return self.as_of - timedelta(days=365), self.as_of - timedelta(days=183)

    @property
    def waves(self) -> tuple[date, date, date]:
        """The day by which everything is sent that the first board saw, the second board, and today."""
        return tuple(day - timedelta(days=8) for day in (*self.boards, self.as_of))  # ty: ignore[invalid-explicit-return]

    @property
    def years(self) -> list[int]:
        """The last five years whose figures were sent by now."""
        last = self.as_of.year - 1
        if self.reported_on(last) > self.waves[2]:
            last -= 1
        return list(range(last - YEARS_SHOWN + 1, last + 1))

    @staticmethod
    def reported_on(year: int) -> date:
        """The day on which the figures of a year are sent."""
        return date(year, 12, 31) + timedelta(days=DAYS_TO_REPORT)

    def wave_of(self, day: date) -> int:
        """In which of the three sendings something of this day is: 0, 1 or 2."""
        return sum(day > wave for wave in self.waves[:2])

    def dice(self, topic: str) -> Random:
        """Chance for one topic, the same for the same seed whatever other topics ask."""
        return Random(f"{self.seed}:{topic}")


def between(dice: Random, first: date, last: date) -> date:
    """A day by chance, both ends included."""
    return first + timedelta(days=dice.randint(0, max((last - first).days, 0)))
