"""Whoever breaks a question, or loses a row on the way, stops the run: each mart is sabotaged, and a fact says so.

The SQL itself is broken and asked again over the core tables of a real run; the code on the way is broken in whole runs.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from pipelines.assets import marts
from pipelines.checks import FACTS
from pipelines.commands import running
from pipelines.commands.running import Outcome
from pipelines.rules.deciding import deciding
from pipelines.rules.findings import FINDING_COLUMNS
from sources.admission.docket import Docket
from tests.conftest import WORLD, WORLD_AS_OF
from warehouse import settings
from warehouse.contracts import TABLES
from warehouse.contracts.table import ContractError
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


def broken_by(opened: duckdb.DuckDBPyConnection, name: str, sql: str) -> str | None:
    """The first blocking fact that does not hold when this mart is answered by this SQL, and all that rests on it anew."""
    opened.begin()
    try:
        changed = {f"marts.{name}"}
        for question in questions():
            if question.name in changed or question.reads & changed or question.name == "marts.reconciliation":
                changed.add(question.name)
                _answer(opened, question.name, sql if question.name == f"marts.{name}" else question.sql)
        return next((fact.name for fact in BLOCKING if fact.broken(opened, Path("no release before"))), None)
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


def sabotages() -> Iterator[tuple[str, str, str]]:
    for name in sorted(QUESTIONS):
        yield name, "lost", lost(name)
        if sql := doubled(name):
            yield name, "doubled", sql


@pytest.mark.parametrize(("name", "how", "sql"), list(sabotages()), ids=lambda part: part if len(part) < 30 else "sql")
def test_a_sabotaged_question_stops_the_run(opened: duckdb.DuckDBPyConnection, name: str, how: str, sql: str) -> None:
    if not changes_something(opened, f"marts.{name}", sql):
        assert (name, how) in WITHOUT_ROWS
        return
    assert broken_by(opened, name, sql)


def test_nothing_is_broken_where_nothing_was_sabotaged(opened: duckdb.DuckDBPyConnection) -> None:
    assert broken_by(opened, "placements", QUESTIONS["placements"].sql) is None


def test_doubled_investments_publish_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole way: the SQL file gives twice the money, the run names it, and the inbox waits."""
    broken = replace(QUESTIONS["investments"], sql=doubled("investments"))
    monkeypatch.setitem(marts.QUESTIONS, "marts.investments", broken)
    ended = ran(tmp_path)
    assert ended.release is None
    assert any("money given, by state" in error for error in ended.errors), ended.errors


def test_a_row_lost_in_admission_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Docket.frame

    def without_the_first(docket: Docket, *arguments: Any) -> pd.DataFrame:
        rows = whole(docket, *arguments)
        return rows.iloc[1:] if docket.stream.name == "memberships" else rows

    monkeypatch.setattr(Docket, "frame", without_the_first)
    ended = ran(tmp_path)
    assert ended.release is None
    assert any("seats.csv (memberships): 1 read, 0 admitted, 0 held" in error for error in ended.errors), ended.errors


def test_a_row_lost_among_the_rules_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files with one call: one row stands, and the other must be told."""
    monkeypatch.setattr(deciding.order, "superseded", lambda *_: pd.DataFrame(columns=list(FINDING_COLUMNS)))
    text = "Call,Opened on,Closed on,Received,In line\nC-9,2025-01-01,2025-02-01,9,4\n"
    for name in ("a.csv", "b.csv"):
        (tmp_path / "inbox").mkdir(exist_ok=True)
        (tmp_path / "inbox" / name).write_text(text, encoding="utf-8")
    ended = ran(tmp_path)
    assert ended.release is None
    assert any("a.csv (calls): 1 read, 0 admitted, 0 held" in error for error in ended.errors), ended.errors


def ran(data: Path) -> Outcome:
    if not (data / "inbox").exists():
        shutil.copytree(WORLD / "inbox", data / "inbox")
    return running.run(data=data, inbox=None, iati=None, as_of=WORLD_AS_OF, show_progress=False)
