"""The whole house on a miniature world: numbers worked out by hand, beside the assertion that holds them."""

import pandas as pd
import pytest

from tests.conftest import released
from warehouse import releases

EUR_PER_USD_JUNE_2024 = 0.929682857894737


def _mart(outcome, name):
    return releases.read(released(outcome).path, f"marts.{name}")


def test_the_strategy_is_whole_in_the_release(record):
    assert record.errors == []
    progress = _mart(record, "objective_progress")
    assert progress["objective_code"].nunique() == 24
    assert progress["indicator_code"].nunique() == 30
    assert len(progress) == 30 * 2
    assert len(_mart(record, "facilities")) == 13
    assert len(_mart(record, "partnerships")) == 22
    assert len(_mart(record, "goals")) == 6 * 2


def test_every_objective_has_one_status_per_horizon_and_a_reason_exactly_when_it_has_no_verdict(record):
    headlines = _mart(record, "objectives")
    assert len(headlines) == 24 * 2
    cannot = headlines["status"] == "cannot_be_assessed"
    assert headlines.loc[cannot, "reason"].notna().all()
    assert headlines.loc[~cannot, "reason"].isna().all()


def test_the_published_record_reads_as_it_was_worked_out(record):
    headlines = _mart(record, "objectives")
    by_reason = headlines[headlines["horizon"] == 2030]["reason"].value_counts().to_dict()
    assert by_reason == {
        "no_baseline": 9,
        "wording_not_available": 6,
        "baseline_is_latest": 4,
        "no_observation": 3,
        "no_target": 1,
    }
    overdue = headlines[(headlines["objective_code"] == "F3") & (headlines["horizon"] == 2030)].iloc[0]
    # The indicators were due on 2022-12-31: 1422 days before 2026-11-22 (365 + 366 + 365 + 326).
    assert (overdue["status"], overdue["days_overdue"]) == ("limited_progress", 1422)
    standings = _mart(record, "partnerships")["standing"].value_counts().to_dict()
    assert standings == {"undated": 13, "ended": 8, "ending_within_12_months": 1}


def test_a_computed_end_is_marked_as_computed(record):
    agreements = _mart(record, "partnerships").set_index("partnership_number")
    # Five years from 18 Feb 2022; only number 5 has its end in the published list.
    assert agreements.loc[12, "ends_on"] == pd.Timestamp("2027-02-18")
    assert bool(agreements.loc[12, "is_end_computed"]) and not bool(agreements.loc[5, "is_end_computed"])
    assert agreements.loc[12, "days_to_end"] == 88


def test_real_records_carry_file_row_and_address_and_the_rules_tie_core_ones_alone(record):
    projects, money = _mart(record, "projects"), _mart(record, "contributions")
    sources = _mart(record, "sources").set_index(["source_file", "stream"])
    assert set(projects["source_file"]) == {"lists/gef-aiddata.csv", "lists/world-bank.csv"}
    for frame, stream in ((projects, "projects"), (money, "funding")):
        assert frame["source_file"].notna().all() and (frame["source_row"] > 1).all()
        read = sources.xs(stream, level="stream")
        assert frame["source_file"].value_counts().to_dict() == read["rows_admitted"].to_dict()
        assert (read["rows_read"] == read["rows_admitted"]).all() and not read["rows_held"].any()
    assert projects["source_link"].str.startswith("https://").all()
    links = _mart(record, "project_objectives").merge(projects, on="project_id")
    assert len(links) and set(links["soil_relevance"]) == {"core"} and (links["link_basis_x"] == "inferred").all()


def test_at_least_a_hundred_countries_have_records_about_soils(record):
    countries = _mart(record, "project_countries").merge(_mart(record, "projects"), on="project_id")
    about_soils = countries[countries["soil_relevance"].isin(["core", "contributing"])]
    assert about_soils["country_code"].nunique() >= 100


def test_every_row_of_the_world_is_admitted_or_held_and_the_held_ones_say_why(world):
    assert world.errors == [] and world.release is not None
    sources = _mart(world, "sources").query("origin == 'inbox'").set_index("source_file")
    assert (sources["rows_read"] == sources["rows_admitted"] + sources["rows_held"]).all()
    assert sources.loc["projects.csv", ["rows_read", "rows_admitted", "rows_held"]].tolist() == [4, 2, 2]
    assert sources.loc["open-aid.xml", ["stream", "rows_read", "transactions_read"]].tolist() == ["iati", 1, 2]
    problems = _mart(world, "problems").query("source_file == 'projects.csv' and severity == 'error'")
    misspelt = problems[problems["source_row"] == 4].iloc[0]
    assert misspelt["value"] == "Beniin" and "Benin" in misspelt["fix"]
    assert set(problems[problems["source_row"] == 5]["field"]) == {"title", "objectives", "asked_amount", "start"}


def test_a_grant_that_two_parties_report_counts_once(world):
    grant = _mart(world, "contributions").query("grant_id == 'G-100'")
    assert len(grant) == 2 and grant["is_counted"].sum() == 1
    kept = grant[grant["is_counted"]].iloc[0]
    other = grant[~grant["is_counted"]].iloc[0]
    assert kept["also_reported_in"] == other["source_file"]
    assert other["not_counted_reason"] == "same_grant"


def test_money_is_split_by_stated_shares_and_converted_at_the_month_of_its_date(world, record):
    cells = _mart(world, "coverage_gaps").set_index(["objective_code", "region_code"])
    shipped = _mart(record, "coverage_gaps").set_index(["objective_code", "region_code"])
    added = cells["committed_eur"].fillna(0) - shipped["committed_eur"].fillna(0)  # by the inbox of this world
    # W-1: 40,000 committed and 10,000 disbursed, C2 60 % and A5 40 %, both countries in Africa (002).
    assert added[("C2", "002")] == pytest.approx(24_000)
    assert cells.loc[("C2", "002"), "disbursed_eur"] == pytest.approx(6_000)
    # 40 % of W-1, and all of the activity whose title speaks of soil carbon credits: 16,000 + 12,000.
    assert added[("A5", "002")] == pytest.approx(28_000)
    # Asked 100,000 x 60 %, committed 24,000; the open records of the cell are no money for what this project asks.
    assert shipped.loc[("C2", "002"), "committed_eur"] > 36_000
    assert cells.loc[("C2", "002"), "gap_eur"] == pytest.approx(36_000)
    # 50,000 USD in June 2024.
    assert added[("B3", "019")] == pytest.approx(50_000 * EUR_PER_USD_JUNE_2024)
    assert cells.loc[("B3", "019"), "coverage_state"] == "partly_funded"
    assert len(cells) == 25 * 6


def test_an_amount_without_a_rate_is_kept_and_not_zero(world):
    row = _mart(world, "contributions").query("contribution_id == 'A-4'").iloc[0]
    assert row["amount"] == 7_000 and pd.isna(row["amount_eur"])


def test_incoming_money_of_an_activity_counts_towards_no_state(world):
    rows = _mart(world, "contributions").query("source_file == 'open-aid.xml'").set_index("transaction_type_code")
    assert rows.loc["2", "state"] == "committed" and bool(rows.loc["2", "is_counted"])
    assert pd.isna(rows.loc["1", "state"]) and not bool(rows.loc["1", "is_counted"])


def test_an_inferred_link_names_its_rule_and_a_declared_one_does_not(world):
    links = _mart(world, "project_objectives").set_index("project_id")
    inferred = links.loc["XX-WORLD-1-SOIL"]
    assert inferred["objective_code"] == "A5" and inferred["link_basis"] == "inferred"
    assert inferred["rule_id"].startswith("MATCH-")
    assert (links.loc[["W-1"], "link_basis"] == "declared").all() and links.loc[["W-1"], "rule_id"].isna().all()


def test_an_approved_observation_makes_a_verdict_and_a_draft_does_not(world):
    progress = _mart(world, "objective_progress").query("horizon == 2030").set_index("indicator_code")
    # 20 (2020) -> 40 (2025-12-31) -> 80 (2030): a third of the way in half of the time.
    assert progress.loc["C3.1", "pace"] == pytest.approx((20 / 60) / (1826 / 3652))
    assert progress.loc["C3.1", "status"] == "acceleration_needed"
    assert progress.loc["B3.1", ["status", "reason"]].tolist() == ["cannot_be_assessed", "only_unapproved"]


def test_a_task_force_with_reports_has_counts_and_one_without_has_none(world):
    task_forces = _mart(world, "task_forces").set_index("objective_code")
    assert task_forces.loc["C3", "leader_seats_count"] == 1
    assert task_forces.loc["C3", "activities_90_days_count"] == 1
    assert pd.isna(task_forces.loc["A1", "leader_seats_count"]) and pd.isna(task_forces.loc["A1", "members_count"])


def test_no_contact_detail_reaches_the_release(world):
    raw_bytes = released(world).path.read_bytes()
    assert b"planted.example" not in raw_bytes and b"Ada Example" not in raw_bytes and b"Finn Example" not in raw_bytes
