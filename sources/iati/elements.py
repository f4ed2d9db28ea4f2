"""What the elements of an activity have in common: texts, attributes, dates, organisations, codes and places.

Does not belong here: which elements an activity or a transaction is read from (`activity`, `transaction`).
"""

import re
from collections.abc import Iterable

from lxml import etree

from sources.iati.places import Place

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[TZ+\- ].*", re.DOTALL)
DAY_LENGTH = len("2030-12-31")

FUNDING_ROLE, IMPLEMENTING_ROLE = "1", "4"
# No vocabulary means OECD DAC purpose codes; DAC and DAC-3 are the names version 1 used.
SECTOR_VOCABULARIES = frozenset({"", "1", "2", "DAC", "DAC-3"})
COUNTRY, REGION = "recipient-country", "recipient-region"

Parts = dict[str, list[etree._Element]]
Organisation = tuple[str | None, str | None]
Roles = list[tuple[str, Organisation]]


def parts_of(element: etree._Element) -> Parts:
    """The children by tag, in one pass; looking each tag up anew would take half as long again."""
    parts: Parts = {}
    for child in element:
        parts.setdefault(child.tag, []).append(child)
    return parts


def default_language(activity: etree._Element) -> str:
    """The language of texts that name none; empty where the activity and its file name none either."""
    parent = activity.getparent()
    return activity.get(XML_LANG) or (parent.get(XML_LANG) if parent is not None else None) or ""


def narrative(elements: Iterable[etree._Element], language: str) -> str | None:
    """The English text if there is one, else the first that is not empty; spaces and line ends become one space."""
    # Version 2 wraps texts in <narrative>, version 1 repeats the element itself.
    texts = [
        (text, element)
        for element in elements
        for text in [child for child in element if child.tag == "narrative"] or [element]
    ]
    if len(texts) == 1:
        return _clean(texts[0][0].text)
    first = None
    for text, element in texts:
        words = _clean(text.text)
        if words and _is_english(text.get(XML_LANG) or element.get(XML_LANG) or language):
            return words
        first = first or words
    return first


def _is_english(language: str) -> bool:
    return language[:2].lower() == "en"


def organisation_of(element: etree._Element | None, language: str) -> Organisation:
    """Name and reference; either may be missing."""
    return (None, None) if element is None else (narrative([element], language), attribute_of(element, "ref"))


def stated_places(elements: list[etree._Element]) -> list[Place]:
    """The places that elements name, with their percentages as text."""
    return [
        Place(code, attribute_of(e, "percentage"), attribute_of(e, "vocabulary") or "")
        for e in elements
        if (code := attribute_of(e, "code"))
    ]


def dac_code(element: etree._Element, vocabularies: frozenset[str]) -> str | None:
    """The code of an element whose vocabulary is one of these."""
    return attribute_of(element, "code") if element.get("vocabulary", "").strip() in vocabularies else None


def day_of(element: etree._Element | None, name: str) -> str | None:
    """The day that an attribute gives."""
    return None if element is None else date_of(element.get(name))


def day_or_text(element: etree._Element | None) -> str | None:
    """The ISO date of an element; version 1 let publishers write it as text alone."""
    return None if element is None else date_of(element.get("iso-date") or element.text)


def date_of(text: str | None) -> str | None:
    """The day of an xsd:date or xsd:dateTime without time and zone; anything else as it stands."""
    words = _clean(text)
    dated = DATED.fullmatch(words) if words and len(words) > DAY_LENGTH else None
    return dated.group(1) if dated else words


def first_of(parts: Parts, tag: str) -> etree._Element | None:
    """The first child with a tag."""
    return parts[tag][0] if tag in parts else None


def text_of(element: etree._Element | None) -> str | None:
    """The text of an element, single spaces between its words."""
    return None if element is None else _clean(element.text)


def attribute_of(element: etree._Element | None, name: str) -> str | None:
    """The attribute without spaces around it; none when the element or the attribute is missing or blank."""
    text = None if element is None else element.get(name)
    return text.strip() or None if text else None


def _clean(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def joined(items: Iterable[str | None], separator: str = ";") -> str | None:
    """What is there of the items, one behind the other."""
    return separator.join(item for item in items if item) or None
