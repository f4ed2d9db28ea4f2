"""Every row is admitted or held with a reason; each rule has one planted fault, and the record has none."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.admission import TABLES, Admission, admit
from sources.docket import PROBLEM_COLUMNS
from sources.findings import rules
from sources.headers import headers_of, with_headers
from sources.reading import read, stack
from sources.reference import load
from sources.spellings import unused_spellings
from sources.streams import streams
from warehouse.contracts import TABLES as CONTRACTS

AS_OF = date(2026, 11, 22)
REFERENCE = load()
RECORD = Path(__file__).resolve().parents[1] / "sources" / "record"
COMPLETED_LATER = {"projects", "contributions", "milestones"}  # rules add columns to these
GOOD: dict[str, dict[str, str]] = {
    "projects": {
        "project_id": "P1", "title": "Living soils", "lead": "Loam University", "objectives": "C2;A5", "countries": "Kenya",
        "start": "2025", "end": "2027", "asked_amount": "1000", "currency": "EUR", "contact_email": "ada@planted.example",
    },
    "funding": {
        "contribution_id": "F1", "funder": "Loam Foundation", "receiver": "Village Council", "state": "committed",
        "amount": "500", "currency": "EUR", "date": "2025-10-15",
    },
    "memberships": {"objective": "C3", "role": "leader", "organisation": "Loam University", "country": "KE", "joined_on": "2025-01-01"},
    "activities": {"objective": "C1", "type": "meeting", "title": "Talk", "date": "2025-09-10"},
    "delphi_items": {"objective": "A2", "kind": "activity", "text": "Train advisers"},
    "observations": {"indicator": "C3.1", "date": "2025-12-31", "value": "24", "status": "approved", "evidence": "report"},
    "milestones": {"milestone": "F3.2a", "state": "under_way", "as_of": "2025-12-31"},
    "partnerships": {"number": "31", "organisation": "Loam Foundation", "start": "2025-03-01", "duration_years": "3"},
    "organisations": {"organisation_id": "O1", "name": "Loam University", "type": "research_education", "initiative_status": "partner"},
    "calls": {"call": "7", "opened_on": "2025-04-01", "closed_on": "2025-06-30", "received": "12", "in_line": "5"},
    "assessments": {"project": "P1", "call": "7", "result": "in_line", "assessed_on": "2025-11-15"},
    "budgets": {"year": "2025", "item": "available", "amount_eur": "450000"},
    "partner_counts": {"as_of": "2025-12-31", "partners": "800", "members": "350"},
}  # fmt: skip
TWICE = "the same row again"
# rule, stream, cells changed, the column that must be named
FAULTS: list[tuple[str, str, dict[str, str | None] | str, str | None]] = [
    ("VAL-001", "projects", {"title": None}, "title"),
    ("VAL-001", "projects", {"objectives": "n/a"}, "objectives"),
    ("VAL-002", "projects", {"asked_amount": "much"}, "asked_amount"),
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
    ("ROW-001", "projects", {"surplus_cells": "EUR | more"}, None),
    ("ROW-002", "observations", TWICE, "indicator"),
    ("ROW-003", "projects", {"title": "EXAMPLE: Soil carbon in smallholder farms"}, None),
    ("ROW-004", "projects", {"title": "EXAMPLE: Soil carbon in smallholder farms", "project_id": "EXAMPLE-001"}, None),
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
]  # fmt: skip
OF_THE_PIPELINE = ("MNY-", "OBS-1")  # rules that judge what was admitted; tests/test_rule_catalogue.py
# Rules that need rows of two streams or many rows; each has a test of its own below.
ACROSS_ROWS = {"PRJ-010", "PRJ-011", "PRJ-015", "FND-016", "FND-012", "FND-013", "MEM-002", "ASM-002", "ASM-004",
               "NAM-008", "NAM-009", "OBS-007"}  # fmt: skip


def _raw(
    stream: str, *rows: dict[str, str | None], file: str = "a.csv", medium: str = "csv", origin: str = "inbox"
) -> pd.DataFrame:
    table = (
        pd.DataFrame([{"medium": medium, **row} for row in rows])
        .reindex(columns=streams()[stream].field_names)
        .astype("str")
    )
    table["source_sheet"] = pd.Series([None] * len(rows), dtype="str")
    table["source_row"] = range(2, len(rows) + 2)
    return table.assign(origin=origin, source_file=file, source_sha256="0" * 64, received_at=datetime(2026, 1, 1))


def _admit(**rows: dict[str, str | None] | list[dict[str, str | None]]) -> Admission:
    raw = {stream: _raw(stream, *(given if isinstance(given, list) else [given])) for stream, given in rows.items()}
    return admit(raw, REFERENCE, AS_OF)


def _xml(**rows: list[dict[str, str | None]]) -> Admission:
    raw = {stream: _raw(stream, *given, file="a.xml", medium="xml", origin="iati") for stream, given in rows.items()}
    return admit(raw, REFERENCE, AS_OF)


def _rules(admission: Admission) -> list[str]:
    return admission.problems["rule_id"].tolist()


@pytest.mark.parametrize("stream", GOOD)
def test_a_good_row_is_admitted_without_a_finding(stream: str) -> None:
    around = {"assessments": {"projects": GOOD["projects"], "calls": GOOD["calls"]}}.get(stream, {})
    admission = _admit(**{stream: GOOD[stream]}, **around)
    assert _rules(admission) == []
    assert admission.counts["rows_admitted"].tolist() == admission.counts["rows_read"].tolist()


@pytest.mark.parametrize(("rule_id", "stream", "change", "column"), FAULTS)
def test_a_planted_fault_is_found_at_its_row_and_column(
    rule_id: str, stream: str, change: dict | str, column: str | None
) -> None:
    good = GOOD[stream]
    other = {
        name: f"{text}x" if name in ("project_id", "contribution_id", "organisation_id", "call", "item") else text
        for name, text in good.items()
    }
    other |= {"observations": {"date": "2024"}, "milestones": {"milestone": "F3.1a"}, "partnerships": {"number": "32"},
              "budgets": {"year": "2024"}, "partner_counts": {"as_of": "2024"}, "memberships": {"country": "UG"},
              "activities": {"title": "Other"}, "delphi_items": {"text": "Other"},
              "assessments": {"call": "8"}}.get(stream, {})  # fmt: skip
    rows = [good, good] if change == TWICE else [other, good | change]
    context = {"projects": GOOD["projects"]} if stream == "assessments" else {}
    admission = _admit(**{stream: rows}, **context)
    found = admission.problems[admission.problems["rule_id"] == rule_id]
    assert found["source_row"].tolist() == [3] * len(found)
    assert len(found) >= 1
    assert (found["column"].iloc[0] if column else None) == column
    assert set(found["severity"]) == {rules()[rule_id].severity}
    counts = admission.counts.set_index("stream").loc[stream]
    assert counts["rows_held"] == (1 if (admission.problems["severity"] == "error").any() else 0)
    assert found["message"].str.len().gt(10).all()
    assert found["fix"].str.len().gt(5).all()


def test_every_rule_about_rows_has_a_planted_fault() -> None:
    covered = {rule_id for rule_id, *_ in FAULTS} | ACROSS_ROWS
    assert covered == {rule_id for rule_id in rules() if not rule_id.startswith(("FIL", *OF_THE_PIPELINE))}


def test_every_rule_has_guidance_in_three_languages_and_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (RECORD.parent).glob("*.py"))
    for rule_id, rule in rules().items():
        if rule_id.startswith(OF_THE_PIPELINE):
            continue
        assert rule.severity in ("error", "warning", "info")
        assert all((rule.title, rule.title_fr, rule.title_es)), rule_id
        assert all((rule.guidance_en, rule.guidance_fr, rule.guidance_es)), rule_id
        assert f'"{rule_id}"' in code, f"{rule_id} is in the catalogue, but no code names it"


def test_an_unknown_name_comes_with_the_nearest_and_the_place_for_a_new_spelling() -> None:
    fix = _admit(projects=GOOD["projects"] | {"countries": None, "regions": "Carribean"}).problems["fix"].iloc[0]
    assert fix.startswith("Closest: Caribbean")
    assert "sources/strategy/aliases.csv" in fix


def test_an_activity_without_identifier_is_held_even_from_iati() -> None:
    admission = _xml(projects=[{"title": "Nameless"}])
    assert "PRJ-010" in _rules(admission)
    assert admission.counts["rows_held"].tolist() == [1]


def test_an_amount_a_thousand_times_the_usual_is_told() -> None:
    rows = [
        GOOD["projects"] | {"project_id": f"P{n}", "asked_amount": amount}
        for n, amount in enumerate(["100"] * 6 + ["900000"])
    ]
    found = _admit(projects=rows).problems
    assert found[found["rule_id"] == "PRJ-011"]["source_row"].tolist() == [8]


def test_a_contribution_a_thousand_times_the_usual_is_told() -> None:
    rows = [
        GOOD["funding"] | {"contribution_id": f"F{n}", "amount": amount}
        for n, amount in enumerate(["100"] * 6 + ["900000"])
    ]
    found = _admit(funding=rows).problems
    assert found[found["rule_id"] == "FND-016"][["source_row", "column"]].to_numpy().tolist() == [[8, "amount"]]


@pytest.mark.parametrize(
    "unit",
    [
        "t C/ha/yr",
        "Mg C ha-1 yr-1",
        "t CO2e",
        "t C par hectare et par an",
        "%",
        "‰",
        "‰ par an",
        "t C ha⁻¹ yr⁻¹",
        "tCO₂-eq",
    ],
)
def test_a_soil_project_that_states_its_carbon_with_a_unit_has_no_finding(unit: str) -> None:
    soil = GOOD["projects"] | {"practices": "compost", "area_ha": "12", "soc_increase": "0.4", "soc_unit": unit}
    assert _rules(_admit(projects=soil)) == []


def test_more_disbursed_than_committed_and_more_committed_than_asked_are_told() -> None:
    rows = [
        GOOD["funding"] | {"project": "Living soils", "amount": "1200"},
        GOOD["funding"] | {"project": "P1", "contribution_id": "F2", "state": "disbursed", "amount": "1300"},
    ]
    admission = _admit(projects=GOOD["projects"], funding=rows)
    assert sorted(_rules(admission)) == ["FND-012", "FND-013"]
    assert admission.tables["contributions"]["project_id"].tolist() == ["P1", "P1"]


def test_a_leader_comes_from_a_partner() -> None:
    friend = GOOD["organisations"] | {"initiative_status": "friend"}
    assert _rules(_admit(memberships=GOOD["memberships"], organisations=friend)) == ["MEM-002"]
    assert _rules(_admit(memberships=GOOD["memberships"], organisations=GOOD["organisations"])) == []


def test_an_assessment_before_its_call_is_told() -> None:
    row = GOOD["assessments"] | {"assessed_on": "2025-03-01"}
    assert _rules(_admit(assessments=row, calls=GOOD["calls"], projects=GOOD["projects"])) == ["ASM-002"]


def test_a_funded_project_without_any_contribution_is_told_and_kept() -> None:
    funded = GOOD["projects"] | {"sic_stage": "funded"}
    alone = _admit(projects=[funded, GOOD["projects"] | {"project_id": "P2"}])
    found = alone.problems[alone.problems["rule_id"] == "PRJ-015"]
    assert found[["source_row", "column", "value", "severity"]].to_numpy().tolist() == [
        [2, "sic_stage", "funded", "warning"]
    ]
    assert alone.counts["rows_held"].tolist() == [0]
    assert "PRJ-015" not in _rules(_admit(projects=funded, funding=GOOD["funding"] | {"project": "P1"}))


def test_a_held_contribution_does_not_make_a_project_funded() -> None:
    held = GOOD["funding"] | {"project": "P1", "amount": "much"}
    assert "PRJ-015" in _rules(_admit(projects=GOOD["projects"] | {"sic_stage": "funded"}, funding=held))


@pytest.mark.parametrize(
    ("project", "is_told"),
    [
        ({"sic_stage": "idea", "start": "2027"}, True),
        ({"sic_stage": "idea", "start": None}, True),
        ({"sic_stage": None, "start": "2027", "end": "2028"}, True),
        ({"sic_stage": "implementing", "start": None}, False),
        ({"sic_stage": "idea", "start": "2025-01-01"}, False),
        ({"sic_stage": None, "start": None}, False),  # nothing is known that speaks against it
    ],
)
def test_modality_2_is_for_projects_already_running(project: dict[str, str | None], is_told: bool) -> None:
    ongoing = GOOD["assessments"] | {"modality": "2"}
    admission = _admit(projects=GOOD["projects"] | project, calls=GOOD["calls"], assessments=ongoing)
    found = admission.problems[admission.problems["rule_id"] == "ASM-004"]
    assert found["column"].tolist() == (["modality"] if is_told else [])
    new = _admit(projects=GOOD["projects"] | project, calls=GOOD["calls"], assessments=GOOD["assessments"])
    assert "ASM-004" not in _rules(new)


def test_spellings_that_no_row_uses_are_told_once_per_kind() -> None:
    spellings = {kind: set(REFERENCE.register(kind).aliases) for kind in ("country", "region")}
    found = unused_spellings(
        {"projects": _raw("projects", GOOD["projects"] | {"countries": "Ivory Coast; Kenya"})}, REFERENCE
    )
    assert found["stream"].tolist() == [kind for kind, known in spellings.items() if known]
    assert set(found["rule_id"]) == {"NAM-009"} and set(found["severity"]) == {"info"}
    assert "Ivory Coast" not in found["message"].iloc[0] and "DRC" in found["message"].iloc[0]


def test_a_name_much_like_a_registered_one_is_suggested_and_not_taken() -> None:
    admission = _admit(organisations=GOOD["organisations"], projects=GOOD["projects"] | {"lead": "Loam Universty"})
    assert _rules(admission) == ["NAM-008"]
    assert admission.tables["projects"]["lead_id"].tolist() == ["loam-universty"]


def test_a_registered_name_gets_the_id_of_the_register() -> None:
    admission = _admit(organisations=GOOD["organisations"], projects=GOOD["projects"] | {"lead": "LOAM university"})
    assert admission.tables["projects"]["lead_id"].tolist() == ["O1"]


def test_a_project_sent_without_id_keeps_its_id_when_it_is_sent_again() -> None:
    anonymous = GOOD["projects"] | {"project_id": None}
    first = _admit(projects=anonymous).tables["projects"]["project_id"].tolist()
    again = (
        _admit(projects=anonymous | {"title": " Living  SOILS", "asked_amount": "5"})
        .tables["projects"]["project_id"]
        .tolist()
    )
    assert first == again


def test_links_carry_shares_and_the_place_of_their_project_row() -> None:
    tables = _admit(
        projects=GOOD["projects"] | {"objective_shares": "60;40", "partners": "A; B", "funders": "C"}
    ).tables
    links = tables["project_objectives"]
    assert links[["objective_code", "objective_share", "is_primary"]].to_numpy().tolist() == [
        ["C2", 0.6, True],
        ["A5", 0.4, False],
    ]
    assert set(links["split_basis"]) == {"stated"}
    assert links["source_row"].tolist() == [2, 2]
    people = tables["project_organisations"]
    assert dict(zip(people["organisation_name"], people["role"], strict=True)) == {
        "Loam University": "lead", "A": "partner", "B": "partner", "C": "funder",
    }  # fmt: skip


def test_the_links_of_a_held_row_are_held_too() -> None:
    tables = _admit(projects=GOOD["projects"] | {"countries": "Kenya;Atlantis"}).tables
    assert all(
        tables[name].empty for name in ("projects", "project_objectives", "project_countries", "project_organisations")
    )


def test_money_in_an_iati_file_is_never_dropped() -> None:
    rows = [
        {"contribution_id": "X#1", "project": "X", "transaction_type": "2", "amount": "5.123", "currency": "EUR", "date": "2020-01-01"},
        {"contribution_id": "X#2", "project": "X", "transaction_type": "D", "amount": "-7", "currency": None, "date": "03/04/2020"},
        {"contribution_id": "X#3", "project": None, "transaction_type": "99", "amount": "9", "currency": "ZZZ", "date": None},
        {"contribution_id": "X#4", "transaction_type": "11", "amount": "1", "currency": "EUR", "date": "2020-01-01", "funder": "F"},
    ]  # fmt: skip
    admission = _xml(projects=[{"project_id": "X", "title": "T"}], funding=rows)
    money = admission.tables["contributions"]
    assert money["amount"].tolist() == [5.123, -7, 9, 1]
    assert money["state"].fillna("none").tolist() == ["committed", "disbursed", "none", "none"]
    assert money["transaction_type_code"].fillna("none").tolist() == ["2", "3", "none", "11"]
    assert "error" not in set(admission.problems["severity"])
    assert admission.problems[admission.problems["source_row"] == 5].empty


def test_the_money_of_a_repeated_project_stays() -> None:
    admission = _xml(
        projects=[{"project_id": "X", "title": "T"}] * 2,
        funding=[{"contribution_id": "X#1", "project": "X", "amount": "1"}],
    )
    assert admission.counts[["stream", "rows_held"]].to_numpy().tolist() == [["projects", 1], ["funding", 0]]


def test_the_later_file_stands_and_what_is_sent_replaces_what_is_shipped() -> None:
    shipped = _raw("calls", GOOD["calls"], file="record.csv", origin="record")
    sent = _raw("calls", GOOD["calls"] | {"received": "30"}, file="new.csv")
    admission = admit({"calls": pd.concat([sent, shipped])}, REFERENCE, AS_OF)
    assert admission.tables["calls"]["received_count"].tolist() == [30]
    assert admission.counts["rows_admitted"].tolist() == [1, 1]


def test_every_report_of_an_observation_is_admitted_and_only_a_repeated_row_is_held() -> None:
    other = GOOD["observations"] | {"value": "30"}
    rows = [GOOD["observations"], other, GOOD["observations"]]
    admission = _admit(observations=rows)
    assert admission.tables["observations"]["source_row"].tolist() == [2, 3]
    told = admission.problems.groupby("rule_id")["source_row"].agg(list).to_dict()
    assert told == {"ROW-002": [4], "OBS-007": [2, 3]}


def test_two_approved_values_for_one_date_are_told_of_one_file_and_one_place_only() -> None:
    other = {"value": "30"}
    for change in ({"status": "draft"}, {"country": "Kenya"}, {"date": "2024-12-31"}, {"value": "24.0"}):
        assert "OBS-007" not in _rules(
            _admit(observations=[GOOD["observations"], GOOD["observations"] | other | change])
        )
    files = [_raw("observations", GOOD["observations"] | {"value": text}, file=f"{text}.csv") for text in ("24", "30")]
    assert "OBS-007" not in _rules(admit({"observations": pd.concat(files)}, REFERENCE, AS_OF))


def test_persons_stay_in_contact_columns_and_out_of_findings() -> None:
    row = GOOD["projects"] | {
        "contact_email": "ada at planted",
        "contact_name": "Ada",
        "lead": "ada@planted.example",
        "start": "ada@planted.example",
    }
    admission = _admit(projects=row)
    told = admission.problems[["value", "message", "fix"]].astype("str").to_numpy().ravel()
    assert not any("planted" in str(text) for text in told)
    assert admission.problems.loc[admission.problems["rule_id"] == "VAL-010", "value"].tolist() == ["(withheld)"]


def test_a_number_with_two_readings_is_settled_by_its_own_column() -> None:
    rows = [
        GOOD["projects"] | {"project_id": f"P{n}", "asked_amount": text}
        for n, text in enumerate(["12.500", "1.000,50"])
    ]
    admission = _admit(projects=rows)
    assert admission.tables["projects"]["asked_amount"].tolist() == [12500, 1000.5]


def test_a_count_has_no_decimals() -> None:
    assert _admit(projects=GOOD["projects"] | {"beneficiaries": "12.500"}).tables["projects"][
        "beneficiaries_count"
    ].tolist() == [12500]


def test_lists_are_read_with_every_usual_separator() -> None:
    for text in (
        "Kenya; Burkina Faso",
        "Kenya, Burkina Faso",
        "KE BF",
        "Kenya and Burkina Faso",
        "ken\nbfa",
        "Kenya / Burkina Faso",
    ):
        links = _admit(projects=GOOD["projects"] | {"countries": text}).tables["project_countries"]
        assert links["country_code"].tolist() == ["KEN", "BFA"], text


def test_columns_are_named_by_the_headers_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Titre du projet,Objectifs,Montant demandé,Devise\nA,C2,beaucoup,EUR\n", encoding="utf-8")
    readings = [read(path, tmp_path)]
    found = with_headers(admit(stack(readings, "inbox"), REFERENCE, AS_OF).problems, headers_of(readings))
    assert found.set_index("rule_id").loc["VAL-002", ["column", "field", "value", "source_row"]].tolist() == [
        "Montant demandé",
        "asked_amount",
        "beaucoup",
        2,
    ]


def test_the_shipped_record_is_admitted_whole() -> None:
    paths = [*sorted(RECORD.glob("*.csv")), *sorted(RECORD.glob("iati/*.xml"))]
    admission = admit(stack([read(path, RECORD) for path in paths], "record"), REFERENCE, AS_OF)
    assert "error" not in set(admission.problems["severity"])
    assert admission.counts["rows_held"].sum() == 0
    agreements = admission.tables["partnerships"]
    assert (agreements["ends_on"] < pd.Timestamp(AS_OF)).sum() == 8
    assert agreements["ends_on"].isna().sum() == 13
    assert agreements["ends_on"].max() == pd.Timestamp("2027-02-18")
    assert agreements["fte"].sum() == pytest.approx(4.9)
    assert set(admission.tables["milestones"]["state"]) == {"not_reported"}


def test_admitted_tables_keep_the_contracts() -> None:
    for name, table in _admit(**GOOD).tables.items():
        contract = CONTRACTS[f"core.{name}"]
        own = [column for column in table.columns if column in TABLES[name][0]]
        assert own == [column for column in contract.column_names if column in own], name
        if name not in COMPLETED_LATER:
            assert set(contract.column_names) <= set(table.columns), name
            contract.gate(table[contract.column_names])


def test_nothing_sent_gives_empty_tables_with_their_columns() -> None:
    admission = admit({}, REFERENCE, AS_OF)
    assert {name: list(table.columns) for name, table in admission.tables.items()} == {
        name: [*columns, *provenance] for name, (columns, provenance) in TABLES.items()
    }
    assert admission.counts.empty
    assert list(admission.problems.columns) == PROBLEM_COLUMNS


CELLS = st.one_of(
    st.none(),
    st.sampled_from([
        "", "A2", "C3;A1", "Z9", "Kenya", "kenya, Atlantis", "2025", "3/4/2025", "31.02.2025", "1.234", "1,234.5", "-7", "EUR",
        "XQX", "committed", "reached", "leader", "yes", "F3.2a", "C3.1", "=1+1", "<script>x</script>", "a@planted.example",
        "1e300", "60;40", "meeting", "in_line", "problem", "P1", "\u202eabc", "0", "9" * 400,
    ]),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_rows_read_are_rows_admitted_plus_rows_held_whatever_is_sent(data: st.DataObject) -> None:
    stream = data.draw(st.sampled_from(list(streams())))
    names = list(streams()[stream].by_name)
    row = st.fixed_dictionaries(
        {name: CELLS for name in data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=9, unique=True))}
    )
    rows = [GOOD[stream] | each for each in data.draw(st.lists(row, min_size=1, max_size=5))]
    admission = _admit(**{stream: rows})
    counts = admission.counts.iloc[0]
    assert counts["rows_read"] == len(rows) == counts["rows_admitted"] + counts["rows_held"]
    held = set(admission.problems.loc[admission.problems["severity"] == "error", "source_row"])
    assert counts["rows_held"] == len(held)
    told = admission.problems[["value", "message", "fix"]].astype("str").to_numpy().ravel()
    assert not any("planted" in str(text) for text in told)
    table = admission.tables["contributions" if stream == "funding" else stream]
    assert not held & set(table["source_row"])
    if f"core.{stream}" in CONTRACTS and stream not in COMPLETED_LATER:
        CONTRACTS[f"core.{stream}"].gate(table[CONTRACTS[f"core.{stream}"].column_names])


def test_a_delphi_activity_names_projects_by_identifier_or_title() -> None:
    activity = GOOD["delphi_items"] | {"projects": "P1; living SOILS; P404"}
    admission = _admit(projects=GOOD["projects"], delphi_items=activity)
    assert admission.tables["delphi_items"]["projects"].tolist() == ["P1"]
    assert _rules(admission) == ["DEL-001"] and "P404" in admission.problems["message"].iloc[0]
