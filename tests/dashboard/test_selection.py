"""What a funder picks once governs every page for funders, stays in the address, and is written in the figures of the release."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.queries import (
    cell_rows,
    country_cells,
    coverage_rows,
    money_rows,
    open_records,
    project_rows,
    publisher_rows,
    record_rows,
    soil_rows,
    strategy_rows,
)
from dashboard.queries.figure_rows import figures
from dashboard.queries.listing import Part
from dashboard.rendering.grid_cells import Cell
from dashboard.rendering.headlines import coverage, soils
from dashboard.rendering.panels.coverage_box import Place, missing_share, shade_of
from dashboard.rendering.panels.coverage_grid import Chosen, GridFrames, coverage_grid
from dashboard.rendering.panels.money_map import on_map
from dashboard.rendering.registers.in_words import in_words
from dashboard.rendering.selection import Selection
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words
from pipelines.commands import running
from pipelines.rules.coverage.fit import Profile, ranked
from pipelines.rules.coverage.gaps import PART_WEIGHTS
from tests.conftest import WORLD_AS_OF, released
from tests.dashboard.opening import blocks, opened, turned_to
from warehouse import releases

EN = Words("en")
NAMES = {"objectives": {"C2": "C2 Urge Soil Regeneration"}, "regions": {"002": "Africa"}, "countries": {"MLI": "Mali"}}
CENT = 0.005  # EUR


@pytest.fixture(scope="module")
def release(world: running.Outcome) -> Path:
    return released(world).path


def scored(release: Path) -> pd.DataFrame:
    return coverage.scored(coverage_rows.coverage(release), PART_WEIGHTS)


def test_all_regions_picked_are_the_figures_of_the_release(release: Path) -> None:
    regions = tuple(coverage_rows.regions(release)["region_code"])
    cells = coverage.within(scored(release), Selection(regions=regions))
    found, whole = coverage.chosen(cells, Selection(regions=regions), NAMES, EN), figures(release).noted()
    assert EN.euros(whole.amount("cells_missing")) in found.sentence
    assert f"{whole.count('cells_covered')} of {whole.count('cells')} fields" in found.lede


def test_a_choice_is_named_in_its_finding_and_leaves_the_rest_out(release: Path) -> None:
    picked = Selection(objectives=("C2",), regions=("002",))
    cells = coverage.within(scored(release), picked)
    assert cells[["objective_code", "region_code"]].to_numpy().tolist() == [["C2", "002"]]
    found = coverage.chosen(cells, picked, NAMES, EN).sentence
    assert (
        found
        == f"C2 Urge Soil Regeneration, Africa: {EN.euros(cells['gap_eur'].iloc[0])} is asked for and not committed"
    )


def test_the_cells_of_a_country_are_the_part_of_the_region_that_names_it(release: Path) -> None:
    cells = country_cells.cells(release, "MLI;BEN", WORLD_AS_OF)
    assert set(cells["country_code"]) == {"MLI", "BEN"} and cells["asked_eur"].notna().any()
    for row in cells[cells["projects_count"] > 0].to_dict("records"):
        objective = None if pd.isna(row["objective_code"]) else row["objective_code"]
        stated = cell_rows.sums(release, Cell(objective, row["region_code"], row["country_code"]))
        for name in ("projects_count", "asked_eur", "committed_eur", "disbursed_eur"):
            both = (stated[name], row[name])
            assert all(pd.isna(value) for value in both) or abs(float(both[0] or 0) - float(both[1])) < CENT, (
                row,
                name,
            )


def test_money_of_all_objectives_in_all_regions_is_what_the_release_says_is_tied(release: Path) -> None:
    objectives = ";".join(sorted(set(coverage_rows.coverage(release)["objective_code"].dropna())))
    rows = money_rows.chosen(release, objectives, "", "")
    committed = rows.loc[rows["state"] == "committed", "tied_eur"].sum()
    assert committed == pytest.approx(figures(release).noted().amount("tied_committed"))
    of_funders = money_rows.chosen_funders(rows)["committed_eur"].sum()
    assert (
        of_funders
        == pytest.approx(committed)
        == money_rows.chosen_years(rows).query("state == 'committed'")["amount_eur"].sum()
    )


def test_as_many_open_projects_fit_a_field_of_the_grid_as_its_link_says(release: Path) -> None:
    projects = project_rows.open_projects(release)
    for practice in ("", *project_rows.open_codes(release, "practices")):
        for (objective, place), count in project_rows.open_counts(release, practice).items():
            at = ((place,), ()) if place.isdigit() else ((), (place,))
            practices = (practice,) if practice else ()
            of = Profile(objectives=(objective,), regions=at[0], countries=at[1], practices=practices)
            assert (ranked(projects, of)["fit_share"] == 1).sum() == count, (objective, place, practice)
    assert project_rows.open_counts(release, "named by nobody") == {}


@pytest.mark.parametrize(
    ("asked", "gap", "shade"),
    [
        (100, 0, None),
        (100, 1, 0),
        (100, 25, 1),
        (100, 74, 2),
        (100, 99, 3),
        (100, 100, 4),
        (None, None, None),
        (0, 0, None),
    ],
)
def test_a_field_is_shaded_by_the_share_that_is_missing(
    asked: float | None, gap: float | None, shade: int | None
) -> None:
    assert shade_of(missing_share(asked, gap)) == shade


def test_the_choice_goes_along_and_an_address_or_an_emptied_picker_overrules_it(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(release.parents[1], monkeypatch)
    turned_to(app, "coverage", "en", regions="002", objectives="C2")
    assert app.title[0].value.startswith("C2 Urge Soil Regeneration, Africa: ")
    for page, said in (
        ("opportunities", "1 of 2 open"),
        ("investments", "C2 Urge"),
        ("practices", "Africa: "),
        ("soils", "Africa: "),
        ("funder", "Africa: "),
        ("preparation", "Africa: "),
    ):
        app.query_params.clear()
        turned_to(app, page, "en")
        assert not app.exception and app.title[0].value.startswith(said), (page, app.title[0].value)
        assert app.query_params["regions"] == "002"
    app.query_params.clear()
    turned_to(app, "close_gap", "en")
    assert app.query_params["code"] == "C2"
    app.query_params.clear()
    turned_to(app, "coverage", "en", regions="019")
    assert app.title[0].value.startswith("Americas: ") and "objectives" not in app.query_params
    next(one for one in app.multiselect if one.key == "picked_regions_en").set_value([]).run()
    assert "regions" not in app.query_params and "pairs of objective and region" in app.title[0].value
    app.query_params.clear()
    turned_to(app, "opportunities", "en")
    assert "regions" not in app.query_params


def test_each_thing_picked_goes_along_to_the_pages_of_open_records(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = next(iter(open_records.practice_names(release, "en")))
    picked = {"objectives": "C2", "countries": "MLI", "practices": practice}
    app = opened(release.parents[1], monkeypatch)
    turned_to(app, "coverage", "en", **picked)
    for page, facets in (
        ("soils", ("countries",)),
        ("funder", ("countries", "practices")),
        ("preparation", ("countries", "practices")),
        ("investments", tuple(picked)),
    ):
        app.query_params.clear()
        turned_to(app, page, "en")
        said = {facet: app.query_params.get(facet) for facet in picked}
        assert not app.exception and said == {facet: picked[facet] if facet in facets else None for facet in picked}
        if page == "soils":
            drawn = "".join(blocks(app))
            assert "China: not picked" in drawn and "Mali: not picked" not in drawn


def test_a_release_without_amounts_by_country_offers_countries_where_records_name_them(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(country_cells, "are_counted", lambda _: False)
    app = opened(release.parents[1], monkeypatch)
    for page, is_offered in (("soils", True), ("funder", True), ("preparation", True), ("coverage", False)):
        turned_to(app, page, "en")
        offered = next(one for one in app.multiselect if one.key == "picked_countries_en").options
        assert ("Mali" in offered) == is_offered, page


def test_a_small_screen_says_what_else_can_be_picked(release: Path) -> None:
    frames = GridFrames(scored(release), strategy_rows.objectives(release), [], figures(release))
    two = [Place("", code, code) for code in ("MLI", "BEN")]
    by_country = replace(
        frames, cells=country_cells.cells_for(release, Selection(countries=("MLI", "BEN")), WORLD_AS_OF), places=two
    )
    by_country = replace(by_country, cells=coverage.scored(by_country.cells, PART_WEIGHTS))
    drawn = str(coverage_grid(by_country, Chosen(Selection(countries=("MLI", "BEN"))), EN, Links({})))
    assert "MLI; another country can be picked" in drawn and "another region" not in drawn


def test_a_map_of_a_choice_says_nothing_of_other_countries(release: Path) -> None:
    picked = coverage_rows.codes_of(release, "002", "")
    assert "MLI" in picked and "CHN" not in picked and coverage_rows.codes_of(release, "", "") == ()
    assert coverage_rows.codes_of(release, "002", "CHN") == ("CHN",)
    names = coverage_rows.country_names(release, "en")
    drawn = str(on_map(coverage_rows.countries(release, regions="002"), names, EN, picked))
    assert f"{names['CHN']}: not picked" in drawn and f"{names['MLI']}: not picked" not in drawn


@pytest.mark.parametrize(("facet", "column"), [("regions", "region_code"), ("countries", "country_code")])
def test_open_records_of_a_place_are_those_that_name_it(release: Path, facet: str, column: str) -> None:
    rows = releases.read(release, "marts.soil_records")
    codes = sorted(set(rows[column].dropna()))
    assert codes
    for code in codes:
        here = rows[rows[column] == code].drop_duplicates("project_id")
        said = {"regions": "", "countries": "", "practices": "", facet: code}
        at = ((code,), ()) if facet == "regions" else ((), (code,))
        found, aside = record_rows.numbers(release, record_rows.Selection(regions=at[0], countries=at[1]))
        assert found - aside == len(here)
        assert publisher_rows.publishers(release, **said)["records_count"].sum() == (~here["is_in_preparation"]).sum()
        assert open_records.in_preparation(release, Part(1, 25), **said).count == here["is_in_preparation"].sum()
        assert set(soils.within(soil_rows.needs(release), Selection(regions=at[0], countries=at[1]))[column]) == {code}


def test_a_practice_goes_along_and_narrows_no_amount(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    practice = next(iter(open_records.practice_names(release, "en")))
    app = opened(release.parents[1], monkeypatch)
    turned_to(app, "coverage", "en")
    whole = app.title[0].value
    turned_to(app, "coverage", "en", practices=practice)
    assert app.title[0].value == whole
    assert any("amounts on this page are of all practices" in one for one in blocks(app))
    for page in ("investments", "records", "practices"):
        app.query_params.clear()
        turned_to(app, page, "en")
        assert not app.exception and app.query_params["practices"] == practice, page


def test_the_chart_of_a_choice_is_not_the_one_drawn_of_all_money(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(release.parents[1], monkeypatch)
    turned_to(app, "investments", "en")
    whole = app.get("plotly_chart")[0].proto.spec
    turned_to(app, "investments", "en", regions="002")
    assert app.get("plotly_chart")[0].proto.spec != whole
    rows = money_rows.chosen(release, "", "002", "")
    amount = rows.loc[rows["state"] == "committed", "amount_eur"].sum()
    assert any(f"Committed in all the years together: {EN.euros(amount)}." in one.value for one in app.caption)


@pytest.mark.parametrize(
    ("language", "region", "stage"), [("en", "Africa", "Idea"), ("fr", "Afrique", "Idée"), ("es", "África", "Idea")]
)
def test_a_csv_says_codes_in_words_beside_them(language: str, region: str, stage: str) -> None:
    words, names = Words(language), {"regions": {"002": region}, "objectives": {"C2": "C2 Soil"}}
    frame = pd.DataFrame(
        {"objectives": ["C2;Z9"], "region_code": ["002"], "stage": ["idea"], "title": ["idea"], "gap_eur": [1.0]}
    )
    written = in_words(frame, names, words)
    assert written[list(frame.columns)].equals(frame)
    assert written.drop(columns=list(frame.columns)).iloc[0].tolist() == ["C2 Soil; Z9", region, stage]
    assert in_words(frame.head(0), names, words).columns[2:4].tolist() == written.columns[2:4].tolist()
