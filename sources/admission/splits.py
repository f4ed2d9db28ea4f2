"""How a project's money is split over its objectives and its places: stated shares, or equal parts that say so.

Reads the texts of one row and gives codes, shares and faults; which row it is, is not known here.
"""

import re
from typing import NamedTuple

from sources.admission.values import Unreadable, read_number
from sources.findings import Parameter
from sources.names.listing import listed, listed_codes
from sources.names.matching import code_of, region_within
from sources.names.reference import Reference, Register

TOLERANCE = 0.0001  # of shares that sum to 1
LARGEST_SUM_OF_FRACTIONS = 1.5  # a larger sum can only be percentages
XML_TOLERANCE = 0.02  # percentages of publishers are rounded; they are scaled to 1


class Fault(NamedTuple):
    """A rule that the texts break: the field, the parameters of the message, and the unknown name where there is one."""

    rule_id: str
    field: str
    details: tuple[tuple[str, Parameter], ...] = ()
    unknown: str | None = None

    @property
    def named(self) -> dict[str, Parameter]:
        """The parameters of the message by name."""
        return dict(self.details)


class Split(NamedTuple):
    """Codes with the share of each; shares are stated or assumed equal."""

    codes: tuple[tuple[str | None, ...], ...] = ()
    shares: tuple[float, ...] = ()
    basis: str = "assumed"
    faults: tuple[Fault, ...] = ()


def read_shares(text: str, are_percent: bool = False) -> list[float]:
    """Shares as written, '60;40' or '60 %, 40 %' or '0.6 / 0.4', as parts of 1; raises Unreadable."""
    parts = [part for part in re.split(r"[;\n|/]|,\s+|\s+(?=\d)", text.replace("%", " ")) if part.strip()]
    shares = [read_number(part.strip(), "," if "," in part else ".") for part in parts]
    are_percent = are_percent or sum(shares) > LARGEST_SUM_OF_FRACTIONS or "%" in text
    return [share / 100 if are_percent else share for share in shares]


def over_objectives(objectives: str, shares: str, is_xml: bool, reference: Reference) -> Split:
    """The objectives of a row and the share of each."""
    faults: list[Fault] = []
    codes = _known(objectives, "objectives", "NAM-001", reference.objectives, faults)
    unknown = sum(fault.unknown is not None for fault in faults)
    stated, share_faults = _stated(shares, len(codes) + unknown, "objective_shares", is_xml)
    return _split([(code,) for code in codes], stated, [*faults, *share_faults])


def over_places(texts: tuple[str, str, str, str], is_open: bool, reference: Reference) -> Split:
    """Countries, and regions where the row names no country there: (country, region) pairs and the share of each.

    `texts` are countries, country shares, regions, region shares. Open records name regions among countries.
    """
    countries, country_shares, regions, region_shares = texts
    faults: list[Fault] = []
    if is_open and countries and not country_shares:
        countries, regions = _with_regions(countries, regions, faults, reference)
    country_codes = _known(countries, "countries", "NAM-002", reference.countries, faults, is_open)
    region_codes = _known(regions, "regions", "NAM-003", reference.regions, faults, is_open)
    both_stated = bool(country_shares and region_shares)
    if both_stated:
        stated, share_faults = _stated(
            f"{country_shares};{region_shares}", len(country_codes) + len(region_codes), "country_shares", is_open
        )
    else:
        implied = {reference.region_of_country.get(code) for code in country_codes}
        beyond = [code for code in region_codes if code not in implied]
        if country_codes and beyond and not country_shares:
            faults.append(Fault("PRJ-009", "regions", (("regions", tuple(beyond)),)))
        region_codes = beyond if not (country_codes and country_shares) else []
        shares, name = (country_shares, "country_shares") if country_codes else (region_shares, "region_shares")
        stated, share_faults = _stated(shares, len(country_codes or region_codes), name, is_open)
    places = [(code, None) for code in country_codes] + [(None, code) for code in region_codes]
    return _split(places, stated, [*faults, *share_faults])


def _with_regions(countries: str, regions: str, faults: list[Fault], reference: Reference) -> tuple[str, str]:
    """The names of countries, and the regions with those that stand among the countries; each of these is told."""
    kept, found = [], []
    for part in listed(countries):
        region = None if code_of(part, reference.countries) else region_within(part, reference.regions)
        if region is None:
            kept.append(part)
            continue
        faults.append(
            Fault("PRJ-053", "countries", (*(() if region else (("case", "none"),)), ("text", part), ("code", region)))
        )
        found.append(region)
    return ";".join(kept), ";".join(filter(None, [regions, *dict.fromkeys(found)]))


def _known(
    text: str, name: str, rule_id: str, register: Register, faults: list[Fault], are_codes: bool = False
) -> list[str]:
    """The codes of a list; what is in doubt or unknown is added to the faults."""
    if not text:
        return []
    found, others = listed_codes(text, register, are_codes)
    for other in others:
        if isinstance(other, str):
            faults.append(Fault(rule_id, name, (("text", other),), unknown=other))
        else:
            faults.append(Fault(other.rule_id, name, other.details))
    return found


def _stated(text: str, expected: int, name: str, is_xml: bool) -> tuple[list[float] | None, list[Fault]]:
    """The shares of a text, scaled to 1 within the tolerance; or none, and why."""
    if not text:
        return None, []
    try:
        shares = read_shares(text, are_percent=is_xml)
    except Unreadable as error:
        return None, [Fault("PRJ-004", name, (("case", error.case), ("text", text)))]
    if len(shares) != expected:
        return None, [Fault("PRJ-004", name, (("case", "count"), ("shares", len(shares)), ("names", expected)))]
    total = sum(shares)
    if min(shares, default=0) < 0 or abs(total - 1) > (XML_TOLERANCE if is_xml else TOLERANCE):
        return None, [Fault("PRJ-003", name, (("percent", float(f"{total * 100:g}")),))]
    return [share / total for share in shares], []


def _split(codes: list[tuple], stated: list[float] | None, faults: list[Fault]) -> Split:
    """One entry per distinct code; shares of a code named twice are added."""
    if not codes:
        return Split(faults=tuple(faults))
    parts = stated if stated is not None and len(stated) == len(codes) else [1 / len(set(codes))] * len(codes)
    is_stated = parts is stated
    shares: dict[tuple, float] = {}
    for code, part in zip(codes, parts, strict=True):
        shares[code] = shares.get(code, 0.0) + part if is_stated else part
    return Split(tuple(shares), tuple(shares.values()), "stated" if is_stated else "assumed", tuple(faults))
