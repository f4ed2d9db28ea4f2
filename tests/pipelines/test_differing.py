"""`sic diff`: one JSON document that other programs rely on, text for people, and a sentence where a release is none."""

import json
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.commands import differing
from pipelines.commands.running import Outcome
from tests.conftest import released
from warehouse.settings import releases_dir

KEYS = ["kind", "also_kinds", "cause", "table", "key", "column", "before", "after", "evidence"]


@pytest.fixture
def data(tmp_path: Path, record: Outcome, world: Outcome) -> Path:
    """A data folder with the releases of the record and of the world."""
    folder = releases_dir(tmp_path)
    folder.mkdir()
    for outcome in (record, world):
        path = released(outcome).path
        (folder / path.name).symlink_to(path)
    return tmp_path


def said(data: Path, *arguments: str) -> tuple[int, str]:
    outcome = CliRunner().invoke(main, ["diff", *arguments, "--data", str(data)])
    return outcome.exit_code, outcome.output


def test_one_document_with_every_difference(
    data: Path, record: Outcome, world: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(differing, "compare", cache(differing.compare))  # asked twice below
    before, after = released(record).release_id, released(world).release_id
    code, output = said(data, before, after, "--format", "json")
    found = json.loads(output)
    assert code == 0 and (found["from"]["release_id"], found["to"]["release_id"]) == (before, after)
    assert all(list(change) == KEYS for change in found["changes"])
    observed = [change for change in found["changes"] if change["table"] == "marts.observations"]
    assert {(change["kind"], change["column"], change["before"]) for change in observed} == {("real", None, None)}
    assert [place["source_file"] for place in observed[0]["evidence"]] == ["observations.csv"]
    code, output = said(data, before, after)
    assert code == 0 and "real: C3 by 2030: cannot be assessed: baseline is latest -> acceleration needed" in output


@pytest.mark.parametrize("broken", ["unknown", "cut", "pruned"])
def test_a_release_that_cannot_be_read_is_a_sentence(data: Path, record: Outcome, world: Outcome, broken: str) -> None:
    before, after = released(record), released(world)
    file = releases_dir(data) / after.path.name
    if broken != "unknown":
        file.unlink()
    if broken == "cut":
        file.write_bytes(after.path.read_bytes()[:50_000])
    there = sorted(path.name for path in data.rglob("*"))
    code, output = said(data, before.release_id, "nobody" if broken == "unknown" else after.release_id)
    assert code == 1 and output.startswith("Error: ") and "Traceback" not in output
    assert sorted(path.name for path in data.rglob("*")) == there
