"""How long a reader who comes for the first time waits: a browser without anything kept, at a server long running and just begun.

A view is there when the foot of the page stands and Streamlit says that nothing is running any more.
Does not belong here: what stands on the page, or a limit that fails.
"""

import time
from pathlib import Path

from tests.bench.serving import served
from tests.dashboard.browsing import Watched, browser

TIMES = 3


def bench_first_view(data: Path) -> None:
    """Print the seconds of the first page in a new browser, right after the server answers and when it is warm."""
    with served(data) as running:
        for number in range(TIMES):
            name = "at a server just begun" if number == 0 else "at a warm server"
            print(f"first view in a new browser, {name}: {_seconds(running.address):.2f} s", flush=True)


def _seconds(address: str) -> float:
    with browser() as opened:
        watched = Watched(opened)
        start = time.perf_counter()
        watched.page.goto(address)
        watched.page.wait_for_selector(".page-foot")
        watched.page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")
        took = time.perf_counter() - start
        watched.context.close()
        return took
