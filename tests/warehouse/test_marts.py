"""The SQL of the marts, over an in-memory warehouse: a few rows in, a few numbers out."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from tests.answering import AS_OF, OBJECTIVES, QUESTIONS, REGIONS, answers, current, of, small_world, two_projects
from tests.factories import money, rows
from warehouse.contracts import TABLES
from warehouse.contracts.gate import gate
from warehouse.settings import ROOT
from warehouse.storage import embedded


@pytest.fixture(scope="module")
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = small_world()
    yield connection
    connection.close()


def test_a_projects_money_is_split_over_objectives_and_regions_and_never_counts_once_per_objective(opened) -> None:
    grid_of_gaps = two_projects(opened, "coverage_gaps")["coverage_gaps"]
    assert len(grid_of_gaps) == (len(OBJECTIVES) + 1) * (len(REGIONS) + 1)
    cell = of(grid_of_gaps, objective_code="A1", region_code="002")
    assert (cell["asked_eur"], cell["committed_eur"], cell["gap_eur"]) == (300 * 0.375, 80 * 0.375, 220 * 0.375)
    assert cell["coverage_state"] == "partly_funded"
    assert cell["funders_count"] == 1
    assert cell["unconverted_count"] == 1
    assert pd.isna(cell["disbursed_eur"])  # reported, not converted: missing and not zero
    assert of(grid_of_gaps, objective_code=None, region_code="002")["committed_eur"] == 10
    assert of(grid_of_gaps, objective_code=None, region_code=None)["pledged_eur"] == 1
    assert of(grid_of_gaps, objective_code="B1", region_code="142")["coverage_state"] == "nothing_reported"


def test_investments_keep_states_apart_and_what_is_asked_has_no_giver(opened) -> None:
    investments = two_projects(opened, "investments")["investments"]
    assert of(investments, objective_code="A2", state="committed")["amount_eur"] == 20
    asked = of(investments, objective_code="A1", state="asked")
    assert (asked["amount_eur"], asked["year"], pd.isna(asked["funder_id"])) == (225, 2023, True)
    unconverted = of(investments, objective_code="A1", state="disbursed")
    assert (pd.isna(unconverted["amount_eur"]), unconverted["unconverted_count"]) == (True, 1)


def test_money_of_the_initiative_stays_out_of_the_grid_of_the_ground(opened) -> None:
    sent = money(money_stream=["initiative", "ground"], amount_eur=[5.0, 7.0])
    found = answers(opened, "coverage_gaps", "investments", contributions=sent)
    assert found["coverage_gaps"]["committed_eur"].sum() == 7
    assert of(found["investments"], money_stream="initiative")["amount_eur"] == 5


def test_a_report_that_names_objective_and_region_makes_no_activity_a_fact(opened) -> None:
    reports = rows(
        "core.activities",
        objective_code=["B1", "B1", None],
        activity_type=["report", "meeting", "report"],
        country_code=["KEN", "IND", "IND"],
        happened_on="2026-10-01",
    )
    found = answers(opened, "coverage_gaps", activities=reports)["coverage_gaps"]
    states = found.fillna({"objective_code": "none", "region_code": "none"}).set_index(
        ["objective_code", "region_code"]
    )["coverage_state"]
    assert states["B1", "002"] == "no_activity"
    assert (states.drop(("B1", "002")) == "nothing_reported").all()


def test_country_rows_show_only_what_projects_name_and_add_up(opened) -> None:
    countries = two_projects(opened, "country_coverage")["country_coverage"]
    assert of(countries, objective_code="A1", country_code="IND")["committed_eur"] == 30
    assert countries["committed_eur"].sum() == 90
    assert of(countries, objective_code=None, country_code=None)["pledged_eur"] == 1


def test_older_versions_and_declined_or_funded_or_ended_projects_are_no_opportunities(opened) -> None:
    projects = current(
        project_id=list("ABCDEFG"),
        is_current=[True] * 6 + [False],
        sic_stage=["idea", "funded", "declined", None, None, None, "idea"],
        asked_amount=[1.0, 10.0, 10.0, 10.0, 10.0, None, 10.0],
        asked_eur=[None, 10.0, 10.0, 10.0, 10.0, None, 10.0],
        ends_on=[None, None, None, "2026-11-21", "2026-11-22", None, None],
    )
    sent = money(project_id=["B", "B"], amount_eur=[4.0, 6.0])
    found = answers(opened, "opportunities", projects=projects, contributions=sent)["opportunities"]
    assert found["project_id"].tolist() == ["A", "E"]


def test_an_opportunity_shows_what_is_missing_and_who_gives(opened) -> None:
    found = answers(
        opened,
        "opportunities",
        projects=current(
            project_id=["P"], sic_stage="presented", asked_amount=100.0, asked_eur=100.0, assessment_result=None
        ),
        contributions=money(
            project_id="P",
            amount_eur=[30.0, 30.0, 30.0],
            funder_name=["Zoe", "Ann", "Ann"],
            state=["committed", "committed", "disbursed"],
        ),
        assessments=rows(
            "core.assessments",
            project_id="P",
            call_code=["1", "2"],
            is_current=[False, True],
            assessment_result=["recommendations", "in_line"],
            assessed_on=["2024-01-01", "2025-01-01"],
        ),
    )["opportunities"].iloc[0]
    assert (found["gap_eur"], found["funders"], found["assessment"]) == (40, "Ann;Zoe", "in_line")


@pytest.mark.parametrize(
    ("ends_on", "standing", "days"),
    [
        ("2026-11-21", "ended", -1),
        ("2026-11-22", "ending_within_12_months", 0),
        ("2027-11-22", "ending_within_12_months", 365),
        ("2027-11-23", "in_force", 366),
        (None, "undated", None),
    ],
)
def test_the_standing_of_an_agreement_on_a_day(opened, ends_on: str | None, standing: str, days: int | None) -> None:
    found = answers(opened, "partnerships", partnerships=rows("core.partnerships", ends_on=[ends_on]))[
        "partnerships"
    ].iloc[0]
    assert found["standing"] == standing
    assert (None if pd.isna(found["days_to_end"]) else found["days_to_end"]) == days


def test_agreements_of_the_givers_of_a_cell_that_end_soon_raise_its_score(opened) -> None:
    agreements = rows(
        "core.partnerships",
        partnership_number=[1, 2, 3, 4],
        organisation_name=["Giver", "giver", "Giver", "Other"],
        ends_on=["2027-01-01", "2030-01-01", "2020-01-01", "2027-01-01"],
    )
    sent = money(funder_name="Giver", amount_eur=[1.0])
    found = answers(opened, "coverage_gaps", partnerships=agreements, contributions=sent)
    cell = of(found["coverage_gaps"], objective_code=None, region_code=None)
    assert (cell["agreements_count"], cell["expiring_agreements_count"], cell["expiry_part"]) == (2, 1, 0.5)


@pytest.mark.parametrize(
    ("agreement", "giver", "met"),
    [
        (
            {"organisation_name": "Ministry", "organisation_id": "FR-1"},
            {"funder_name": "Ministry", "funder_id": "ES-2"},
            0,
        ),
        ({"organisation_name": "MAA", "organisation_id": "FR-1"}, {"funder_name": "Ministry", "funder_id": "FR-1"}, 1),
        ({"organisation_name": "Mïnistry"}, {"funder_name": "ministry", "funder_id": "ES-2"}, 1),
        ({"organisation_name": "Other"}, {"funder_name": "Ministry", "funder_id": "ES-2"}, 0),
    ],
)
def test_an_agreement_is_met_by_identifier_and_by_name_only_where_it_has_none(
    opened, agreement: dict, giver: dict, met: int
) -> None:
    agreements = rows("core.partnerships", partnership_number=[1], ends_on=["2030-01-01"], **agreement)
    sent = money(amount_eur=[1.0], **giver)
    found = answers(opened, "coverage_gaps", "concentration", partnerships=agreements, contributions=sent)
    assert of(found["coverage_gaps"], objective_code=None, region_code=None)["agreements_count"] == met
    assert of(found["concentration"], objective_code=None)["agreements_count"] == met


SEATS = [
    "leader_seats_count",
    "vacant_leader_seats_count",
    "representative_seats_count",
    "vacant_representative_seats_count",
    "members_count",
]
ACTIVITY = ["activities_90_days_count", "activities_365_days_count", "reports_sent_count"]


def test_seats_and_activity_are_missing_until_somebody_reports_and_stages_are_real_counts(opened) -> None:
    links = {"project_id": ["P", "Q"], "objective_code": "A1", "objective_share": 1.0}
    found = answers(
        opened,
        "task_forces",
        projects=current(project_id=["P", "Q"], sic_stage=["idea", None]),
        project_objectives=rows("core.project_objectives", **links),
        memberships=rows(
            "core.memberships",
            objective_code="A2",
            joined_on="2024-01-01",
            task_force_role=["leader", "regional_representative", "team_member", "leader", "leader"],
            organisation_name=["a", "b", "c", None, "d"],
            country_code=[None, "KEN", None, None, None],
            left_on=[None, None, None, None, "2025-01-01"],
        ),
        activities=rows(
            "core.activities",
            objective_code="A2",
            activity_type=["report", "meeting", "meeting"],
            happened_on=["2026-01-01", "2026-11-01", "2026-12-24"],
        ),
    )["task_forces"].set_index("objective_code")
    assert found.loc["A1", ["idea_count", "no_stage_count", "presented_count"]].tolist() == [1, 1, 0]
    assert found.loc["A1", [*SEATS, *ACTIVITY]].isna().all()
    assert found.loc["A2", SEATS].tolist() == [1, 0, 1, 1, 3]
    assert found.loc["A2", ACTIVITY].tolist() == [1, 2, 1]
    assert found.loc["A2", "latest_reported_on"] == pd.Timestamp("2026-11-01")


def test_a_facility_without_objectives_is_shown_and_the_worst_assessed_objective_is_named(opened) -> None:
    facilities = rows("core.facilities", facility_code=["CF1", "CF2"])
    under = rows("core.facility_objectives", facility_code="CF2", objective_code=["A1", "A2", "B1"])
    headlines = rows(
        "marts.objectives",
        objective_code=["A1", "A2", "B1"],
        horizon=2030,
        reason=None,
        status=["on_track", "limited_progress", "cannot_be_assessed"],
    )
    found = answers(opened, "facilities", facilities=facilities, facility_objectives=under, headlines=headlines)[
        "facilities"
    ]
    assert found["objectives_count"].tolist() == [0, 3]
    assert found["assessed_count"].tolist() == [0, 2]
    assert found.loc[1, "worst_objective_code"] == "A2"
    assert found["committed_eur"].isna().all()


def test_support_shows_people_and_offices_once_and_never_as_money(opened) -> None:
    found = answers(
        opened,
        "support",
        "investments",
        contributions=money(
            form="secondment",
            funder_name=["Spain", "Spain"],
            fte=[1.0, 1.0],
            is_counted=False,
            amount_eur=[None, None],
            amount=None,
            not_counted_reason=["not_cash", "same_file"],
        ),
        partnerships=rows(
            "core.partnerships",
            partnership_number=[1, 2, 3],
            organisation_name=["Spain", "Germany", "Paris"],
            agreement_types=["grant_agreement;secondment", "secondment", "office_provision"],
            fte=[1.0, 2.5, None],
        ),
    )
    support = found["support"].set_index(["form", "funder_name"])
    assert support["fte"].dropna().to_dict() == {
        ("secondment", "Spain"): 1.0,
        ("secondment", "Germany"): 2.5,
    }
    assert support["contributions_count"].to_dict() == {
        ("secondment", "Spain"): 1,
        ("secondment", "Germany"): 0,
        ("office", "Paris"): 0,
    }
    assert found["investments"].empty


def test_links_and_money_stand_with_the_current_version_only(opened) -> None:
    found = answers(
        opened,
        "projects",
        projects=current(project_id="P", version=[1, 2], is_current=[False, True]),
        project_objectives=rows(
            "core.project_objectives", project_id="P", objective_code=["B1", "A1"], objective_share=0.5
        ),
        contributions=money(project_id="P", amount_eur=[5.0]),
    )["projects"]
    assert found["objectives"].fillna("").tolist() == ["", "A1;B1"]
    assert found["committed_eur"].fillna(-1).tolist() == [-1, 5]


def test_what_the_questions_answer_passes_the_contracts(opened) -> None:
    for name, frame in two_projects(opened, *QUESTIONS).items():
        gate(TABLES[f"marts.{name}"], frame)


def test_every_question_answers_in_the_columns_of_its_contract(opened) -> None:
    for name in sorted(path.stem for path in (ROOT / "warehouse" / "marts").glob("*.sql")):
        text = QUESTIONS[name].sql
        embedded.make_views(opened, text)
        assert text.startswith("-- "), f"{name}.sql does not say its question"
        answer = opened.execute(text, {"as_of": AS_OF} if "$as_of" in text else {})
        assert [column[0] for column in answer.description] == TABLES[f"marts.{name}"].column_names, name
