"""One writer that publishes, labels and prunes without pause, and readers of every kind: each says what went wrong.

A program of its own, because processes that fork must have opened no database. Every cell of a release carries the
number of its publication, so that a torn read would show. Run: `python -m tests.warehouse.many_readers FOLDER SECONDS`.
"""

import json
import os
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from warehouse import history, publishing, releases, settings
from warehouse.contracts import TABLES
from warehouse.storage import embedded

READERS = 8
KEEP = history.Keep(newest=2, days=0, grace=timedelta(milliseconds=200))
LABELLED_EVERY = 7
ROWS = 2_000
PRUNED_AT_LEAST = 3  # however slow the machine is
WRITING = "writing"  # a file that is there as long as the writer is
WRITTEN = ("marts.regions", "meta.release")
NO_LONGER_THERE = ("no longer kept", "cannot be opened")  # how a reader is told that a release was pruned under him


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def publish(opened, data: Path, number: int) -> None:
    """The release of this number: each row of two tables, and its name, say it."""
    regions = pd.DataFrame({"region_code": [f"{row:04}" for row in range(ROWS)], "sequence": number})
    named = regions.assign(label_en=f"{number}", label_fr=f"{number}", label_es=f"{number}")
    embedded.write_table(opened, "marts.regions", named)
    about = {"release_id": f"r{number}", "built_at": pd.Timestamp(now()), "as_of": pd.Timestamp("2026-11-22")}
    texts = {"code_version": f"{number}", "rules_version": f"{number}", "inputs_sha256": f"{number}"}
    embedded.write_table(opened, "meta.release", pd.DataFrame([about | texts | {"is_demonstration": False}]))
    publishing.publish(opened, data, f"r{number}")


def write(data: Path, pipe: tuple[int, int], seconds: float) -> Counter[str]:
    """Publish, label every so many, prune, and restore an older release now and then; readers begin after the first."""
    done: Counter[str] = Counter()
    with (
        patch.dict(TABLES, {name: TABLES[name] for name in WRITTEN}, clear=True),  # whose many tables take their time
        embedded.connection(settings.warehouse_file(data)) as opened,
    ):
        until = time.monotonic() + seconds
        while time.monotonic() < until or done["pruned"] < PRUNED_AT_LEAST:
            number = done["published"] + 1
            publish(opened, data, number)
            done["published"] += 1
            if number % LABELLED_EVERY == 1:
                history.label(data, f"r{number}", f"Board {number}")
                done["labelled"] += 1
            if number % LABELLED_EVERY == 0:
                history.restore(data, "Board 1")
                done["restored"] += 1
            done["pruned"] += len(history.prune(data, KEEP, now()))
            if number == 1:
                os.write(pipe[1], b"." * READERS)
    held = releases.kept(data)
    expected = {f"r{number}" for number in range(1, done["published"] + 1, LABELLED_EVERY)}
    assert {one.release_id for one in held.releases if one.label} == expected, "a labelled release was lost"
    assert set(history.verify(held).values()) == {history.Integrity.INTACT} and not held.unreadable
    return done


def whole(release: releases.Release) -> None:
    """Everything that is read of a release is of its publication."""
    number = int(release.release_id.removeprefix("r"))
    rows = releases.read(release.path, "marts.regions")
    assert len(rows) == ROWS and set(rows["sequence"]) == {number}, f"a torn read of {release}"
    assert set(rows["label_en"]) == {str(number)} and release.rules_version == str(number), f"a torn read of {release}"


def read(data: Path, pipe: tuple[int, int], _seconds: float) -> Counter[str]:
    """The current release, a labelled one, and one of those listed, which may be gone meanwhile and is then told."""
    done: Counter[str] = Counter()
    os.close(pipe[1])
    assert os.read(pipe[0], 1) == b".", "the writer published nothing"
    while (data / WRITING).exists():
        if random.random() < 0.5:  # as a command that has just begun
            releases._opened.cache_clear()
        whole(releases.find(data))
        whole(releases.find(data, "board 1"))
        held = releases.kept(data)
        assert not held.unreadable and held.current is not None, held
        done["read"] += 1
        try:
            whole(releases.find(data, random.choice(held.releases).release_id))
        except releases.UnknownRelease as gone:
            assert any(part in str(gone) for part in NO_LONGER_THERE), gone
            done["gone"] += 1
    return done


def forked(work: Callable[..., Counter[str]], *arguments: object) -> tuple[int, int]:
    """A process that does the work, and where it says what it has done; what went wrong stands on the console."""
    answers, answer = os.pipe()
    if process := os.fork():
        os.close(answer)
        return process, answers
    code = 1
    try:
        os.write(answer, json.dumps(work(*arguments)).encode())
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def main(data: Path, seconds: float) -> bool:
    """Did all of them do their work without an error? What they did is printed."""
    data.mkdir(exist_ok=True)
    pipe = os.pipe()
    (data / WRITING).touch()
    begun = [forked(work, data, pipe, seconds) for work in (write, *[read] * READERS)]
    os.close(pipe[1])  # so that readers see it where the writer ends early
    codes = [os.waitpid(begun[0][0], 0)[1]]
    (data / WRITING).unlink()
    codes += [os.waitpid(process, 0)[1] for process, _ in begun[1:]]
    said = [os.read(answers, 10_000) for _, answers in begun]
    done = sum((Counter(json.loads(one)) for one in said if one), Counter())
    print(json.dumps(done | {"readers": sum(code == 0 for code in codes[1:]), "writers": int(codes[0] == 0)}))
    return not any(codes)


if __name__ == "__main__":
    sys.exit(not main(Path(sys.argv[1]), float(sys.argv[2])))
