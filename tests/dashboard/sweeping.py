"""Every page there is, opened in a real Chromium and looked at for what no page may show.

Belongs here: which pages are opened with what in their address, and what is wrong with one. Does not: over which data.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from axe_playwright_python.base import AXE_SCRIPT

from dashboard.rendering.sitemap import HOME, PAGES, RECORDS, SEARCH, parameters
from dashboard.rendering.words import Words
from tests.dashboard.browsing import PAGE_MILLISECONDS, SETTLE_MILLISECONDS, Watched
from warehouse import releases

HEIGHT, SMALL_SCREEN, LARGE_SCREEN = 900, 360, 1280
WIDTHS = (LARGE_SCREEN, SMALL_SCREEN)
MOST_HIGH = 4000  # px of a page on a large screen, before a reader asks for more of it
FAILED = '[data-testid="stException"], .failed-part'
LOOKED_AT = """async () => {
  const asked = { resultTypes: ["violations"], rules: { "label-content-name-mismatch": { enabled: true } } };
  const found = (await axe.run(document, asked)).violations.filter((one) => ["serious", "critical"].includes(one.impact));
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join(" | ")}`);
}"""
MEASURED = """() => ({
  title: document.title,
  language: document.documentElement.lang,
  width: document.querySelector(".stMain").scrollWidth,
  height: document.querySelector(".stMainBlockContainer").scrollHeight,
})"""


@dataclass(frozen=True)
class Visit:
    """A page with what its address says, in a language and a colour scheme; raises LookupError for what it cannot say."""

    page: str
    query: str
    language: str
    scheme: str

    def __post_init__(self) -> None:
        unknown = {name for name, _ in parse_qsl(self.query)}.difference(parameters(self.page))
        if unknown:
            raise LookupError(f"the address of {self.page} cannot say {', '.join(sorted(unknown))}")

    @property
    def address(self) -> str:
        """The address, from the root of the dashboard."""
        asked = "&".join(filter(None, (self.query, f"lang={self.language}")))
        return f"/{'' if self.page == HOME else self.page}?{asked}"

    @property
    def title(self) -> str:
        """How the document is called, from its beginning."""
        words = Words(self.language)
        return words("site.title") if self.page == HOME else words(f"page.{self.page}")


def queries(data: Path) -> dict[str, tuple[str, ...]]:
    """What the address of a page says, for each page; a page about one thing has one, a page with pickers something picked."""
    release = releases.find(data).path
    record = _first(release, "select project_id from marts.projects where soil_relevance = 'core' order by 1 limit 1")
    country = _first(
        release, "select country_code from marts.country_need order by soc_debt_mt desc nulls last limit 1"
    )
    asked = {
        "objective": ("code=C3",),
        "country": (f"code={country}",),
        "record": (f"id={record}",),
        "coverage": ("", "regions=002"),
        "opportunities": ("", "regions=002&objectives=A1;C3&all=1"),
        RECORDS: ("", "grades=core&q=soil"),
        SEARCH: ("", "q=soil"),
    }
    return {page: asked.get(page, ("",)) for page in PAGES}


def _first(release: Path, sql: str) -> str:
    found = releases.query(release, sql)
    return "" if found.empty else str(found.iloc[0, 0])


def opened(watched: Watched, address: str, visit: Visit) -> None:
    """Open a page by its address, on a large screen."""
    watched.page.set_viewport_size({"width": LARGE_SCREEN, "height": HEIGHT})
    watched.open(address + visit.address)


def turned_to(watched: Watched, address: str, visit: Visit) -> None:
    """Come to a page within the session, where another one is open; to load a page costs three times as much."""
    if watched.page.url == "about:blank" or is_called(watched, visit):
        opened(watched, address, visit)
    else:
        watched.page.set_viewport_size({"width": LARGE_SCREEN, "height": HEIGHT})
        watched.turn_to(visit.address, visit.title)


def is_called(watched: Watched, visit: Visit) -> bool:
    """Does the title of the document begin as that of the page?"""
    return watched.page.title().startswith(visit.title)


def faults(watched: Watched, visit: Visit, judged_at: Container[int] = WIDTHS) -> Iterator[str]:
    """What is wrong with an open page, on a large screen and on a small one; axe judges it at these widths alone."""
    watched.page.locator(f"html[lang={visit.language}]").wait_for(state="attached", timeout=PAGE_MILLISECONDS)
    if not watched.page.evaluate("'axe' in window"):
        watched.page.evaluate(AXE_SCRIPT + ";0")
    for width in WIDTHS:
        watched.page.set_viewport_size({"width": width, "height": HEIGHT})
        watched.page.wait_for_timeout(SETTLE_MILLISECONDS)
        judged = watched.page.evaluate(LOOKED_AT) if width in judged_at else []
        for fault in (*_seen(watched, visit, width), *judged):
            yield f"{visit.address} ({visit.scheme}, {width} px): {fault}"


def _seen(watched: Watched, visit: Visit, width: int) -> Iterator[str]:
    measured: dict[str, Any] = watched.page.evaluate(MEASURED)
    words = Words(visit.language)
    if measured["width"] > width:
        yield f"is {measured['width']} px wide"
    if width == LARGE_SCREEN and measured["height"] > MOST_HIGH:
        yield f"is {measured['height']} px high"
    if words("site.title") not in measured["title"] or not measured["title"].startswith(visit.title):
        yield f"is called {measured['title']}"
    if watched.page.locator(FAILED).count() or watched.page.locator("h1").count() != 1:
        yield "shows an error, or has not one headline"
    if watched.errors or not watched.hosts <= {"127.0.0.1"} or watched.context.cookies():
        yield f"{watched.errors} {watched.hosts} {watched.context.cookies()}"
        watched.errors.clear()
