"""What one <iati-activity> element says of its project, in our field names, as text.

Activities are found in a file by `reading`, their transactions are read by `transaction`; text becomes dates, numbers
and canonical ids in `sources.admission`.
"""

from lxml import etree

from sources.iati.elements import (
    COUNTRY,
    FUNDING_ROLE,
    IMPLEMENTING_ROLE,
    REGION,
    SECTOR_VOCABULARIES,
    Parts,
    Roles,
    attribute_of,
    dac_code,
    date_of,
    day_or_text,
    default_language,
    first_of,
    joined,
    narrative,
    organisation_of,
    stated_places,
)
from sources.iati.fields import PROJECT_FIELDS
from sources.iati.ours import identifier_of, is_ours, own_fields
from sources.iati.places import Placed, placed

ROLES = {"funding": FUNDING_ROLE, "accountable": "2", "extending": "3", "implementing": IMPLEMENTING_ROLE}
STARTS = (("2", "start-actual"), ("1", "start-planned"))
ENDS = (("4", "end-actual"), ("3", "end-planned"))
OPEN_RECORD = "open_record"  # our kind of project for what is published and was not sent to the Initiative
MARKER_VOCABULARIES = frozenset({"", "1", "DAC"})


def roles_of(activity: etree._Element, parts: Parts) -> Roles:
    """Role code and organisation of each participating organisation that has a name or a reference."""
    language = default_language(activity)
    stated = ((attribute_of(e, "role") or "", organisation_of(e, language)) for e in parts.get("participating-org", []))
    return [(ROLES.get(role.lower(), role), organisation) for role, organisation in stated if any(organisation)]


def project_row(activity: etree._Element, parts: Parts, roles: Roles, line: int) -> tuple:
    """One project in the order of PROJECT_FIELDS; budgets and contacts are not read."""
    language = default_language(activity)
    # Version 1 repeats the element in each language.
    reporters = parts.get("reporting-org", [])
    row: dict[str, str | int | None] = {
        "project_id": identifier_of(parts),
        "title": narrative(parts.get("title", []), language),
        "kind": OPEN_RECORD,
        "judged_text": _descriptions(parts),
        "lead": narrative(reporters, language),
        "lead_id": attribute_of(first_of(parts, "reporting-org"), "ref"),
        **_places(parts)._asdict(),
        "participating": _participating(roles),
        "start": _activity_date(parts, STARTS),
        "end": _activity_date(parts, ENDS),
        "currency": attribute_of(activity, "default-currency"),
        "activity_status": attribute_of(first_of(parts, "activity-status"), "code"),
        "hierarchy": attribute_of(activity, "hierarchy"),
        "sectors": _sectors(parts),
        "policy_markers": _policy_markers(parts),
        "tags": joined(
            f"{e.get('vocabulary', '').strip()}:{e.get('code').strip()}" for e in parts.get("tag", []) if e.get("code")
        ),
        "related_activities": _related(parts),
        "updated_on": date_of(activity.get("last-updated-datetime")),
        "source_row": line,
    }
    if is_ours(parts):
        row |= own_fields(activity, parts)
    return tuple(map(row.get, PROJECT_FIELDS))


def _descriptions(parts: Parts) -> str | None:
    """Every description of the activity in every language, one a line: what it is about is judged by them all."""
    return joined(dict.fromkeys(text for e in parts.get("description", []) for text in _texts(e)), "\n")


def _texts(element: etree._Element) -> list[str]:
    """The text of an element, or of each of its narratives, blanks in one."""
    parts = [" ".join(part.split()) for part in element.itertext()]
    return [text for text in parts if text]


def _participating(roles: Roles) -> str | None:
    """One line `role|ref|name` for each; a reference holds no bar."""
    return joined(("|".join((role, (ref or "").replace("|", " "), name or "")) for role, (name, ref) in roles), "\n")


def _places(parts: Parts) -> Placed:
    """Where the activity takes place; where it names no place those of its transactions, without percentages."""
    countries, regions = (stated_places(parts.get(tag, [])) for tag in (COUNTRY, REGION))
    if not countries and not regions:
        countries, regions = (
            [place._replace(percentage=None) for place in stated_places(_of_transactions(parts, tag))]
            for tag in (COUNTRY, REGION)
        )
    return placed(countries, regions)


def _of_transactions(parts: Parts, tag: str) -> list[etree._Element]:
    return [e for transaction in parts.get("transaction", []) for e in transaction if e.tag == tag]


def _sectors(parts: Parts) -> str | None:
    """DAC codes of the activity, or of its transactions when the activity has none; each once."""
    own = [dac_code(e, SECTOR_VOCABULARIES) for e in parts.get("sector", [])]
    if not any(own):
        own = [dac_code(e, SECTOR_VOCABULARIES) for e in _of_transactions(parts, "sector")]
    return joined(dict.fromkeys(own))


def _policy_markers(parts: Parts) -> str | None:
    """`code:significance` of each DAC marker that is at least significant; 0 means screened and not targeted."""
    return joined(
        f"{dac_code(e, MARKER_VOCABULARIES)}:{e.get('significance').strip()}"
        for e in parts.get("policy-marker", [])
        if dac_code(e, MARKER_VOCABULARIES) and (attribute_of(e, "significance") or "0") != "0"
    )


def _related(parts: Parts) -> str | None:
    """One line `type|identifier` for each related activity: 1 names a parent, 2 a child."""
    return joined(
        (
            f"{attribute_of(e, 'type') or ''}|{ref}"
            for e in parts.get("related-activity", [])
            if (ref := attribute_of(e, "ref"))
        ),
        "\n",
    )


def _activity_date(parts: Parts, kinds: tuple[tuple[str, str], ...]) -> str | None:
    """The date of the first kind that is given: actual before planned."""
    for kind in kinds:
        for element in parts.get("activity-date", []):
            if attribute_of(element, "type") in kind and (found := day_or_text(element)):
                return found
    return None
