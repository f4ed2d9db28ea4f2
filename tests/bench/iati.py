"""How fast activity files become a release: MB a second above the run without them, beside a bare pass of the parser.

`python -m tests.bench.iati 26 103 412` measures these sizes alone. Real activities are repeated under other identifiers;
each size is one file. Does not belong here: a limit that fails (a loaded machine is no fault).
"""

import lzma
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tests.places import SHARED_DATA

BULK = SHARED_DATA / "iati" / "bulk" / "shared-real-x10-26MB.xml.xz"
SIZES_MB = (26, 103)
END, IDENTIFIER = b"</iati-activities>", b"</iati-identifier>"
EVERY_SECONDS = 0.05
SESSION, RESIDENT = 3, 21  # places of the session and of the resident pages in the line of /proc/PID/stat


@dataclass(frozen=True)
class Ran:
    """What a run took: wall time in seconds, and the most that all of its processes held at one moment, in MB."""

    seconds: float
    most_mb: float


def bench_iati(sizes_mb: Sequence[int] = SIZES_MB) -> None:
    """Runs without files, with a file of each size for the first time, and with the same file again."""
    if not BULK.is_file():
        print(f"the files of the bench of IATI are not here: {BULK.name}")
        return
    with tempfile.TemporaryDirectory() as made:
        empty = min(_run(Path(made) / f"empty-{number}") for number in range(2))
        print(f"a run without activity files: {empty:.1f} s")
        for size_mb in sizes_mb:
            _bench_size(Path(made), size_mb, empty)


def _bench_size(made: Path, size_mb: int, empty: float) -> None:
    path = _written(made / f"{size_mb}", size_mb)
    written_mb, bare = path.stat().st_size / 1e6, _seconds(lambda: _passed(path))
    data = made / f"data-{size_mb}"
    for which in ("the first time", "again"):
        ran = _watched(data, path.parent)
        above = ran.seconds - empty
        print(
            f"{written_mb:,.0f} MB of IATI {which}: {above:.1f} s above the run without, {written_mb / above:.1f} MB/s, "
            f"{bare / above:.2f} of a bare pass ({written_mb / bare:.0f} MB/s), at most {ran.most_mb:,.0f} MB",
            flush=True,
        )
    path.unlink()


def _written(folder: Path, size_mb: int) -> Path:
    """One file of about this size: the activities again and again, each time under identifiers of their own."""
    folder.mkdir()
    text = lzma.decompress(BULK.read_bytes())
    start = text.index(b"<iati-activity ")
    activities = text[start : text.rindex(END)]
    with (folder / "a.xml").open("wb") as file:
        file.write(text[:start])
        for number in range(max(round(size_mb * 1e6 / len(activities)), 1)):
            file.write(activities.replace(IDENTIFIER, b"-%d" % number + IDENTIFIER))
        file.write(END)
    return folder / "a.xml"


def _passed(path: Path) -> None:
    """What the parser takes for each activity, with nothing read of it."""
    for _, activity in etree.iterparse(path, tag="iati-activity"):
        activity.clear()
        while activity.getprevious() is not None:
            del activity.getparent()[0]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _command(data: Path, iati: Path | None) -> list[str]:
    return [
        sys.executable,
        "-m",
        "pipelines",
        "run",
        "--quiet",
        "--data",
        str(data),
        *(["--iati", str(iati)] if iati else []),
    ]


def _run(data: Path) -> float:
    return _seconds(lambda: subprocess.run(_command(data, None), check=True, stdout=subprocess.DEVNULL))


def _watched(data: Path, iati: Path) -> Ran:
    """A run in a session of its own, whose processes are asked for their memory while it lasts."""
    start, most, ended = time.perf_counter(), [0.0], threading.Event()
    running = subprocess.Popen(_command(data, iati), stdout=subprocess.DEVNULL, start_new_session=True)

    def watch() -> None:
        while not ended.wait(EVERY_SECONDS):
            most[0] = max(most[0], _held_mb(running.pid))

    watching = threading.Thread(target=watch)
    watching.start()
    code = running.wait()
    ended.set()
    watching.join()
    if code:
        raise RuntimeError(f"the run ended with {code}")
    return Ran(time.perf_counter() - start, most[0])


def _held_mb(session: int) -> float:
    """What the processes of a session hold now, in MB; a page that two of them share is counted twice."""
    pages = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        pages += int(said[RESIDENT]) if int(said[SESSION]) == session else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    bench_iati([int(size) for size in sys.argv[1:]] or SIZES_MB)
