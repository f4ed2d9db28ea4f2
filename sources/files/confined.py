"""Has workbooks read in other processes with limits of memory and time, so that a hostile file cannot exhaust this one.

The parser allocates what a file asks for in one step and ends its process where it gets less, so only a limit around
it holds. One helper (`reader_process`) is started per program, as a start takes longer than reading a small workbook; it
forks itself for each workbook and answers in lines of JSON.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from sources.files.grids import Grid, Look
from sources.files.workbook import too_large
from sources.findings import Refused

ROOT = Path(__file__).parents[2]
HELPER = "sources.files.reader_process"
_turn = threading.Lock()
_helpers: dict[int, subprocess.Popen[bytes]] = {}  # by process: a forked one may not share the helper of its parent


def read_workbook(path: Path) -> list[Grid]:
    """Every sheet of a workbook; raises Refused when it is damaged, protected, no workbook or breaks a limit."""
    with _turn:
        try:
            grids, refused = _answer(_helper(), path)
        except BaseException:  # the rest of this answer would be taken for the next one
            stop()
            raise
    if refused:
        raise refused
    return grids


@atexit.register
def stop() -> None:
    """Stop the helper of this process, if there is one, and its forks."""
    if helper := _helpers.pop(os.getpid(), None):
        if helper.poll() is None:
            os.killpg(helper.pid, signal.SIGKILL)
        with suppress(BrokenPipeError):
            helper.communicate()


def _helper() -> subprocess.Popen[bytes]:
    """The helper of this process, started where there is none or it was ended from outside."""
    helper = _helpers.get(os.getpid())
    if helper is None or helper.poll() is not None:
        stop()
        # In a session of its own it can be stopped with its forks, and Ctrl+C does not reach it before us.
        helper = _helpers[os.getpid()] = subprocess.Popen(
            [sys.executable, "-m", HELPER],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
    return helper


def _answer(helper: subprocess.Popen[bytes], path: Path) -> tuple[list[Grid], Refused | None]:
    """The sheets that the helper sends, or the refusal it sends instead; raises OSError when the helper has ended."""
    grids: list[Grid] = []
    refused = None
    assert helper.stdin and helper.stdout  # both are pipes
    helper.stdin.write(json.dumps(str(path.absolute())).encode() + b"\n")
    helper.stdin.flush()
    for line in helper.stdout:
        match _decoded(line):
            case [int(number), list(cells)]:
                grids[-1].rows.append((number, cells))
            case {"sheet": None | str() as name, "look": dict(look)}:
                grids.append(Grid(name, "xlsx", rows=[], look=Look(**look)))
            case {"refused": str(rule_id), "parameters": dict(named)}:
                refused = Refused(rule_id, **named)
            case {"ended": int(code)}:
                return grids, refused or (_cut_short(code) if code else None)
    raise OSError("the process that reads workbooks has ended")


def _decoded(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:  # cut off where the process was stopped; the last line says so
        return None


def _cut_short(code: int) -> Refused:
    """The refusal of a workbook whose process was ended by a limit, by the kernel or by the parser."""
    if -code in (signal.SIGXCPU, signal.SIGALRM):
        return Refused("FIL-012", case="too_slow")
    if -code in (signal.SIGABRT, signal.SIGKILL):
        return too_large()
    return Refused("FIL-014", case="ended", code=code)
