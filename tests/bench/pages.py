"""How fast the pages answer on a large release: the first answer, and every answer after it.

Server time: the script of a page run from the entry to the foot (`AppTest`), without network and browser. The process
is warm, the code loaded. *First*: nothing of the release is kept yet. Then the median over what a reader picks next,
each selection asked for the first time, and the page shown again. Does not belong here: a limit that fails.
"""

import os
import statistics
import time
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.queries import caching
from dashboard.rendering.sitemap import PAGES, view
from tests.bench.stopwatch import Stopwatch
from warehouse import releases
from warehouse.settings import ROOT

RUN_SECONDS = 120
Selection = Mapping[str, str]
AGAIN: Selection = {}
SHOWN_AGAIN = (AGAIN,) * 3
# What a reader picks on a page after opening it, as its address holds it.
PICKED: Mapping[str, tuple[Selection, ...]] = {
    "coverage": ({"region": "002"}, {"weights": "1;3;1;1;0"}, {"cell": "A1.002"}, {"cell": "C3.none"}),
    "opportunities": (
        {"objectives": "A1;C3"},
        {"objectives": "A1;C3", "regions": "002", "min": "100000", "max": "1000000"},
        {"countries": "KEN", "stages": "presented", "sdgs": "13", "assessments": "in_line"},
        {"objectives": "B1", "all": "1"},
    ),
    "close_gap": ({"code": "A1"}, {"code": "C3", "add": "projects"}, {"code": "C3", "amount": "5000000"}),
    "objective": ({"code": "A1"}, {"code": "C3"}, {"code": "F3"}),
    "pipeline": ({"objective": "A1"}, {"objective": "C3", "part": "2"}, {"part": "9"}),
    "investments": ({"funders": "2"}, {"funders": "16"}),
    "quality": ({"part": "2"}, {"part": "200"}),
}


def bench_pages(watch: Stopwatch, data: Path) -> None:
    """Every page of the current release of a data folder: its first answer, and the median of those that follow."""
    os.environ["SIC_DATA"] = str(data)
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=RUN_SECONDS).run()
    for page in PAGES:
        _run(app, page, AGAIN)
    for page in PAGES:
        _run(app, page, AGAIN)
        _forget()
        watch.tell(f"page {page}: first answer", _run(app, page, AGAIN))
        took = [_run(app, page, picked) for picked in (*PICKED.get(page, ()), *SHOWN_AGAIN)]
        watch.tell(f"page {page}: median of the {len(took)} that follow", statistics.median(took))


def _forget() -> None:
    """As if the release had just been published: nothing of it is kept, nor is its file open."""
    caching.forget()
    st.cache_resource.clear()
    releases._opened.cache_clear()


def _run(app: AppTest, page: str, picked: Selection) -> float:
    """Seconds to answer a page with a selection; a page that fails stops the bench."""
    app.switch_page(view(page))
    app.query_params.clear()
    for name, value in picked.items():
        app.query_params[name] = value
    start = time.perf_counter()
    app.run()
    took = time.perf_counter() - start
    if app.exception:
        raise RuntimeError(f"{page}: {app.exception[0].message}")
    return took
