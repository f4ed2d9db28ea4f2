"""Every page opens in three languages, on the record and on a full demonstration, with its headline and its date."""

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rendering.sitemap import HOME, PAGES, view
from tests.places import DASHBOARD
from tests.release_factory import publish_demonstration, publish_record

AS_OF = {"en": "As of", "fr": "Situation au", "es": "Situación al"}
RUN_SECONDS = 60
FORBIDDEN_IN_VIEWS = {"pandas", "duckdb", "plotly", "numpy"}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("record")
    publish_record(data)
    return data


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("demonstration")
    publish_demonstration(data)
    return data


def opened(data: Path, monkeypatch: pytest.MonkeyPatch, language: str = "en") -> AppTest:
    monkeypatch.setenv("SIC_DATA", str(data))
    app = AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=RUN_SECONDS)
    app.query_params["lang"] = language
    return app.run()


def turned_to(app: AppTest, page: str, language: str, **query: str) -> AppTest:
    if page != HOME:
        app.switch_page(view(page))
    for name, value in {"lang": language, **query}.items():
        app.query_params[name] = value
    return app.run()


@pytest.mark.parametrize("language", AS_OF)
@pytest.mark.parametrize("kind", ["record", "demonstration"])
def test_every_page_opens_with_one_headline_and_its_date(
    kind: str, language: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(request.getfixturevalue(kind), monkeypatch, language)
    for page in PAGES:
        turned_to(app, page, language)
        assert not app.exception, f"{page}: {[found.message for found in app.exception]}"
        assert len(app.title) == 1 and app.title[0].value, page
        assert AS_OF[language] in "".join(element.proto.body for element in app.get("html")), page


def test_every_objective_has_its_page(record: Path, demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (record, demonstration):
        app = opened(data, monkeypatch)
        for code in ("A1", "A6", "C3", "D3", "F2", "F3", "not a code"):
            turned_to(app, "objective", "en", code=code)
            assert not app.exception, f"{code}: {[found.message for found in app.exception]}"


def test_the_record_says_what_can_be_assessed(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(record, monkeypatch)
    assert app.title[0].value == "One of 24 objectives can be assessed for 2030, and it is overdue"


def test_a_page_without_a_release_shows_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tmp_path, monkeypatch)
    assert not app.exception
    assert app.title[0].value == "There is no release yet"
    assert "sic run" in app.markdown[0].value


def test_made_up_data_are_marked_on_every_page(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(demonstration, monkeypatch)
    for page in PAGES:
        turned_to(app, page, "en")
        assert "Every name and number on this page is made up" in "".join(
            element.proto.body for element in app.get("html")
        )


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
    language: str, published: str, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies = [element.proto.body for element in opened(record, monkeypatch, language).get("html")]
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
