"""Every published figure can be walked back: recomputed from its own rows, and named with file and row."""

from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.commands import explaining
from tests.conftest import released
from warehouse import releases


def _same(published: Any, recomputed: Any) -> bool:
    if published is None or pd.isna(published):
        return recomputed is None or pd.isna(recomputed)
    return published == pytest.approx(recomputed) if isinstance(published, float) else published == recomputed


def test_every_row_of_the_mart_is_recomputed_from_the_rows_its_explanation_lists(world):
    progress = releases.read(released(world).path, "marts.objective_progress")
    for row in progress.to_dict("records"):
        explained = explaining.explanations(released(world), row["indicator_code"], row["horizon"])[0]
        for name in ("status", "reason", "pace", "latest_value", "expected_value", "acceleration", "attainment_share"):
            same = _same(row[name], getattr(explained.recomputed, name))
            assert same, (row["indicator_code"], row["horizon"], name)


def test_the_command_shows_the_formula_with_its_numbers_and_the_place_of_each_fact(world):
    data = str(released(world).path.parents[1])
    shown = CliRunner().invoke(main, ["explain", "c3.1", "--data", data])
    assert shown.exit_code == 0
    assert "pace = (40 - 20) / 30 = 0.666667" in shown.output
    assert "from inbox: observations.csv, row 2" in shown.output
    assert released(world).release_id in shown.output


@pytest.mark.parametrize("arguments", [["Z9"], ["A1.1", "--horizon", "2040"], ["A1.1", "--release", "never"]])
def test_what_is_not_known_is_a_clear_error(world, arguments):
    shown = CliRunner().invoke(main, ["explain", *arguments, "--data", str(released(world).path.parents[1])])
    assert shown.exit_code == 1
    assert shown.output.startswith("Error: ") and ("Indicators: " in shown.output or "sic releases" in shown.output)
