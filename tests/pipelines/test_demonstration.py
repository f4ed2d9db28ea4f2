"""The made-up world: whole, the same again, marked, and never in one folder with real inputs."""

from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED, STATUSES
from sources.demonstration import world
from sources.streams import codes
from tests.conftest import WORLD_AS_OF
from warehouse import releases, settings
from warehouse.releases import Release


@pytest.fixture(scope="module")
def shown(made_up_world: Path) -> list[Release]:
    """The releases of the world, the oldest first."""
    return releases.kept(made_up_world).releases[::-1]


def _mart(release: Release, name: str) -> pd.DataFrame:
    return releases.read(release.path, f"marts.{name}")


def test_every_objective_is_assessed_at_both_horizons_and_no_class_is_missing(shown: list[Release]):
    for horizon, rows in _mart(shown[-1], "objectives").groupby("horizon"):
        counted = Counter(rows["status"])
        assert counted.total() == 24 and set(counted) == set(STATUSES) - {CANNOT_BE_ASSESSED}, (horizon, counted)


def test_statuses_moved_both_ways_between_the_two_boards(shown: list[Release]):
    order = {status: place for place, status in enumerate(STATUSES)}
    first, second = (
        _mart(one, "objectives").query("horizon == 2030").set_index("objective_code")["status"].map(order)
        for one in shown[:2]
    )
    assert (second < first).any() and (second > first).any()


def test_three_releases_two_of_them_with_the_label_of_a_board_all_marked(shown: list[Release]):
    assert [one.label for one in shown] == ["Board, made-up, Nov 2025", "Board, made-up, May 2026", ""]
    assert [one.as_of for one in shown] == [date(2025, 11, 22), date(2026, 5, 23), WORLD_AS_OF]
    assert all(one.is_demonstration for one in shown)


def test_the_world_has_its_partners_task_forces_and_projects(shown: list[Release]):
    current = shown[-1]
    newest = _mart(current, "partner_counts").sort_values("as_of").iloc[-1]
    projects = _mart(current, "projects").query("is_current and kind != 'open_record'")
    forces = _mart(current, "task_forces")
    assert newest["partners_count"] == 733 and len(forces) == 24 and 395 <= len(projects) <= 410
    assert set(projects["sic_stage"].dropna()) == {code.code for code in codes()["sic_stage"]}
    assert projects["title"].str.endswith("(made up)").all()


def test_every_indicator_has_an_adopted_term_and_five_years_of_values(shown: list[Release]):
    indicators, terms = _mart(shown[-1], "indicators"), _mart(shown[-1], "terms")
    assert set(terms.query("standing == 'in_force'")["indicator_code"]) == set(indicators["indicator_code"])
    observed = _mart(shown[-1], "observations").query("status == 'approved'")
    years = observed.groupby("indicator_code")["observed_on"].agg(lambda days: days.dt.year.nunique())
    measured = indicators[(indicators["kind"] != "milestone") & (indicators["indicator_code"] != "F2.2")]
    assert (years.reindex(measured["indicator_code"]) >= 5).all(), years.to_dict()


def test_some_files_are_at_fault_and_every_file_has_its_letters(made_up_world: Path, shown: list[Release]):
    sources = _mart(shown[-1], "sources").query("origin == 'inbox'")
    assert (sources["status"] == "refused").sum() >= 1 and 3 <= sources["rows_held"].sum() <= 30
    letters = {path.name for path in settings.letters_dir(made_up_world, shown[-1].release_id).iterdir()}
    assert {f"{name}.{language}.html" for name in sources["source_file"] for language in ("en", "fr", "es")} <= letters


def test_money_has_every_state_form_and_stream_some_unconverted_and_some_likely_double(shown: list[Release]):
    money = _mart(shown[-1], "contributions").query("origin == 'inbox'")
    assert set(money["state"].dropna()) == {"pledged", "committed", "disbursed"}
    assert set(money["form"]) == {"cash", "secondment", "office", "other_in_kind"}
    assert set(money["money_stream"]) == {"ground", "initiative"} and money["currency_code"].nunique() >= 6
    assert (money["amount"].notna() & money["amount_eur"].isna()).any()
    assert len(_mart(shown[-1], "likely_doubles"))


def test_no_real_organisation_of_the_record_stands_beside_made_up_ones(made_up_world: Path, shown: list[Release]):
    inbox = {path.name for path in settings.inbox(made_up_world).iterdir()}
    for mart in ("partnerships", "calls", "budgets", "milestones", "partner_counts"):
        rows = _mart(shown[-1], mart)
        assert len(rows) and set(rows["source_file"]) <= inbox, mart
    reported = _mart(shown[-1], "observations").query("basis == 'reported'")
    assert set(reported["source_file"]) <= inbox
    assert _mart(shown[-1], "partnerships")["organisation_name"].str.endswith("(made up)").all()


def test_the_same_day_and_seed_make_the_same_files(made_up_world: Path):
    kept = {path.name: path.read_bytes() for path in settings.inbox(made_up_world).iterdir()}
    assert {one.name: one.content for one in world.sent(WORLD_AS_OF)} == kept
    other = {one.name: one.content for one in world.sent(WORLD_AS_OF, seed=1)}
    assert other.keys() != kept.keys() or other != kept


@pytest.mark.parametrize("day", [date(2027, 1, 3), date(2028, 8, 1)])
def test_the_world_does_not_age(day: date):
    made = world.sent(day)
    assert max(one.on for one in made) < day
    assert len({one.name for one in made}) == len(made)


def test_a_real_run_refuses_the_folder_of_the_made_up_world(made_up_world: Path):
    said = CliRunner().invoke(main, ["run", "--data", str(made_up_world), "--quiet"])
    assert said.exit_code == 2 and "holds the made-up world" in said.output


@pytest.mark.parametrize(
    "place", ["inbox/sent.csv", "releases/one.duckdb", "warehouse.duckdb", "letters/one/letter.html"]
)
def test_the_made_up_world_refuses_a_folder_in_use(tmp_path: Path, place: str):
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("real", encoding="utf-8")
    said = CliRunner().invoke(main, ["demonstration", "--data", str(tmp_path), "--quiet"])
    assert said.exit_code == 2 and "made-up data never comes" in said.output
    assert (tmp_path / place).read_text(encoding="utf-8") == "real"


def test_once_more_needs_a_made_up_world(tmp_path: Path):
    said = CliRunner().invoke(main, ["demonstration", "--data", str(tmp_path), "--again"])
    assert said.exit_code == 2 and "does not hold" in said.output
