"""How long the board pack of the made-up world takes, in each language, and how much memory its process holds.

Does not belong here: what stands in a pack.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from sources.catalogues import LANGUAGES
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
        worked, most_mb = _packed(data, folder / "pack", language)
        held = f"{worked:.1f} s of processor, at most {most_mb:,.0f} MB"
        watch.tell(f"board pack of the made-up world, {language} ({held})", time.perf_counter() - start)


def _packed(data: Path, out: Path, language: str) -> tuple[float, float]:
    """The command; its processor time in seconds and the most memory it held, in MB."""
    command = [sys.executable, "-m", "pipelines", "pack", "--quiet", "--lang", language]
    started = subprocess.Popen([*command, "--data", str(data), "--out", str(out)], stdout=subprocess.DEVNULL)
    _, ended, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(ended)
    if started.returncode:
        raise RuntimeError(f"the pack ended with {started.returncode}: the bench is wrong")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
