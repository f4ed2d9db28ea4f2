"""Pages as their script makes them, without a browser: opened, turned to one another, and walked through once.

Belongs here: running the script of a page. Does not: expectations about a page.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rendering.sitemap import HOME, PAGES, view
from dashboard.shell.foot import TABLE
from dashboard.shell.running import FAILED_MARK
from tests.conftest import MadeOnce
from tests.places import DASHBOARD

RUN_SECONDS = 60
EXPLAINED = re.compile(r"</?dfn[^>]*>")


@dataclass(frozen=True)
class Shown:
    """What a page came to: what went wrong, its titles, its HTML, the values of its tables, and its blocks in their roots."""

    errors: list[str]
    titles: list[str]
    html: str
    tables: list[pd.DataFrame]
    blocks: list[str]


def opened(data: Path, monkeypatch: pytest.MonkeyPatch, language: str = "en") -> AppTest:
    """The first page over a data folder."""
    monkeypatch.setenv("SIC_DATA", str(data))
    app = AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=RUN_SECONDS)
    app.query_params["lang"] = language
    return app.run()


def turned_to(app: AppTest, page: str, language: str, **query: str) -> AppTest:
    """Another page of the same session, with values in its address."""
    if page != HOME:
        app.switch_page(view(page))
    for name, value in {"lang": language, **query}.items():
        app.query_params[name] = value
    return app.run()


def with_tables(app: AppTest) -> AppTest:
    """The page with the table under every figure unfolded."""
    for fold in app.expander:
        _, found, figure = fold.proto.id.partition(f"-{TABLE}")
        if found:
            app.session_state[f"{TABLE}{figure}"] = True
    return app.run()


def bodies(app: AppTest) -> list[str]:
    """The blocks of HTML on a page, without the marks on words that are explained."""
    return [EXPLAINED.sub("", element.proto.body) for element in app.get("html")]


def blocks(app: AppTest) -> list[str]:
    """Our own blocks on a page, each as the HTML in its root, without the marks on words that are explained.

    The document around the page, which has names, is none.
    """
    data = [json.loads(block.proto.json) for block in app.get("bidi_component")]
    return [EXPLAINED.sub("", block["html"]) for block in data if "names" not in block]


def is_failed(body: str) -> bool:
    """Is this the sentence of a page that could not be shown?"""
    return f'class="{FAILED_MARK}"' in body


@cache
def every_page(data: Path, language: str) -> dict[str, Shown]:
    """Every page of the release in a data folder; opened once for all the tests that look at them, in any process."""

    def walk(_: Path) -> dict[str, Shown]:
        with pytest.MonkeyPatch.context() as monkeypatch:
            app = opened(data, monkeypatch, language)
            return {page: _shown(with_tables(turned_to(app, page, language))) for page in PAGES}

    return MadeOnce(data.parent)(f"pages_of_{data.name}_{language}", walk)


def _shown(app: AppTest) -> Shown:
    return Shown(
        errors=[found.message for found in app.exception] + [text for text in bodies(app) if is_failed(text)],
        titles=[title.value for title in app.title],
        html="".join(bodies(app)),
        tables=[table.value for table in app.dataframe],
        blocks=blocks(app),
    )
