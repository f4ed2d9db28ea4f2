"""Every page in a real Chromium: no request leaves the machine, nothing breaks, a click keeps the session."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from os import environ
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboard.navigation import HOME, PAGES
from tests.release_factory import publish_demonstration, publish_record

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
START_SECONDS, PAGE_MILLISECONDS, SETTLE_MILLISECONDS = 60, 60_000, 200
# Streamlit looks for its own service under the page's address first and finds it at the root.
EXPECTED_NOISE = "the server responded with a status of 404"
TRIED_DARK = ("overview", "objective", "coverage", "investments")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running dashboard over two releases, the demonstration and the record; the record is current."""
    data, port = tmp_path_factory.mktemp("data"), free_port()
    publish_demonstration(data)
    publish_record(data)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "app.py"), "--server.port", str(port)]
    served = subprocess.Popen(
        command,
        cwd=data,
        env={**environ, "SIC_DATA": str(data), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        served.terminate()
        served.wait(timeout=10)


@pytest.fixture(scope="module")
def chromium() -> Iterator["playwright.Browser"]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


class Watched:
    """A page whose requests, errors and exceptions are written down."""

    def __init__(self, browser: "playwright.Browser", width: int = 1280, scheme: str = "light") -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.page = self.context.new_page()
        self.hosts: set[str | None] = set()
        self.errors: list[str] = []
        self.page.on("request", lambda request: self._seen(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self._said(said.type, said.text))

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_selector(".page-foot", timeout=PAGE_MILLISECONDS)
        self.page.wait_for_selector("[data-testid=stStatusWidget]", state="detached", timeout=PAGE_MILLISECONDS)
        self.page.wait_for_timeout(SETTLE_MILLISECONDS)

    def is_clean(self) -> None:
        assert self.errors == []
        assert self.hosts <= {"127.0.0.1"}
        assert self.page.locator("[data-testid=stException]").count() == 0
        assert self.page.locator("h1").count() == 1

    def _seen(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob"):
            self.hosts.add(urlsplit(url).hostname)

    def _said(self, kind: str, text: str) -> None:
        if kind == "error" and EXPECTED_NOISE not in text:
            self.errors.append(text)


def _wait_for(url: str) -> None:
    ends_at = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            if time.monotonic() > ends_at:
                raise
            time.sleep(0.2)


def test_every_page_opens_without_errors_and_without_leaving_the_machine(
    address: str, chromium: "playwright.Browser", tmp_path: Path
) -> None:
    watched = Watched(chromium)
    for page in PAGES:
        watched.open(f"{address}/{'' if page == HOME else page}")
        watched.is_clean()
        watched.page.screenshot(path=tmp_path / f"{page}.png", full_page=True)
        assert (tmp_path / f"{page}.png").stat().st_size > 10_000
    watched.context.close()


def test_the_demonstration_opens_in_the_dark_and_is_marked(address: str, chromium: "playwright.Browser") -> None:
    watched = Watched(chromium, scheme="dark")
    for page in TRIED_DARK:
        watched.open(f"{address}/{'' if page == HOME else page}?release=2026-11-22-demonstration&lang=fr")
        watched.is_clean()
        assert watched.page.locator(".demonstration").count() == 1
    watched.context.close()


def test_nothing_scrolls_sideways_on_a_small_screen(address: str, chromium: "playwright.Browser") -> None:
    watched = Watched(chromium, width=360)
    for page in ("overview", "objective", "coverage", "partnerships"):
        watched.open(f"{address}/{'' if page == HOME else page}?lang=es")
        watched.is_clean()
        assert watched.page.evaluate("document.querySelector('.stMain').scrollWidth") <= 360, page
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
    watched.page.get_by_text("C3 Accroissement des investissements.").wait_for(timeout=PAGE_MILLISECONDS)
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
