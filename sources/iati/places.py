"""Where an activity takes place: countries, or regions of the world, and the percentages split between them.

Knows nothing of XML: a place is a code, the vocabulary it is from and a percentage, as text.
"""

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

# No vocabulary means OECD DAC; DAC is the name version 1 used.
DAC_VOCABULARIES = frozenset({"", "1", "DAC"})
UN_VOCABULARY = "2"

# OECD DAC and UN M49 codes of regions and their parts, to the five M49 regions. 998 (developing countries,
# unspecified) and 001 (world) are no region.
DAC_REGIONS = {
    "88": "150", "89": "150",
    "189": "002", "289": "002", "298": "002", "1027": "002", "1028": "002", "1029": "002", "1030": "002",
    "380": "019", "389": "019", "489": "019", "498": "019", "1031": "019", "1032": "019",
    "589": "142", "619": "142", "679": "142", "689": "142", "789": "142", "798": "142",
    "889": "009", "1033": "009", "1034": "009", "1035": "009",
}  # fmt: skip
UN_REGIONS = {
    code: region
    for region, codes in {
        "002": "002 011 014 015 017 018 202",
        "019": "019 003 005 013 021 029 419",
        "142": "142 030 034 035 143 145",
        "150": "150 039 151 154 155",
        "009": "009 053 054 057 061",
    }.items()
    for code in codes.split()
}
WHOLE_PERCENT, PERCENT_TOLERANCE = Decimal(100), Decimal("0.01")


class Place(NamedTuple):
    """A country or region as stated; no code where what was stated is no region."""

    code: str | None
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
    """The regions of the first vocabulary we know: several vocabularies say the same thing again."""
    dac = [place for place in stated if place.vocabulary in DAC_VOCABULARIES]
    if dac:
        return [place._replace(code=DAC_REGIONS.get(place.code)) for place in dac]
    un = [place for place in stated if place.vocabulary == UN_VOCABULARY]
    return [place._replace(code=UN_REGIONS.get(place.code.zfill(3))) for place in un]


def _make_whole(places: list[Place]) -> bool:
    percents = [_percent(place.percentage) for place in places]
    return None not in percents and abs(sum(percents) - WHOLE_PERCENT) <= PERCENT_TOLERANCE


def _merged(places: list[Place]) -> tuple[str | None, str | None]:
    """Each code once: twice the same place (two parts of one region) adds up."""
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
