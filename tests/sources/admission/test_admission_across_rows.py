"""Rules that look at rows of two streams, at many rows of one, or at what is known from elsewhere."""

import json

import pandas as pd
import pytest

from sources.admission.admitting import admit
from sources.admission.spellings import unused_spellings
from tests.sources.rows_sent import AS_OF, GOOD, REFERENCE, admitted, admitted_iati, raw_rows, rules_found


def test_an_amount_a_thousand_times_the_usual_is_told() -> None:
    rows = [
        GOOD["projects"] | {"project_id": f"P{n}", "asked_amount": amount}
        for n, amount in enumerate(["100"] * 6 + ["900000"])
    ]
    found = admitted(projects=rows).problems
    assert found[found["rule_id"] == "PRJ-011"]["source_row"].tolist() == [8]


def test_a_contribution_a_thousand_times_the_usual_is_told() -> None:
    rows = [
        GOOD["funding"] | {"contribution_id": f"F{n}", "amount": amount}
        for n, amount in enumerate(["100"] * 6 + ["900000"])
    ]
    found = admitted(funding=rows).problems
    assert found[found["rule_id"] == "FND-016"][["source_row", "column"]].to_numpy().tolist() == [[8, "amount"]]


def test_a_leader_comes_from_a_partner() -> None:
    friend = GOOD["organisations"] | {"initiative_status": "friend"}
    assert rules_found(admitted(memberships=GOOD["memberships"], organisations=friend)) == ["MEM-002"]
    assert rules_found(admitted(memberships=GOOD["memberships"], organisations=GOOD["organisations"])) == []


def test_an_assessment_before_its_call_is_told() -> None:
    row = GOOD["assessments"] | {"assessed_on": "2025-03-01"}
    assert rules_found(admitted(assessments=row, calls=GOOD["calls"], projects=GOOD["projects"])) == ["ASM-002"]


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
    admission = admitted(projects=GOOD["projects"] | project, calls=GOOD["calls"], assessments=ongoing)
    found = admission.problems[admission.problems["rule_id"] == "ASM-004"]
    assert found["column"].tolist() == (["modality"] if is_told else [])
    new = admitted(projects=GOOD["projects"] | project, calls=GOOD["calls"], assessments=GOOD["assessments"])
    assert "ASM-004" not in rules_found(new)


def test_spellings_that_no_row_uses_are_told_once_per_kind() -> None:
    spellings = {kind: set(REFERENCE.register(kind).aliases) for kind in ("country", "region")}
    found = unused_spellings(
        {"projects": raw_rows("projects", GOOD["projects"] | {"countries": "Ivory Coast; Kenya"})}, REFERENCE
    )
    assert found["stream"].tolist() == [kind for kind, known in spellings.items() if known]
    assert set(found["rule_id"]) == {"NAM-009"} and set(found["severity"]) == {"info"}
    assert "Ivory Coast" not in found["parameters"].iloc[0] and "DRC" in found["parameters"].iloc[0]


def test_a_name_much_like_a_registered_one_is_suggested_and_not_taken() -> None:
    admission = admitted(organisations=GOOD["organisations"], projects=GOOD["projects"] | {"lead": "Loam Universty"})
    assert rules_found(admission) == ["NAM-008"]
    assert admission.tables["projects"]["lead_id"].tolist() == ["loam-universty"]


def test_an_activity_without_identifier_is_held_even_from_iati() -> None:
    admission = admitted_iati(projects=[{"title": "Nameless"}])
    assert "PRJ-010" in rules_found(admission)
    assert admission.counts["rows_held"].tolist() == [1]


def test_two_approved_values_for_one_date_are_told_of_one_file_and_one_place_only() -> None:
    other = {"value": "30"}
    for change in ({"status": "draft"}, {"country": "Kenya"}, {"date": "2024-12-31"}, {"value": "24.0"}):
        assert "OBS-007" not in rules_found(
            admitted(observations=[GOOD["observations"], GOOD["observations"] | other | change])
        )
    files = [
        raw_rows("observations", GOOD["observations"] | {"value": text}, file=f"{text}.csv") for text in ("24", "30")
    ]
    assert "OBS-007" not in rules_found(admit({"observations": pd.concat(files)}, REFERENCE, AS_OF))


def test_every_report_of_an_observation_is_admitted_and_only_a_repeated_row_is_held() -> None:
    other = GOOD["observations"] | {"value": "30"}
    rows = [GOOD["observations"], other, GOOD["observations"]]
    admission = admitted(observations=rows)
    assert admission.tables["observations"]["source_row"].tolist() == [2, 3]
    rows_by_rule = admission.problems.groupby("rule_id")["source_row"].agg(list).to_dict()
    assert rows_by_rule == {"ROW-002": [4], "OBS-007": [2, 3]}


def test_a_delphi_activity_names_projects_by_identifier_or_title() -> None:
    activity = GOOD["delphi_items"] | {"projects": "P1; living SOILS; P404"}
    admission = admitted(projects=GOOD["projects"], delphi_items=activity)
    assert admission.tables["delphi_items"]["projects"].tolist() == ["P1"]
    assert rules_found(admission) == ["DEL-001"] and json.loads(admission.problems["parameters"].iloc[0]) == {
        "names": ["P404"]
    }


def test_rows_of_one_file_that_set_one_term_to_two_values_are_held_both() -> None:
    admission = admitted(terms=[GOOD["terms"], GOOD["terms"] | {"value": "6"}])
    found = admission.problems
    assert found[["rule_id", "source_row"]].to_numpy().tolist() == [["TRM-005", 2], ["TRM-005", 3]]
    assert admission.counts["rows_held"].tolist() == [2]


def test_one_term_of_two_days_of_two_indicators_or_written_twice_alike_is_no_contradiction() -> None:
    for change in ({"in_force_from": "2026"}, {"indicator": "A2.2", "unit": None}, {"item": "target_2030"}):
        assert rules_found(admitted(terms=[GOOD["terms"], GOOD["terms"] | {"value": "6"} | change])) == []
    assert rules_found(admitted(terms=[GOOD["terms"], GOOD["terms"] | {"value": "5.0"}])) == ["ROW-002"]
