"""The comparison that is kept as a release is published: the same as one worked out anew, and believed of nothing else."""

import json
import shutil
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest

from dashboard.queries import change_rows
from pipelines.rules.changes.changes import Changes
from pipelines.rules.changes.telling import changes
from pipelines.steps import comparing
from tests.boards import publish_boards
from warehouse import comparisons, differences, history, releases
from warehouse.descriptions import sha256


def is_same(one: Changes, other: Changes) -> bool:
    for field in fields(Changes):
        if isinstance(getattr(one, field.name), pd.DataFrame):
            pd.testing.assert_frame_equal(getattr(one, field.name), getattr(other, field.name), obj=field.name)
        else:
            assert getattr(one, field.name) == getattr(other, field.name), field.name
    return True


def pair(data: Path) -> tuple[Path, Path]:
    """The release that a comparison of the newest begins at, and the newest."""
    held = releases.kept(data)
    before = history.since(held, held.releases[0])
    assert before
    return before.path, held.releases[0].path


def test_what_is_kept_is_what_a_comparison_finds_and_nobody_compares_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = publish_boards(tmp_path)
    before, after = pair(data)
    for path in (before, after):  # written by hand, so what is beside it is not yet of what it holds
        about = releases.query(path, "select * from meta.release").to_dict("records")[0]
        said = about | {"file_sha256": sha256(path)}
        path.with_name(f"{path.name}.json").write_text(json.dumps(said, default=str), encoding="utf-8")
    found = changes(differences.between(before, after))
    assert len(found.rows) and len(found.moves) and comparisons.kept(before, after) is None
    comparing.keep(data, after.stem)
    monkeypatch.setattr(differences, "between", lambda *_: pytest.fail("compared again"))
    assert is_same(comparing.told(before, after), found) and is_same(change_rows.changes(before, after), found)


def test_a_comparison_of_other_content_by_other_rules_or_cut_is_not_believed(
    made_up_world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(made_up_world / "releases", tmp_path / "releases")
    before, after = pair(tmp_path)
    assert comparisons.kept(before, after)
    assert not comparisons.file(before).exists(), "an earlier board was shown its changes long ago"
    assert comparisons.kept(after, after) is None
    with monkeypatch.context() as patched:
        patched.setattr(comparisons, "_rules", lambda: "others")
        assert comparisons.kept(before, after) is None
    whole = comparisons.file(after).read_bytes()
    for content in (whole[:-9], whole[:2], b"", b"{}"):
        comparisons.file(after).write_bytes(content)
        assert comparisons.kept(before, after) is None, content[:9]


@pytest.mark.whole
def test_the_made_up_world_keeps_what_a_comparison_finds(made_up_world: Path) -> None:
    before, after = pair(made_up_world)
    assert is_same(comparing.told(before, after), changes(differences.between(before, after)))
