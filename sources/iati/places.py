"""Where an activity takes place: countries, or regions of the world, and the percentages split between them.

Knows nothing of XML: a place is a code, the vocabulary it is from and a percentage, as text.
"""

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

# No vocabulary means OECD DAC; DAC is the name version 1 used.
DAC_VOCABULARIES = frozenset({"", "1", "DAC"})
UN_VOCABULARY = "2"


def _region_of(codes_of: dict[str, str]) -> dict[str, str]:
    """The region of each code, from the codes of each region."""
    return {code: region for region, codes in codes_of.items() for code in codes.split()}


# OECD DAC and UN M49 codes of regions and their parts, to the five M49 regions. 998 (developing countries,
# unspecified) and 001 (world) are no region.
DAC_REGIONS = _region_of(
    {
        "002": "189 289 298 1027 1028 1029 1030",
        "019": "380 389 489 498 1031 1032",
        "142": "589 619 679 689 789 798",
        "150": "88 89",
        "009": "889 1033 1034 1035",
    }
)
UN_REGIONS = _region_of(
    {
        "002": "002 011 014 015 017 018 202",
        "019": "019 003 005 013 021 029 419",
        "142": "142 030 034 035 143 145",
        "150": "150 039 151 154 155",
        "009": "009 053 054 057 061",
    }
)
WHOLE_PERCENT, PERCENT_TOLERANCE = Decimal(100), Decimal("0.01")


class Place(NamedTuple):
    """A country or region as stated; an empty code where what was stated is no region."""

    code: str
    percentage: str | None
    vocabulary: str = ""


class Placed(NamedTuple):
    """Codes and percentages joined by `;` in the same order; no percentages unless every place has one."""

    countries: str | None
    country_shares: str | None
    regions: str | None
    region_shares: str | None


def placed(countries: list[Place], regions: list[Place]) -> Placed:
    """Countries as stated and regions as M49 codes.

    A region beside a country only says where the country lies, unless the percentages of both together make 100:
    then the publisher split the activity between them.
    """
    regions = _regions(regions)
    if countries and not (regions and _make_whole(countries + regions)):
        regions = []
    return Placed(*_merged(countries), *_merged([place for place in regions if place.code]))


def _regions(stated: list[Place]) -> list[Place]:
    """The regions of the first vocabulary we know; other vocabularies repeat the same regions."""
    dac = [place for place in stated if place.vocabulary in DAC_VOCABULARIES]
    if dac:
        return [place._replace(code=DAC_REGIONS.get(place.code, "")) for place in dac]
    un = [place for place in stated if place.vocabulary == UN_VOCABULARY]
    return [place._replace(code=UN_REGIONS.get(place.code.zfill(3), "")) for place in un]


def _make_whole(places: list[Place]) -> bool:
    percents = [percent for place in places if (percent := _percent(place.percentage)) is not None]
    return len(percents) == len(places) and abs(sum(percents) - WHOLE_PERCENT) <= PERCENT_TOLERANCE


def _merged(places: list[Place]) -> tuple[str | None, str | None]:
    """Each code once, with its shares added up: two parts of one region are the same place."""
    shares: dict[str, str | None] = {}
    for place in places:
        before, now = _percent(shares.get(place.code)), _percent(place.percentage)
        # An unreadable percentage stays as it is, to be found by admission.
        shares[place.code] = place.percentage if before is None or now is None else str(before + now)
    stated = all(place.percentage for place in places)
    return ";".join(shares) or None, (";".join(map(str, shares.values())) or None) if stated else None


def _percent(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
