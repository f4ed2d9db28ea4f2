"""Programs side by side that end together: when one of them ends, when this one is asked to, and when it is killed.

Each begins in a session of its own, so that what it begins itself is found again: the whole group is asked to end, and
what is left of it after a grace is killed. Nobody can act who is killed himself; so a watchman, this module as a program,
waits for the end of a pipe whose other end this process alone holds, and then does the same.
Does not belong here: which programs (`serving`).
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

GRACE_SECONDS = 10.0
LOOK_SECONDS = 0.1
ASKING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Program(NamedTuple):
    """A command, and the file that has to be there before it begins."""

    command: list[str]
    needs: Path | None = None


def keep(programs: list[Program], environment: dict[str, str], place: Path, grace: float = GRACE_SECONDS) -> int:
    """Run programs side by side until one of them ends or this one is asked to stop; then none of them is left.

    Returns the exit code of the one that ended (of one that a signal ended, 128 and its number, as a shell says it), 0
    when asked to stop: interrupt, terminate, hang up.
    """
    asked, waiting = _listening(), list(programs)
    begun: list[subprocess.Popen] = []
    watchman = subprocess.Popen([sys.executable, __file__, str(grace)], stdin=subprocess.PIPE, start_new_session=True)
    assert watchman.stdin is not None
    try:
        while not asked and all(each.poll() is None for each in begun):
            for program in [each for each in waiting if each.needs is None or each.needs.exists()]:
                waiting.remove(program)
                begun.append(subprocess.Popen(program.command, env=environment, cwd=place, start_new_session=True))
                os.write(watchman.stdin.fileno(), f"{begun[-1].pid}\n".encode())
            time.sleep(LOOK_SECONDS)
        codes = [each.returncode for each in begun if each.returncode is not None]
    finally:
        end([each.pid for each in begun], grace)
        watchman.communicate()
    return (codes[0] if codes[0] >= 0 else 128 - codes[0]) if codes else 0


def _listening() -> list[int]:
    """From now on, the signals that asked this process to stop.

    Also an interrupt, where a script began this in the background and it is ignored: the programs would inherit that,
    and Dagster ends its parts by interrupts. A hang-up that is ignored stays so: that is what `nohup` is for.
    """
    asked: list[int] = []
    for number in ASKING:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda number, _frame: asked.append(number))
    return asked


def end(groups: Iterable[int], grace: float) -> None:
    """Ask groups of processes to end, kill what is left of them after the grace, and see that they are gone."""
    left = list(groups)
    for number in (signal.SIGTERM, signal.SIGKILL):
        ends_at = time.monotonic() + grace
        left = [group for group in left if _send(group, number)]
        while left and time.monotonic() < ends_at:
            time.sleep(LOOK_SECONDS)
            left = [group for group in left if _send(group, 0)]


def _send(group: int, number: int) -> bool:
    """Whether somebody of the group was there to get it."""
    with suppress(ChildProcessError):  # not a child of this process, or no longer
        os.waitpid(-group, os.WNOHANG)  # one that has ended and that nobody asked about still counts as there
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
        return True
    return False


if __name__ == "__main__":
    for each in ASKING:
        signal.signal(each, signal.SIG_IGN)
    end([int(line) for line in sys.stdin], float(sys.argv[1]))
