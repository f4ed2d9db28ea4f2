"""Open records for funders: practice by region, who publishes them, one of them, what others prepare."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries import one_record, open_records, publisher_rows
from dashboard.queries.figure_rows import figures
from dashboard.queries.listing import Part
from dashboard.rendering.figures import named
from dashboard.rendering.grid_cells import PracticeCell
from dashboard.rendering.headlines import lists
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.panels.practice_grid import Picked, PracticeFrames, full, practice_grid, state
from dashboard.rendering.registers import recorded, tables
from dashboard.rendering.selection import Selection
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words
from dashboard.shell.record_list import SHOWN
from sources.catalogues import LANGUAGES
from tests.answering import answers, small_world
from tests.dashboard.browsing import Watched, browser, needs_chromium
from tests.dashboard.opening import bodies, is_failed, opened, turned_to
from tests.factories import money, rows
from tests.given_figures import figures_saying
from tests.release_factory import write_release

EN = Words("en")
LABEL = "Open records, whole project amounts, not money for soils."
WHOLE = Part(1, 100)
BANK = {"list_name": "bank", "label": "Bank", "publisher": "The Bank"}
MARTS = ("projects", "project_countries", "contributions", "soil_records", "soil_activity", "practices", "lists")
TOTALS = {
    "open_records": 3,
    "open_since": 2010,
    "open_committed": 8e6,
    "in_preparation": 0,
    "in_preparation_eur": None,
    "practice_cells": 1,
    "practice_filled": 1,
    "publishers": 1,
    "top_publisher": "Bank",
    "top_publisher_share": 1,
}


def of_bank(**columns: object) -> pd.DataFrame:
    """Current open records of one list, core unless a test says otherwise."""
    plain = {"version": 1, "is_current": True, "kind": "open_record", "soil_relevance": "core", "list_name": "bank"}
    return rows("core.projects", **(plain | columns))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Four records of one list: one in three countries of two regions and two practices, a policy loan, one in
    preparation, one of no country and no practice that also stands in another list."""
    connection = small_world()
    found = answers(
        connection,
        *MARTS,
        "country_need",
        lists=rows("core.lists", **BANK),
        practices=rows("core.practices", practice_code=["trees", "peat"], sequence=[1, 2]),
        projects=of_bank(
            project_id=["THREE", "LOAN", "SOON", "NOWHERE", "TWICE"],
            title=["Three", "Loan", "Soon", "Nowhere", "Twice"],
            soil_relevance=["core", "contributing", "core", "core", "core"],
            practices=["peat;trees", "trees", "trees", None, None],
            activity_status_code=["2", "2", "1", None, "2"],
            counted_in_project=[None, None, None, None, "NOWHERE"],
        ),
        project_countries=rows(
            "core.project_countries",
            project_id=["THREE", "THREE", "THREE", "LOAN", "SOON"],
            country_code=["KEN", "MLI", "IND", "KEN", "KEN"],
            country_share=[0.5, 0.25, 0.25, 1.0, 1.0],
        ),
        contributions=money(
            contribution_id=[f"{name}#loan" for name in ("THREE", "LOAN", "SOON", "NOWHERE", "TWICE")],
            project_id=["THREE", "LOAN", "SOON", "NOWHERE", "TWICE"],
            amount_eur=[800.0, 100.0, 40.0, 7.0, 7.0],
            value_on=["2016-05-01", "2014-05-01", None, None, None],
            is_counted=[True, False, True, True, False],
            not_counted_reason=[None, "policy_loan", None, None, "in_other_list"],
        ),
    )
    connection.close()
    named = {"regions": rows("marts.regions", region_code=["002", "142"], sequence=[1, 2])}
    yield write_release(tmp_path_factory.mktemp("open"), "open", {**found, **named}, is_demonstration=False)


def grid_of(release: Path, grade: str = "") -> pd.DataFrame:
    found, regions = open_records.cells(release, grade), pd.DataFrame({"region_code": ["002", "142", "150"]})
    return full(found, open_records.practices(release), regions, open_records.listed_regions(release))


def cells_of(grid: pd.DataFrame) -> dict[str, dict[Any, Any]]:
    names = (
        PracticeCell(*(None if pd.isna(one) else one for one in codes)).address for codes in grid.iloc[:, :2].values
    )
    return dict(zip(names, grid.to_dict("records"), strict=True))


@pytest.mark.parametrize("grade", open_records.GRADES)
def test_the_records_of_every_cell_are_as_many_as_it_says_and_sum_to_its_euros(release: Path, grade: str) -> None:
    grid = cells_of(grid_of(release, grade))
    for address, row in grid.items():
        practice, region = (None if code == "none" else code for code in address.split("."))
        found = open_records.of_cell(release, PracticeCell(practice, region), grade, WHOLE)
        assert found.count == len(found.whole()) == row["records_count"], address
        given = found.whole()["counted_here_eur"].sum(min_count=1)
        assert (pd.isna(given) and pd.isna(row["committed_eur"])) or given == row["committed_eur"], address
    assert sum(row["committed_eur"] for row in grid.values() if row["committed_eur"] > 0) == 807
    # Two countries of Africa are one record there; the loan and what is prepared are in no sum of commitments.
    assert [grid["trees.002"][name] for name in ("records_count", "committed_eur")] == [1 if grade else 2, 300]
    assert [grid["trees.002"][name] for name in ("preparation_count", "preparation_eur")] == [1, 40]
    assert (grid["none.none"]["records_count"], grid["none.none"]["committed_eur"]) == (1, 7)


def test_a_cell_is_hatched_only_where_no_list_covers_its_region(release: Path) -> None:
    found = {address: row["cell_state"] for address, row in cells_of(grid_of(release)).items()}
    assert [found[name] for name in ("trees.002", "none.002", "trees.150", "trees.none")] == [
        "priced",
        "no_record",
        "not_listed",
        "no_record",
    ]
    assert state({"records_count": 2, "committed_eur": None}, True) == "unpriced"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_of_the_grid_leads_to_its_records_and_says_itself_in_words(release: Path, language: str) -> None:
    words, regions = Words(language), pd.DataFrame({"region_code": ["002", "142", "150"], "label_en": ["A", "B", "C"]})
    picked = Picked("peat.142", kept={"grade": "core"})
    cells, practices = grid_of(release), open_records.practices(release)
    values = {"practice_records": 0, "practice_committed": 5, "practice_core": 0, "practice_core_committed": 5}
    keys = cells[["practice_code", "region_code"]].to_numpy()
    made_up = figures_saying(**{named(family, *key): value for family, value in values.items() for key in keys})
    frames = PracticeFrames(cells, practices, regions, made_up)
    drawn = practice_grid(frames, picked, words, Links({}))
    assert drawn.count('class="box ') == 3 * 4 and drawn.count('aria-current="true"') == 1
    assert drawn.count("practices?grade=core&amp;cell=peat.142") == 1
    assert words("practices.state.not_listed") in drawn and words("practices.no_practice") in drawn
    one = practice_grid(frames, Picked(chosen=Selection(regions=("142",))), words, Links({}))
    assert one.count('class="box ') == 3


def test_an_address_that_names_no_cell_of_practices_opens_none(release: Path) -> None:
    known = open_records.practices(release), pd.DataFrame({"region_code": ["002"]})
    for address in ("", "trees", "trees.999", "trees.002.1", "<b>.002"):
        assert open_records.cell_of(address, *known) is None
    assert open_records.cell_of("none.002", *known) == PracticeCell(None, "002")


def test_no_policy_loan_is_none_and_an_amount_that_a_record_could_state_is_unknown(release: Path) -> None:
    names = recorded.Names({"trees": "Trees"}, {"KEN": "Kenya"}, {"002": "Africa"}, {})
    rows = open_records.of_publisher(release, "", False, WHOLE).whole().set_index("project_id", drop=False)
    found = recorded.worded(rows.assign(regions="002"), names, EN, Links({}))
    assert [cell.text for cell in found.loc[["THREE", "NOWHERE"], "policy_loans_eur"]] == ["none", "none"]
    assert (found.at["LOAN", "policy_loans_eur"], found.at["LOAN", "countries"]) == (100, "Kenya")
    assert found.at["NOWHERE", "countries"] == "Africa" and found.at["NOWHERE", "practices"].text == "No practice named"
    drawn = tables.register(found, recorded.OF_PUBLISHER, "", EN, Links({}))
    assert drawn.count('class="hatch"') == 1  # the year of one
    unrated = rows.assign(regions="002", unconverted_count=1, policy_loans_eur=None, committed_eur=None)
    said = recorded.worded(unrated, names, EN, Links({}))["committed_eur"]
    assert [cell.text for cell in said] == ["not converted"] * 3
    assert found.at["LOAN", "committed_eur"].text == "policy loan"


def test_a_publisher_has_its_records_once_and_no_typical_size_of_few(release: Path) -> None:
    row = publisher_rows.publishers(release).to_dict("records")[0]
    assert [row[name] for name in ("publisher", "records_count", "core_count", "preparation_count")] == [
        "The Bank",
        3,
        2,
        1,
    ]
    assert [row[name] for name in ("first_year", "recent_eur", "sized_count", "countries_count")] == [2014, 800, 2, 3]
    assert row["policy_loans_eur"] == 100 and row["lists"] == "bank" and pd.isna(row["median_eur"])
    said = lists.typical_size(figures(release), "The Bank", publisher_rows.FEWEST_SIZED, EN).sentence
    assert said == "No typical size is said: 2 records state a commitment, and 5 are needed."
    sizes = {"sized": 5, "median": 3e6, "lower": 1e6, "upper": 9e6}
    sized = figures_saying(**{f"publisher_{name}__Bank": value for name, value in sizes.items()})
    assert lists.typical_size(sized, "Bank", 5, EN).sentence.endswith(
        "is €3 million; the middle half lies between €1 million and €9 million."
    )


def test_what_a_publisher_does_adds_up_by_practice_country_and_year(release: Path) -> None:
    for ask in (publisher_rows.by_practice, publisher_rows.by_country, publisher_rows.by_year):
        assert ask(release, "The Bank")["committed_eur"].sum() == 807, ask
    assert publisher_rows.by_country(release, "The Bank")["records_count"].tolist() == [2, 1, 1, 1]
    soon = open_records.of_publisher(release, "", True, WHOLE).whole()
    assert soon["project_id"].tolist() == ["SOON"] and soon["preparation_eur"].tolist() == [40]
    assert open_records.of_publisher(release, "Nobody", False, WHOLE).count == 0


def test_a_record_knows_in_which_other_it_is_counted_and_that_one_knows_it(release: Path) -> None:
    assert one_record.doubles(release, "TWICE")[["project_id", "is_counted"]].values.tolist() == [["NOWHERE", True]]
    assert one_record.doubles(release, "NOWHERE")[["project_id", "is_counted"]].values.tolist() == [["TWICE", False]]
    assert one_record.doubles(release, "THREE").empty and one_record.versions(release, "nobody").empty
    said = recorded.counting(one_record.amounts(release, "LOAN"), EN)
    assert said[["amount_name", "counting"]].values.tolist() == [["loan", "Policy loan or budget support"]]


def test_the_headlines_of_open_records_for_none_one_and_many() -> None:
    def said(headline: Callable[..., Headline], *chosen: str, **values: object) -> Headline:
        return headline(figures_saying(**(TOTALS | values)), *chosen, EN)

    assert said(lists.practices, "", open_records=0).sentence == "No open record about soils has been read yet"
    assert said(lists.practices, "core").sentence == "No open record about soils has been read yet"
    assert said(lists.practices, "").sentence.endswith("fill the one pair of practice and region")
    found = said(lists.practices, "", practice_cells=3, practice_filled=2)
    assert found.sentence == "Open records about soils fill 2 of 3 pairs of practice and region"
    assert found.lede == f"3 records since 2010, €8 million committed. {LABEL}"
    assert said(lists.publishers, top_publisher_share=None).sentence == lists.none_read(EN).sentence
    assert said(lists.publishers).sentence == "One publisher has open records about soils: Bank"
    many = said(lists.publishers, publishers=2, top_publisher_share=2 / 3)
    assert many.sentence.endswith("soils; Bank has 67% of the records")
    assert said(lists.preparation).sentence == "No record about soils is listed as in preparation"
    soon = said(lists.preparation, in_preparation=1)
    assert soon.sentence == "1 project that touches soils is in preparation by others"
    soon = said(lists.preparation, in_preparation=4, in_preparation_eur=2e6)
    assert soon.sentence.endswith("in preparation by others; €2 million is planned")


@pytest.mark.parametrize(
    ("grade", "basis", "begins"),
    [("core", "rules", "Soils are an aim"), ("none", "decision", "Not about soils by the"), (None, None, "Not judged")],
)
def test_a_record_says_its_grade_and_what_it_rests_on(grade: str | None, basis: str | None, begins: str) -> None:
    found = lists.record({"title": "T", "soil_relevance": grade, "soil_basis": basis}, "Bank", EN)
    assert (found.sentence, found.subject) == ("T", "Bank") and found.lede.startswith(begins)


def test_a_way_of_a_register_opens_outside_only_for_an_address_of_the_web() -> None:
    links = ["https://bank.example.org/1", "javascript:alert(1)", None]
    frame = pd.DataFrame({"source_link": [recorded.outside(link, "At the source") for link in links]})
    drawn = tables.register(frame, ["source_link"], "", EN, Links({}))
    assert drawn.count('<a class="way" href=') == drawn.count('target="_blank" rel="noopener"') == 1
    assert "javascript:alert(1)</th>" in "".join(drawn.split("\n")) and 'href="javascript' not in drawn


def blocks_of(app: AppTest) -> str:
    return unescape("".join(json.loads(block.proto.json)["html"] for block in app.get("bidi_component")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_open_records_open_in_every_state(
    language: str, demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(demonstration, monkeypatch, language)
    for page, query, expected in (
        ("practices", {"cell": "P1.002"}, "record?id=made-up-bank%3A1"),
        ("practices", {"cell": "none.019", "grade": "core", "region": "019"}, "no_record"),
        ("funder", {"id": "Made-up Bank"}, "country?code=KEN"),
        ("funder", {"id": "<b>nobody</b>"}, "funder?id=Made-up+Fund"),
        (
            "record",
            {"id": "made-up-bank:1"},
            '<a href="https://bank.example.org/projects/1" target="_blank" rel="noopener">',
        ),
        ("record", {"id": "nobody"}, "funder"),
        ("preparation", {}, "record?id=made-up-bank%3A3"),
    ):
        app.query_params.clear()
        turned_to(app, page, language, **query)
        assert not app.exception and not [body for body in bodies(app) if is_failed(body)], (page, query)
        assert len(app.title) == 1 and expected in blocks_of(app), (page, query)


@needs_chromium
def test_a_click_leads_from_a_cell_to_its_records_and_from_a_record_to_its_page_on_a_small_screen(address: str) -> None:
    with browser() as chromium:
        watched = Watched(chromium, width=360)
        watched.open(f"{address}/practices?grade=core")
        box = watched.page.locator("a.box.priced:visible").first
        count = int(re.findall(r"([\d,]+) records?", box.text_content() or "")[0].replace(",", ""))
        box.click()
        watched.page.locator(".opened-cell").wait_for()
        watched.settle()
        titles = watched.page.locator(".st-key-records_records tbody th a")
        assert titles.count() == min(count, SHOWN)
        name = titles.first.inner_text()
        titles.first.click()
        watched.page.locator(".record").wait_for()
        watched.settle()
        watched.is_clean()
        assert watched.page.locator("h1").inner_text() == name
        outside = watched.page.locator(".record a[href^='https://']").first
        assert (outside.get_attribute("rel"), outside.get_attribute("target")) == ("noopener", "_blank")
        assert watched.page.evaluate("document.querySelector('.stMain').scrollWidth") <= 360
