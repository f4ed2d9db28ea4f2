"""Every page opens in three languages, on the record and on a full demonstration, with its headline and its date."""

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rendering.sitemap import PAGES
from dashboard.rendering.words import Words
from tests.dashboard.english_left import english_left, values_of
from tests.dashboard.opening import RUN_SECONDS, every_page, opened, turned_to
from tests.places import DASHBOARD
from tests.release_factory import publish_demonstration, publish_record

AS_OF = {"en": "As of", "fr": "Situation au", "es": "Situación al"}
IN_ENGLISH = {"dictionary"}  # the meanings of columns; the page says so
FORBIDDEN_IN_VIEWS = {"pandas", "duckdb", "plotly", "numpy"}


@pytest.mark.parametrize("language", AS_OF)
@pytest.mark.parametrize("kind", ["small_record", "demonstration"])
def test_every_page_opens_with_one_headline_and_its_date(
    kind: str, language: str, request: pytest.FixtureRequest
) -> None:
    data = request.getfixturevalue(kind)
    for page, shown in every_page(data, language).items():
        assert shown.errors == [], page
        assert len(shown.titles) == 1 and shown.titles[0], page
        assert AS_OF[language] in shown.html, page
        if language != "en" and page not in IN_ENGLISH:
            whole = "".join((shown.html, *shown.titles, *shown.blocks))
            assert english_left(whole, values_of(data)) == [], page
            assert Words(language).translated() in shown.html, page


def test_a_sentence_left_in_english_is_found() -> None:
    left = "Nothing of it was accepted"
    assert english_left(f"<p>Rien n’en a été accepté.</p><p>{left}</p><p>Soils of Mali, 2</p>", ("Soils of Mali",)) == [
        left
    ]
    assert english_left("<p>Make soil health and carbon core (texte en anglais).</p>", ()) == []


def test_every_objective_has_its_page(small_record: Path, demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (small_record, demonstration):
        app = opened(data, monkeypatch)
        for code in ("A1", "A6", "C3", "D3", "F2", "F3", "not a code"):
            turned_to(app, "objective", "en", code=code)
            assert not app.exception, f"{code}: {[found.message for found in app.exception]}"


def test_the_record_says_what_can_be_assessed(small_record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(small_record, monkeypatch)
    assert app.title[0].value == "One of 24 objectives can be assessed for 2030, and it is overdue"


def test_a_page_without_a_release_shows_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tmp_path, monkeypatch)
    assert not app.exception
    assert app.title[0].value == "There is no release yet"
    assert "sic run" in app.markdown[0].value


def test_made_up_data_are_marked_on_every_page(demonstration: Path) -> None:
    for page, shown in every_page(demonstration, "en").items():
        assert "Every partner, project and number of the Initiative on this page is made up" in shown.html, page


def test_an_older_release_is_shown_when_the_address_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_record(tmp_path)
    publish_demonstration(tmp_path)
    monkeypatch.setenv("SIC_DATA", str(tmp_path))
    app = AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=RUN_SECONDS)
    app.query_params["release"] = "2026-11-22-record"
    app.run()
    assert app.title[0].value.startswith("One of 24")
    assert app.query_params["release"] == "2026-11-22-record"


def test_views_are_thin() -> None:
    for path in sorted((DASHBOARD / "views").glob("*/page.py")):
        text = path.read_text(encoding="utf-8")
        imported = {
            name.split(".")[0]
            for node in ast.walk(ast.parse(text))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert not imported & FORBIDDEN_IN_VIEWS, str(path)
        assert "select " not in text.lower() and "groupby" not in text, path
        assert len(text.splitlines()) <= 80, path


def test_every_view_is_in_the_navigation_and_back() -> None:
    assert {path.parent.name for path in (DASHBOARD / "views").glob("*/page.py")} == set(PAGES)


@pytest.mark.parametrize(
    ("language", "published"),
    [
        ("en", "Published 22 Nov 2026, 08:00 UTC"),
        ("fr", "Publiée le 22 nov. 2026, 08:00 UTC"),
        ("es", "Publicada el 22 nov 2026, 08:00 UTC"),
    ],
)
def test_a_release_is_told_by_its_time_and_its_name_stands_at_the_foot(
    language: str, published: str, small_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies = [element.proto.body for element in opened(small_record, monkeypatch, language).get("html")]
    strip = next(body for body in bodies if published in body)
    assert "2026-11-22-record" in strip.partition(">")[0] and "2026-11-22-record" not in strip.partition(">")[2]
    assert "2026-11-22-record" in next(body for body in bodies if "page-foot" in body)


def test_releases_of_one_day_are_told_apart_by_as_little_as_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_record(tmp_path)
    assert opened(tmp_path, monkeypatch).selectbox[0].options == ["22 Nov 2026"]
    publish_demonstration(tmp_path)
    options = opened(tmp_path, monkeypatch).selectbox[0].options
    assert options == ["2026-11-22-record", "2026-11-22-demonstration"]  # published in the same second
