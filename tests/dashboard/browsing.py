"""A person at the dashboard: the real server over a data folder, a real Chromium, and a page that is watched.

Belongs here: starting, stopping and watching. Does not: expectations about a page.
"""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from os import environ
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.places import ROOT

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS, PAGE_MILLISECONDS, SETTLE_MILLISECONDS = 60, 60_000, 200
TURNED = "to => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate', { state: {} })); }"
CALLED = "title => document.title.startsWith(title)"
# Streamlit looks for its own service under the page's address first and finds it at the root.
EXPECTED_NOISE = "the server responded with a status of 404"
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@contextmanager
def served(data: Path, behind: int = 0) -> Generator[str]:
    """The dashboard running over a data folder, alone or so many processes of it behind a front; its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "app.py")]
    if behind:
        command = [sys.executable, "-m", "pipelines.commands.front", str(port), str(behind), *command]
    else:
        command.append(f"--server.port={port}")
    server = subprocess.Popen(
        command,
        cwd=data,
        env={**environ, "SIC_DATA": str(data), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


@contextmanager
def browser(*switches: str) -> Generator["playwright.Browser"]:
    """A headless Chromium that talks to nobody by itself."""
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *switches])
        yield opened
        opened.close()


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

    def turn_to(self, address: str, title: str) -> None:
        """Another page of the same session, called so: its address is said without a load, as a step back in the history does."""
        self.page.evaluate(TURNED, address)
        self.page.wait_for_function(CALLED, arg=title, timeout=PAGE_MILLISECONDS)
        self.page.wait_for_selector("[data-test-script-state=notRunning]", timeout=PAGE_MILLISECONDS)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_selector(".page-foot", timeout=PAGE_MILLISECONDS)
        self.page.wait_for_selector("[data-testid=stStatusWidget]", state="detached", timeout=PAGE_MILLISECONDS)
        self.page.wait_for_timeout(SETTLE_MILLISECONDS)

    def is_clean(self) -> None:
        assert self.errors == []
        assert self.hosts <= {"127.0.0.1"}
        assert self.page.locator("[data-testid=stException], .failed-part").count() == 0
        assert self.page.locator("h1").count() == 1

    def _seen(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob"):
            self.hosts.add(urlsplit(url).hostname)

    def _said(self, kind: str, text: str) -> None:
        if kind == "error" and EXPECTED_NOISE not in text:
            self.errors.append(text)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def wait_for(url: str) -> None:
    """Returns when the address is answered."""
    ends_at = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            if time.monotonic() > ends_at:
                raise
            time.sleep(0.2)
