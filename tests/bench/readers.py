"""One reader alone and many at once at the real server, while releases are published: what a page costs and how long it takes.

`python -m tests.bench.readers DATA` measures over a copy of the releases of a data folder. Wall time belongs to a
machine and its load; processor time less so.
Does not belong here: the protocol (`reader`), the server (`serving`), or a limit that fails.
"""

import asyncio
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from websockets.exceptions import WebSocketException

from dashboard.rendering.sitemap import PAGES
from sources.catalogues import LANGUAGES
from tests.bench.reader import PageFailed, Reader
from tests.bench.serving import Served, served
from warehouse import publishing, releases
from warehouse.settings import releases_dir

READERS, SECONDS = 50, 60.0
THINKS = (1.0, 3.0)  # seconds between two pages, from and to
PUBLISHED_EACH = 20.0  # seconds between two releases; a run of the made-up world works about as long
ROUNDS = 3
SLOWEST = 5


@dataclass
class Met:
    """What the readers met: seconds of each page opened, what went wrong, and readers that got no further."""

    took: list[tuple[str, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def bench_readers(data: Path, readers: int = READERS, seconds: float = SECONDS, pages: Sequence[str] = PAGES) -> Met:
    """Print what pages cost over a copy of the releases of a data folder, for one reader and for many."""
    with tempfile.TemporaryDirectory() as made:
        copied = Path(made)
        shutil.copytree(releases_dir(data), releases_dir(copied))
        with served(copied) as running:
            asyncio.run(_alone(running, pages))
            return asyncio.run(_together(running, copied, readers, seconds, pages))


async def _alone(running: Served, pages: Sequence[str]) -> None:
    """Every page some times, one after the other: the first time nothing of the release is kept yet."""
    async with Reader(running.address) as reader:
        for number in range(ROUNDS):
            worked, received, took = running.processor_seconds(), reader.received, []
            for page in pages:
                took.append((page, await reader.open(page)))
            each = (running.processor_seconds() - worked) / len(pages)
            name = "first time" if number == 0 else f"time {number + 1}"
            sent = (reader.received - received) / len(pages) / 1000
            print(
                f"one reader alone, each page the {name}: {_times(took)}; processor {each * 1000:.0f} ms, {sent:.0f} kB a page"
            )


async def _together(running: Served, data: Path, readers: int, seconds: float, pages: Sequence[str]) -> Met:
    """Many readers, each with its own pages, while releases are published."""
    met, ends_at = Met(), time.monotonic() + seconds
    held, worked = running.memory_mb(), running.processor_seconds()
    publishing_on = asyncio.create_task(_publish(data, ends_at))
    reading = [_read(running, number, ends_at, met, pages) for number in range(readers)]
    measuring = asyncio.create_task(_most_memory(running, ends_at))
    await asyncio.gather(*reading)
    most = await measuring
    count = await publishing_on
    used = running.processor_seconds() - worked
    print(
        f"{readers} readers for {seconds:.0f} s, {count} releases published: {len(met.took)} pages, {_times(met.took)}"
    )
    print(f"  errors {len(met.errors)}, lost readers {len(met.lost)} {[*met.errors, *met.lost][:SLOWEST] or ''}")
    print(f"  processor {used / max(len(met.took), 1) * 1000:.0f} ms a page, {used / seconds:.2f} cores")
    print(
        f"  memory {held:.0f} MB with the first reader, at most {most:.0f} MB: {(most - held) / max(readers - 1, 1):.1f} MB a reader beyond"
    )
    by_page = defaultdict(list)
    for page, took in met.took:
        by_page[page].append(took)
    slowest = sorted(by_page, key=lambda page: -statistics.median(by_page[page]))[:SLOWEST]
    print("  slowest:", ", ".join(f"{page} {statistics.median(by_page[page]):.2f} s" for page in slowest), flush=True)
    return met


async def _read(running: Served, number: int, ends_at: float, met: Met, pages: Sequence[str]) -> None:
    """One reader: opens pages and thinks in between; connects again, as a browser does, when the connection breaks."""
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, THINKS[1]))
    try:
        async with Reader(running.address, chance.choice(LANGUAGES)) as reader:
            while time.monotonic() < ends_at:
                page = chance.choice(pages)
                met.took.append((page, await reader.open(page)))
                await asyncio.sleep(chance.uniform(*THINKS))
    except PageFailed as failed:
        met.errors.append(str(failed))
    except (OSError, TimeoutError, WebSocketException) as broken:
        met.lost.append(repr(broken))


async def _publish(data: Path, ends_at: float) -> int:
    """The current release published again and again under new names; how many were."""
    count = 0
    while time.monotonic() + PUBLISHED_EACH < ends_at:
        await asyncio.sleep(PUBLISHED_EACH)
        await asyncio.to_thread(_published_again, data, count)
        count += 1
    return count


def _published_again(data: Path, number: int) -> None:
    """The current release as a new one, a second younger."""
    file = releases.current(data)
    if file is None:
        raise FileNotFoundError(f"{data} has no release: run `sic run --data {data}`")
    work = Path(shutil.copy(file, data / "work.duckdb"))
    name = f"bench-{number:04d}"
    with duckdb.connect(str(work)) as opened:
        opened.execute(
            "update meta.release set release_id = $name, built_at = built_at + interval 1 second", {"name": name}
        )
        publishing.publish(opened, data, name)


async def _most_memory(running: Served, ends_at: float) -> float:
    most = 0.0
    while time.monotonic() < ends_at:
        most = max(most, running.memory_mb())
        await asyncio.sleep(1)
    return most


def _times(took: Sequence[tuple[str, float]]) -> str:
    """Median and 95th percentile of the seconds of pages."""
    seconds = sorted(each for _, each in took)
    if not seconds:
        return "no page"
    return f"median {statistics.median(seconds) * 1000:.0f} ms, p95 {seconds[int(len(seconds) * 0.95)] * 1000:.0f} ms"


if __name__ == "__main__":
    bench_readers(Path(sys.argv[1]))
