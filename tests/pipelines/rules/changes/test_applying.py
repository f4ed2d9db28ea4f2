"""Whatever two releases hold: the listed changes, applied to the one, give the other, in every table."""

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.commands.running import Outcome
from pipelines.rules.changes.telling import changes
from tests.applying import applied, plain, sorted_rows
from tests.conftest import released
from tests.made_releases import by_chance, write
from warehouse import differences, releases
from warehouse.contracts import TABLES
from warehouse.differences import COMPARED

ALWAYS = ("meta.inputs", "marts.problems", "marts.contributions", "marts.observations", "marts.derivations")
FEW, ALL = 6, len(COMPARED)


def assert_leads(before: Path, after: Path, tables: dict[str, tuple[pd.DataFrame, pd.DataFrame]]) -> None:
    found = changes(differences.between(before, after)).rows
    reached = applied(found, {name: old for name, (old, _) in tables.items()})
    for name, (_, new) in tables.items():
        assert sorted_rows(reached[name]) == sorted_rows(plain(name, new)), name


def a_pair(folder: Path, seed: int, count: int) -> tuple[Path, Path, dict[str, tuple[pd.DataFrame, pd.DataFrame]]]:
    """Two releases by chance with so many tables; one was made without a table and without a column of another."""
    chance = np.random.default_rng(seed)
    others = [name for name in COMPARED if name not in ALWAYS]
    chosen = [*ALWAYS, *chance.choice(others, min(count, len(others)), replace=False)]
    tables = {str(name): (by_chance(TABLES[name], chance), by_chance(TABLES[name], chance)) for name in chosen}
    absent = str(chosen[-1])
    column = str(chance.choice([c.name for c in TABLES["marts.contributions"].columns if c.is_nullable]))
    old = {name: frame for name, (frame, _) in tables.items() if name != absent}
    tables[absent] = (TABLES[absent].empty(), tables[absent][1])
    lacking = {("marts.contributions", column)}
    first = tables["marts.contributions"][0]
    lacks = first.assign(**{column: pd.Series(None, first.index, dtype=first[column].dtype)})
    tables["marts.contributions"] = (lacks, tables["marts.contributions"][1])
    before = write(folder / "before.duckdb", old, lacking=lacking)
    return before, write(folder / "after.duckdb", {name: new for name, (_, new) in tables.items()}), tables


def assert_a_pair_leads(seed: int, count: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        before, after, tables = a_pair(Path(made), seed, count)
        compared = {name: tables[name] for name in COMPARED if name in tables}
        assert_leads(before, after, compared)
        if count == ALL:
            assert_leads(after, before, {name: (new, old) for name, (old, new) in compared.items()})


@settings(max_examples=1, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_listed_changes_lead_from_one_release_to_the_other(seed: int) -> None:
    assert_a_pair_leads(seed, FEW)


@pytest.mark.whole
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_they_do_for_many_releases(seed: int) -> None:
    assert_a_pair_leads(seed, ALL)


@pytest.mark.whole
def test_from_the_record_to_the_world(record: Outcome, world: Outcome) -> None:
    before, after = released(record).path, released(world).path
    tables = {name: (releases.read(before, name), releases.read(after, name)) for name in COMPARED}
    assert_leads(before, after, tables)


def test_a_release_has_not_changed_against_itself(world: Outcome) -> None:
    path = released(world).path
    found = changes(differences.between(path, path))
    assert found.rows.empty and found.moves.empty and found.subjects.empty and found.summary.empty
