"""What the check of one file costs, in a process of its own: forked from one that has loaded the check already.

Belongs here: running and measuring. Does not: the bounds, or expectations. `python -m tests.sources.files.measuring` is
the process that forks: it reads the path of a file per line and answers with the costs, or with why there are none.
"""

import json
import os
import resource
import subprocess
import sys
import traceback
from pathlib import Path
from typing import TypedDict

from sources.feedback.checking import as_csv, as_json, as_text, check
from sources.files import confined
from tests.places import ROOT


class Costs(TypedDict):
    """What a check came to, and the seconds of processor time and the peak of memory that it took with its children."""

    seconds: float
    megabytes: float
    rules: list[str]
    texts: str
    refusal: bool
    read: int


def costs(path: Path) -> Costs:
    """Check the file and word the report in every form, in this process."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    report = check([path])
    for form in (as_text, as_json, as_csv):
        form(report)
    after = resource.getrusage(resource.RUSAGE_SELF)
    confined.stop()
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "seconds": own + others.ru_utime + others.ru_stime,
        "megabytes": max(others.ru_maxrss, after.ru_maxrss) / 1024,
        # As often as rows have the fault: very many are told as one.
        "rules": report.problems["rule_id"].repeat(report.problems["rows_count"].astype(int)).tolist(),
        "texts": as_json(report),
        "refusal": report.files[0].refusal is not None,
        "read": report.files[0].rows_read,
    }


class Measuring:
    """The process that forks one check after the other; close it after use."""

    def __init__(self) -> None:
        self.server = subprocess.Popen(
            [sys.executable, "-m", __name__], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, path: Path) -> Costs:
        """What checking the file came to and cost; fails with what went wrong in its process."""
        assert self.server.stdin is not None and self.server.stdout is not None
        self.server.stdin.write(f"{json.dumps(str(path))}\n")
        self.server.stdin.flush()
        answer: Costs | str = json.loads(self.server.stdout.readline())
        assert not isinstance(answer, str), answer
        return answer

    def close(self) -> None:
        """End the process."""
        self.server.communicate()


def forked(path: Path) -> str:
    """The answer of a new child, as a line of JSON; the exit code or the error of one that failed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            line = json.dumps(costs(path))
        except Exception:
            line = json.dumps(traceback.format_exc())
        with os.fdopen(writing, "w") as out:
            out.write(line)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        line = answer.read()
    _, status = os.waitpid(child, 0)
    return line or json.dumps(f"the check ended with {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    for path in sys.stdin:
        print(forked(Path(json.loads(path))), flush=True)
