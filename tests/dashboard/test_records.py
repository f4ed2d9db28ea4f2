"""Open records are found by words and facets as anybody would count them by hand; a shortlist has what was ticked and no more."""

import io
import re
import tempfile
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from dashboard.queries import open_records, record_rows
from dashboard.queries.listing import Part, listing
from dashboard.queries.record_rows import Selection
from dashboard.rendering.documents import records, shortlist
from dashboard.rendering.sitemap import RECORDS, SEARCH
from dashboard.rendering.words import Words
from dashboard.shell.ticks import MOST, written
from sources.catalogues import LANGUAGES
from tests.dashboard.browsing import PAGE_MILLISECONDS, Watched, browser, needs_chromium, served
from tests.dashboard.opening import blocks, bodies, is_failed, opened, turned_to
from tests.release_factory import publish_open_records
from tests.soil_records import FUND, given, record
from warehouse import releases

HOSTILE = "=cmd|' /C calc'!A0"
ROWS = [
    record("b:1", "Soil in the Côte", countries="CIV;KEN"),
    record("b:2", "Topsoil and trees", soil_relevance="contributing", practices=None, starts_on="2019-01-01"),
    record("b:3", HOSTILE, countries=None, starts_on=None),
    record("b;4%", "Soil twice", list_name=FUND, lead_name="GEF", activity_status_code="5"),
    record("b:5", "Roads", soil_relevance="none"),
    record("b:6", "Soil sent to the Initiative", soil_relevance=None, kind="project"),
]
MONEY = [
    given("b:1", 3e6, value_on="2015-01-01"),
    given("b:2", 9e6, is_counted=False, not_counted_reason="policy_loan"),
    given("b:3", None),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("records")
    publish_open_records(data, ROWS, MONEY)
    return data


@pytest.fixture(scope="module")
def release(data: Path) -> Path:
    return releases.find(data).path


def _found(release: Path, chosen: Selection) -> list[str]:
    return listing(release, record_rows.FOUND, Part(1, 100), **chosen.values).whole()["project_id"].tolist()


def test_accents_and_capitals_do_not_matter_and_whole_words_come_first(release: Path) -> None:
    assert _found(release, Selection("  COTE   soil ")) == ["b:1"]
    assert _found(release, Selection("soil")) == ["b;4%", "b:1", "b:2"]  # the newest core one, then the other grade
    assert _found(release, Selection("soil", grades=("contributing",))) == ["b:2"]
    both = [record("x:1", "Topsoil", starts_on="2024-01-01"), record("x:2", "Soil", starts_on="2001-01-01")]
    with tempfile.TemporaryDirectory() as folder:
        assert _found(publish_open_records(Path(folder), both, [], is_whole=False), Selection("soil")) == ["x:2", "x:1"]


@pytest.mark.parametrize("text", ["%", "_", "' or 1=1 --", "\\", "$text", "\x00", "x" * 5_000, "{0}", '"', "[a-z]+"])
def test_no_sign_of_a_text_is_a_pattern_or_breaks_the_question(release: Path, text: str) -> None:
    assert _found(release, Selection(text)) == []
    assert _found(release, Selection(countries=(text,), funders=(text,))) == []


def test_the_amount_is_that_of_the_whole_project_and_the_year_that_of_approval(release: Path) -> None:
    rows = record_rows.ticked(release, ("b:1", "b:2", "b:3")).set_index("project_id")
    assert rows["amount_eur"].tolist()[:2] == [3e6, 9e6] and pd.isna(rows.at["b:3", "amount_eur"])
    assert rows["is_policy_loan"].fillna(False).tolist() == [False, True, False]
    assert rows["year"].tolist()[:2] == [2015, 2016]


def _exported(release: Path, ids: tuple[str, ...], words: Words) -> tuple[pd.DataFrame, records.About]:
    names = {
        "grades": {"core": "Soils are an aim", "contributing": "May help soils"},
        "practices": open_records.practice_names(release, "en"),
        "countries": {"KEN": "Kenya"},
    }
    lists, of = releases.read(release, "marts.lists"), releases.releases(release.parents[1])[0]
    found = record_rows.ticked(release, ids)
    rows = found.sort_values("project_id", key=lambda column: column.map(ids.index), ignore_index=True)
    return records.rows(rows, names, lists, words), records.about(of, "https://example.org/x", rows, lists, words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_have_what_was_ticked_and_say_whose_it_is(release: Path, language: str) -> None:
    words = Words(language)
    rows, about = _exported(release, ("b;4%", "b:3"), words)
    text = shortlist.text(rows, about).decode("utf-8-sig")
    read = pd.read_csv(io.StringIO(text), dtype="str")
    assert read.iloc[:, 0].tolist() == ["b;4%", "b:3"] and read.iloc[:, 1].tolist() == ["Soil twice", f"'{HOSTILE}"]
    assert text.count(words("open_records.label")) == 2
    assert "ODC-By" in text.splitlines()[1] and "CC BY 4.0" in text.splitlines()[2]
    book = load_workbook(io.BytesIO(shortlist.workbook(rows, about)))
    values = [str(cell.value) for sheet in book for line in sheet for cell in line if cell.value is not None]
    assert f"'{HOSTILE}" in values and HOSTILE not in values and words("open_records.label") in values
    assert [value for value in values if "Made-up Fund: Grants 1.1. ODC-By" in value]


def test_every_heading_of_the_file_is_in_the_language(release: Path) -> None:
    headings = {language: list(_exported(release, ("b:1",), Words(language))[0].columns) for language in LANGUAGES}
    same = {"Licence"}  # English and French
    assert not (set(headings["en"]) & set(headings["fr"])) - same
    assert not set(headings["en"]) & set(headings["es"])


@pytest.fixture
def app(data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return opened(data, monkeypatch)


@pytest.mark.parametrize(("language", "label"), [("en", "Kenya · 2"), ("fr", "Kenya · 2"), ("es", "Kenia · 2")])
def test_the_page_counts_under_what_is_chosen_and_keeps_it_in_the_address(
    app: AppTest, language: str, label: str
) -> None:
    turned_to(app, RECORDS, language, q="soil", grades="core", picks=written(("b;4%", "nothing")))
    assert not app.exception and re.match(r"2 \w+ (las )?4 ", app.title[0].value), app.title[0].value
    pickers = {picker.key: picker for picker in app.multiselect}
    assert label in pickers[f"picked_countries_{language}"].options
    shown, found = blocks(app)[:2]
    assert "Soil twice" in shown and "Soil in the C" in found and "Topsoil" not in found
    pickers[f"picked_countries_{language}"].set_value(["CIV"]).run()
    assert (app.query_params["countries"], app.query_params["grades"], app.query_params["q"]) == ("CIV", "core", "soil")
    grades = next(picker for picker in app.multiselect if picker.key == f"picked_grades_{language}")
    assert grades.value == ["core"] and grades.options[1].endswith(" · 0")
    assert "Soil in the C" in blocks(app)[1] and app.title[0].value.startswith("1 ")


def test_a_full_shortlist_says_so_and_takes_no_more(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_open_records(tmp_path, [record(f"m:{place:03}", f"Soil {place}") for place in range(MOST + 5)], MONEY)
    app = turned_to(
        opened(tmp_path, monkeypatch), RECORDS, "en", picks=written(tuple(f"m:{n:03}" for n in range(MOST + 2)))
    )
    ticked, found = blocks(app)[:2]
    assert ticked.count("<li>") == MOST and f"it holds {MOST}." in ticked and "2 entries of this address" in ticked
    assert found.count('class="tick on"') == 25
    turned_to(app, RECORDS, "en", part="3")
    assert "Shortlist full" in blocks(app)[1] and blocks(app)[1].count('class="tick"') == 0


def test_the_search_names_the_records_and_leads_to_them_without_listing_them(app: AppTest) -> None:
    turned_to(app, SEARCH, "en", q="soil")
    said, rest = blocks(app)[0], "".join(blocks(app)[1:])
    assert "3 open records about soils have these words" in said and 'href="records?q=soil"' in said
    assert "Soil in the C" not in rest and "Soil sent to the Initiative" in rest


def test_a_release_made_before_records_were_judged_says_that_it_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = publish_open_records(tmp_path, ROWS, MONEY)
    with duckdb.connect(str(file)) as writing:
        writing.execute("alter table marts.projects drop column soil_relevance")
    app = opened(tmp_path, monkeypatch)
    for page in (RECORDS, SEARCH):
        turned_to(app, page, "en", q="soil")
        assert not app.exception and not [body for body in bodies(app) if is_failed(body)]
    turned_to(app, RECORDS, "en")
    assert app.title[0].value == Words("en")("headline.open.none")


@needs_chromium
def test_a_tick_and_a_facet_stay_in_the_address_and_in_the_pickers(data: Path) -> None:
    with served(data) as address, browser() as opened_browser:
        watched = Watched(opened_browser)
        watched.open(f"{address}/{RECORDS}?grades=core")
        watched.page.get_by_role("link", name="Put on the shortlist: Soil twice").click()
        watched.page.get_by_text("1 on the shortlist").wait_for(timeout=PAGE_MILLISECONDS)
        watched.settle()
        watched.page.get_by_label("Country").click()
        watched.page.get_by_role("option", name="Kenya · 2").click()
        watched.page.keyboard.press("Escape")
        watched.page.get_by_role("heading", name="2 of 4 open records about soils fit").wait_for(
            timeout=PAGE_MILLISECONDS
        )
        box = watched.page.get_by_label("Words of the title")
        box.fill("twice")
        box.press("Enter")
        watched.page.get_by_role("heading", name="1 of 4 open records about soils fits").wait_for(
            timeout=PAGE_MILLISECONDS
        )
        watched.settle()
        assert watched.page.get_by_text("Kenya · 1").count() and "countries=KEN" in watched.page.url
        assert "grades=core" in watched.page.url and "picks=b%253B4%2525" in watched.page.url
        watched.is_clean()
        watched.context.close()
