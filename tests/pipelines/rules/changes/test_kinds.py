"""Pairs of releases made on purpose: each change is of the kind it was made as, and the rows that follow are too."""

import json
from datetime import date
from pathlib import Path

import pytest

from pipelines.rules.changes.changes import Changes
from pipelines.rules.changes.telling import changes
from pipelines.rules.progress import journey
from tests.pipelines.rules.changes.small_releases import GIVEN, INDICATOR, OBSERVED, PROJECT, Small, compared
from warehouse import differences

A = Small()
NEWER = {
    **OBSERVED,
    "observation_id": "C3.1~2025-12-31",
    "observed_on": "2025-12-31",
    "value": 55.0,
    "source_file": "newer.csv",
}
TERM = {
    "indicator_code": "C3.1",
    "objective_code": "C3",
    "item": "target_2030",
    "value": "35",
    "term_origin": "adopted",
    "standing": "in_force",
    "in_force_from": "2025-01-01",
    "version": 1,
    "origin": "inbox",
    "source_file": "terms.csv",
    "source_row": 2,
}
HELD = {
    "origin": "inbox",
    "stream": "funding",
    "source_file": "wrong.csv",
    "source_row": 2,
    "severity": "error",
    "is_open": True,
}
NEW_OBSERVATION = A.but(observations=(OBSERVED, NEWER)).with_files(newer="1")
RESTATED = A.but(observations=({**OBSERVED, "value": 22.0},)).with_files(observed="2")
LOST = A.but(money=(GIVEN,)).with_files(humus=None)
MOOR = {**GIVEN, "contribution_id": "M-1", "funder_id": "moor", "amount_eur": 1.03, "source_file": "moor.csv"}
APPEARED = A.but(money=(*A.money, MOOR)).with_files(moor="1")
MORE = {**GIVEN, "contribution_id": "F-2", "amount_eur": 50.5, "source_file": "more.csv"}
FROM_THE_SAME = A.but(money=(*A.money, MORE)).with_files(more="1")
ADOPTED = A.but(
    terms=(TERM,), indicator={**INDICATOR, "target_2030": 35.0, "target_2030_origin": "adopted"}
).with_files(terms="1")
WRONG = A.but(problems=(HELD,)).with_files(wrong="1")
RIGHT = WRONG.but(
    money=(*A.money, {**MOOR, "source_file": "right.csv"}),
    problems=({**HELD, "is_open": False, "closed_in": "right.csv"},),
).with_files(right="1")
MOVED_ON = A.but(projects=({**PROJECT, "sic_stage": "funded"},)).with_files(projects="2")
LATER = A.but(as_of=date(2028, 1, 31))


# One pair in which nearly everything differs, each row for a reason of its own.
SENT_AGAIN = {**MORE, "contribution_id": "S-1"}
BEFORE = WRONG.but(
    money=(*A.money, {**MORE, "contribution_id": "W-1", "source_file": "again.csv"}, SENT_AGAIN)
).with_files(again="1", more="1")
ALL_AT_ONCE = BEFORE.but(
    observations=(RESTATED.observations[0], NEWER),
    projects=MOVED_ON.projects,
    terms=(TERM,),
    indicator=ADOPTED.indicator,
    money=(GIVEN, {**SENT_AGAIN, "amount": 60.0, "amount_eur": 60.0}, MOOR, {**MORE, "source_file": "fresh.csv"}),
).with_files(observed="2", newer="1", humus=None, terms="1", projects="2", again="2", more="2", moor="1", fresh="1")


def kinds(found: Changes, table: str) -> set[tuple[str, str]]:
    own = found.rows[found.rows["table_name"].eq(f"marts.{table}")]
    return set(zip(own["kind"], own["cause"], strict=True))


def moves(found: Changes) -> list[tuple[str, str, str, str]]:
    at_2030 = found.moves[found.moves["horizon"].eq(2030)]
    return list(at_2030[["before", "after", "kind", "cause"]].itertuples(index=False, name=None))


def waterfall(found: Changes) -> dict[str, float]:
    """The committed money in cents; from before to after it adds up."""
    own = found.money[found.money["state"].eq("committed")].set_index("kind")["amount_eur"]
    assert round(own.drop("after").sum(), 2) == round(own["after"], 2)
    return {str(kind): round(amount, 2) for kind, amount in own.items()}


def test_money_of_open_records_is_a_layer_of_its_own_on_both_sides(tmp_path: Path) -> None:
    """Also where a project became an open record meanwhile and its money says what it said."""
    other = {**MORE, "contribution_id": "O-1", "project_id": "O-1", "amount_eur": 1e9}
    before = A.but(money=(*A.money, other), projects=(PROJECT, {**PROJECT, "project_id": "O-1", "kind": "action"}))
    after = before.but(
        money=(*A.money, other, {**MOOR, "project_id": "O-1"}),
        projects=(PROJECT, {**PROJECT, "project_id": "O-1", "kind": "open_record"}),
    ).with_files(projects="2", moor="1")
    money = compared(tmp_path, before, after).money
    layers = money[["is_open_record", "kind", "amount_eur"]].itertuples(index=False, name=None)
    assert [(layer, kind, round(amount, 2)) for layer, kind, amount in layers] == [
        (False, "before", 107.17),
        (False, "after", 107.17),
        (True, "before", 1e9),
        (True, "coverage", 1.03),
        (True, "after", 1e9 + 1.03),
    ]


def test_all_at_once_each_row_keeps_its_kind(tmp_path: Path) -> None:
    found = compared(tmp_path, BEFORE, ALL_AT_ONCE)
    money = found.rows[found.rows["table_name"].eq("marts.contributions")]
    keys = [json.loads(key)["contribution_id"] for key in money["key"]]
    assert dict(zip(keys, zip(money["kind"], money["cause"], strict=True), strict=True)) == {
        "H-1": ("coverage", "source_vanished"),
        "W-1": ("correction", "withdrawn"),
        "S-1": ("correction", "restated"),
        "M-1": ("coverage", "source_appeared"),
        "F-2": ("real", "new_evidence"),
    }
    assert kinds(found, "observations") == {("correction", "restated"), ("real", "new_evidence")}
    assert kinds(found, "projects") == {("real", "newer_evidence")}
    assert kinds(found, "terms") == {("method", "term_adopted")}
    # By the adopted target on track; the old value restated, limited; the new value reaches the target.
    assert moves(found) == [
        ("limited_progress", "on_track", "method", "term_adopted"),
        ("on_track", "limited_progress", "correction", "restated"),
        ("limited_progress", "achieved", "real", "new_evidence"),
    ]
    assert waterfall(found) == {"before": 208.17, "correction": -41.0, "coverage": -6.04, "real": 50.5, "after": 211.63}


def test_other_rules_move_a_status_as_method(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(journey, "ACCELERATION_NEEDED_FROM", 0.01)
        before = A.but(rules_version="0").publish(tmp_path / "before.duckdb")
    found = changes(differences.between(before, A.publish(tmp_path / "after.duckdb")))
    assert moves(found) == [("acceleration_needed", "limited_progress", "method", "rules_changed")]
    assert set(found.rows["kind"]) == {"method"}


def test_rules_that_the_later_release_alone_was_made_by_move_a_status_as_method(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where an older release is the later of the two, and where this house is older than the release."""
    with monkeypatch.context() as patched:
        patched.setattr(journey, "ACCELERATION_NEEDED_FROM", 0.01)
        after = A.but(rules_version="0").publish(tmp_path / "after.duckdb")
    found = changes(differences.between(A.publish(tmp_path / "before.duckdb"), after))
    assert moves(found) == [("limited_progress", "acceleration_needed", "method", "rules_changed")]
    assert set(found.rows["kind"]) == {"method"}


@pytest.mark.whole
def test_the_day_alone_moves_a_status_as_real(tmp_path: Path) -> None:
    found = compared(tmp_path, A, LATER)
    assert moves(found) == [("limited_progress", "cannot_be_assessed", "real", "day_passed")]
    assert set(zip(found.rows["kind"], found.rows["cause"], strict=True)) == {("real", "day_passed")}


@pytest.mark.whole
def test_files_of_a_release_without_its_inputs_are_told_by_name(tmp_path: Path) -> None:
    found = compared(tmp_path, A.but(has_inputs=False), LOST)
    assert found.is_told_by_name
    assert kinds(found, "contributions") == {("coverage", "source_vanished")}


@pytest.mark.whole
@pytest.mark.parametrize(
    ("before", "after", "table", "kind", "cause"),
    [
        (A, NEW_OBSERVATION, "observations", "real", "new_evidence"),
        (A, RESTATED, "observations", "correction", "restated"),
        (A, LOST, "contributions", "coverage", "source_vanished"),
        (A, APPEARED, "contributions", "coverage", "source_appeared"),
        (A, FROM_THE_SAME, "contributions", "real", "new_evidence"),
        (A, ADOPTED, "terms", "method", "term_adopted"),
        (WRONG, RIGHT, "contributions", "correction", "restated"),
        (A, MOVED_ON, "projects", "real", "newer_evidence"),
        (A, A.but(money=(GIVEN,)).with_files(humus="2"), "contributions", "correction", "withdrawn"),
        (A, A.but(money=(GIVEN,), strategy="2"), "contributions", "method", "strategy_changed"),
        (A, A.but(money=(GIVEN,), rules_version="0"), "contributions", "method", "rules_changed"),
    ],
)
def test_each_change_is_of_its_kind(
    tmp_path: Path, before: Small, after: Small, table: str, kind: str, cause: str
) -> None:
    found = compared(tmp_path, before, after)
    assert kinds(found, table) == {(kind, cause)}
    assert not found.is_told_by_name
