"""A writer that publishes, labels, restores and prunes without pause disturbs no reader, and loses nothing with a label."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT


@pytest.mark.parametrize("seconds", [2, pytest.param(60, marks=pytest.mark.whole)])
def test_nobody_reads_a_part_or_an_error_and_what_has_a_label_stays(tmp_path: Path, seconds: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.warehouse.many_readers", str(tmp_path), str(seconds)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    count = json.loads(done.stdout)
    assert (count["writers"], count["readers"]) == (1, 8) and min(
        count["published"], count["pruned"], count["read"]
    ) > 1
