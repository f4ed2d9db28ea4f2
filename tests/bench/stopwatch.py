"""How long work takes, in seconds and as a ratio to one reference task measured in the same run.

The seconds belong to a machine and its load; the ratios can be compared between machines and between days. Does not
belong here: what is measured, or a limit that fails (a loaded machine is no fault).
"""

import time
from collections.abc import Callable
from typing import TypeVar

REFERENCE_TIMES = 5
T = TypeVar("T")


class Stopwatch:
    """Prints what each piece of work took, and how many times the reference task that is."""

    reference_seconds = 0.0

    def refer_to(self, name: str, work: Callable[[], object]) -> None:
        """Do the reference task several times; its best time is what all others are compared with."""
        took = []
        for _ in range(REFERENCE_TIMES):
            start = time.perf_counter()
            work()
            took.append(time.perf_counter() - start)
        self.reference_seconds = min(took)
        self.tell(name, self.reference_seconds)

    def measure(self, name: str, work: Callable[[], T]) -> T:
        """Do the work once, print its line, hand back its result."""
        start = time.perf_counter()
        done = work()
        self.tell(name, time.perf_counter() - start)
        return done

    def tell(self, name: str, seconds: float) -> None:
        """Print the line of work that took so many seconds."""
        print(f"{name:<68} {seconds:8.2f} s {seconds / self.reference_seconds:8.2f} x", flush=True)
