"""Headlines are computed: tiny frames in, the sentence a board member reads out."""

import pandas as pd
import pytest

from dashboard.rendering.documents.spreadsheets import csv
from dashboard.rendering.figures import Figures
from dashboard.rendering.headlines import coverage, money, objective, pipeline, record, strategy
from dashboard.rendering.panels.money_map import CLASSES_FROM
from dashboard.rendering.panels.settling import span
from dashboard.rendering.sitemap import PAGES, Links, target
from dashboard.rendering.words import Words
from dashboard.rendering.world import class_of, outlines, project
from pipelines.rules.progress.settling import Band
from tests.given_figures import figures_of, figures_saying

EN = Words("en")


def verdicts(*statuses: str, overdue: float | None = None) -> Figures:
    rows = pd.DataFrame(
        {
            "objective_code": [f"O{place}" for place in range(len(statuses))],
            "horizon": 2030,
            "status": statuses,
            "reason": ["no_baseline" if status == "cannot_be_assessed" else None for status in statuses],
            "days_overdue": [None if status == "cannot_be_assessed" else overdue for status in statuses],
        }
    )
    return figures_of(objectives=rows)


def test_one_overdue_objective_among_unassessed_ones_is_the_headline() -> None:
    found = strategy.strategy(verdicts("limited_progress", *["cannot_be_assessed"] * 23, overdue=1000), 2030, EN)
    assert found.sentence == "One of 24 objectives can be assessed for 2030, and it is overdue"
    assert "no baseline (23)" in found.lede


def test_no_assessed_objective_is_said_in_words() -> None:
    found = strategy.strategy(verdicts(*["cannot_be_assessed"] * 3), 2030, EN)
    assert found.sentence == "None of 3 objectives can be assessed for 2030"


def test_most_objectives_assessed_counts_the_good_and_the_far_behind() -> None:
    found = strategy.strategy(verdicts("achieved", "on_track", "moving_away", "limited_progress"), 2030, EN)
    assert found.sentence == "Two of 4 objectives are achieved or on track for 2030; two are far behind"


def test_an_objective_of_which_no_dated_step_is_in_the_release_says_so() -> None:
    assert objective.steps(figures_saying(), "A6", EN).sentence == "No dated step is published"


def test_the_next_agreement_to_end_is_named_with_its_computed_date() -> None:
    agreements = pd.DataFrame(
        {
            "partnership_number": [1, 2, 3],
            "organisation_name": ["Old", "Next", "Open"],
            "days_to_end": [-10, 88, None],
            "ends_on": pd.to_datetime(["2026-11-12", "2027-02-18", None]),
            "is_end_computed": [False, True, False],
            "standing": ["ended", "ending_within_12_months", "undated"],
        }
    )
    found = money.partnerships(figures_of(partnerships=agreements), EN)
    assert found.sentence == "Only one of 3 partnerships has an end date still ahead, in 88 days"
    assert "Next, on 18 Feb 2027, computed from its signature" in found.lede


def test_the_budget_share_is_available_over_sought() -> None:
    budgets = pd.DataFrame(
        {"budget_year": 2020, "item": ["sought in total", "available"], "budget_eur": [961_000.0, 450_000.0]}
    )
    assert money.budget(figures_of(budgets=budgets), EN).sentence == "The 2020 budget of the Initiative was 47% funded"
    assert money.budget(figures_of(budgets=budgets.head(0)), EN).sentence == "No budget of the Initiative is on record"


def test_money_that_is_tied_to_no_objective_is_in_no_headline() -> None:
    cells = pd.DataFrame({"objective_code": ["A1", None], "committed_eur": [float("nan"), 50_863_498.0]})
    records = pd.DataFrame({"project_id": ["S1", "S2"], "is_in_preparation": False, "committed_eur": 3e6})
    projects = pd.DataFrame({"project_id": ["P1", "P2", "P3"], "is_current": True})
    none = {"contributions": pd.DataFrame(), "soil_records": records.head(0), "projects": projects.head(0)}
    some = none | {"soil_records": records, "projects": projects}
    found = money.investments(figures_of(coverage_gaps=cells, **some), EN)
    assert found.sentence == "No money on the ground is linked to an objective yet"
    assert found.lede.startswith("2 open records are about soils, with €6 million committed: whole project")
    assert "50.9" not in found.sentence + found.lede
    assert money.investments(figures_of(coverage_gaps=cells, **none), EN).sentence == (
        "No money on the ground is on record"
    )
    tied = cells.fillna({"committed_eur": 1e6})
    assert money.investments(figures_of(coverage_gaps=tied, **some), EN).sentence == (
        "€1 million on the ground is linked to an objective"
    )


def test_money_outside_the_grid_is_in_no_headline_of_coverage() -> None:
    cells = pd.DataFrame(
        {
            "objective_code": ["A1", None],
            "region_code": ["002", "002"],
            "coverage_state": ["nothing_reported", "funding_without_activity"],
            "asked_eur": [float("nan")] * 2,
            "committed_eur": [float("nan"), 50_863_498.0],
            "gap_eur": [float("nan")] * 2,
        }
    )
    found = coverage.coverage(figures_of(coverage_gaps=cells), EN)
    assert found.sentence == EN("headline.coverage.cells", n=0, total=1) and "50.9" not in found.lede


@pytest.mark.parametrize("reason", ["no_target", "no_baseline", "stale", "only_unapproved"])
def test_an_objective_without_a_verdict_says_what_it_lacks(reason: str) -> None:
    verdict = {"status": "cannot_be_assessed", "reason": reason, "summary": None, "horizon": 2030}
    assert objective.objective(figures_saying(), verdict, {}, "C3 Investments", EN).sentence


def test_a_file_of_two_kinds_of_data_is_one_file() -> None:
    sources = pd.DataFrame(
        {
            "origin": ["inbox"] * 3,
            "source_file": ["a.xml", "a.xml", "b.csv"],
            "status": ["read", "read", "refused"],
            "is_stale": [True, None, None],
            "rows_read": [5, 2, 0],
            "rows_admitted": [4, 2, 0],
            "rows_held": [1, 0, 0],
        }
    )
    found = record.sources(figures_of(sources=sources), EN)
    assert found.sentence == "2 files came in; 1 late, 1 refused"
    assert found.lede == "A refused file stops only itself; its row says why."


@pytest.mark.parametrize(
    ("lowest", "highest", "status", "is_whole", "said"),
    [
        (54.0, 79.0, "on_track", True, "54 to 79"),
        (80.0, None, "achieved", True, "80 or more"),
        (None, 19.0, "moving_away", True, "under 20"),
        (None, 20.0, "moving_away", False, "under 20"),
        (None, 10.0, "achieved", True, "10 or less"),
        (20.0, None, "moving_away", False, "over 20"),
    ],
)
def test_a_band_of_values_is_said_with_its_open_end(
    lowest: float | None, highest: float | None, status: str, is_whole: bool, said: str
) -> None:
    assert span(Band(status, lowest, highest, ""), is_whole, EN) == said


def test_a_percentage_is_joined_to_its_unit_as_the_language_does() -> None:
    assert EN.measure(15, "% of countries") == "15% of countries"
    assert Words("fr").measure(15, "% of countries") == "15\u202f% des pays"
    assert EN.measure(55, "institutions") == "55 institutions"


def test_a_downloaded_cell_is_never_a_formula() -> None:
    lines = (
        csv(pd.DataFrame({"value": ["=1+1", "plain", None], "amount": [-5.0, 1.0, None]}))
        .decode("utf-8-sig")
        .splitlines()
    )
    assert lines[1:] == ["'=1+1,-5.0", "plain,1.0", ","]


def test_every_page_has_an_address_that_leads_back_to_it() -> None:
    links = Links({"lang": "fr"})
    assert [target(links(page)) for page in PAGES] == [(page, {"lang": "fr"}) for page in PAGES]
    assert target("https://elsewhere.example/goals") is None


def test_countries_are_drawn_in_five_classes_on_one_map() -> None:
    assert [class_of(amount, CLASSES_FROM) for amount in (-1.0, 0.0, 0.499, 2.0, 11.0)] == [0, 0, 0, 2, 4]
    assert project(0, 0) == (480.0, 240.0)
    assert {"KEN", "FRA", "FJI", "RUS"} <= outlines().keys()


def test_sources_that_need_a_look_come_first():
    rows = pd.DataFrame(
        {
            "source_file": ["read", "late", "refused", "read too"],
            "is_stale": pd.Series([False, True, pd.NA, False], dtype="boolean"),
            "refusal": [None, None, "no table", None],
        }
    )
    assert list(record.worst_first(rows)["source_file"]) == ["refused", "late", "read", "read too"]


def test_a_refusal_is_written_in_the_language_of_the_reader() -> None:
    sources = pd.DataFrame(
        {"source_file": ["a.csv", "b.csv", "c.csv"], "refusal": ["No rows.", None, "Kept as it is."]}
    )
    problems = pd.DataFrame(
        {"source_file": ["a.csv", "b.csv"], "rule_id": "FIL-010", "message": "No rows.", "fix": "Send it again."}
    )
    refusals = record.refusals(sources, problems, Words("fr"))["refusal"]
    assert refusals[0] == "Fichier vide. Vérifiez l’export et renvoyez le fichier."
    assert refusals.isna()[1] and refusals[2] == "Kept as it is."
    assert record.refusals(sources, problems.head(0), EN)["refusal"][0] == "No rows."


@pytest.mark.parametrize("days", [[], [None], [None, None], [30, None], [-4, None, 9]])
def test_agreements_stand_in_order_also_where_none_or_all_are_undated(days: list[int | None]) -> None:
    ends = [pd.NaT if day is None else pd.Timestamp("2026-11-22") + pd.Timedelta(days=day) for day in days]
    rows = pd.DataFrame(
        {"days_to_end": pd.array(days, dtype="Int64"), "ends_on": pd.Series(ends, dtype="datetime64[us]")}
    )
    ordered = money.by_end(rows.assign(is_end_computed=pd.Series(False, index=rows.index, dtype="boolean")))
    known = [day for day in ordered["days_to_end"] if day is not pd.NA]
    assert known == sorted((day for day in days if day is not None), key=lambda day: (day < 0, abs(day)))


def test_of_waiting_projects_without_a_date_nobody_says_that_none_waits_too_long() -> None:
    rows = pd.DataFrame({"project_id": list("ABC"), "is_stuck": False, "lacks_feedback": [True, False, False]})
    for days, is_known in (([None, 5, 5], False), ([9, None, None], True)):
        staged = rows.assign(days_in_stage=pd.array(days, dtype="Int64"))
        sentence = pipeline.pipeline(figures_of(pipeline=staged, task_forces=pd.DataFrame()), EN).sentence
        assert ("not known" in sentence) != is_known and sentence.startswith("1 of 3 projects")


def test_a_rule_is_named_in_words_and_one_that_is_no_more_has_none() -> None:
    counts = pd.DataFrame({"rule_id": ["NAM-001", "OLD-999"]})
    named = record.rules_named(counts, Words("fr"))["message"]
    assert named[0] == "Objectif inconnu" and pd.isna(named[1])
