"""Every row is admitted or held with a reason; each rule about one row has a planted fault, and the record has none."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.admission.admitting import TABLES, admit
from sources.admission.docket import CLEARED, PROBLEM_COLUMNS
from sources.admission.projects import JUDGED_TEXTS
from sources.catalogues import LANGUAGES
from sources.feedback.headers import headers_of, with_headers
from sources.feedback.wording import in_words
from sources.files.reading import read, stack
from sources.findings import rules
from sources.names.keys import with_keys
from sources.streams import streams
from tests.places import RECORD
from tests.sources.rows_sent import AS_OF, FAULTS, GOOD, REFERENCE, Row, admitted, rules_found
from warehouse.contracts import TABLES as CONTRACTS
from warehouse.contracts.gate import gate

COMPLETED_LATER = {"assessments", "projects", "contributions", "milestones", "terms"}  # rules add columns to these
# The rules that judge what was admitted: test_rule_catalogue.py.
OF_THE_PIPELINE = (
    *(f"PRJ-{number:03}" for number in (15, *range(33, 37), 38, 39, 57, 58, 59)),
    "FND-012",
    "FND-013",
    "MNY-",
    "OBS-1",
    "IAT-",
    "ROW-010",
    "FIL-050",
    "FIL-051",
    "TRM-006",
    "TRM-007",
    "TRM-008",
    "TRM-009",
    "TRM-010",
    "TRM-011",
)


@pytest.mark.parametrize("stream", GOOD)
def test_a_good_row_is_admitted_without_a_finding(stream: str) -> None:
    around = {"assessments": {"projects": GOOD["projects"], "calls": GOOD["calls"]}}.get(stream, {})
    admission = admitted(**{stream: GOOD[stream]}, **around)
    assert rules_found(admission) == []
    assert admission.counts["rows_admitted"].tolist() == admission.counts["rows_read"].tolist()


@pytest.mark.parametrize(("rule_id", "stream", "change", "column"), FAULTS)
def test_a_planted_fault_is_found_at_its_row_and_column(
    rule_id: str, stream: str, change: Row | str, column: str | None
) -> None:
    good = GOOD[stream]
    other = {
        name: f"{text}x" if name in ("project_id", "contribution_id", "organisation_id", "call", "item") else text
        for name, text in good.items()
    }
    other |= {
        "observations": {"date": "2024"},
        "milestones": {"milestone": "F3.1a"},
        "partnerships": {"number": "32"},
        "budgets": {"year": "2024"},
        "partner_counts": {"as_of": "2024"},
        "memberships": {"country": "UG"},
        "activities": {"title": "Other"},
        "delphi_items": {"text": "Other"},
        "assessments": {"call": "8"},
        "terms": {"indicator": "A2.2", "item": "baseline", "unit": None},
    }.get(stream, {})
    rows = [good, good] if isinstance(change, str) else [other, {**good, **change}]
    context = {"projects": GOOD["projects"]} if stream == "assessments" else {}
    admission = admitted(**{stream: rows}, **context)
    found = admission.problems[admission.problems["rule_id"] == rule_id]
    assert found["source_row"].tolist() == [3] * len(found)
    assert len(found) >= 1
    assert (found["column"].iloc[0] if column else None) == column
    assert set(found["severity"]) == {rules()[rule_id].severity}
    counts = admission.counts.set_index("stream").loc[stream]
    assert counts["rows_held"] == (1 if (admission.problems["severity"] == "error").any() else 0)
    by_language = [in_words(found, language) for language in LANGUAGES]
    for worded in by_language:
        assert worded["message"].str.len().gt(10).all() and worded["fix"].str.len().gt(5).all()
        assert not worded["message"].str.contains("{", regex=False).any()
    for messages in zip(*(worded["message"] for worded in by_language), strict=True):
        assert len(set(messages)) == len(LANGUAGES)


def test_every_rule_of_the_catalogue_is_named_by_code() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (RECORD.parent).rglob("*.py"))
    for rule_id, rule in rules().items():
        if rule_id.startswith(OF_THE_PIPELINE):
            continue
        assert rule.severity in ("error", "warning", "info")
        assert f'"{rule_id}"' in code, f"{rule_id} is in the catalogue, but no code names it"


def test_an_unknown_name_comes_with_the_nearest_and_whom_to_ask_for_a_new_spelling() -> None:
    found = admitted(projects=GOOD["projects"] | {"countries": None, "regions": "Carribean"}).problems
    fix = in_words(found, "en")["fix"].iloc[0]
    assert fix == "Closest: Americas (019). Correct the cell, or ask the Secretariat to add the spelling."


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
    assert rules_found(admitted(projects=soil)) == []


def test_persons_stay_in_contact_columns_and_out_of_findings() -> None:
    row = GOOD["projects"] | {
        "contact_email": "ada at planted",
        "contact_name": "Ada",
        "lead": "ada@planted.example",
        "start": "ada@planted.example",
    }
    admission = admitted(projects=row)
    texts = admission.problems[["value", "parameters"]].astype("str").to_numpy().ravel()
    assert not any("planted" in str(text) for text in texts)
    assert admission.problems.loc[admission.problems["rule_id"] == "VAL-010", "value"].tolist() == ["(withheld)"]


def test_a_number_with_two_readings_is_settled_by_its_own_column() -> None:
    rows = [
        GOOD["projects"] | {"project_id": f"P{n}", "asked_amount": text}
        for n, text in enumerate(["12.500", "1.000,50"])
    ]
    admission = admitted(projects=rows)
    assert admission.tables["projects"]["asked_amount"].tolist() == [12500, 1000.5]


def test_a_count_has_no_decimals() -> None:
    assert admitted(projects=GOOD["projects"] | {"beneficiaries": "12.500"}).tables["projects"][
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
        links = admitted(projects=GOOD["projects"] | {"countries": text}).tables["project_countries"]
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
    paths = [*sorted(RECORD.glob("*.csv")), *sorted(RECORD.glob("lists/*.csv"))]
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
    tables = admitted(**GOOD).tables
    for name, table in ((name, tables[name]) for name in TABLES):
        contract = CONTRACTS[f"core.{name}"]
        own = [column for column in table.columns if column in TABLES[name][0] and column not in JUDGED_TEXTS]
        assert own == [column for column in contract.column_names if column in own], name
        if name not in COMPLETED_LATER:
            keyed = with_keys(table, contract.column_names)
            assert set(contract.column_names) <= set(keyed.columns), name
            gate(contract, keyed[contract.column_names])


def test_nothing_sent_gives_empty_tables_with_their_columns() -> None:
    admission = admit({}, REFERENCE, AS_OF)
    assert {name: list(table.columns) for name, table in admission.tables.items()} == {
        name: [*columns, *provenance] for name, (columns, provenance) in TABLES.items()
    } | {"cleared": list(CLEARED)}
    assert admission.counts.empty
    assert list(admission.problems.columns) == PROBLEM_COLUMNS


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            "A2",
            "C3;A1",
            "Z9",
            "Kenya",
            "kenya, Atlantis",
            "2025",
            "3/4/2025",
            "31.02.2025",
            "1.234",
            "1,234.5",
            "-7",
            "EUR",
            "XQX",
            "committed",
            "reached",
            "leader",
            "yes",
            "F3.2a",
            "C3.1",
            "=1+1",
            "<script>x</script>",
            "a@planted.example",
            "1e300",
            "60;40",
            "meeting",
            "in_line",
            "problem",
            "P1",
            "\u202eabc",
            "0",
            "9" * 400,
        ]
    ),
    st.text(max_size=12),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_rows_read_are_rows_admitted_plus_rows_held_whatever_is_sent(data: st.DataObject) -> None:
    stream = data.draw(st.sampled_from(list(streams())))
    names = list(streams()[stream].by_name)
    row = st.fixed_dictionaries(
        {name: CELLS for name in data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=9, unique=True))}
    )
    rows = [GOOD[stream] | each for each in data.draw(st.lists(row, min_size=1, max_size=5))]
    admission = admitted(**{stream: rows})
    counts = admission.counts.iloc[0]
    assert counts["rows_read"] == len(rows) == counts["rows_admitted"] + counts["rows_held"]
    held = set(admission.problems.loc[admission.problems["severity"] == "error", "source_row"])
    assert counts["rows_held"] == len(held)
    texts = admission.problems[["value", "parameters"]].astype("str").to_numpy().ravel()
    assert not any("planted" in str(text) for text in texts)
    table = admission.tables["contributions" if stream == "funding" else stream]
    assert not held & set(table["source_row"])
    if f"core.{stream}" in CONTRACTS and stream not in COMPLETED_LATER:
        names = CONTRACTS[f"core.{stream}"].column_names
        gate(CONTRACTS[f"core.{stream}"], with_keys(table, names)[names])
