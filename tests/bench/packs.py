"""How long the board pack of the made-up world takes, in each language, and how much memory its process holds.

Does not belong here: what stands in a pack.
"""

import shutil
import time
from pathlib import Path

from sources.catalogues import LANGUAGES
from tests.bench import commands
from tests.bench.stopwatch import Stopwatch
from tests.conftest import WORLD, run_of

NEW_ROW = "A-99,W-1,G-999,Loam Foundation,Village Council of Kandi,ground,cash,committed,25000,,EUR,2026-03-15\n"


def bench_packs(watch: Stopwatch, folder: Path) -> None:
    """`sic pack` as a process of its own, over the world and what came a day later."""
    data = folder / "world"
    shutil.copytree(WORLD / "inbox", data / "inbox")
    run_of(data)
    with (data / "inbox" / "funding-of-the-giver.csv").open("a", encoding="utf-8") as funding:
        funding.write(NEW_ROW)
    run_of(data)
    for language in LANGUAGES:
        start = time.perf_counter()
        used = commands.run("pack", "--quiet", "--lang", language, "--data", str(data), "--out", str(folder / "pack"))
        held = f"{used.processor_seconds:.1f} s of processor, at most {used.most_mb:,.0f} MB"
        watch.tell(f"board pack of the made-up world, {language} ({held})", time.perf_counter() - start)
