"""The program that reads workbooks for `confined`: forks itself for each, sets its limits and writes out its sheets.

The kernel of macOS does not hold a process to its limit of memory; there the limits of time alone end a hostile file.
"""

import json
import os
import resource
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from sources.files.workbook import sheets, too_large, unpacked_bytes
from sources.findings import Refused

# A place in the largest sheet takes 24 bytes, empty or not; a cell with a value takes a multiple of its XML.
LEAST_MEMORY, MEMORY_PER_BYTE = 350_000_000, 4
LEAST_SECONDS, BYTES_PER_SECOND = 10, 2_500_000  # of processor time; an ordinary machine is ten times as fast
WAIT = 6  # seconds on the clock to one of processor time, for a busy machine or a disk that does not answer
MAXIMUM_REPEATED_BYTES = 100_000_000  # a text that many cells share stands in the file once


def serve() -> None:
    """Read each workbook whose path comes in, in a process of its own, and write how that process ended."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # the parser writes there before it gives up
    os.putenv("RUST_BACKTRACE", "0")  # tracing a failure for lack of memory takes memory, and can wait for ever
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            read_within_limits(Path(json.loads(line)))
            sys.stdout.buffer.flush()
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.buffer.write(b"\n" + _line({"ended": code}))  # the line before may have been cut off
        sys.stdout.buffer.flush()


def read_within_limits(path: Path) -> None:
    """Write out the sheets of a workbook, within limits that grow with its size once unpacked."""
    limit_to(0)
    try:
        size = unpacked_bytes(path)
        limit_to(size)
        left = size + MAXIMUM_REPEATED_BYTES
        for grid in sheets(path):
            for line in ({"sheet": grid.sheet, "look": asdict(grid.look)}, *grid.rows):
                left -= sys.stdout.buffer.write(_line(line))
                if left < 0:
                    raise too_large()
    except (Refused, MemoryError) as error:
        refused = error if isinstance(error, Refused) else too_large()
        sys.stdout.buffer.write(_line({"refused": refused.rule_id, "parameters": json.loads(refused.parameters)}))


def limit_to(size: int) -> None:
    """Limit memory and time of this process to what a workbook of this size may need once unpacked."""
    _limit(resource.RLIMIT_CORE, 0)
    seconds = LEAST_SECONDS + size // BYTES_PER_SECOND
    _limit(resource.RLIMIT_CPU, seconds)
    signal.alarm(WAIT * seconds)
    with suppress(ValueError, OSError):  # macOS
        _limit(resource.RLIMIT_AS, LEAST_MEMORY + MEMORY_PER_BYTE * size)


def _limit(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _line(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


if __name__ == "__main__":
    serve()
