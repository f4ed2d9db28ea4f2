"""What marks an activity as written by us, and what it says there that IATI has no element for.

The Initiative publishes its partners' projects as a secondary reporter: the partner in the lead is the accountable
organisation, the identifier the partner gave is an `other-identifier`, and what only the Strategy knows stands in
vocabularies of our own: objectives among the sectors, because sectors share the money of an activity, all else as tags.
Does not belong here: writing such an activity (`writing`), or reading any other one (`activity`).
"""

from lxml import etree

from sources.iati.elements import (
    Parts,
    attribute_of,
    default_language,
    first_of,
    joined,
    narrative,
    organisation_of,
    text_of,
)

REPORTER = "4p1000.org"  # the Initiative has no identifier of the IATI Registry that we know of
OWN_VOCABULARY = "99"  # the code of IATI for a vocabulary of the reporting organisation
VOCABULARIES = "tag:4p1000.org,2026:"  # RFC 4151: a name, and no address
OBJECTIVES, PLACES, ASSUMED = "objectives", "countries", "assumed_parts"
# Which parts nobody stated: the standard wants percentages of several places, so equal ones are written, and marked.
SHARES_OF = {OBJECTIVES: ("objective_shares",), PLACES: ("country_shares", "region_shares")}
# Our fields whose codes stand in tags, by the name of their vocabulary.
TAGGED = ("kind", "sic_stage", "assessment_result", "call", "practices")
SDG_VOCABULARY = "2"
INTERNAL_IDENTIFIER = "A1"
ACCOUNTABLE = "2"
SUMMARY = "1"  # the type of a general description


def is_ours(parts: Parts) -> bool:
    """Did the Initiative write this activity?"""
    return attribute_of(first_of(parts, "reporting-org"), "ref") == REPORTER


def identifier_of(parts: Parts) -> str | None:
    """The identifier of the project: in an activity of ours the one that its sender gave."""
    given = [e for e in parts.get("other-identifier", []) if e.get("type") == INTERNAL_IDENTIFIER]
    if is_ours(parts) and given:
        return attribute_of(given[0], "ref")
    return text_of(first_of(parts, "iati-identifier"))


def own_fields(activity: etree._Element, parts: Parts) -> dict[str, str | None]:
    """The fields of a project that only an activity of ours says."""
    language = default_language(activity)
    lead = [e for e in parts.get("participating-org", []) if attribute_of(e, "role") == ACCOUNTABLE]
    name, reference = organisation_of(lead[0] if lead else None, language)
    summaries = [e for e in parts.get("description", []) if e.get("type") == SUMMARY]
    objectives = _own(parts, "sector", OBJECTIVES)
    assumed = {attribute_of(e, "code") for e in _own(parts, "tag", ASSUMED)}
    fields = {field: _codes(_own(parts, "tag", field)) for field in TAGGED}
    goals = [e for e in parts.get("tag", []) if e.get("vocabulary") == SDG_VOCABULARY]
    fields |= {
        "lead": name,
        "lead_id": reference,
        "summary": narrative(summaries, language),
        "judged_text": None,
        "tags": None,
        "sdgs": _codes(goals),
        "objectives": _codes(objectives),
        "objective_shares": joined(attribute_of(e, "percentage") for e in objectives),
    }
    return fields | {field: None for code, of_code in SHARES_OF.items() if code in assumed for field in of_code}


def _own(parts: Parts, tag: str, vocabulary: str) -> list[etree._Element]:
    """The elements whose code is from this vocabulary of ours."""
    return [e for e in parts.get(tag, []) if e.get("vocabulary-uri") == VOCABULARIES + vocabulary]


def _codes(elements: list[etree._Element]) -> str | None:
    return joined(attribute_of(e, "code") for e in elements)
