"""Re-expresses an IATI activity file as the facts we ship, in IATI 2.03: `python -m sources.iati.extract IN OUT`.

The publisher's texts (descriptions, conditions, documents) and contacts are left out; of the description one fact
is kept: whether it names soil. The extract is read like any other file, by `reading`.
"""

import re
import sys
from pathlib import Path

from lxml import etree

from sources.iati.elements import XML_LANG
from sources.iati.reading import PARSER, read_iati

VERSION = "2.03"
NOTE = " Facts only, re-expressed for the '4 per 1000' Dashboard. Source, licence and what was left out: README.md. "
# The schema demands a description; the publisher's is not ours to ship.
DESCRIPTION_PLACEHOLDER = "Left out of this extract."
# A vocabulary of our own, as IATI writes it.
OWN_VOCABULARY, SOIL_TAG, SOIL_TAG_MEANING = "99", "soil", "Description names soil"
# Some titles of scholarships begin with the name of the person who holds it; names of persons are not shipped.
HOLDER = re.compile(r"^.*?\s*-\s+(?=Becas ONU)")
NAMES_SOIL = re.compile(r"\b(?:soils?|suelos?)\b", re.IGNORECASE)

ACTIVITY_ATTRIBUTES = (XML_LANG, "default-currency", "hierarchy", "last-updated-datetime")
# What is kept, in the order the schema demands: element, its attributes, and whether its texts are kept.
BEFORE_TAGS = (
    ("activity-status", ("code",), False),
    ("activity-date", ("type", "iso-date"), False),
    ("recipient-country", ("code", "percentage"), False),
    ("recipient-region", ("code", "vocabulary", "percentage"), False),
    ("sector", ("code", "vocabulary", "percentage"), False),
)
AFTER_TAGS = (
    ("policy-marker", ("code", "vocabulary", "significance"), False),
    ("default-finance-type", ("code",), False),
)
TRANSACTION_PARTS = (
    ("transaction-type", ("code",), False),
    ("transaction-date", ("iso-date",), False),
    ("value", ("currency", "value-date"), False),
    ("provider-org", ("ref", "type", "provider-activity-id"), True),
    ("receiver-org", ("ref", "type", "receiver-activity-id"), True),
    ("sector", ("code", "vocabulary"), False),
    ("recipient-country", ("code",), False),
    ("recipient-region", ("code", "vocabulary"), False),
    ("finance-type", ("code",), False),
)
RELATED = (("related-activity", ("ref", "type"), False),)
Kept = tuple[tuple[str, tuple[str, ...], bool], ...]


def write_extract(source: Path, target: Path) -> None:
    """Writes the facts of a version 2 file; raises NotIati when the source cannot be read, ValueError for version 1."""
    # Read once as any file is, so that a broken one is refused before anything is written.
    read_iati(source)
    published = etree.parse(source, etree.XMLParser(**PARSER)).getroot()
    version = published.get("version", "")
    if not version.startswith("2."):
        raise ValueError(f"{source.name} says version {version!r}; an extract is made from a file of version 2.0x.")
    extract = etree.Element("iati-activities", version=VERSION)
    _copy_attributes(published, extract, ("generated-datetime",))
    extract.append(etree.Comment(NOTE))
    for activity in published.iter("iati-activity"):
        extract.append(_facts(activity))
    _indent(extract)
    etree.ElementTree(extract).write(target, encoding="UTF-8", xml_declaration=True)


def _indent(extract: etree._Element) -> None:
    """One line per element; the texts of an organisation stay on its line."""
    etree.indent(extract, space=" ")
    for narrative in extract.iter("narrative"):
        narrative.tail = None
        narrative.getparent().text = None


def _facts(activity: etree._Element) -> etree._Element:
    """The activity again, with what we ship and nothing else."""
    facts = etree.Element("iati-activity")
    _copy_attributes(activity, facts, ACTIVITY_ATTRIBUTES)
    _append(facts, "iati-identifier", (activity.findtext("iati-identifier") or "").strip())
    _copy(activity, facts, (("reporting-org", ("ref", "type"), True), ("title", (), True)))
    _append(_append(facts, "description"), "narrative", DESCRIPTION_PLACEHOLDER, {XML_LANG: "en"})
    _copy(activity, facts, (("participating-org", ("role", "ref", "type"), True), *BEFORE_TAGS))
    if _names_soil(activity):
        tag = _append(facts, "tag", attributes={"vocabulary": OWN_VOCABULARY, "code": SOIL_TAG})
        _append(tag, "narrative", SOIL_TAG_MEANING, {XML_LANG: "en"})
    _copy(activity, facts, AFTER_TAGS)
    for transaction in activity.iterfind("transaction"):
        copied = _append(facts, "transaction")
        _copy_attributes(transaction, copied, ("ref",))
        _copy(transaction, copied, TRANSACTION_PARTS)
    _copy(activity, facts, RELATED)
    return facts


def _names_soil(activity: etree._Element) -> bool:
    texts = (text for tag in ("title", "description") for e in activity.iterfind(tag) for text in e.itertext())
    return any(NAMES_SOIL.search(text) for text in texts)


def _copy(source: etree._Element, target: etree._Element, kept: Kept) -> None:
    """Each kept element of `source` under `target`; a marker without significance is dropped."""
    for tag, attributes, has_texts in kept:
        for element in source.iterfind(tag):
            if "significance" in attributes and not element.get("significance"):
                continue
            text = None if has_texts else (element.text or "").strip() or None
            copied = _append(target, tag, text if tag == "value" else None)
            _copy_attributes(element, copied, attributes)
            for narrative in element.iterfind("narrative") if has_texts else ():
                language = narrative.get(XML_LANG) or element.get(XML_LANG)
                words = HOLDER.sub("", " ".join((narrative.text or "").split()))
                _append(copied, "narrative", words, {XML_LANG: language} if language else {})


def _copy_attributes(source: etree._Element, target: etree._Element, names: tuple[str, ...]) -> None:
    for name in names:
        if value := (source.get(name) or "").strip():
            target.set(name, value)


def _append(
    parent: etree._Element, tag: str, text: str | None = None, attributes: dict[str, str] | None = None
) -> etree._Element:
    child = etree.SubElement(parent, tag, attributes or {})
    child.text = text
    return child


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m sources.iati.extract PUBLISHED.xml TARGET.xml")
    write_extract(Path(sys.argv[1]), Path(sys.argv[2]))
