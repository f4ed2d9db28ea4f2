"""A check of files says what a run would say of them: money without a place, and rows that give way to later ones."""

from pathlib import Path

import pytest

from tests.sending import AS_OF, checked, messages, run_over, said

PROJECTS = "Project ID,Title,Objectives,Countries\nH-1,Held soils,{objective},KE\n"
MONEY = (
    "Contribution ID,Project,Funder,Amount,Currency,State,Date\nH-F,H-1,Heath Fund,100000,EUR,committed,2025-05-01\n"
)
ORGANISATIONS = "Organisation name,Organisation type,Country,Initiative status\nLoam Trust,{kind},Kenya,partner\n"


def test_money_of_a_held_project_is_told_by_check_and_run_alike(tmp_path: Path) -> None:
    """Rule MNY-014."""
    files = {"projects.csv": PROJECTS.format(objective="Z9"), "money.csv": MONEY}
    report = checked(tmp_path / "check", files)
    assert said(report, "MNY-014") == [("MNY-014", "money.csv", 2, "Project")]
    assert "H-1" in messages(report, "MNY-014")[0]
    sent = run_over(tmp_path / "run", files)
    ran = sent.rows("problems")
    assert set(zip(ran["rule_id"], ran["source_row"], strict=True)) == {(rule, row) for rule, _, row, _ in said(report)}
    assert "held: projects.csv: 1 of 1 rows" in sent.outcome.summary()


def test_money_of_an_admitted_project_is_not(tmp_path: Path) -> None:
    report = checked(tmp_path, {"projects.csv": PROJECTS.format(objective="A2"), "money.csv": MONEY})
    assert not said(report, "MNY-014") + said(report, "FND-008")


def test_money_of_a_project_nobody_sent_is_told_once(tmp_path: Path) -> None:
    report = checked(tmp_path, {"money.csv": MONEY})
    assert said(report, "FND-008") == [("FND-008", "money.csv", 2, "Project")] and not said(report, "MNY-014")


def test_a_row_set_aside_for_a_later_one_is_told_with_what_changed(tmp_path: Path) -> None:
    """Rule ROW-010."""
    files = {"old.csv": ORGANISATIONS.format(kind="company"), "new.csv": ORGANISATIONS.format(kind="ngo")}
    report = checked(tmp_path, files)
    assert said(report, "ROW-010") == [("ROW-010", "old.csv", 2, None)]
    assert messages(report, "ROW-010") == [
        "A later report of the same counts: new.csv, row 2. It changed: Type: private_company → civil_society."
    ]


def test_a_row_sent_again_word_for_word_is_told_too(tmp_path: Path) -> None:
    text = ORGANISATIONS.format(kind="ngo")
    assert messages(checked(tmp_path, {"old.csv": text, "new.csv": text}), "ROW-010") == [
        "The same is reported later, word for word, and that report counts: new.csv, row 2."
    ]


def test_a_check_says_nothing_of_what_ships(tmp_path: Path) -> None:
    report = checked(tmp_path, {"projects.csv": PROJECTS.format(objective="A2")}, AS_OF)
    assert set(report.problems["source_file"]) <= {"projects.csv"}


SPLIT = "Project ID,Title,Objectives,Objective shares,Countries,Asked amount,Currency\n"


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("S-1,Hedges,A2;C3,,KE;UG,100,EUR", ["Objectives", "Countries"]),
        ("S-1,Hedges,A2;C3,60;40,KE,100,EUR", []),
        ("S-1,Hedges,A2,,KE,100,EUR", []),
        ("S-1,Hedges,A2;C3,,KE;UG,,", []),  # nothing is split where there is no money
    ],
)
def test_money_split_by_assumption_is_told(tmp_path: Path, row: str, columns: list[str]) -> None:
    """Rule PRJ-050."""
    report = checked(tmp_path, {"projects.csv": f"{SPLIT}{row}\n"})
    assert [column for *_, column in said(report, "PRJ-050")] == columns


def test_money_in_another_file_is_split_too(tmp_path: Path) -> None:
    money = MONEY.replace("H-1", "S-1")
    report = checked(tmp_path, {"projects.csv": f"{SPLIT}S-1,Hedges,A2;C3,,KE,,\n", "money.csv": money})
    assert [column for *_, column in said(report, "PRJ-050")] == ["Objectives"]
