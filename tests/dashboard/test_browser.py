"""A reader in a real Chromium: a click keeps the session, a keyboard reaches everything, paper and small screens lose nothing."""

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pytest

from dashboard.rendering.sitemap import HOME, PAGES, WITHOUT_ENTRY
from tests.dashboard.browsing import (
    PAGE_MILLISECONDS,
    Watched,
    browser,
    needs_chromium,
    playwright,
    served,
)

SMALL_SCREEN, FINGER = 360, 44  # px: of a screen, and of what a finger finds
# A sheet of A4 on its side within its margins, in px of a screen.
PAPER = {"width": 1047, "height": 710}
TRIED_DARK = ("overview", "objective", "coverage", "investments")

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def chromium() -> Iterator["playwright.Browser"]:
    with browser() as opened:
        yield opened


def test_the_demonstration_opens_in_the_dark_and_is_marked(address: str, chromium: "playwright.Browser") -> None:
    watched = Watched(chromium, scheme="dark")
    for page in TRIED_DARK:
        watched.open(f"{address}/{'' if page == HOME else page}?release=2026-11-22-demonstration&lang=fr")
        watched.is_clean()
        assert watched.page.locator(".demonstration").count() == 1
    watched.context.close()


def test_a_square_leads_to_its_objective_and_keeps_language_and_session(
    address: str, chromium: "playwright.Browser"
) -> None:
    watched = Watched(chromium)
    watched.open(f"{address}/?lang=fr")
    loads: list[str] = []
    watched.page.on("load", lambda: loads.append("load"))
    watched.page.locator("a.square", has_text="C3").first.click()
    watched.page.wait_for_url("**/objective?**", timeout=PAGE_MILLISECONDS)
    watched.page.locator("h1", has_text="C3 Accroissement des investissements").wait_for(timeout=PAGE_MILLISECONDS)
    watched.settle()
    watched.is_clean()
    assert "code=C3" in watched.page.url and "lang=fr" in watched.page.url
    assert loads == [], "the page was loaded again instead of moving within the session"
    watched.context.close()


def test_the_language_is_changed_on_the_page_and_kept_in_the_address(
    address: str, chromium: "playwright.Browser"
) -> None:
    watched = Watched(chromium)
    watched.open(f"{address}/goals")
    watched.page.get_by_text("ES", exact=True).click()
    watched.page.locator(".strip-label", has_text="Situación al").wait_for(timeout=PAGE_MILLISECONDS)
    watched.settle()
    watched.is_clean()
    assert "lang=es" in watched.page.url
    watched.context.close()


def test_a_watermark_and_the_years_of_a_chart_are_whole_on_a_small_screen(
    address: str, chromium: "playwright.Browser"
) -> None:
    watched = Watched(chromium, width=360)
    for page in ("investments", "objective"):
        watched.open(f"{address}/{page}?release=2026-11-22-demonstration&lang=fr")
        watched.page.wait_for_selector(".js-plotly-plot image", timeout=PAGE_MILLISECONDS)
        chart = watched.page.locator(".js-plotly-plot").first
        room, mark = chart.bounding_box(), chart.locator("image").first.bounding_box()
        assert room and mark and room["x"] <= mark["x"] and mark["x"] + mark["width"] <= room["x"] + room["width"]
        years = [label.bounding_box() for label in chart.locator(".xtick text").all()]
        assert years == sorted(years, key=lambda label: label["x"])
        for left, right in pairwise(years):
            assert left["x"] + left["width"] < right["x"], page
    watched.context.close()


def test_the_only_csv_of_a_table_is_the_guarded_one(address: str, chromium: "playwright.Browser") -> None:
    watched = Watched(chromium)
    watched.open(f"{address}/goals?release=2026-11-22-demonstration")
    watched.page.locator("[data-testid=stExpander] summary").first.click()
    watched.page.locator("[data-testid=stDataFrame]").first.hover()
    tools = watched.page.locator("[data-testid=stElementToolbar]").first
    tools.get_by_label("Fullscreen").wait_for(timeout=PAGE_MILLISECONDS)
    assert tools.get_by_label("Download as CSV").count() == 1, "Streamlit calls its own download in another way"
    assert not tools.get_by_label("Download as CSV").is_visible()
    watched.context.close()


def test_a_name_stands_on_a_chart_as_it_is_written(
    demonstration: Path, chromium: "playwright.Browser", tmp_path: Path
) -> None:
    name = "A <b>bold</b> & <a href='https://x.org'>$x^2$</a> %{x} &lt;"
    data = Path(shutil.copytree(demonstration, tmp_path / "data"))
    (file,) = (data / "releases").glob("*.duckdb")
    with duckdb.connect(str(file)) as opened:
        opened.execute("update marts.pipeline set title = $name", {"name": name})
    with served(data) as running_at:
        watched = Watched(chromium)
        watched.open(f"{running_at}/pipeline")
        dot = watched.page.locator(".js-plotly-plot .points path").first
        dot.wait_for(timeout=PAGE_MILLISECONDS)
        dot.hover(force=True)
        shown = watched.page.locator(".hoverlayer text").first
        shown.wait_for(timeout=PAGE_MILLISECONDS)
        assert (shown.text_content() or "").startswith(name)
        assert watched.page.locator(".js-plotly-plot a").count() == 0
        watched.is_clean()
        watched.context.close()


def test_on_paper_the_day_stands_and_nothing_to_click_and_no_region_or_column_is_lost(
    address: str, chromium: "playwright.Browser"
) -> None:
    watched = Watched(chromium)
    watched.page.set_viewport_size(PAPER)
    watched.page.emulate_media(media="print")
    for page, last_head in (("coverage", "No region"), ("objective?code=C3", "Status for 2030")):
        watched.open(f"{address}/{page}")
        heads = watched.page.locator("th", has_text=last_head)
        assert heads.first.is_visible(), page
        edges = watched.page.locator("th, .main-svg, .world svg").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().right)"
        )
        assert max(edges) <= PAPER["width"] + 1, page
    watched.open(f"{address}/coverage")
    watched.page.set_viewport_size({"width": PAPER["height"], "height": PAPER["width"]})
    assert watched.page.locator("th", has_text="No region").first.is_visible()
    strip = watched.page.locator(".st-key-strip")
    assert re.search(r"As of \d+ \w+ 20\d\d", strip.inner_text())
    for clicked in ("input", "button"):
        assert not any(one.is_visible() for one in watched.page.locator(clicked).all()), clicked
    watched.context.close()


def test_paper_has_no_question_that_only_a_screen_can_answer(address: str, chromium: "playwright.Browser") -> None:
    watched = Watched(chromium)
    for page, asked in (
        ("templates", ".st-key-finder"),
        ("letters", ".st-key-receipt_help"),
        ("objective?code=C3", ".st-key-reporting"),
        ("releases", ".st-key-picked"),
    ):
        watched.page.emulate_media(media="screen")
        watched.open(f"{address}/{page}")
        assert watched.page.locator(asked).first.is_visible(), f"{page} asks nothing in {asked}"
        watched.page.emulate_media(media="print")
        shown = watched.page.locator(f"{asked}, .stRadio, .stCheckbox, input, button").all()
        assert not any(one.is_visible() for one in shown), page
    watched.context.close()


def test_a_small_screen_has_a_menu_with_every_page_and_a_keyboard_a_way_past_the_navigation(
    address: str, chromium: "playwright.Browser"
) -> None:
    watched = Watched(chromium, width=SMALL_SCREEN)
    watched.open(f"{address}/goals?lang=fr")
    watched.page.keyboard.press("Tab")
    way = watched.page.locator("#past-navigation")
    assert way.evaluate("way => way === document.activeElement") and way.inner_text() == "Aller au contenu"
    watched.page.keyboard.press("Enter")
    assert watched.page.evaluate("document.activeElement.tagName") == "H1"
    links = watched.page.locator("[data-testid=stSidebarNavLink]")
    assert not links.first.is_visible()  # what is folded away is not passed through either
    watched.page.get_by_role("button", name="Menu", exact=True).focus()
    watched.page.keyboard.press("Enter")
    watched.page.locator("[data-testid=stSidebarNavLink]:focus").wait_for()
    links.last.wait_for(timeout=PAGE_MILLISECONDS)
    led_to = {urlsplit(link.get_attribute("href") or "").path.strip("/") or HOME for link in links.all()}
    assert led_to == set(PAGES) - set(WITHOUT_ENTRY)
    assert min(link.bounding_box()["height"] for link in links.all()) >= FINGER
    watched.page.get_by_role("link", name="Partenariats et accords").click()
    watched.page.wait_for_url("**/partnerships**", timeout=PAGE_MILLISECONDS)
    links.first.wait_for(state="hidden")  # the page that was chosen is seen
    watched.settle()
    watched.is_clean()
    watched.context.close()


def test_a_square_tells_its_name_and_a_door_opens_the_objectives_by_keyboard(
    address: str, chromium: "playwright.Browser"
) -> None:
    watched = Watched(chromium)
    watched.open(f"{address}/?lang=en")
    square = watched.page.locator("a.square", has_text="C3").first
    square.hover()
    said = square.evaluate("one => getComputedStyle(one, '::after').content")
    assert "C3 Increased Investments" in said
    door = watched.page.locator("details.door summary")
    door.focus()
    watched.page.keyboard.press("Enter")
    chosen = watched.page.locator(".chosen a")
    chosen.first.wait_for(timeout=PAGE_MILLISECONDS)
    assert chosen.count() == 24
    chosen.filter(has_text="C3").click()
    watched.page.wait_for_url("**/objective?**code=C3**", timeout=PAGE_MILLISECONDS)
    watched.context.close()
