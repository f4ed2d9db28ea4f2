"""Whoever breaks the code on the way stops the run: every blocking fact is broken in a whole run, and nothing is published.

A run tells each fact that does not hold, so that one run can break several. Does not belong here: what each fact says of
rows made by hand (`test_checks`), and every mart in turn (`test_sabotage`).
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipelines import withholding
from pipelines.assets import marts
from pipelines.checks import FACTS
from pipelines.commands.running import Outcome
from pipelines.rules.deciding import deciding
from pipelines.rules.findings import FINDING_COLUMNS
from pipelines.steps import scoring, sources_account
from sources.admission import docket
from sources.admission.docket import Docket
from tests.conftest import WORLD, run_of
from tests.pipelines.test_sabotage import QUESTIONS, doubled, lost

ADDRESSED = "Project ID,Title,Objectives,Countries,Start,Contact e-mail\n"
BROKEN_QUESTIONS = {
    "calls": lost("calls"),
    "facilities": lost("facilities"),
    "figures": doubled("figures"),
    "investments": doubled("investments"),
    "placements": QUESTIONS["placements"].sql.replace("as placed_share", "* 0.9 as placed_share"),
}
# What each sabotage below must make a run say, word for word where the number matters.
SAID = {
    "rows lost in admission and among the rules": {
        "every_row_is_admitted_or_held": (
            "a.csv (calls): 1 read, 0 admitted, 0 held; seats.csv (memberships): 1 read, 0 admitted, 0 held"
        )
    },
    "verdicts and reasons lost": {
        "the_strategy_is_whole": "2030: 5 goals, 23 objectives; 2050: 5 goals, 23 objectives",
        "every_verdict_has_one_status_and_a_reason_where_needed": (
            "A1.1 2050: no verdict, no reason; A1.2 2030: cannot_be_assessed, no reason"
        ),
    },
    "broken questions": {
        "every_facility_is_present": "12 facilities",
        "every_mart_keeps_the_rows_of_its_table": "marts.calls: 1 rows of core.calls lost or changed, 0 made",
        "every_figure_agrees_with_another_count": "marts.figures, objectives, 2030: 48.0 instead of 24",
        "every_answer_agrees_with_another_count": "marts.investments, money given, by state, ground committed: ",
        "the_parts_of_a_project_make_one": ": 0.9; ",
        "parts_add_up_or_are_explained": "ground cash, committed by objective: ",
    },
    "addresses not withheld": {"no_address_is_left": "marts.projects: 1 rows, in title"},
}


def without(rows: Callable[..., pd.DataFrame], column: str, value: str) -> Callable[..., pd.DataFrame]:
    """The same function, but its answer lacks the rows with this value."""

    def broken(*arguments: Any) -> pd.DataFrame:
        answer = rows(*arguments)
        return answer[answer[column] != value]

    return broken


def says(sabotage: str, ended: Outcome) -> None:
    """Nothing was published, and the run tells these facts by name, each with what breaks it, and no others."""
    assert ended.release is None
    breaking = {}
    for error in ended.errors:
        name, _, what = error.partition("' does not hold: ")
        breaking[name.removeprefix("'").replace(" ", "_")] = what
    assert set(breaking) == set(SAID[sabotage]), ended.errors
    for name, what in SAID[sabotage].items():
        assert what in breaking[name]


def test_every_blocking_fact_is_broken_in_a_whole_run() -> None:
    broken = {name for facts in SAID.values() for name in facts}
    assert broken == {fact.name for fact in FACTS if fact.is_blocking}


def test_rows_lost_in_admission_and_among_the_rules_publish_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two files with one call one row stands, and the other must be told."""
    whole = Docket.frame

    def without_the_first(docket: Docket, *arguments: Any) -> pd.DataFrame:
        rows = whole(docket, *arguments)
        return rows.iloc[1:] if docket.stream.name == "memberships" else rows

    monkeypatch.setattr(Docket, "frame", without_the_first)
    monkeypatch.setattr(deciding.order, "superseded", lambda *_: pd.DataFrame(columns=list(FINDING_COLUMNS)))
    text = "Call,Opened on,Closed on,Received,In line\nC-9,2025-01-01,2025-02-01,9,4\n"
    seats = (WORLD / "inbox" / "seats.csv").read_text(encoding="utf-8")
    says(
        "rows lost in admission and among the rules", ran(tmp_path, {"a.csv": text, "b.csv": text, "seats.csv": seats})
    )


def test_lost_verdicts_and_forgotten_reasons_publish_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a goal, of an objective, and of one of two indicators of an objective, whose headline still stands."""
    assessed = without(scoring.assess_all, "indicator_code", "A1.1")
    monkeypatch.setattr(scoring, "assess_all", lambda *arguments: assessed(*arguments).assign(reason=None))
    monkeypatch.setattr(scoring, "headlines", without(scoring.headlines, "objective_code", "C2"))
    monkeypatch.setattr(scoring, "rollup", without(scoring.rollup, "goal_code", "C"))
    says("verdicts and reasons lost", ran(tmp_path, {}))


def test_broken_questions_publish_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The SQL files themselves: each breaks a fact of its own, and the run names them all."""
    for name, sql in BROKEN_QUESTIONS.items():
        assert sql != QUESTIONS[name].sql
        monkeypatch.setitem(marts.QUESTIONS, f"marts.{name}", replace(QUESTIONS[name], sql=sql))
    says("broken questions", ran(tmp_path))


def test_an_address_that_is_not_withheld_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second of two addresses of a contact stands in a title; a contact that is a plain word breaks nothing."""
    monkeypatch.setattr(docket, "addressed", lambda _: {})
    monkeypatch.setattr(withholding, "withhold", lambda _: None)
    text = (
        f"{ADDRESSED}P1,Write to Ada@planted.example,C2,Kenya,2025-01-01,bo@planted.example; ada@planted.example\n"
        "P2,Living soils,C2,Kenya,2025-01-01,soils\n"
    )
    says("addresses not withheld", ran(tmp_path, {"projects.csv": text}))


def test_a_broken_contract_is_told_in_a_sentence_that_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = sources_account.account
    monkeypatch.setattr(sources_account, "account", lambda *sent: pd.concat([given(*sent)] * 2))
    ended = ran(tmp_path, {"a.csv": "Call,Opened on,Closed on,Received,In line\nC-9,2025-01-01,2025-02-01,9,4\n"})
    assert ended.release is None and len(ended.errors) == 1
    assert re.match(
        r"admission: core\.sources breaks its contract: file budgets.csv, origin, source_file", ended.errors[0]
    )
    assert "run again" in ended.errors[0] and "{" not in ended.errors[0]


def ran(data: Path, files: dict[str, str] | None = None) -> Outcome:
    """A run over these files, or over the inbox of the miniature world."""
    if files is None:
        shutil.copytree(WORLD / "inbox", data / "inbox")
    for name, text in (files or {}).items():
        (data / "inbox").mkdir(exist_ok=True)
        (data / "inbox" / name).write_text(text, encoding="utf-8")
    return run_of(data)
