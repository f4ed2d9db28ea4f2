"""Every figure can be walked back: asked again of the release it is the same, and the rows behind it add up to it."""

import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.commands import explaining_figures
from pipelines.commands.running import Outcome
from tests.conftest import released
from warehouse import figures, releases
from warehouse.families import TEXTS, families, family_of

# What of the rows behind makes the figure, where it is not their number.
SUMMED = {
    "committed": "counted_here_eur",
    "objective_committed": "counted_here_eur",
    "tied_committed": "counted_here_eur",
    "country_committed": "counted_here_eur",
    "funder_committed": "counted_eur",
    "given": "counted_eur",
    "asked": "asked_here_eur",
    "soils_eur": "committed_eur",
    "prepared_eur": "preparation_eur",
    "open_committed": "committed_eur",
    "practice_committed": "committed_here_eur",
}
COUNTED = (
    "records",
    "core_records",
    "contributing_records",
    "prepared",
    "staged",
    "linked",
    "agreements_ended",
    "cells",
)


@pytest.fixture(scope="module")
def path(world: Outcome) -> Path:
    return released(world).path


@pytest.fixture(scope="module")
def known(path: Path) -> pd.DataFrame:
    """The figures of the miniature world that are known, with their family."""
    rows = figures.read(path)
    return rows[rows["value"].notna() | rows["text_value"].notna()].assign(family=rows["figure_id"].map(family_of))


def explained(world: Outcome, *arguments: str) -> tuple[int, str]:
    shown = CliRunner().invoke(main, ["explain", *arguments, "--data", str(released(world).path.parents[1])])
    return shown.exit_code, shown.output


def test_a_figure_of_every_fourth_family_is_the_same_when_it_is_asked_again(path: Path, known: pd.DataFrame) -> None:
    one_of_each = known.groupby("family", sort=False).tail(1)
    assert len(one_of_each) > 0.8 * len(families())
    for figure in one_of_each.iloc[::4].to_dict("records"):
        again, text = figures.again(path, figure), figure["text_value"]
        same = (
            str(again)[:10].lower() == text[:10].lower()
            if figure["unit"] in TEXTS
            else again == pytest.approx(figure["value"])
        )
        assert same, (figure["figure_id"], again)


@pytest.mark.parametrize("family", [*SUMMED, *COUNTED])
def test_the_rows_behind_a_figure_add_up_to_it_and_have_a_place(path: Path, known: pd.DataFrame, family: str) -> None:
    own = known[known["family"].eq(family)].head(6).to_dict("records")
    assert own or family in ("asked", "funder_committed", "staged")
    for figure in own:
        rows = figures.behind(path, figure)
        found = rows[SUMMED[family]].sum() if family in SUMMED else len(rows)
        assert found == pytest.approx(figure["value"]), figure["figure_id"]
        assert families()[family].table_name == "marts.coverage_gaps" or rows["source_row"].notna().all()


def test_the_command_walks_a_sum_back_to_the_rows_somebody_sent(world: Outcome, known: pd.DataFrame) -> None:
    given = known[known["family"].eq("committed") & (known["value"] > 0)].iloc[0]
    code, output = explained(world, given["figure_id"].lower())
    assert code == 0
    assert f"value  {given['value']:.15g} EUR" in output and f"again  {given['value']:.15g} EUR\n" in output
    assert f"where  {given['filter']}" in output and "contribution_id" in output and ", row " in output
    assert released(world).release_id in output


def test_a_value_that_the_release_does_not_say_again_is_told(
    world: Outcome, known: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "read", lambda _: known.assign(value=known["value"] + 1))
    assert ", which is not the same" in explained(world, "assessed.2030")[1]


@pytest.mark.parametrize(
    ("name", "near"),
    [("comitted.C3.002", "committed.C3.002"), ("asessed.2030", "assessed.2030"), ("<script>", "Nearest: ")],
)
def test_an_unknown_figure_is_a_sentence_with_the_nearest_names(world: Outcome, name: str, near: str) -> None:
    code, output = explained(world, name)
    assert (
        code == 1 and output.startswith("Error: No figure of release ") and near in output and output.count("\n") == 1
    )


def test_a_release_made_before_the_registry_has_the_same_figures(path: Path, tmp_path: Path) -> None:
    """Also one whose tables lack a column and a table that figures are asked of."""
    older = tmp_path / path.name
    shutil.copy(path, older)
    with duckdb.connect(str(older)) as opened:
        opened.execute("drop table marts.figures; drop table marts.delphi_activities")
        opened.execute("alter table marts.problems drop column rows_count")
    now, then = figures.read(path), figures.read(older)
    gone = now["figure_id"].map(family_of).isin(["delphi_of", "delphi_open_of"])
    pd.testing.assert_frame_equal(now[~gone].reset_index(drop=True), then, check_exact=False, rtol=1e-9)
    assert releases.query(older, "select count(*) as n from marts.problems")["n"].iloc[0] > 0
    assert explaining_figures.is_called_like_one("delphi") and not explaining_figures.is_called_like_one("A2.1")
