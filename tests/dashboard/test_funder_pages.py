"""What a funder takes home and what a task force waits for: findings, shortlist, pages on the miniature world."""

import re
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from markupsafe import escape
from openpyxl import load_workbook

from dashboard.queries import project_rows
from dashboard.queries.figure_rows import figures
from dashboard.queries.listing import Part, listing
from dashboard.rendering.documents import shortlist
from dashboard.rendering.headlines import coverage, funders, money, pipeline, strategy
from dashboard.rendering.panels.coverage_box import Place
from dashboard.rendering.panels.coverage_grid import Chosen, GridFrames, coverage_grid
from dashboard.rendering.panels.gap_ranking import PARTS, gap_ranking
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words
from dashboard.views.coverage.cell import cell_block
from pipelines.commands import running
from pipelines.rules.coverage.fit import Profile, match
from pipelines.rules.coverage.gaps import PART_WEIGHTS
from pipelines.rules.coverage.scenario import Scenario
from sources.catalogues import LANGUAGES
from tests.conftest import released
from tests.dashboard.opening import opened, turned_to
from tests.given_figures import figures_of
from tests.places import ROOT
from tests.release_factory import write_release
from warehouse import releases

EN = Words("en")
NOTHING_NAMED: dict[str, dict[str, str]] = {"countries": {}}


@pytest.fixture(scope="module")
def release(world: running.Outcome) -> Path:
    return released(world).path


def open_projects() -> pd.DataFrame:
    blank = dict.fromkeys(shortlist.TAKEN)
    rows = [
        {**blank, "project_id": "P-1", "title": '=HYPERLINK("http://x")', "regions": "002", "gap_eur": 5e5},
        {**blank, "project_id": "P-2", "title": "@SUM(A1)", "regions": "150", "gap_eur": 1e6},
    ]
    return pd.DataFrame(rows)


def test_what_the_calls_found_is_the_headline_where_no_project_is_open() -> None:
    calls = pd.DataFrame(
        {
            "opened_on": pd.to_datetime(["2019-07-15", "2020-05-15"]),
            "closed_on": pd.to_datetime(["2019-09-30", None]),
            "received_count": [13, None],
            "in_line_count": [4, None],
        }
    )
    found = funders.no_opportunities(figures_of(calls=calls), EN)
    assert found.sentence == "Four projects were found in line in 2019; none is listed as open today"
    assert found.lede.startswith("1 of the 2 calls on record has published results; it received 13 projects.")


def test_the_shortlist_holds_no_formula_and_says_what_it_is(release: Path) -> None:
    judged = match(open_projects(), Profile(regions=("002",)))
    of = releases.releases(release.parents[1])[0]
    rows, about = (
        shortlist.rows(judged, NOTHING_NAMED, EN),
        shortlist.about(of, "https://example.org/opportunities?regions=002", 2, EN),
    )
    book = load_workbook(BytesIO(shortlist.workbook(rows, about)))
    values = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert not [value for value in values if value.startswith(("=", "@", "+"))]
    assert '\'=HYPERLINK("http://x")' in values
    assert "https://example.org/opportunities?regions=002" in values and of.release_id in values
    text = shortlist.text(rows, about).decode("utf-8-sig")
    assert "'@SUM(A1)" in text and "not a decision to fund" in text


def test_the_limit_of_waiting_is_the_one_of_the_mart() -> None:
    sql = (ROOT / "warehouse" / "marts" / "pipeline.sql").read_text(encoding="utf-8")
    assert re.findall(r"select (\d+) as stuck_after_days", sql) == [str(pipeline.STUCK_AFTER_DAYS)]


def test_a_project_of_two_objectives_waits_once(tmp_path: Path) -> None:
    waiting = {"stage": "presented", "is_stuck": True, "lacks_feedback": True, "link_basis": "declared"}
    links = [{"objective_code": code, "project_id": "P", "title": "Two", "days_in_stage": 200} for code in ("C2", "A1")]
    release = write_release(tmp_path, "r", {"pipeline": [row | waiting for row in links]}, True)
    once = listing(release, project_rows.IN_STAGE, Part(1, 5), code="")
    assert (once.count, once.shown["objectives"].tolist()) == (1, ["A1;C2"])
    counted = project_rows.in_stage(release, "")
    assert counted["projects_count"].tolist() == [1] and project_rows.in_stage(release, "B1").empty
    headline = pipeline.pipeline(figures(release), EN).sentence
    assert headline.startswith("1 of 1 projects has waited over 180 days")


def test_the_weights_of_the_score_choose_the_order() -> None:
    cells = pd.DataFrame(
        {
            "objective_code": ["A1", "C2"],
            "region_code": ["002", "150"],
            "projects_count": [2, 5],
            "unmet_part": [1.0, 0.0],
            "thinness_part": [0.0, 1.0],
            "staleness_part": [0.0, 0.0],
        }
    )
    weights = {"unmet_part": 8, "thinness_part": 1, "staleness_part": 1}
    first = coverage.ranked(coverage.scored(cells, weights), 5)
    assert first["objective_code"].tolist() == ["A1", "C2"] and first["gap_score"].tolist() == [80, 10]
    turned = coverage.ranked(coverage.scored(cells, weights | {"unmet_part": 1, "thinness_part": 8}), 5)
    assert turned["objective_code"].tolist() == ["C2", "A1"]
    assert coverage.ranked(coverage.scored(cells, weights | {"unmet_part": 0}), 5).empty


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("projects", "parts", "lacks"), [(1, 3, "projects"), (2, 2, "parts"), (0, 1, "projects;parts"), (2, 3, "")]
)
def test_a_cell_without_a_score_says_what_it_lacks_in_tooltip_ranking_and_opened(
    projects: int, parts: int, lacks: str, language: str
) -> None:
    words = Words(language)
    row = {"objective_code": "C2", "region_code": "002", "coverage_state": "activity_unfunded", "label_en": "x"}
    money = dict.fromkeys(("asked_eur", "committed_eur", "unmet_eur")) | {"projects_count": projects}
    known = {f"{name}_part": 0.5 if place < parts else None for place, name in enumerate(PARTS)}
    scored = coverage.scored(pd.DataFrame([row | money | known]), PART_WEIGHTS)
    said = coverage.score(scored.to_dict("records")[0], words)
    assert (scored["score_lacks"].fillna("").iloc[0], scored["gap_score"].isna().iloc[0]) == (lacks, bool(lacks))
    expected = {"projects": words("score.lacks.projects", n=projects), "parts": words("score.lacks.parts", n=parts)}
    assert all((text in said) == (code in lacks) for code, text in expected.items())
    objectives = pd.DataFrame([row | {"horizon": 2030, "goal_code": "C"}])
    frames = GridFrames(scored, objectives, [Place("002", "", "Africa")], figures_of(coverage_gaps=scored))
    grid = coverage_grid(frames, Chosen(), words, Links({}))
    ranking = gap_ranking(coverage.ranked(scored, 5), frames, Chosen(), words, Links({}))
    opened = cell_block(scored.to_dict("records")[0], {}, [], 25, words)
    assert escape(said) in grid and escape(said) in opened
    assert ("<table" in ranking) != bool(lacks)
    assert bool(coverage.unscored(scored, words)) == bool(lacks)


def test_the_agreement_next_to_end_stands_first_and_an_undated_one_has_no_computed_end() -> None:
    days = [-10.0, None, 88.0, -3.0, 300.0]
    rows = pd.DataFrame(
        {
            "organisation_name": list("abcde"),
            "days_to_end": days,
            "is_end_computed": True,
            "ends_on": pd.to_datetime(["2026-11-12", None, "2027-02-18", "2026-11-19", "2027-09-18"]),
        }
    )
    found = money.by_end(rows)
    assert found["organisation_name"].tolist() == ["c", "e", "b", "d", "a"]
    assert found["is_end_computed"].isna().tolist() == [False, False, True, False, False]


def test_objectives_on_one_agreement_are_counted_apart_from_those_on_one_funder() -> None:
    rows = pd.DataFrame(
        {"objective_code": ["A1", "C2", None], "funders_count": [1, 3, 1], "agreements_count": [0, 1, 1]}
    )
    found = money.concentration(figures_of(concentration=rows), EN)
    assert found.sentence == "1 of the 2 objectives with money rests on a single funder"
    assert found.lede == "1 rests on a single agreement that runs."


def test_a_likely_double_names_both_places_and_the_row_to_add() -> None:
    pair = {
        "contribution_id_a": "A-1",
        "contribution_id_b": "B-1",
        "source_file_a": "a.csv",
        "source_row_a": 2,
        "source_file_b": "b.csv",
        "source_row_b": 7,
    }
    double = money.doubles(pd.DataFrame([pair]), EN).to_dict("records")[0]
    assert (double["place_a"], double["place_b"]) == ("a.csv, row 2", "b.csv, row 7")
    assert double["what_to_do"] == "Tell the Secretariat: A-1 and B-1 are the same, or different"


def test_no_estimate_is_said_with_its_reason() -> None:
    found = funders.scenario(Scenario(reason="fewer_than_five_projects", projects_count=3), "C3", EN)
    assert found.sentence == "No estimate can be made for this objective"
    assert found.lede.startswith("3 submitted projects say what they cost; an estimate needs 5.")


def test_delphi_activities_without_a_project_are_counted_and_none_on_record_is_not_none_open() -> None:
    activities = pd.DataFrame({"objective_code": ["A1", "A1", "C2"], "projects_count": [0, 2, 0]})
    some, none = figures_of(delphi_activities=activities), figures_of(delphi_activities=activities.head(0))
    assert pipeline.delphi(some, "", EN).sentence == "2 of 3 Delphi activities have no project"
    assert pipeline.delphi(some, "A1", EN).sentence == "1 of 2 Delphi activities has no project"
    for figures_shown, code in ((none, ""), (some, "B1")):
        found = pipeline.delphi(figures_shown, code, EN)
        assert found.sentence == "No Delphi activity is on record to compare with the projects"


def test_reports_due_are_not_nought_where_no_calendar_says() -> None:
    seats = {
        "members_count": 1,
        "leader_seats_count": 1,
        "vacant_leader_seats_count": 0,
        "vacant_representative_seats_count": 5,
        "reports_due_count": None,
        "reports_sent_count": 0,
    }
    forces = pd.DataFrame([seats, dict.fromkeys(seats)])
    found = strategy.seats(figures_of(task_forces=forces), EN)
    assert found.sentence == "5 seats are vacant in the one task force of 2 that reported"
    assert found.lede == "No report of theirs is on record; no published calendar says how many are due."
    due = strategy.seats(figures_of(task_forces=forces.assign(reports_due_count=[2, None])), EN)
    assert due.lede == "0 of 2 reports due were sent; 2 are outstanding."


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_pages_of_funders_open_on_the_world(language: str, release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(release.parents[1], monkeypatch, language)
    asked = {"opportunities": {"regions": "002;nowhere", "min": "1000", "max": "many", "all": "1"}}
    for page in ("opportunities", "pipeline", "close_gap", "investments", "coverage"):
        turned_to(app, page, language, **asked.get(page, {}))
        assert not app.exception, f"{page}: {[found.message for found in app.exception]}"
    turned_to(app, "opportunities", language, regions="002")
    assert not app.exception and app.title[0].value.startswith("1 ")
