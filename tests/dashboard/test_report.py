"""The report as it lies on a disk: every link leads somewhere, no text is markup, it opens and answers without a server.

The release is made up, and texts that are hostile stand where partners and publishers write.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import pytest
from click.testing import CliRunner

from dashboard.papers.report import draft, objective, writing
from dashboard.papers.report.draft import Draft
from dashboard.papers.report.edition import Edition
from dashboard.papers.report.places import PAGES, SEARCH
from dashboard.queries import caching, change_rows, figure_rows
from dashboard.rendering.words import Words
from pipelines.cli import main
from pipelines.commands.running import Outcome
from sources.catalogues import LANGUAGES
from tests import change_factory
from tests.conftest import MadeOnce, released
from tests.dashboard.browsing import browser, needs_chromium
from tests.release_factory import AS_OF
from warehouse import releases
from warehouse.exports.folders import NotEmpty

SHOWN = ("", "A1")  # no objective, or the one that is shown whole
HOSTILE = '</script><script>window.hit=1</script><img src=x onerror="window.hit=1">\'{{ 7*7 }}\u2028é'
WRITTEN = (
    ("projects", "title"),
    ("projects", "lead_name"),
    ("problems", "message"),
    ("partnerships", "organisation_name"),
)
OUR_SCRIPTS = {
    "application/json",
    "searched.js",
    *(f"../assets/{name}.js" for name in ("paper", "plotly.min", "charts", "search")),
}
SCHEMES_THAT_RUN = ("javascript", "data", "vbscript")


def unwatched(_share: float, _name: str) -> None:
    """Nobody watches."""


def _of_one_objective(show: Callable[..., None]) -> Callable[..., None]:
    """Charts and workings of one objective alone: those of all take most of the time."""
    return lambda page, *shown: show(page, *shown) if page.part in SHOWN else None


@pytest.fixture(scope="session")
def written(made_once: MadeOnce, demonstration: Path, small_record: Path) -> Path:
    """The report of a hostile release in one language, compared with the record in little."""

    def make(folder: Path) -> Path:
        file = next((demonstration / "releases").glob("*.duckdb"))
        data = folder / "releases"
        data.mkdir()
        shutil.copy(file, data)
        with duckdb.connect(str(data / file.name)) as opened:
            for table, column in WRITTEN:
                opened.execute(f"update marts.{table} set {column} = $text || {column}", {"text": HOSTILE})
        with pytest.MonkeyPatch.context() as patched:
            for owner, part in ((Draft, "chart"), (objective, "_show_working")):
                patched.setattr(owner, part, _of_one_objective(getattr(owner, part)))
            patched.setattr(change_rows, "changes", lambda *_files: change_factory.changes())
            writing.write(releases.find(folder), ("en",), folder / "report", unwatched, releases.find(small_record))
        return folder / "report"

    return made_once("report", make)


class Read(HTMLParser):
    """What a page says of itself: names of places, addresses, headings, handlers of events, text."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.names: list[str] = []
        self.addresses: list[str] = []
        self.fetched: list[str] = []
        self.scripts: list[str] = []
        self.pictures: list[str] = []
        self.handlers: list[str] = []
        self.tags: list[str] = []
        self.language = ""
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append(tag)
        self.language = self.language or held.get("lang") or ""
        self.names += [held["id"] or ""] if "id" in held else []
        self.addresses += [held[name] or "" for name in ("href", "src", "action") if name in held]
        self.fetched += [held[name] or "" for name in ("href", "src", "action") if name in held and tag != "a"]
        self.scripts += [held.get("src") or held.get("type") or ""] if tag == "script" else []
        self.pictures += [held.get("src") or ""] if tag == "img" else []
        self.handlers += [name for name in held if name.startswith("on")]


@pytest.fixture(scope="module")
def pages(written: Path) -> dict[Path, Read]:
    return {file: Read(file) for file in sorted(written.rglob("*.html"))}


def _broken(pages: dict[Path, Read]) -> Iterator[str]:
    for file, page in pages.items():
        for address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in pages[target].names):
                yield f"{file.name}: {address}"


def test_every_link_leads_to_a_page_and_a_place_on_it(pages: dict[Path, Read]):
    assert list(_broken(pages)) == []
    assert len(pages) > 40


def test_the_foot_of_a_figure_leads_to_the_section_on_it_and_the_method_does_not_lead_to_itself(
    pages: dict[Path, Read],
):
    led = {
        file.name: {address for address in page.addresses if address.startswith("method.html#")}
        for file, page in pages.items()
        if file.parent.name == "en"
    }
    assert led["index.html"] == {"method.html#method-verdict"}
    assert led["coverage.html"] == {"method.html#method-money"}
    assert led["pipeline.html"] == {"method.html#method-task_forces"}
    assert led["objective-C3.html"] == {"method.html#method-verdict", "method.html#method-money"}
    assert led["method.html"] == set()


def test_each_page_of_the_site_is_composed_or_left_out_on_purpose():
    assert {*PAGES, SEARCH} == set(writing.COMPOSED)


def test_what_changed_is_told_with_its_kinds_and_rows(written: Path):
    text = (written / "en" / "changes.html").read_text(encoding="utf-8")
    for said in ("Real change", "Correction", "Method", "Coverage", "Cover crops", "open-aid.xml"):
        assert said in text, said


def test_each_page_has_one_h1_and_no_name_twice(pages: dict[Path, Read]):
    for file, page in pages.items():
        assert page.tags.count("h1") == 1, file
        assert len(page.names) == len(set(page.names)), file


def test_no_text_of_a_release_is_markup(pages: dict[Path, Read], written: Path):
    for file, page in pages.items():
        assert page.handlers == [], file
        assert set(page.scripts) <= OUR_SCRIPTS, file
        assert set(page.pictures) <= {"../assets/logo.svg"}, file
        assert not any(urlsplit(address).scheme in SCHEMES_THAT_RUN for address in page.addresses), file
    assert "window.hit" in (written / "en" / "partnerships.html").read_text(encoding="utf-8")
    assert "</script>" not in (written / "en" / "searched.js").read_text(encoding="utf-8")


def test_a_page_asks_nothing_of_any_server_but_by_a_link(pages: dict[Path, Read], written: Path):
    for file, page in pages.items():
        assert not any(urlsplit(address).scheme for address in page.fetched), file
    for sheet in (written / "assets").glob("*.css"):
        assert not re.search(r"@import|url\(\s*[\"']?\w+:", sheet.read_text(encoding="utf-8")), sheet


def test_each_page_says_language_day_release_and_that_its_data_are_made_up(pages: dict[Path, Read], written: Path):
    for file, page in pages.items():
        text = file.read_text(encoding="utf-8")
        if file.parent == written:
            assert f'data-watermark="{Words("en")("strip.watermark")}"' in text
            continue
        words = Words(file.parent.name)
        assert page.language == words.language
        assert f"{words('strip.as_of')} {words.day(AS_OF)}" in text
        assert text.count("2026-11-22-demonstration") >= 2
        assert f'data-watermark="{words("strip.watermark")}"' in text


def test_a_page_leads_to_itself_in_the_other_languages(demonstration: Path):
    edition = Edition(releases.find(demonstration), Words("fr"))
    (goals,) = writing.start.goals(edition)[0].leaves()
    text = writing.leaf.html(goals, writing.around(edition, LANGUAGES))
    assert re.findall(r'<a href="(\S+)" hreflang="(\w+)"', text) == [
        ("../en/goals.html", "en"),
        ("../es/goals.html", "es"),
    ]


@pytest.mark.whole
def test_the_record_in_all_languages_has_the_same_pages_and_no_broken_link(record: Outcome, tmp_path: Path):
    writing.write(released(record), (), tmp_path / "report", unwatched)
    pages = {file: Read(file) for file in (tmp_path / "report").rglob("*.html")}
    assert list(_broken(pages)) == []
    names = [{file.name for file in (tmp_path / "report" / language).iterdir()} for language in LANGUAGES]
    assert names[0] == names[1] == names[2]


def test_the_coverage_grid_has_all_regions(written: Path):
    text = (written / "en" / "coverage.html").read_text(encoding="utf-8")
    heads = re.search(r'<table class="grid">.*?<thead>(.*?)</thead>', text, re.DOTALL)
    assert heads
    assert heads[1].count("<th ") == 1 + 5 + 1  # objective, regions, no region


def test_a_long_table_has_parts_that_lead_to_each_other(demonstration: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(draft, "ROWS", 4)
    edition = Edition(releases.find(demonstration), Words("en"))
    leaves = [leaf for page in writing.task_forces.seats(edition) for leaf in page.leaves()]
    assert [one.file for one in leaves][:2] == ["seats.html", "seats-seats-2.html"]
    assert 'href="seats-seats-2.html"' in str(leaves[0].blocks)
    assert 'href="seats.html"' in str(leaves[1].blocks)
    assert (
        sum(str(one.blocks).count("<tr") for one in leaves) == 24 + 6
    )  # a task force for each objective, a head for each part


def test_the_numbers_of_a_headline_name_their_figures(written: Path, demonstration: Path):
    figures = figure_rows.figures(releases.find(demonstration).path)
    for name in ("index", "goals", "partnerships"):
        head = re.search(
            r'<p class="lede" data-figure="([^"]+)">', (written / "en" / f"{name}.html").read_text(encoding="utf-8")
        )
        assert head, name
        assert all(one in figures for one in head[1].split()), name


def test_a_folder_that_holds_something_is_left_as_it_is(demonstration: Path, tmp_path: Path):
    (tmp_path / "kept.txt").write_text("kept")
    with pytest.raises(NotEmpty, match="holds something"):
        writing.write(releases.find(demonstration), ("en",), tmp_path, unwatched)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_a_report_that_fails_leaves_nothing(demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(edition: Edition) -> list[Draft]:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(writing.COMPOSED, "goals", full)
    with pytest.raises(OSError, match="No space left"):
        writing.write(releases.find(demonstration), ("en",), tmp_path / "new" / "report", unwatched)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_release_is_a_sentence_and_no_folder(demonstration: Path, tmp_path: Path):
    asked = ["report", "--release", "nope", "--data", str(demonstration), "--out", str(tmp_path / "report"), "--quiet"]
    ended = CliRunner().invoke(main, asked)
    assert ended.exit_code == 1
    assert "nope" in ended.output
    assert list(tmp_path.iterdir()) == []


def test_the_same_release_is_written_in_the_same_bytes(demonstration: Path, written: Path):
    edition = Edition(releases.find(demonstration), Words("en"))
    again = writing.leaf.html(writing.start.overview(edition)[0].leaves()[0], writing.around(edition, LANGUAGES))
    caching.forget()
    fresh = Edition(releases.find(demonstration), Words("en"))
    assert again == writing.leaf.html(writing.start.overview(fresh)[0].leaves()[0], writing.around(fresh, LANGUAGES))


@needs_chromium
def test_it_opens_from_a_disk_without_a_request_or_an_error_and_finds_without_accents(written: Path):
    with browser() as opened:
        page = opened.new_context(viewport={"width": 360, "height": 800}).new_page()
        asked, errors = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"file://{written}/index.html")
        page.wait_for_url("**/en/index.html")
        page.locator(".square", has_text="A1").first.click()
        page.wait_for_selector(".plot .main-svg")
        page.goto(f"file://{written}/en/search.html?q=COTE")
        page.wait_for_selector(".found-list tbody tr")
        assert "Côte d’Ivoire" in page.locator(".found-list tbody").inner_text()
        page.locator(".found-list input").fill("window.hit=1 img")
        assert page.locator(".found-list tbody tr").count() > 0
        for name in ("coverage", "opportunities", "partnerships", "quality"):
            page.goto(f"file://{written}/en/{name}.html")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        assert page.evaluate("window.hit") is None
        assert errors == []
        assert {urlsplit(url).scheme for url in asked} <= {"file", "data", "blob"}
