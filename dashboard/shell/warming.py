"""What the first page needs, made ready while the server begins: the code of all pages, and the release that is shown.

Whoever comes meanwhile is answered as always. Does not belong here: what a page asks for (`views`).
"""

import importlib
import logging
import pkgutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st

from dashboard.queries import figure_rows, published
from dashboard.rendering.look import DASHBOARD
from warehouse import releases
from warehouse.settings import data_dir

LOG = logging.getLogger(__name__)
VIEWS = "dashboard.views."  # by its name, because the shell knows no page
SCRIPT = "page"  # a module that Streamlit runs for each reader


@asynccontextmanager
async def warmed(_app: st.App) -> AsyncGenerator[None]:
    """Begin to make ready as the server begins."""
    Thread(target=make_ready, daemon=True).start()
    yield


def make_ready() -> None:
    """Load the code and open the release; what goes wrong is told on the console, and each page says it to its readers."""
    try:
        for module in pkgutil.walk_packages([str(DASHBOARD / "views")], VIEWS):
            if module.name.rpartition(".")[2] != SCRIPT:
                importlib.import_module(module.name)
        data = data_dir()
        _, release = releases.chosen(lambda: published.history(data, releases.state(data)))
        if release:
            figure_rows.figures(release.path)
    except Exception:
        LOG.exception("the first page could not be made ready")
