"""Commands of the house as processes of their own: how long they work and how much memory they hold.

A process begins with the peak of the one that started it, and a bench is large: so a small one stands between.
Does not belong here: work measured within the bench (`stopwatch`).
"""

import subprocess
import sys
from dataclasses import dataclass

BETWEEN = """
import resource, subprocess, sys
ended = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(ended)
"""


@dataclass(frozen=True)
class Used:
    """What a command took: processor time in seconds, and the most memory it held, in MB."""

    processor_seconds: float
    most_mb: float


def run(*arguments: str) -> Used:
    """Run `sic` with these arguments as a process of its own. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-c", BETWEEN, sys.executable, "-m", "pipelines", *arguments]
    written = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Used(*(float(figure) for figure in written.split()))
