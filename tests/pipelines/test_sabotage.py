"""Whoever breaks a question stops the run: each mart is sabotaged, and a fact says so.

The SQL itself is broken and asked again over the core tables of a real run. Does not belong here: whole runs with broken
code (`test_sabotaged_runs`).
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.assets import marts
from pipelines.checks import FACTS
from pipelines.commands.running import Outcome
from tests.conftest import WORLD_AS_OF
from warehouse import settings
from warehouse.contracts import TABLES
from warehouse.contracts.table import ContractError
from warehouse.families import FIGURES
from warehouse.questions import questions
from warehouse.storage import embedded

QUESTIONS = {question.name.removeprefix("marts."): question for question in questions()}
MEASURES = ("_eur", "_count", "_share", "amount", "value")
BLOCKING = [fact for fact in FACTS if fact.is_blocking]
# What the miniature world has nothing of, or nothing but zeros.
WITHOUT_ROWS = {("delphi_activities", "lost"), ("delphi_activities", "doubled"), ("derivations", "doubled")}


def lost(name: str) -> str:
    """The question without its first row."""
    return f"select * from (\n{QUESTIONS[name].sql}\n) offset 1"


def doubled(name: str) -> str:
    """The question with every amount, count and share twice as large."""
    columns = [column.name for column in TABLES[f"marts.{name}"].columns if column.kind in ("number", "integer")]
    measures = [column for column in columns if column.endswith(MEASURES)]
    changed = ", ".join(f'2 * "{column}" as "{column}"' for column in measures)
    return f"select * replace ({changed}) from (\n{QUESTIONS[name].sql}\n)" if measures else ""


@pytest.fixture(scope="module")
def opened(world: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The working database of the miniature world, in a copy."""
    copy = tmp_path_factory.mktemp("sabotage") / "warehouse.duckdb"
    assert world.release is not None
    shutil.copy(settings.warehouse_file(world.release.path.parents[1]), copy)
    with embedded.connection(copy) as connection:
        yield connection


def broken_by(opened: duckdb.DuckDBPyConnection, name: str, sql: str) -> str:
    """The first blocking fact that does not hold when this mart is answered by this SQL, and all that rests on it anew."""
    opened.begin()
    try:
        changed = {f"marts.{name}"}
        for question in questions():
            if question.name == FIGURES and name != "figures":
                continue  # it rests on all the others and nothing rests on it: what is broken before it stops the run
            if question.name in changed or question.reads & changed or question.name == "marts.reconciliation":
                changed.add(question.name)
                _answer(opened, question.name, sql if question.name == f"marts.{name}" else question.sql)
        return next((fact.name for fact in BLOCKING if fact.broken(opened, Path("no release before"))), "")
    except ContractError:
        return "contract"
    finally:
        opened.rollback()


def _answer(opened: duckdb.DuckDBPyConnection, name: str, sql: str) -> None:
    answer = embedded.answer(opened, name, sql, {"as_of": WORLD_AS_OF})
    if name in marts.SIGNED:
        answer = marts.SIGNED[name](answer, WORLD_AS_OF)
    rows = embedded.gate(TABLES[name], answer)
    opened.execute(TABLES[name].ddl())
    embedded._insert(opened, name, rows)


def changes_something(opened: duckdb.DuckDBPyConnection, name: str, sql: str) -> bool:
    own = QUESTIONS[name.removeprefix("marts.")].sql
    asked = [embedded.answer(opened, name, each, {"as_of": WORLD_AS_OF}) for each in (own, sql)]
    return not asked[0].equals(asked[1])


def sabotages() -> Iterator[Any]:
    """Each question with a row lost; with rows doubled one of three always, and each of them in `make fuzz`."""
    for place, name in enumerate(sorted(QUESTIONS)):
        yield pytest.param(name, "lost", lost(name), id=f"{name}: lost")
        if sql := doubled(name):
            marks = () if place % 3 == 0 else pytest.mark.whole
            yield pytest.param(name, "doubled", sql, marks=marks, id=f"{name}: doubled")


@pytest.mark.parametrize(("name", "how", "sql"), list(sabotages()))
def test_a_sabotaged_question_stops_the_run(opened: duckdb.DuckDBPyConnection, name: str, how: str, sql: str) -> None:
    if not changes_something(opened, f"marts.{name}", sql):
        assert (name, how) in WITHOUT_ROWS
        return
    assert broken_by(opened, name, sql)


def test_nothing_is_broken_where_nothing_was_sabotaged(opened: duckdb.DuckDBPyConnection) -> None:
    assert broken_by(opened, "placements", QUESTIONS["placements"].sql) == ""
