"""Writes projects that partners sent, with their money, as activities of IATI 2.03.

Carried: identifiers, title, summary, lead, funders, dates, status, countries and regions with their parts, objectives with
theirs, DAC sectors, SDGs, kind, stage, assessment, call, practices, the day of the last update; of money type, amount,
currency, value date, giver and receiver, identifier. What IATI has no element for is written as `ours` says, and read again.

Not carried, because IATI cannot say it or because it is not ours to publish: contact details; what is asked (a budget of
IATI is money planned, not sought); letters of support and published opportunities; area, soil carbon and beneficiaries
expected (a result of IATI has a period and a baseline, which nobody stated); the day of submission; codes that are no DAC
purpose; references of organisations with a sign that IATI forbids; grant identifiers; what a row of money rests on;
secondments, offices and other support in kind; partners that are not lead, whose names are not published.

Pure: which rows are written is decided by whoever calls. A text that XML cannot hold loses the signs that it cannot.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO
from urllib.parse import quote

import pandas as pd
from lxml import etree

from sources.iati.elements import COUNTRY, REGION
from sources.iati.ours import (
    ACCOUNTABLE,
    ASSUMED,
    INTERNAL_IDENTIFIER,
    OBJECTIVES,
    OWN_VOCABULARY,
    PLACES,
    REPORTER,
    SDG_VOCABULARY,
    SUMMARY,
    TAGGED,
    VOCABULARIES,
)
from sources.iati.places import UN_VOCABULARY

VERSION = "2.03"
REPORTER_NAME, REPORTER_TYPE = "“4 per 1000” Initiative", "90"  # 90: other
FUNDING = "1"
FORBIDDEN = re.compile(r"[/&|?]")  # in references, by the ruleset of the standard
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DAC_SECTOR = {5: "1", 3: "2"}  # the vocabulary by the number of digits
START, END = {False: "1", True: "2"}, {False: "3", True: "4"}  # activity-date: planned, or actual
PARTS = Decimal("1e-12")  # of a percentage
AT_ONCE = 2_000  # projects whose rows are held as Python objects

Row = Mapping[Any, Any]
Element = etree._Element


def iati(
    into: BinaryIO,
    projects: pd.DataFrame,
    links: Mapping[str, pd.DataFrame],
    money: pd.DataFrame,
    made_at: datetime,
    remark: str,
) -> None:
    """Write a file of activities, one per row of `projects`, in the order of the frame.

    `links` has by name (OBJECTIVES, PLACES) one row per project and code: project_id, code, name, share, is_assumed,
    and for places is_region. `money` has the transactions. All columns are text, numbers and dates; missing is missing.
    """
    with etree.xmlfile(into, encoding="utf-8") as file:
        file.write_declaration()
        file.write(etree.Comment(f" {_clean(remark).replace('--', '- -')} "))
        with file.element("iati-activities", {"version": VERSION, "generated-datetime": _instant(made_at)}):
            for start in range(0, len(projects), AT_ONCE):
                for activity in _activities(projects.iloc[start : start + AT_ONCE], links, money):
                    file.write(activity, pretty_print=True)


def _activities(
    projects: pd.DataFrame, links: Mapping[str, pd.DataFrame], money: pd.DataFrame
) -> Iterator[etree._Element]:
    """One activity for each of these projects."""
    of_project = {name: _grouped(rows, projects) for name, rows in links.items()}
    transactions = _grouped(money, projects)
    for project in _records(projects):
        own = project["project_id"]
        parts = {name: rows.get(own, []) for name, rows in of_project.items()}
        yield _activity(project, parts, transactions.get(own, []))


def _grouped(rows: pd.DataFrame, projects: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows of each of these projects."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in _records(rows[rows["project_id"].isin(projects["project_id"])]):
        grouped.setdefault(row["project_id"], []).append(row)
    return grouped


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows; what is missing is None."""
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def _activity(project: Row, parts: Mapping[str, Sequence[Row]], money: Sequence[Row]) -> Element:
    """One activity, its elements in the order of the schema."""
    own = project["project_id"]
    activity = _element("iati-activity", {
        "last-updated-datetime": _instant(project["updated_on"]), "default-currency": project["currency_code"],
    })  # fmt: skip
    _child(activity, "iati-identifier", text=f"{REPORTER}-{quote(own, safe='')}")
    reporter = {"ref": REPORTER, "type": REPORTER_TYPE, "secondary-reporter": "1"}
    _narrated(activity, "reporting-org", REPORTER_NAME, reporter)
    _narrated(activity, "title", project["title"])
    summary = project["summary"]
    _narrated(activity, "description", summary or project["title"], {"type": SUMMARY if summary else None})
    if project["lead_name"]:
        _organisation(activity, "participating-org", project["lead_name"], project["lead_ref"], {"role": ACCOUNTABLE})
    for name, reference in dict.fromkeys(
        (row["funder_name"], row["funder_ref"]) for row in money if row["funder_name"]
    ):
        _organisation(activity, "participating-org", name, reference, {"role": FUNDING})
    _child(activity, "other-identifier", {"ref": own, "type": INTERNAL_IDENTIFIER})
    _child(activity, "activity-status", {"code": project["status_code"]})
    for types, name in ((START, "start"), (END, "end")):
        if project[f"{name}s_on"] is not None:
            dated = {"type": types[project[f"is_{name}_actual"]], "iso-date": _day(project[f"{name}s_on"])}
            _child(activity, "activity-date", dated)
    _places(activity, parts[PLACES])
    _sectors(activity, project, parts[OBJECTIVES])
    _tags(activity, project, parts)
    activity.extend(_transaction(row) for row in money)
    return activity


def _places(activity: Element, places: Sequence[Row]) -> None:
    """Countries, then regions; with percentages, because the standard wants them, which add up to 100."""
    ordered = sorted(places, key=lambda row: row["is_region"])
    for row, percentage in zip(ordered, _percentages(ordered), strict=True):
        tag, vocabulary = (REGION, UN_VOCABULARY) if row["is_region"] else (COUNTRY, None)
        _child(activity, tag, {"vocabulary": vocabulary, "code": row["code"], "percentage": percentage})


def _sectors(activity: Element, project: Row, objectives: Sequence[Row]) -> None:
    """DAC purposes, without parts as nobody stated them, and objectives with theirs."""
    for code in _listed(project["sectors"]):
        if code.isdecimal() and code.isascii() and len(code) in DAC_SECTOR:
            _child(activity, "sector", {"vocabulary": DAC_SECTOR[len(code)], "code": code})
    for row, percentage in zip(objectives, _percentages(objectives), strict=True):
        own = {"vocabulary": OWN_VOCABULARY, "vocabulary-uri": VOCABULARIES + OBJECTIVES}
        _narrated(activity, "sector", row["name"], own | {"code": row["code"], "percentage": percentage})


def _tags(activity: Element, project: Row, parts: Mapping[str, Sequence[Row]]) -> None:
    """What only the Strategy knows, SDGs, and which parts are equal because nobody stated them."""
    for code in _listed(project["sdgs"]):
        _child(activity, "tag", {"vocabulary": SDG_VOCABULARY, "code": code})
    assumed = [name for name, rows in parts.items() if len(rows) > 1 and any(row["is_assumed"] for row in rows)]
    own = [(field, code) for field in TAGGED for code in _listed(project[field])]
    for vocabulary, code in (*own, *((ASSUMED, name) for name in assumed)):
        uri = VOCABULARIES + vocabulary
        _child(activity, "tag", {"vocabulary": OWN_VOCABULARY, "vocabulary-uri": uri, "code": code})


def _transaction(row: Row) -> Element:
    transaction = _element("transaction", {"ref": row["contribution_id"]})
    _child(transaction, "transaction-type", {"code": row["type_code"]})
    _child(transaction, "transaction-date", {"iso-date": _day(row["value_on"])})
    value = {"currency": row["currency_code"], "value-date": _day(row["value_on"])}
    _child(transaction, "value", value, text=format(Decimal(repr(float(row["amount"]))).normalize(), "f"))
    for tag, party in (("provider-org", "funder"), ("receiver-org", "receiver")):
        if row[f"{party}_name"]:
            _organisation(transaction, tag, row[f"{party}_name"], row[f"{party}_ref"], {})
    if row["finance_type_code"]:
        _child(transaction, "finance-type", {"code": row["finance_type_code"]})
    return transaction


def _organisation(
    parent: Element, tag: str, name: str, reference: str | None, attributes: dict[str, str | None]
) -> None:
    allowed = reference if reference and not FORBIDDEN.search(reference) else None
    _narrated(parent, tag, name, {"ref": allowed, **attributes})


def _percentages(rows: Sequence[Row]) -> list[str | None]:
    """The share of each row in percent, of which the last is what lacks to 100; none where there is one and nobody stated it."""
    if len(rows) == 1 and rows[0]["is_assumed"]:
        return [None]
    shares = [(Decimal(repr(float(row["share"]))) * 100).quantize(PARTS) for row in rows[:-1]]
    whole = [*shares, 100 - sum(shares, Decimal(0))] if rows else []
    return [format(share.normalize(), "f") for share in whole]


def _narrated(parent: Element, tag: str, text: str, attributes: Mapping[str, str | None] | None = None) -> None:
    _child(_child(parent, tag, attributes), "narrative", text=text)


def _child(
    parent: Element, tag: str, attributes: Mapping[str, str | None] | None = None, text: str | None = None
) -> Element:
    child = _element(tag, attributes)
    child.text = None if text is None else _clean(text)
    parent.append(child)
    return child


def _element(tag: str, attributes: Mapping[str, str | None] | None = None) -> Element:
    """An element with those of the attributes that have a value."""
    filled = {name: _clean(value) for name, value in (attributes or {}).items() if value is not None}
    return etree.Element(tag, filled)


def _listed(text: str | None) -> list[str]:
    return [part for part in (text or "").split(";") if part.strip()]


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)


def _day(on: date) -> str:
    return f"{on:%Y-%m-%d}"


def _instant(at: date | None) -> str | None:
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"
