"""The dashboard as `sic dashboard` serves it over a data folder, with what all its processes use together.

Does not belong here: who reads it (`reader`), and what is made of the figures (`readers`).
"""

import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.dashboard.browsing import free_port, wait_for

TICKS = os.sysconf("SC_CLK_TCK")
END_SECONDS = 30


@dataclass(frozen=True)
class Served:
    """Where it is served, and the process that began it."""

    address: str
    process: int

    def processor_seconds(self) -> float:
        """What all its processes have worked so far."""
        fields = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in self._processes()]
        return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS

    def memory_mb(self) -> float:
        """What all its processes hold, what they share counted once."""
        lines = [
            line
            for each in self._processes()
            for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
            if line.startswith("Pss:")
        ]
        return sum(int(line.split()[1]) for line in lines) / 1024

    def _processes(self) -> list[int]:
        return list(_with_children(self.process))


def _with_children(process: int) -> Iterator[int]:
    yield process
    for thread in Path(f"/proc/{process}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has ended meanwhile
            for child in (thread / "children").read_text().split():
                yield from _with_children(int(child))


@contextmanager
def served(data: Path) -> Generator[Served]:
    """The dashboard over a data folder, begun and ended."""
    port = free_port()
    command = [sys.executable, "-m", "pipelines", "dashboard", "--data", str(data), "--port", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield Served(f"http://127.0.0.1:{port}", running.pid)
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(timeout=END_SECONDS)
