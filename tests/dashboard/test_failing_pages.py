"""A page that cannot be shown says so in the reader's language, with its head and foot; only the console says why."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries import caching
from dashboard.rendering.sitemap import PAGES
from dashboard.rendering.words import Words
from sources.catalogues import LANGUAGES
from tests.conftest import released
from tests.dashboard.browsing import Watched, browser, needs_chromium, served
from tests.dashboard.opening import bodies, is_failed, opened, turned_to
from warehouse import releases

if TYPE_CHECKING:
    from pipelines.commands.running import Outcome

pytestmark = pytest.mark.breaks_pages
READERS = ("objectives", "overview"), ("opportunities", "opportunities"), ("problems", "quality")
RAISING = "create view marts.{mart} as select error('/secret/place select from nowhere') as project_id"


@pytest.fixture
def data(small_record: Path, tmp_path: Path) -> Path:
    """A copy of the record in little that a test may break."""
    return Path(shutil.copytree(small_record, tmp_path / "data"))


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    yield
    caching.forget()


def broken(data: Path, *statements: str) -> Path:
    """The release of a data folder after these statements."""
    file = releases.current(data)
    assert file is not None
    with duckdb.connect(str(file)) as opened_file:
        for statement in statements:
            opened_file.execute(statement)
    return data


def says_so(app: AppTest, language: str) -> None:
    """Head, sentence, ways on and foot are there, and nothing of the error is."""
    words, html = Words(language), "".join(bodies(app))
    assert not app.exception
    assert [title.value for title in app.title] == [words("failed.headline")]
    assert words("failed.lede") in html and words("failed.operator") in html
    assert words("strip.as_of") in html and 'class="page-foot"' in html
    assert not any(part in html for part in ("Traceback", "Error", "select ", "/secret", ".duckdb", ".py"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("mart", "page"), READERS)
@pytest.mark.parametrize("harm", ["", RAISING])
def test_a_table_that_is_gone_or_raises_gives_a_sentence(
    mart: str, page: str, harm: str, language: str, data: Path, monkeypatch: pytest.MonkeyPatch, caplog
) -> None:
    broken(data, f"drop table marts.{mart}", *([harm.format(mart=mart)] if harm else []))
    app = turned_to(opened(data, monkeypatch, language), page, language)
    says_so(app, language)
    assert "duckdb" in caplog.text and "Traceback" in caplog.text
    turned_to(app, "method", language)
    assert not app.exception and not any(is_failed(body) for body in bodies(app))


def test_a_page_is_tried_again_at_the_next_click(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = turned_to(opened(broken(data, "alter table marts.problems rename to away"), monkeypatch), "quality", "en")
    says_so(app, "en")
    releases._opened.cache_clear()
    broken(data, "alter table marts.away rename to problems")
    caching.forget()
    app.run()
    assert not any(is_failed(body) for body in bodies(app)) and len(app.title) == 1


def test_a_head_whose_sources_cannot_be_read_still_stands(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(broken(data, "drop table marts.sources"), monkeypatch, "fr")
    assert not app.exception and len(app.title) == 1
    assert Words("fr")("strip.unread") in [link.proto.label for link in app.get("page_link")]
    says_so(turned_to(app, "sources", "fr"), "fr")


def test_a_column_that_an_older_release_lacks_is_missing_and_breaks_nothing(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(broken(data, "alter table marts.problems drop column value"), monkeypatch)
    turned_to(app, "quality", "en")
    assert not app.exception and not any(is_failed(body) for body in bodies(app))


@pytest.mark.parametrize(("mart", "page"), [("exclusions", "reconciliation"), ("terms", "method")])
def test_a_table_that_an_older_release_lacks_breaks_nothing(
    mart: str, page: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = turned_to(opened(broken(data, f"drop table marts.{mart}"), monkeypatch), page, "en")
    assert not app.exception and not any(is_failed(body) for body in bodies(app))
    assert "What is left out, and why" not in [header.value for header in app.header]


@pytest.mark.parametrize("keeps", [0, 4_096, 100_000])
def test_a_cut_release_gives_a_sentence_on_every_page(
    keeps: int, record: "Outcome", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(released(record).path.parent, tmp_path / "releases"))
    file = folder / released(record).path.name
    file.write_bytes(file.read_bytes()[:keeps])
    app = opened(tmp_path, monkeypatch, "es")
    for page in PAGES:
        turned_to(app, page, "es")
        assert not app.exception and len(app.title) == 1, page
    says_so(turned_to(app, "coverage", "es"), "es")


def test_a_damaged_pointer_hides_no_release(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "releases" / releases.POINTER).write_text('{"file": ', encoding="utf-8")
    app = opened(data, monkeypatch)
    assert not app.exception and app.title[0].value.startswith("One of 24")


@needs_chromium
def test_a_reader_sees_the_sentence_and_can_go_on(data: Path) -> None:
    broken(data, "drop table marts.problems")
    with served(data) as address, browser() as chromium:
        watched = Watched(chromium, width=360)
        watched.open(f"{address}/quality?lang=fr")
        assert watched.page.locator("h1").inner_text() == Words("fr")("failed.headline")
        assert watched.page.locator("[data-testid=stException]").count() == 0 and watched.errors == []
        text = watched.page.locator("body").inner_text()
        assert not any(part in text for part in ("Traceback", "CatalogException", "marts.", str(data)))
        watched.page.get_by_text(Words("fr")("failed.home")).click()
        watched.page.wait_for_selector("a.square")
        watched.settle()
        watched.is_clean()
        assert "lang=fr" in watched.page.url
        watched.context.close()
