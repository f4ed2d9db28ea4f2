"""One line of the list of partnerships: number, organisation, country, and what stands in brackets of the agreement.

    5. GIZ (Germany) [Grant agreement 1.12.2021 to 31.03.2023]

Only what is written is read: a year alone is no date, an end that is not stated stays empty. Where the list stands is
not known here (`pages`).
"""

import re
from datetime import date

from sources.platform.shipped import MONTHS

ENTRY = re.compile(r"(?P<number>\d{1,3})\s*[.)]\s+(?P<rest>\S.*)")
AGREEMENT = re.compile(r"\s*\[(?P<agreement>[^\[\]]*)\]\s*\.?$")
IN_BRACKETS = re.compile(r"\s*\((?P<place>[^()]*)\)$")
INTERNATIONAL = "IO"
OF_A_COUNTRY = {"French": "France", "German": "Germany", "Spanish": "Spain"}  # ministries that the list calls so
MINISTRY = re.compile(r"(?P<whose>[A-Z][a-z]+) Ministry\b")
# The types of agreement by the words of the list.
TYPES = {
    "grant_agreement": r"grant agreement",
    "secondment": r"secondments?",
    "memorandum_of_agreement": r"moa|memorandum of agreement",
    "hosting_agreement": r"hosting agreement",
    "funding_agreement": r"funding agreement",
    "mou": r"mou|memorandum of understanding",
    "office_provision": r"offices?",
    "invoice": r"invoice",
}
YEARS = re.compile(r"(\d{1,2}(?:[.,]\d)?)\s*-?\s*(?:yrs?|years?)\b", re.IGNORECASE)
POSTS = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s+secondments?\b", re.IGNORECASE)
DAY = re.compile(r"\b(\d{1,2})(?:\.\s?(\d{1,2})\.\s?|\s+([A-Za-z]{3,9})\.?\s+)((?:19|20)\d\d)\b")


def entry(text: str, countries: tuple[str, ...]) -> dict[str, str] | None:
    """The fields of a line with its number; None where it has no number or names nobody."""
    found = ENTRY.fullmatch(text)
    if found is None:
        return None
    rest, agreement = found["rest"], ""
    if bracket := AGREEMENT.search(rest):
        rest, agreement = rest[: bracket.start()], " ".join(bracket["agreement"].split())
    name, country = _country(rest.strip().rstrip("."), countries)
    if not any(letter.isalpha() for letter in name):
        return None
    starts, ends = _days(agreement)
    return {
        "number": str(int(found["number"])),
        "organisation": name,
        "country_or_kind": country,
        "agreement": agreement,
        "agreement_types": ";".join(types(agreement)),
        "start": starts,
        "duration_years": _decimal(YEARS, agreement),
        "end": ends,
        "fte": _decimal(POSTS, agreement),
    }


def types(agreement: str) -> list[str]:
    """The types of agreement in the order in which they stand."""
    places = {
        code: found.start()
        for code, words in TYPES.items()
        if (found := re.search(rf"\b(?:{words})\b", agreement, re.IGNORECASE))
    }
    return sorted(places, key=lambda code: places[code])


def impossible_day(agreement: str) -> str:
    """The first day in a text that no calendar has, as it is written; empty where every day is one."""
    return next((found[0] for found in DAY.finditer(agreement) if _day(found) is None), "")


def _country(name: str, countries: tuple[str, ...]) -> tuple[str, str]:
    """The name without the country behind it, and the country; what stands in brackets and is none belongs to the name."""
    if found := IN_BRACKETS.search(name):
        place = " ".join(found["place"].split())
        country = next((each for each in (INTERNATIONAL, *countries) if _begins(place, each)), "")
        if country:
            rest = place[len(country) :].strip(" ,-")
            return name[: found.start()].strip(), f"{country} ({rest})" if rest else country
    ministry = MINISTRY.match(name)
    return name, OF_A_COUNTRY.get(ministry["whose"], "") if ministry else ""


def _begins(place: str, country: str) -> bool:
    return place == country or place.startswith((f"{country} ", f"{country},"))


def _days(agreement: str) -> tuple[str, str]:
    """The first day named, and the second, where they are from one to the other."""
    days = [day.isoformat() for found in DAY.finditer(agreement) if (day := _day(found))]
    return (days[0] if days else "", days[1] if len(days) == 2 else "")


def _day(found: re.Match[str]) -> date | None:
    month = int(found[2]) if found[2] else MONTHS.get(found[3].lower(), 0)
    try:
        return date(int(found[4]), month, int(found[1]))
    except ValueError:
        return None


def _decimal(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].replace(",", ".") if found else ""
