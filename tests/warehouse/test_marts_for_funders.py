"""What funders and task forces ask: who waits, what rests on one giver, what may be counted twice."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from pipelines.rules.money.counting import NOT_CASH, count_once
from pipelines.rules.money.doubles import likely_groups
from tests.answering import answers, current, of, small_world
from tests.factories import money, rows, sent_money
from warehouse.contracts import TABLES
from warehouse.contracts.gate import gate


@pytest.fixture(scope="module")
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = small_world()
    yield connection
    connection.close()


def tied(*project_ids: str) -> pd.DataFrame:
    return rows(
        "core.project_objectives",
        project_id=list(project_ids),
        objective_code="A1",
        objective_share=1.0,
        link_basis="declared",
    )


def pipeline(opened: duckdb.DuckDBPyConnection, **columns: object) -> pd.DataFrame:
    projects = current(**columns)
    linked = tied(*projects["project_id"].unique())
    return answers(opened, "pipeline", projects=projects, project_objectives=linked)["pipeline"].set_index("project_id")


def test_a_project_presented_for_more_than_half_a_year_without_an_answer_is_stuck(opened) -> None:
    found = pipeline(
        opened,
        project_id=["A", "B", "C", "D", "E"],
        sic_stage=["presented", "presented", "presented", "idea", None],
        # 181, 180 and an unknown number of days before 2026-11-22; D waits long, but was never presented.
        updated_on=["2026-05-25", "2026-05-26", None, "2020-01-01", "2020-01-01"],
    )
    assert found["days_in_stage"].fillna(-1).to_dict() == {"A": 181, "B": 180, "C": -1, "D": 2517}
    assert found["is_stuck"].astype(object).where(found["is_stuck"].notna(), None).to_dict() == {
        "A": True,
        "B": False,
        "C": None,
        "D": False,
    }
    assert found["lacks_feedback"].to_dict() == {"A": True, "B": True, "C": True, "D": False}


def test_an_update_that_leaves_the_stage_as_it_was_does_not_start_its_days_again(opened) -> None:
    found = pipeline(
        opened,
        project_id="P",
        version=[1, 2, 3, 4],
        is_current=[False, False, False, True],
        sic_stage=["presented", "idea", "presented", "presented"],
        updated_on=["2024-01-01", "2025-01-01", "2025-11-22", "2026-11-01"],
    ).loc["P"]
    assert (found["stage"], found["days_in_stage"]) == ("presented", 365)


def test_the_day_of_submission_stands_in_where_no_update_is_dated_and_a_day_ahead_is_no_day(opened) -> None:
    found = pipeline(
        opened,
        project_id=["A", "B"],
        sic_stage="presented",
        submitted_on=["2026-11-12", "2026-11-12"],
        updated_on=[None, "2027-01-01"],
    )
    assert found["days_in_stage"].fillna(-1).tolist() == [10, -1]


def test_an_objective_rests_on_its_largest_committed_funder_and_what_is_disbursed_is_not_mixed_in(opened) -> None:
    found = answers(
        opened,
        "concentration",
        projects=current(project_id=["P"]),
        project_objectives=tied("P"),
        contributions=money(
            project_id="P",
            funder_id=["F", "F", "G", None, "H"],
            funder_name=["Fund", "Fund", "Giver", None, "Other"],
            amount_eur=[50.0, 10.0, 30.0, 10.0, 900.0],
            state=["committed", "committed", "committed", "committed", "disbursed"],
        ),
        partnerships=rows(
            "core.partnerships", partnership_number=[1, 2], organisation_name=["GIVER", "Other"], ends_on="2027-01-01"
        ),
    )["concentration"]
    row = of(found, objective_code="A1")
    assert (row["state"], row["funders_count"], row["given_eur"]) == ("committed", 2, 100)
    assert (row["largest_funder_id"], row["largest_funder_name"], row["largest_share"]) == ("F", "Fund", 0.6)
    assert (row["agreements_count"], row["expiring_agreements_count"]) == (1, 1)
    assert len(found) == 4  # three objectives and the money of none
    nobody = of(found, objective_code="A2")
    assert (nobody["funders_count"], pd.isna(nobody["largest_share"]), pd.isna(nobody["given_eur"])) == (0, True, True)


def test_where_nothing_is_committed_concentration_is_that_of_what_is_disbursed(opened) -> None:
    sent = money(funder_id=["F", "G"], amount_eur=[-5.0, 20.0], state="disbursed")
    found = of(answers(opened, "concentration", contributions=sent)["concentration"], objective_code=None)
    assert (found["state"], found["given_eur"]) == ("disbursed", 15)
    assert (found["largest_funder_id"], found["largest_share"]) == ("G", 1)


def test_money_of_unnamed_givers_or_without_a_rate_makes_nobody_the_largest(opened) -> None:
    sent = money(funder_id=[None, "F"], funder_name=[None, "F"], amount_eur=[20.0, None], amount=[20.0, 5.0])
    found = of(answers(opened, "concentration", contributions=sent)["concentration"], objective_code=None)
    assert (found["funders_count"], found["unconverted_count"]) == (1, 1)
    assert found[["largest_funder_id", "largest_share"]].isna().all()


def test_likely_doubles_are_rows_of_their_mart() -> None:
    sent = sent_money(
        funder_id="F", project_id="P", amount=[100.0, 101.0], amount_eur=[100.0, None], source_file=["a", "b"]
    )
    contract = TABLES["marts.likely_doubles"]
    groups = likely_groups(count_once(sent, rows("core.projects").head(0)))
    found = gate(contract, groups[contract.column_names]).to_pylist()[0]
    assert (found["contribution_id_a"], found["source_file_b"], found["source_row_b"]) == ("c0", "b", 3)
    assert found["difference_share"] == pytest.approx(1 / 101)


def test_a_delphi_activity_has_a_project_only_where_a_current_one_is_named(opened) -> None:
    items = rows(
        "core.delphi_items",
        delphi_item_id=["D1", "D2", "D3", "D4", "D5"],
        objective_code=["A1", "A1", "A1", "A2", "B1"],
        kind=["activity", "activity", "activity", "activity", "obstacle"],
        projects=["P;Q", "never-sent", None, "OLD", "P"],
    )
    projects = current(project_id=["P", "Q", "OLD"], is_current=[True, True, False])
    found = answers(opened, "delphi_activities", "task_forces", delphi_items=items, projects=projects)
    listed = found["delphi_activities"].set_index("delphi_item_id")
    assert listed["projects_count"].to_dict() == {"D1": 2, "D2": 0, "D3": 0, "D4": 0}
    assert listed.loc["D1", "projects"] == "P;Q"
    forces = found["task_forces"].set_index("objective_code")
    counts = forces[["delphi_activities_count", "delphi_without_project_count"]].astype("Int64")
    assert counts.loc["A1"].tolist() == [3, 2] and counts.loc["A2"].tolist() == [1, 1]
    assert counts.loc["B1"].isna().all()  # an obstacle is no activity: nothing was reported


def test_what_an_office_is_said_to_be_worth_stands_beside_the_cash_and_never_in_it(opened) -> None:
    sent = money(
        contribution_id=["cash", "office", "post"],
        form=["cash", "office", "secondment"],
        funder_name="Host",
        amount_eur=[100.0, 40.0, None],
        fte=[None, None, 0.5],
        is_counted=[True, False, False],
        not_counted_reason=[None, NOT_CASH, NOT_CASH],
    )
    found = answers(opened, "support", "investments", contributions=sent)
    support = found["support"].set_index("form")
    assert support.loc["office", "valuation_eur"] == 40 and pd.isna(support.loc["secondment", "valuation_eur"])
    assert support.loc["secondment", "fte"] == 0.5
    assert found["investments"]["amount_eur"].tolist() == [100]


def test_an_open_record_that_a_rule_ties_to_an_objective_is_no_answer_to_what_partners_ask(opened) -> None:
    found = answers(
        opened,
        "coverage_gaps",
        projects=current(
            project_id=["P", "list:1"],
            kind=["concept", "open_record"],
            asked_amount=[300.0, None],
            asked_eur=[300.0, None],
        ),
        project_objectives=rows(
            "core.project_objectives", project_id=["P", "list:1"], objective_code="A1", objective_share=1.0
        ),
        project_countries=rows(
            "core.project_countries", project_id=["P", "list:1"], country_code="KEN", country_share=1.0
        ),
        contributions=money(project_id=["P", "list:1"], amount_eur=[80.0, 5_000.0]),
    )["coverage_gaps"]
    cell = found[(found["objective_code"] == "A1") & (found["region_code"] == "002")].iloc[0]
    assert (cell["committed_eur"], cell["gap_eur"], cell["unmet_eur"]) == (5_080, 220, 220)
    assert cell["coverage_state"] == "partly_funded"


def test_a_vacant_seat_is_named_by_its_region_only_where_the_task_force_reported_its_members(opened) -> None:
    found = answers(
        opened,
        "seats",
        "task_forces",
        memberships=rows(
            "core.memberships",
            objective_code="A2",
            task_force_role=["regional_representative", "regional_representative", "team_member"],
            organisation_name=["b", "d", "c"],
            country_code=["KEN", None, None],
            left_on=["2025-01-01", None, None],
        ),
        activities=rows(
            "core.activities",
            objective_code=["A2", "B1"],
            activity_type="report",
            happened_on=["2025-01-01", "2026-11-01"],
        ),
    )
    seats = found["seats"]
    assert set(seats["objective_code"]) == {"A2"} and not seats["is_seat_filled"].any()
    africa = of(seats, task_force_role="regional_representative", region_code="002")
    assert africa["vacant_since_on"] == pd.Timestamp("2025-01-01")
    assert pd.isna(of(seats, task_force_role="leader", region_code=None)["vacant_since_on"])
    late = found["task_forces"].set_index("objective_code")["is_report_late"]
    assert late["A2"] and not late["B1"] and pd.isna(late["A1"])
