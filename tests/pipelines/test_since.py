"""What a letter says has changed since the release before is what the comparison of both releases says."""

from pathlib import Path

import pytest

from pipelines.letters.since import OfFile, StatusMove, since
from tests.pipelines.rules.changes.small_releases import INDICATOR, OBSERVED, PROJECT, Small, compared

RESTATED = Small(observations=({**OBSERVED, "value": 95.0},)).with_files(observed="2")
MOVED_ON = {
    **PROJECT,
    "version": 2,
    "sic_stage": "implementing",
    "updated_on": "2025-06-01",
    "source_file": "later.csv",
}
UPDATED = Small(projects=({**PROJECT, "is_current": False}, MOVED_ON)).with_files(later="1")
GONE = Small(money=Small().money[1:]).with_files(money=None)
OTHER_TARGET = Small(indicator={**INDICATOR, "target_2030": 32.0}, strategy="2")


def _from_limited(kind: str, *files: str) -> StatusMove:
    return StatusMove("limited_progress", (kind,), frozenset(files))


@pytest.mark.parametrize(
    ("after", "file", "expected", "moved"),
    [
        (RESTATED, "observed.csv", OfFile((("correction", 1),)), _from_limited("correction", "observed.csv")),
        (UPDATED, "later.csv", OfFile((("real", 1),), changed=frozenset({"P-1"})), None),
        (UPDATED, "projects.csv", OfFile((("real", 1),)), None),
        (GONE, "money.csv", OfFile((("coverage", 1),)), None),
        (OTHER_TARGET, "observed.csv", OfFile(), _from_limited("method")),
    ],
    ids=["restated", "updated by a later file", "gave way to a later file", "gone", "another target"],
)
def test_each_file_and_status_has_the_kind_that_the_comparison_says(
    tmp_path: Path, after: Small, file: str, expected: OfFile, moved: StatusMove | None
) -> None:
    found = since(compared(tmp_path, Small(), after), own={})
    assert found.files.get(file, OfFile()) == expected
    assert found.statuses.get(("C3", 2030)) == moved
