"""The 733 partners, and the organisations that are none: names, colleges, countries, since when.

Does not belong here: what they send.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sources.demonstration.days import Days, between
from sources.demonstration.names import organisation_names

PARTNERS, MEMBERS_OF_TEN = 733, 4
FOUNDED = date(2016, 5, 1)
BEFORE_FIRST_BOARD, BEFORE_SECOND_BOARD = 690, 713  # partners by then
COLLEGES = {
    "research_education": 190,
    "civil_society": 170,
    "producers_organisation": 120,
    "private_company": 110,
    "state_local_authority": 88,
    "donor_foundation": 30,
    "international_organisation": 25,
}
COMMERCIAL = "private_company"
OTHERS = {"donor_foundation": 10, "civil_society": 8}  # in the register, and no partners
# The countries of the world by region, the common ones first. Many others have nobody, as in any register.
COUNTRIES = {
    "002": [
        "KEN",
        "BEN",
        "SEN",
        "MLI",
        "GHA",
        "ETH",
        "MAR",
        "MWI",
        "RWA",
        "BFA",
        "TZA",
        "ZMB",
        "TUN",
        "TGO",
        "UGA",
        "MDG",
    ],
    "019": ["BRA", "COL", "PER", "MEX", "CRI", "ARG", "CHL", "CAN", "USA", "HND", "BOL"],
    "142": ["IND", "NPL", "IDN", "VNM", "JPN", "KGZ", "LKA", "PHL", "JOR", "MNG"],
    "150": ["FRA", "DEU", "ESP", "ITA", "PRT", "NLD", "POL", "ROU", "IRL", "CHE", "SWE"],
    "009": ["FJI", "AUS", "NZL", "VUT", "SLB"],
}
REGIONS: Mapping[str, int] = {"150": 34, "002": 30, "019": 16, "142": 15, "009": 5}  # of a hundred


@dataclass(frozen=True)
class Organisation:
    """One organisation of the register."""

    organisation_id: str
    name: str
    college: str
    region: str
    country: str
    status: str
    joined_on: date | None

    @property
    def is_partner(self) -> bool:
        """Partner, or member, which is a partner too."""
        return self.status in ("partner", "member")


def organisations(days: Days) -> list[Organisation]:
    """The partners in the order in which they joined, then the others."""
    dice = days.dice("organisations")
    named = [(kind, name) for kind, count in COLLEGES.items() for name in organisation_names(kind, count, dice)]
    dice.shuffle(named)
    taken = {name for _, name in named}
    others = [
        (kind, name)
        for kind, count in OTHERS.items()
        for name in [n for n in organisation_names(kind, 60, dice) if n not in taken][:count]
    ]
    joined = _joined(days)
    made = []
    for number, (kind, name) in enumerate([*named, *others], start=1):
        region = dice.choices(list(REGIONS), list(REGIONS.values()))[0]
        countries = COUNTRIES[region]
        country = dice.choices(countries, range(len(countries) + 4, 4, -1))[0]
        is_member = kind != COMMERCIAL and dice.randint(1, 10) <= MEMBERS_OF_TEN
        status = "none" if number > PARTNERS else "member" if is_member else "partner"
        on = joined[number - 1] if number <= PARTNERS else None
        made.append(Organisation(f"DEMO-ORG-{number:04d}", name, kind, region, country, status, on))
    return made


def _joined(days: Days) -> list[date]:
    """The days on which the partners joined, in order."""
    dice, (first, second, last) = days.dice("joined"), days.waves
    early = [between(dice, FOUNDED, first) for _ in range(BEFORE_FIRST_BOARD)]
    middle = [between(dice, first, second) for _ in range(BEFORE_SECOND_BOARD - BEFORE_FIRST_BOARD)]
    late = [between(dice, second, last) for _ in range(PARTNERS - BEFORE_SECOND_BOARD)]
    return [*sorted(early), *sorted(middle), *sorted(late)]


def register_rows(listed: list[Organisation]) -> list[dict[str, object]]:
    """The rows of the register of organisations."""
    return [
        {
            "organisation_id": one.organisation_id,
            "name": one.name,
            "type": one.college,
            "country": one.country,
            "initiative_status": one.status,
            "is_nonprofit": "no" if one.college == COMMERCIAL else "yes",
            "joined_on": one.joined_on,
        }
        for one in listed
    ]


def count_rows(days: Days, listed: list[Organisation]) -> list[dict[str, object]]:
    """The number of partners that was published at the end of each year, and lately."""
    ends = [date(year, 12, 31) for year in range(FOUNDED.year + 1, days.as_of.year)]
    return [_count(day, listed) for day in [*(end for end in ends if end <= days.waves[2]), days.waves[2]]]


def _count(day: date, listed: list[Organisation]) -> dict[str, object]:
    here = [one for one in listed if one.is_partner and one.joined_on is not None and one.joined_on <= day]
    return {
        "as_of": day,
        "partners": len(here),
        "members": sum(one.status == "member" for one in here),
        "countries": len({one.country for one in here}),
        "source": "https://example.org/register",
    }
