"""What tests of readers share: one process from which the checks of hostile files are forked.

Belongs here: the process and the bounds. Does not: the files.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sources.files.measuring import Costs, Measuring

# Work without an end is caught, a busy machine is not: `make bench` tells what the files cost, in seconds and ratios.
SECONDS, MEGABYTES = 60, 500


@pytest.fixture(scope="session")
def measuring() -> Iterator[Measuring]:
    """The process that forks the checks, started once for all tests of this process."""
    started = Measuring()
    yield started
    started.close()


@pytest.fixture
def measured(measuring: Measuring) -> Callable[[Path], Costs]:
    """What checking a file came to, within the bounds of processor time and memory."""

    def within_bounds(path: Path) -> Costs:
        found = measuring(path)
        assert found["seconds"] < SECONDS, found
        assert found["megabytes"] < MEGABYTES, found
        return found

    return within_bounds
