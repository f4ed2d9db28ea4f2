"""What one <iati-activity> element says, in our field names: a project and its transactions, as text.

Activities are found in a file by `reading`; their text becomes dates, numbers and canonical ids in `sources.admission`.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from sources.iati.fields import FUNDING_FIELDS, PROJECT_FIELDS
from sources.iati.places import Place, Placed, placed

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[TZ+\- ].*", re.DOTALL)
DAY_LENGTH = len("2030-12-31")

FUNDING_ROLE, IMPLEMENTING_ROLE = "1", "4"
ROLES = {"funding": FUNDING_ROLE, "accountable": "2", "extending": "3", "implementing": IMPLEMENTING_ROLE}
PLACE_TAGS = ("recipient-country", "recipient-region")
STARTS = (("2", "start-actual"), ("1", "start-planned"))
ENDS = (("4", "end-actual"), ("3", "end-planned"))

# Money that leaves the reporting organisation, in the codes of 2.0x and the letters of 1.0x. Only for these may the
# parties be read off the activity: interest, repayments and incoming money flow the other way.
OUTGOING_TYPES = frozenset({"2", "3", "4", "7", "8", "10", "12", "C", "D", "E", "R", "QP", "CG"})

# No vocabulary means OECD DAC purpose codes; DAC and DAC-3 are the names version 1 used.
SECTOR_VOCABULARIES = frozenset({"", "1", "2", "DAC", "DAC-3"})
MARKER_VOCABULARIES = frozenset({"", "1", "DAC"})

Parts = dict[str, list[etree._Element]]
Organisation = tuple[str | None, str | None]
Roles = list[tuple[str, Organisation]]


def parts_of(element: etree._Element) -> Parts:
    """The children by tag, in one pass; looking each tag up anew would take half as long again."""
    parts: Parts = {}
    for child in element:
        parts.setdefault(child.tag, []).append(child)
    return parts


def roles_of(activity: etree._Element, parts: Parts) -> Roles:
    """Role code and organisation of each participating organisation that has a name or a reference."""
    language = default_language(activity)
    stated = ((_attribute(e, "role") or "", _organisation(e, language)) for e in parts.get("participating-org", []))
    return [(ROLES.get(role.lower(), role), organisation) for role, organisation in stated if any(organisation)]


def project_row(activity: etree._Element, parts: Parts, roles: Roles, line: int) -> tuple:
    """One project in the order of PROJECT_FIELDS; descriptions, budgets and contacts are not read."""
    language = default_language(activity)
    # Version 1 repeats the element in each language.
    reporters = parts.get("reporting-org", [])
    row = {
        "project_id": _text(_first(parts, "iati-identifier")),
        "title": narrative(parts.get("title", []), language),
        "lead": narrative(reporters, language),
        "lead_id": _attribute(_first(parts, "reporting-org"), "ref"),
        **_places(parts)._asdict(),
        "participating": _participating(roles),
        "start": _activity_date(parts, STARTS),
        "end": _activity_date(parts, ENDS),
        "currency": _attribute(activity, "default-currency"),
        "activity_status": _attribute(_first(parts, "activity-status"), "code"),
        "hierarchy": _attribute(activity, "hierarchy"),
        "sectors": _sectors(parts),
        "policy_markers": _policy_markers(parts),
        "tags": _joined(
            f"{e.get('vocabulary', '').strip()}:{e.get('code').strip()}" for e in parts.get("tag", []) if e.get("code")
        ),
        "updated_on": _date(activity.get("last-updated-datetime")),
        "source_row": line,
    }
    return tuple(map(row.get, PROJECT_FIELDS))


def funding_rows(
    activity: etree._Element, parts: Parts, roles: Roles, prefix: str, lines: list[int]
) -> Iterator[tuple]:
    """The transactions of an activity in the order of FUNDING_FIELDS; `prefix` and the ordinal make the contribution_id."""
    language = default_language(activity)
    project = _text(_first(parts, "iati-identifier"))
    currency = _attribute(activity, "default-currency")
    giver = _only(roles, FUNDING_ROLE) or _organisation(_first(parts, "reporting-org"), language)
    doer = _only(roles, IMPLEMENTING_ROLE) or (None, None)
    for ordinal, (transaction, line) in enumerate(zip(parts.get("transaction", []), lines, strict=True), 1):
        children = {child.tag: child for child in transaction}
        kind = _attribute(children.get("transaction-type"), "code")
        is_outgoing = kind in OUTGOING_TYPES
        funder = _organisation(children.get("provider-org"), language)
        receiver = _organisation(children.get("receiver-org"), language)
        if is_outgoing:
            funder = funder if any(funder) else giver
            receiver = receiver if any(receiver) else doer
        value = children.get("value")
        row = {
            "contribution_id": f"{prefix}{ordinal}",
            "project": project,
            "funder": funder[0],
            "funder_id": funder[1],
            "receiver": receiver[0],
            "receiver_id": receiver[1],
            "money_stream": "ground",
            "form": "cash",
            "transaction_type": kind,
            "amount": _text(value),
            "currency": _attribute(value, "currency") or currency,
            "date": _day(value, "value-date") or _day_or_text(children.get("transaction-date")),
            "confidence": "IATI",
            "source_row": line,
        }
        yield tuple(map(row.get, FUNDING_FIELDS))


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


def _organisation(element: etree._Element | None, language: str) -> Organisation:
    """Name and reference; either may be missing."""
    return (None, None) if element is None else (narrative([element], language), _attribute(element, "ref"))


def _participating(roles: Roles) -> str | None:
    """One line `role|ref|name` for each; a reference holds no bar."""
    return _joined(("|".join((role, (ref or "").replace("|", " "), name or "")) for role, (name, ref) in roles), "\n")


def _only(roles: Roles, wanted: str) -> Organisation | None:
    """The organisation in that role, if there is exactly one."""
    found = {organisation for role, organisation in roles if role == wanted}
    return found.pop() if len(found) == 1 else None


def _places(parts: Parts) -> Placed:
    """Where the activity takes place; where it names no place those of its transactions, without percentages."""
    countries, regions = (_stated(parts.get(tag, [])) for tag in PLACE_TAGS)
    if not countries and not regions:
        countries, regions = (
            [place._replace(percentage=None) for place in _stated(_of_transactions(parts, tag))] for tag in PLACE_TAGS
        )
    return placed(countries, regions)


def _stated(elements: list[etree._Element]) -> list[Place]:
    return [
        Place(code, _attribute(e, "percentage"), _attribute(e, "vocabulary") or "")
        for e in elements
        if (code := _attribute(e, "code"))
    ]


def _of_transactions(parts: Parts, tag: str) -> list[etree._Element]:
    return [e for transaction in parts.get("transaction", []) for e in transaction if e.tag == tag]


def _sectors(parts: Parts) -> str | None:
    """DAC codes of the activity, or of its transactions when the activity has none; each once."""
    own = [_dac_code(e, SECTOR_VOCABULARIES) for e in parts.get("sector", [])]
    if not any(own):
        own = [_dac_code(e, SECTOR_VOCABULARIES) for e in _of_transactions(parts, "sector")]
    return _joined(dict.fromkeys(own))


def _policy_markers(parts: Parts) -> str | None:
    """`code:significance` of each DAC marker that is at least significant; 0 means screened and not targeted."""
    return _joined(
        f"{_dac_code(e, MARKER_VOCABULARIES)}:{e.get('significance').strip()}"
        for e in parts.get("policy-marker", [])
        if _dac_code(e, MARKER_VOCABULARIES) and (_attribute(e, "significance") or "0") != "0"
    )


def _dac_code(element: etree._Element, vocabularies: frozenset[str]) -> str | None:
    return _attribute(element, "code") if element.get("vocabulary", "").strip() in vocabularies else None


def _activity_date(parts: Parts, kinds: tuple[tuple[str, str], ...]) -> str | None:
    """The date of the first kind that is given: actual before planned."""
    for kind in kinds:
        for element in parts.get("activity-date", []):
            if _attribute(element, "type") in kind and (found := _day_or_text(element)):
                return found
    return None


def _day(element: etree._Element | None, name: str) -> str | None:
    return None if element is None else _date(element.get(name))


def _day_or_text(element: etree._Element | None) -> str | None:
    """The ISO date of an element; version 1 let publishers write it as text alone."""
    return None if element is None else _date(element.get("iso-date") or element.text)


def _date(text: str | None) -> str | None:
    """The day of an xsd:date or xsd:dateTime without time and zone; anything else as it stands."""
    words = _clean(text)
    dated = DATED.fullmatch(words) if words and len(words) > DAY_LENGTH else None
    return dated.group(1) if dated else words


def _first(parts: Parts, tag: str) -> etree._Element | None:
    return parts[tag][0] if tag in parts else None


def _text(element: etree._Element | None) -> str | None:
    return None if element is None else _clean(element.text)


def _attribute(element: etree._Element | None, name: str) -> str | None:
    """The attribute without spaces around it; none when the element or the attribute is missing or blank."""
    text = None if element is None else element.get(name)
    return text.strip() or None if text else None


def _clean(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _joined(items: Iterable[str | None], separator: str = ";") -> str | None:
    return separator.join(item for item in items if item) or None
