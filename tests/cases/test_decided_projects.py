"""Two identifiers of one title: a person decides whether they are one project, and the decision is a row of a table."""

import pandas as pd
import pytest

from pipelines.rules.precedence import decided
from tests import sending_rows
from tests.sending_rows import Answer, answered

OURS = {"title": "Soils of the delta", "objectives": "A2", "countries": "KE", "lead": "Alpha Trust", "currency": "EUR"}
FIRST = OURS | {"project_id": "P1", "asked_amount": "100"}
SECOND = OURS | {"project_id": "Q-9", "asked_amount": "120"}
GIFT = {"funder": "Silt Fund", "amount": "10", "currency": "EUR", "state": "committed", "date": "2025-03-01"}
FILES = {
    "a.csv": {"projects": [FIRST], "funding": [GIFT | {"project": "P1"}]},
    "b.csv": {"projects": [SECOND], "funding": [GIFT | {"project": "Q-9", "amount": "7"}]},
}


def decisions(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*decided.PAIR, "decision"], dtype="str")


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch):
    """The answer to the two files after these decisions."""
    reference, strategy, written = sending_rows.shipped()

    def of(*rows: tuple[str, str, str]) -> Answer:
        made = {**written, decided.TABLE: decisions(*rows)}
        monkeypatch.setattr(sending_rows, "shipped", lambda: (reference, strategy, made))
        return answered(FILES)

    return of


def asked(answer: Answer) -> list[tuple[str, float]]:
    current = answer.tables["projects"].query("is_current")
    return list(zip(current["project_id"], current["asked_amount"], strict=True))


def test_without_a_decision_both_count_and_are_told(after) -> None:
    assert asked(after()) == [("P1", 100), ("Q-9", 120)] and len(after().said("PRJ-035")) == 2


def test_two_projects_are_asked_about_no_more(after) -> None:
    answer = after(("Q-9", "P1", "different"))
    assert asked(answer) == [("P1", 100), ("Q-9", 120)]
    assert not answer.said("PRJ-035") and not answer.said("PRJ-038")


def test_one_project_has_the_versions_and_the_money_of_both(after) -> None:
    answer = after(("P1", "Q-9", "same"))
    assert asked(answer) == [("P1", 120)] and not answer.said("PRJ-035")
    assert answer.said("PRJ-034") == [("a.csv", 2)] and answer.said("PRJ-033") == [("b.csv", 2)]
    money = answer.tables["contributions"]
    assert set(money["project_id"]) == {"P1"} and money["is_counted"].all()
    assert set(answer.tables["project_objectives"]["project_id"]) == {"P1"}


def test_the_first_of_a_pair_stays(after) -> None:
    assert asked(after(("Q-9", "P1", "same"))) == [("Q-9", 120)]


@pytest.mark.parametrize(
    ("decision", "column", "value"),
    [
        (("P1", "Q-9", "equal"), "decision", "equal"),
        (("P1", "gone", "same"), "project_id_b", "gone"),
        (("gone", "Q-9", "different"), "project_id_a", "gone"),
    ],
)
def test_a_decision_without_effect_is_told_with_its_row(after, decision: tuple, column: str, value: str) -> None:
    """Rule PRJ-038."""
    answer = after(("P1", "Q-9", "different"), decision)
    found = answer.findings[answer.findings["rule_id"] == "PRJ-038"]
    assert found[["source_row", "column", "value"]].to_numpy().tolist() == [[3, column, value]]
    assert asked(answer) == [("P1", 100), ("Q-9", 120)]


def projects(*places: int) -> pd.DataFrame:
    place = {"origin": "iati", "source_file": "a.xml", "source_sheet": None, "kind": "open_record", "list_name": None}
    return pd.DataFrame([{"project_id": f"P{n}", "source_row": row, **place} for n, row in enumerate(places)])


def test_two_activities_of_one_line_stay_two_and_it_is_told() -> None:
    same = decisions(("P0", "P1", "same"))
    assert decided.findings(same, projects(2, 2))["column"].tolist() == ["project_id_b"]
    kept = decided.one_identifier({"projects": projects(2, 2)}, same)["projects"]
    assert kept["project_id"].tolist() == ["P0", "P1"]
    assert decided.findings(same, projects(2, 3)).empty


def test_a_chain_and_a_circle_of_pairs_lead_to_one_identifier() -> None:
    sent = {"projects": projects(2, 3, 4), "delphi_items": pd.DataFrame({"projects": ["P2;P0;P9", None]}, dtype="str")}
    for pairs in ([("P0", "P1"), ("P1", "P2")], [("P0", "P1"), ("P0", "P2"), ("P2", "P0")]):
        tables = decided.one_identifier(sent, decisions(*((*pair, "same") for pair in pairs)))
        assert tables["projects"]["project_id"].tolist() == ["P0"] * 3
        assert tables["delphi_items"]["projects"].fillna("").tolist() == ["P0;P9", ""]
