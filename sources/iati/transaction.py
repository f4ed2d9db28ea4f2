"""What the <transaction> elements of one activity say, in our field names, as text.

Does not belong here: the activity itself (`activity`), and what a transaction counts for (`pipelines.rules`).
"""

from collections.abc import Iterator

from lxml import etree

from sources.iati.elements import (
    COUNTRY,
    FUNDING_ROLE,
    IMPLEMENTING_ROLE,
    REGION,
    SECTOR_VOCABULARIES,
    Organisation,
    Parts,
    Roles,
    attribute_of,
    dac_code,
    day_of,
    day_or_text,
    default_language,
    first_of,
    joined,
    organisation_of,
    parts_of,
    stated_places,
    text_of,
)
from sources.iati.fields import FUNDING_FIELDS
from sources.iati.ours import identifier_of, is_ours
from sources.iati.places import placed

# Money that leaves the reporting organisation, in the codes of 2.0x and the letters of 1.0x. Only for these may the
# parties be read off the activity: interest, repayments and incoming money flow the other way.
OUTGOING_TYPES = frozenset({"2", "3", "4", "7", "8", "10", "12", "C", "D", "E", "R", "QP", "CG"})


def funding_rows(
    activity: etree._Element, parts: Parts, roles: Roles, occurrence: int, lines: list[int]
) -> Iterator[tuple]:
    """The transactions of an activity in the order of FUNDING_FIELDS.

    The identifier of the activity, `occurrence` where the activity stands in its file again, and the ordinal of the
    transaction make the contribution_id; in an activity of ours it is the reference that stands there.
    """
    language = default_language(activity)
    project, is_own = identifier_of(parts), is_ours(parts)
    own = {
        "project": project,
        "money_stream": "ground",
        "form": "cash",
        "confidence": "IATI",
        "activity_occurrence": str(occurrence),
    }
    default = attribute_of(activity, "default-currency"), attribute_of(first_of(parts, "default-finance-type"), "code")
    giver = _only(roles, FUNDING_ROLE) or organisation_of(first_of(parts, "reporting-org"), language)
    doer = _only(roles, IMPLEMENTING_ROLE) or (None, None)
    if is_own:  # we name whoever is known, and the Initiative does not fund
        giver = doer = (None, None)
    again = f"{occurrence}." if occurrence > 1 else ""
    for ordinal, (transaction, line) in enumerate(zip(parts.get("transaction", []), lines, strict=True), 1):
        row: dict[str, str | int | None] = own | {
            "contribution_id": (is_own and attribute_of(transaction, "ref")) or f"{project or ''}#{again}{ordinal}",
            "transaction_number": str(ordinal),
        }
        children = parts_of(transaction)
        row |= _facts(transaction, children, default) | _parties(children, giver, doer, language) | {"source_row": line}
        yield tuple(map(row.get, FUNDING_FIELDS))


def _facts(
    transaction: etree._Element, children: Parts, default: tuple[str | None, str | None]
) -> dict[str, str | None]:
    """Type, amount, date, kind of finance and place of one transaction; the activity gives currency and finance type."""
    value = first_of(children, "value")
    currency, finance = default
    # Places of its own win over those of its activity; the rules decide, here both are kept.
    places = placed(stated_places(children.get(COUNTRY, [])), stated_places(children.get(REGION, [])))
    return {
        "transaction_ref": attribute_of(transaction, "ref"),
        "transaction_type": attribute_of(first_of(children, "transaction-type"), "code"),
        "amount": text_of(value),
        "currency": attribute_of(value, "currency") or currency,
        "date": day_of(value, "value-date") or day_or_text(first_of(children, "transaction-date")),
        "provider_activity_id": attribute_of(first_of(children, "provider-org"), "provider-activity-id"),
        "receiver_activity_id": attribute_of(first_of(children, "receiver-org"), "receiver-activity-id"),
        "finance_type": attribute_of(first_of(children, "finance-type"), "code") or finance,
        "transaction_countries": places.countries,
        "transaction_regions": places.regions,
        "transaction_sectors": joined(
            dict.fromkeys(dac_code(e, SECTOR_VOCABULARIES) for e in children.get("sector", []))
        ),
    }


def _parties(children: Parts, giver: Organisation, doer: Organisation, language: str) -> dict[str, str | None]:
    """Who gives and who receives; of money that goes out also as the activity names them."""
    funder, receiver = (organisation_of(first_of(children, tag), language) for tag in ("provider-org", "receiver-org"))
    if attribute_of(first_of(children, "transaction-type"), "code") in OUTGOING_TYPES:
        funder = funder if any(funder) else giver
        receiver = receiver if any(receiver) else doer
    return {"funder": funder[0], "funder_id": funder[1], "receiver": receiver[0], "receiver_id": receiver[1]}


def _only(roles: Roles, wanted: str) -> Organisation | None:
    """The organisation in that role, if there is exactly one."""
    found = {organisation for role, organisation in roles if role == wanted}
    return found.pop() if len(found) == 1 else None
