"""The views that questions share: declared like tables, chosen as the rules choose, and read by no release."""

from itertools import product

import pytest

from pipelines.rules.money.counting import is_counted_ground_cash
from tests.answering import answers, small_world
from tests.factories import money, put
from warehouse import questions as asked
from warehouse.contracts import TABLES, VIEWS
from warehouse.contracts.codes import MONEY_FORMS, MONEY_STREAMS
from warehouse.questions import views, views_of
from warehouse.storage import embedded

READS_GROUND_CASH = "select * from core.counted_ground_cash"


def every_kind_of_money():
    """One row per form, stream and verdict."""
    kinds = list(product(MONEY_FORMS, MONEY_STREAMS, (True, False)))
    return money(
        contribution_id=[f"c{number}" for number in range(len(kinds))],
        form=[form for form, _, _ in kinds],
        money_stream=[stream for _, stream, _ in kinds],
        is_counted=[is_counted for _, _, is_counted in kinds],
        amount_eur=1.0,
    )


def test_every_view_is_declared_and_has_the_columns_it_declares():
    assert {view.name for view in views()} == set(VIEWS) and not set(VIEWS) & set(TABLES)
    with small_world() as opened:
        for view in views():
            embedded.make_views(opened, f"select * from {view.name}")
            answer = opened.execute(f"select * from {view.name}")
            assert [column[0] for column in answer.description] == VIEWS[view.name].column_names
            kept = opened.execute("select comment from duckdb_views() where view_name = ?", [view.name.split(".")[1]])
            assert kept.fetchall() == [(VIEWS[view.name].grain,)]


def test_no_view_of_core_waits_for_a_mart():
    """Layers build on those below them: what reads a mart is a view of marts, and one that reads none is of core."""
    layers = {
        view.name: "marts" if any(name.startswith("marts.") for name in view.reads) else "core" for view in views()
    }
    assert {name: name.partition(".")[0] for name in layers} == layers


def test_a_view_comes_after_those_it_reads_and_only_where_it_is_needed():
    assert [view.name for view in views_of(READS_GROUND_CASH)] == ["core.counted_cash", "core.counted_ground_cash"]
    assert views_of("select * from core.contributions -- not core.counted_cash") == ()


def test_the_view_and_the_rule_choose_the_same_money():
    rows = every_kind_of_money()
    with small_world() as opened:
        put(opened, "core.contributions", rows)
        embedded.make_views(opened, READS_GROUND_CASH)
        chosen = {row[0] for row in opened.execute("select contribution_id from core.counted_ground_cash").fetchall()}
    assert chosen == set(rows.loc[is_counted_ground_cash(rows), "contribution_id"]) and len(chosen) == 1


def test_a_view_that_loses_rows_shows_in_the_reconciliation(monkeypatch: pytest.MonkeyPatch):
    kept = asked.views()
    lossy = tuple(
        asked.View(view.name, f"{view.sql} and amount_eur < 50", view.reads)
        if view.name == "core.counted_cash"
        else view
        for view in kept
    )
    monkeypatch.setattr(asked, "views", lambda: lossy)
    with small_world() as opened:
        found = answers(opened, "reconciliation", contributions=money(amount_eur=[80.0, 10.0]))["reconciliation"]
    by_file = found[(found["cut"] == "source file") & (found["unit"] == "EUR")]
    assert by_file["difference_reason"].tolist() == ["parts_differ"]
