"""A cell of the coverage grid opens the rows it is made of: as many, and summing to the figures of the mart."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.queries import cell_rows
from dashboard.queries.cell_rows import Cell
from dashboard.rendering.words import Words
from pipelines.commands import running
from tests.dashboard.browsing import Watched, browser, needs_chromium
from tests.dashboard.opening import opened, turned_to
from warehouse import releases

EN = Words("en")
CENT = 0.005  # EUR
FIGURES = ("projects_count", "contributions_count", "asked_eur", "pledged_eur", "committed_eur", "disbursed_eur")
COUNTRY_FIGURES = ("asked_eur", "committed_eur", "disbursed_eur")


@pytest.fixture(scope="module")
def release(world: running.Outcome) -> Path:
    assert world.release is not None
    return world.release.path


@pytest.fixture(scope="module")
def data(release: Path) -> Path:
    return release.parents[1]


def cells(release: Path) -> list[dict[str, object]]:
    return releases.read(release, "marts.coverage_gaps").to_dict("records")


def cell(row: dict[str, object]) -> Cell:
    return Cell(*(None if pd.isna(row[name]) else str(row[name]) for name in ("objective_code", "region_code")))


def same(found: object, stated: object) -> bool:
    if found is None or pd.isna(found) or pd.isna(stated):
        return (found is None or bool(pd.isna(found))) and bool(pd.isna(stated))
    return abs(float(found) - float(stated)) < CENT


def test_the_rows_of_every_cell_sum_to_its_figures(release: Path) -> None:
    for row in cells(release):
        found = cell_rows.sums(release, cell(row))
        assert {name: found[name] for name in FIGURES if not same(found[name], row[name])} == {}, cell(row)
        projects, given = (ask(release, cell(row)) for ask in (cell_rows.projects, cell_rows.contributions))
        assert (projects.count, given.count) == (len(projects.whole()), len(given.whole()))
        assert same(projects.whole()["asked_here_eur"].sum(min_count=1), row["asked_eur"]), cell(row)


def test_the_countries_of_every_cell_sum_to_its_figures(release: Path) -> None:
    for row in cells(release):
        countries = cell_rows.countries(release, cell(row))
        totals = {name: countries[name].sum(min_count=1) for name in COUNTRY_FIGURES}
        assert all(same(totals[name], row[name]) for name in COUNTRY_FIGURES), cell(row)


def test_an_address_that_names_no_cell_opens_none(release: Path) -> None:
    objectives, regions = releases.read(release, "marts.objectives"), releases.read(release, "marts.regions")
    for address in ("", "C2", "Z9.002", "C2.999", "C2.002.1", "<b>.002"):
        assert cell_rows.cell_of(address, "", objectives, regions) is None
    assert cell_rows.cell_of("none.002", "", objectives, regions) == Cell(None, "002")


def test_a_cell_in_the_address_shows_its_projects_and_contributions(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(data, monkeypatch)
    turned_to(app, "coverage", "en", cell="A5.002")
    assert not app.exception
    assert "A5 Carbon Markets, Africa" in [found.value for found in app.header]


def test_weights_in_the_address_change_the_ranking_and_a_wrong_address_does_not(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(data, monkeypatch)
    for address in ("0;3;0;0;0", "0;0;0;0;0", "many", "9;9;9;9;9"):
        turned_to(app, "coverage", "en", weights=address)
        assert not app.exception, address


@needs_chromium
def test_a_click_on_a_cell_opens_as_many_rows_as_the_mart_counts(address: str, release: Path) -> None:
    active = [row for row in cells(release) if not pd.isna(row["objective_code"]) and row["projects_count"]]
    with browser() as chromium:
        watched = Watched(chromium)
        for row in active:
            watched.open(f"{address}/coverage?release={release.stem}")
            watched.page.locator(f"a.box[href*='cell={cell(row).address}']").click()
            watched.page.locator(".opened-cell").wait_for()
            watched.settle()
            watched.is_clean()
            for title in ("projects", "contributions"):
                rows = watched.page.locator(f".st-key-cell_{title} tbody tr")
                assert rows.count() == row[f"{title}_count"], (cell(row), title)
            for name in FIGURES:
                shown = watched.page.locator(f".sum-{name} b")
                if pd.isna(row[name]):
                    assert shown.locator(".hatch").count() == 1, (cell(row), name)
                else:
                    assert shown.inner_text() == EN.number(round(float(row[name]))), (cell(row), name)
