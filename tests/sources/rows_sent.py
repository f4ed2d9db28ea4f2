"""Rows as partners send them, one good row and the planted faults of each stream; no expectations."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pandas as pd

from sources.admission.admitting import Admission, admit
from sources.names.reference import load
from sources.streams import streams

AS_OF = date(2026, 11, 22)
REFERENCE = load()
Row = Mapping[str, str | None]
GOOD: dict[str, dict[str, str | None]] = {
    "projects": {
        "project_id": "P1",
        "title": "Living soils",
        "lead": "Loam University",
        "objectives": "C2;A5",
        "objective_shares": "60;40",
        "countries": "Kenya",
        "start": "2025",
        "end": "2027",
        "asked_amount": "1000",
        "currency": "EUR",
        "contact_email": "ada@planted.example",
    },
    "funding": {
        "contribution_id": "F1",
        "funder": "Loam Foundation",
        "receiver": "Village Council",
        "state": "committed",
        "amount": "500",
        "currency": "EUR",
        "date": "2025-10-15",
    },
    "memberships": {
        "objective": "C3",
        "role": "leader",
        "organisation": "Loam University",
        "country": "KE",
        "joined_on": "2025-01-01",
    },
    "activities": {"objective": "C1", "type": "meeting", "title": "Talk", "date": "2025-09-10"},
    "delphi_items": {"objective": "A2", "kind": "activity", "text": "Train advisers"},
    "observations": {
        "indicator": "C3.1",
        "date": "2025-12-31",
        "value": "24",
        "status": "approved",
        "evidence": "report",
    },
    "milestones": {"milestone": "F3.2a", "state": "under_way", "as_of": "2025-12-31"},
    "partnerships": {"number": "31", "organisation": "Loam Foundation", "start": "2025-03-01", "duration_years": "3"},
    "organisations": {
        "organisation_id": "O1",
        "name": "Loam University",
        "type": "research_education",
        "initiative_status": "partner",
    },
    "calls": {"call": "7", "opened_on": "2025-04-01", "closed_on": "2025-06-30", "received": "12", "in_line": "5"},
    "assessments": {"project": "P1", "call": "7", "result": "in_line", "assessed_on": "2025-11-15"},
    "budgets": {"year": "2025", "item": "available", "amount_eur": "450000"},
    "partner_counts": {"as_of": "2025-12-31", "partners": "800", "members": "350"},
    "terms": {
        "indicator": "C2.1",
        "item": "baseline",
        "value": "5",
        "unit": "% of actors",
        "in_force_from": "2025-04-01",
        "decided_by": "Executive Committee",
        "decided_on": "2025-03-12",
        "source": "Minutes",
    },
}
TWICE = "the same row again"
# rule, stream, cells changed, the column that must be named
FAULTS: list[tuple[str, str, Row | str, str | None]] = [
    ("VAL-001", "projects", {"title": None}, "title"),
    ("VAL-001", "projects", {"objectives": "n/a"}, "objectives"),
    ("VAL-002", "projects", {"asked_amount": "much"}, "asked_amount"),
    ("VAL-002", "projects", {"asked_amount": "1500\n2500"}, "asked_amount"),
    ("VAL-013", "projects", {"asked_amount": "1.2 million"}, "asked_amount"),
    ("VAL-014", "funding", {"amount": "40 km2"}, "amount"),
    ("VAL-015", "funding", {"amount": "USD 500"}, "currency"),
    ("VAL-016", "funding", {"amount": "500 EUR", "currency": None}, "currency"),
    ("VAL-004", "projects", {"start": "FY2023/24"}, "start"),
    ("VAL-004", "funding", {"date": "2122-01-01"}, "date"),
    ("VAL-018", "projects", {"end": "Q3 2027"}, "end"),
    ("VAL-019", "projects", {"end": "2071"}, "end"),
    ("VAL-003", "projects", {"asked_amount": "12.500"}, "asked_amount"),
    ("VAL-004", "projects", {"start": "soon"}, "start"),
    ("VAL-005", "projects", {"start": "03/04/2024"}, "start"),
    ("VAL-006", "projects", {"sic_stage": "dreaming"}, "sic_stage"),
    ("VAL-006", "partnerships", {"agreement_types": "mou;handshake"}, "agreement_types"),
    ("VAL-007", "projects", {"letter_of_support": "perhaps"}, "letter_of_support"),
    ("VAL-008", "projects", {"asked_amount": "-5"}, "asked_amount"),
    ("VAL-008", "budgets", {"year": "20255"}, "year"),
    ("VAL-009", "projects", {"beneficiaries": "2.5"}, "beneficiaries"),
    ("VAL-010", "projects", {"contact_email": "nobody"}, "contact_email"),
    ("VAL-012", "projects", {"summary": "Write to ada@planted.example"}, "summary"),
    ("NAM-001", "projects", {"objectives": "C2;Z9"}, "objectives"),
    ("NAM-002", "projects", {"countries": "Kenia; Beniin"}, "countries"),
    ("NAM-003", "projects", {"countries": None, "regions": "Carribean"}, "regions"),
    ("NAM-004", "observations", {"indicator": "C9.9"}, "indicator"),
    ("NAM-005", "milestones", {"milestone": "F9"}, "milestone"),
    ("NAM-007", "projects", {"currency": "XQX"}, "currency"),
    ("NAM-007", "projects", {"currency": "peso"}, "currency"),
    ("NAM-011", "projects", {"countries": "Kenya; Congo"}, "countries"),
    ("NAM-012", "observations", {"country": "World"}, "country"),
    ("NAM-013", "projects", {"countries": "NA"}, "countries"),
    ("NAM-014", "projects", {"countries": "KE - Uganda"}, "countries"),
    ("NAM-015", "projects", {"objectives": "A2 - soils, see C9"}, "objectives"),
    ("NAM-016", "projects", {"countries": "SE; NO"}, "countries"),
    ("NAM-010", "funding", {"receiver": "TBD"}, "receiver"),
    ("ROW-001", "projects", {"surplus_cells": "EUR | more"}, None),
    ("ROW-002", "observations", TWICE, "indicator"),
    ("ROW-003", "projects", {"title": "EXAMPLE: Soil carbon in smallholder farms"}, None),
    ("ROW-004", "projects", {each.name: each.example or None for each in streams()["projects"].fields}, None),
    ("PRJ-001", "projects", TWICE, "project_id"),
    ("PRJ-002", "projects", {"countries": None}, "countries"),
    ("PRJ-003", "projects", {"objective_shares": "50;40"}, "objective_shares"),
    ("PRJ-004", "projects", {"objective_shares": "100"}, "objective_shares"),
    ("PRJ-004", "projects", {"objective_shares": "half;half"}, "objective_shares"),
    ("PRJ-005", "projects", {"end": "2023-01-01"}, "end"),
    ("PRJ-006", "projects", {"currency": None}, "currency"),
    ("PRJ-007", "projects", {"project_id": None}, "project_id"),
    ("PRJ-008", "projects", {"primary_objective": "F3"}, "primary_objective"),
    ("PRJ-009", "projects", {"regions": "Asia"}, "regions"),
    ("PRJ-012", "projects", {"sdgs": "2; 99"}, "sdgs"),
    ("PRJ-013", "projects", {"updated_on": "2027-01-01"}, "updated_on"),
    ("PRJ-014", "projects", {"sic_stage": "implementing", "start": "2027-01-01", "end": "2028"}, "sic_stage"),
    ("PRJ-016", "projects", {"practices": "compost"}, "soc_increase"),
    ("PRJ-016", "projects", {"area_ha": "12"}, "soc_increase"),
    ("PRJ-017", "projects", {"area_ha": "12", "soc_avoided_loss": "0.4"}, "soc_unit"),
    ("VAL-006", "projects", {"soc_increase": "0.4", "soc_unit": "furlongs"}, "soc_unit"),
    ("FND-001", "funding", {"amount": None}, "amount"),
    ("FND-002", "funding", {"currency": None}, "currency"),
    ("FND-003", "funding", {"state": None}, "state"),
    ("FND-004", "funding", {"date": None}, "date"),
    ("FND-005", "funding", {"funder": None}, "funder"),
    ("FND-006", "funding", {"amount": "-500"}, "amount"),
    ("FND-007", "funding", {"state": "disbursed", "date": "2027-01-01"}, "date"),
    ("FND-008", "funding", {"project": "P404"}, "project"),
    ("FND-009", "funding", TWICE, "contribution_id"),
    ("FND-010", "funding", {"form": "secondment"}, "fte"),
    ("FND-014", "funding", {"transaction_type": "3"}, "state"),
    ("FND-015", "funding", {"receiver": "Loam Foundation"}, "receiver"),
    ("MEM-001", "memberships", {"left_on": "2024-01-01"}, "left_on"),
    ("MEM-003", "memberships", {"organisation": None}, "organisation"),
    ("ACT-001", "activities", {"date": "2027-01-01"}, "date"),
    ("DEL-001", "delphi_items", {"projects": "P404"}, "projects"),
    ("OBS-001", "observations", {"value": None, "numerator": "3"}, "value"),
    ("OBS-002", "observations", {"status": None}, "status"),
    ("OBS-003", "observations", {"numerator": "3", "denominator": "0"}, "denominator"),
    ("OBS-004", "observations", {"numerator": "3", "denominator": "4"}, "value"),
    ("OBS-005", "observations", {"date": "2027"}, "date"),
    ("OBS-006", "observations", {"evidence": None}, "evidence"),
    ("MIL-001", "milestones", {"state": "reached"}, "reached_on"),
    ("MIL-002", "milestones", {"reached_on": "2025-01-01"}, "state"),
    ("MIL-003", "milestones", {"state": "reached", "reached_on": "2027-01-01"}, "reached_on"),
    ("MIL-004", "milestones", {"as_of": "2027-01-01"}, "as_of"),
    ("PAR-001", "partnerships", {"end": "2024-01-01"}, "end"),
    ("PAR-002", "partnerships", {"end": "2026-01-01"}, "end"),
    ("ORG-001", "organisations", {"type": "private_company", "initiative_status": "member"}, "initiative_status"),
    ("ORG-002", "organisations", {"initiative_status": "member", "is_nonprofit": "no"}, "is_nonprofit"),
    ("CAL-001", "calls", {"closed_on": "2025-01-01"}, "closed_on"),
    ("CAL-002", "calls", {"in_line": "13"}, "received"),
    ("ASM-001", "assessments", {"project": "P404"}, "project"),
    ("ASM-003", "assessments", {"assessed_on": "2027-01-01"}, "assessed_on"),
    ("CNT-001", "partner_counts", {"partners": None, "members": None}, "partners"),
    ("CNT-002", "partner_counts", {"as_of": None}, "as_of"),
    ("CNT-003", "partner_counts", {"members": "900"}, "members"),
    ("NAM-004", "terms", {"indicator": "C9.9"}, "indicator"),
    ("VAL-001", "terms", {"in_force_from": None}, "in_force_from"),
    ("VAL-002", "terms", {"value": "a few"}, "value"),
    ("VAL-006", "terms", {"item": "mood"}, "item"),
    ("ROW-002", "terms", TWICE, "indicator"),
    ("TRM-001", "terms", {"decided_by": None}, "decided_by"),
    ("TRM-001", "terms", {"decided_on": " "}, "decided_on"),
    ("TRM-001", "terms", {"source": "n/a"}, "source"),
    ("TRM-002", "terms", {"item": "kind", "value": "mood"}, "value"),
    ("TRM-002", "terms", {"item": "direction", "value": "sideways"}, "value"),
    ("TRM-002", "terms", {"item": "baseline_year", "value": "20.5"}, "value"),
    ("TRM-002", "terms", {"item": "maximum_age_days", "value": "0"}, "value"),
    ("TRM-003", "terms", {"unit": "actors"}, "unit"),
    ("TRM-004", "terms", {"decided_on": "2025-05-01"}, "decided_on"),
    ("TRM-012", "terms", {"item": "denominator", "value": "196"}, "value"),
]


def raw_rows(stream: str, *rows: Row, file: str = "a.csv", medium: str = "csv", origin: str = "inbox") -> pd.DataFrame:
    """Rows of a stream as reading gives them: all text, with the place each came from."""
    table = (
        pd.DataFrame([{"medium": medium, **row} for row in rows])
        .reindex(columns=streams()[stream].field_names)
        .astype("str")
    )
    table["source_sheet"] = pd.Series([None] * len(rows), dtype="str")
    table["source_row"] = range(2, len(rows) + 2)
    return table.assign(origin=origin, source_file=file, source_sha256="0" * 64, received_at=datetime(2026, 1, 1))


def admitted(**rows: Row | Sequence[Row]) -> Admission:
    """What admission says of rows sent in one CSV per stream."""
    raw = {
        stream: raw_rows(stream, *([given] if isinstance(given, Mapping) else given)) for stream, given in rows.items()
    }
    return admit(raw, REFERENCE, AS_OF)


def admitted_iati(**rows: Sequence[Row]) -> Admission:
    """What admission says of rows read from one IATI file."""
    raw = {
        stream: raw_rows(stream, *given, file="a.xml", medium="xml", origin="iati") for stream, given in rows.items()
    }
    return admit(raw, REFERENCE, AS_OF)


def rules_found(admission: Admission) -> list[str]:
    """The rules of the findings, in order."""
    return admission.problems["rule_id"].tolist()
