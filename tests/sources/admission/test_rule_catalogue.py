"""Every rule that a finding can name stands in the catalogue, and each fault gives one finding."""

import re

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, SAID_MORE_EXACTLY, without_repeats
from pipelines.rules.money import doubles
from sources.findings import rules
from tests.factories import sent_money
from warehouse.settings import ROOT

NAMED = re.compile(r'"([A-Z]{3}-\d{3})"')


def named_by_the_rules() -> set[str]:
    code = [path.read_text(encoding="utf-8") for path in (ROOT / "pipelines").rglob("*.py")]
    return set(NAMED.findall("".join(code)))


def test_every_rule_the_pipeline_names_is_in_the_catalogue() -> None:
    lacking = named_by_the_rules() - set(rules())
    assert not lacking


def test_the_catalogue_holds_no_rule_of_the_pipeline_that_nothing_names() -> None:
    own = {
        rule_id
        for rule_id in rules()
        if rule_id.startswith(("MNY-", "OBS-1", "IAT-", "FND-012", "FND-013", "PRJ-015", "PRJ-038"))
    }
    assert own <= named_by_the_rules()


def finding(rule_id: str, row: int | None, file: str = "a.csv") -> dict[str, object]:
    return dict.fromkeys(FINDING_COLUMNS) | {
        "rule_id": rule_id,
        "origin": "inbox",
        "source_file": file,
        "source_sheet": None,
        "source_row": row,
    }


def test_what_another_finding_says_more_exactly_of_the_same_row_is_told_once() -> None:
    findings = pd.DataFrame(
        [
            finding("FND-006", 2),
            finding("MNY-001", 2),  # the same fault of one row
            finding("FND-006", 3),
            finding("MNY-001", 3, "b.csv"),  # two files
            finding("MNY-007", 4),
            finding("NAM-007", 4),
            finding("FND-006", None),
            finding("PRJ-002", 2),
        ]
    )
    kept = without_repeats(findings)
    assert list(zip(kept["rule_id"], kept["source_row"].fillna(0), strict=True)) == [
        ("MNY-001", 2),
        ("FND-006", 3),
        ("MNY-001", 3),
        ("NAM-007", 4),
        ("FND-006", 0),
        ("PRJ-002", 2),
    ]


def test_what_gives_way_and_what_it_gives_way_to_are_rules_of_the_catalogue() -> None:
    assert {*SAID_MORE_EXACTLY, *(name for names in SAID_MORE_EXACTLY.values() for name in names)} <= set(rules())


def test_grants_that_name_each_other_in_a_circle_are_told_and_a_chain_is_not() -> None:
    sent = sent_money(
        project_id=["A", "B", "C", "D", "E", "F"], grant_id=["B", "C", "A", "A", "F", None], source_file="x.xml"
    )
    findings = doubles.circle_findings(sent)
    assert findings["value"].tolist() == ["B", "C", "A"]
    assert set(findings["rule_id"]) == {"MNY-013"}


def test_a_decision_that_changes_nothing_is_told_with_its_row_of_the_table() -> None:
    sent = sent_money(contribution_id=["x", "y"], source_file=["a", "b"])
    decisions = pd.DataFrame(
        {
            "contribution_id_a": ["x", "x", "gone"],
            "contribution_id_b": ["y", "y", "y"],
            "decision": ["same", "equal", "different"],
        }
    )
    findings = doubles.decision_findings(decisions, sent)
    assert set(findings["rule_id"]) == {"MNY-012"}
    assert findings[["source_file", "source_row", "column", "value"]].to_numpy().tolist() == [
        ["strategy/double_decisions.csv", 3, "decision", "equal"],
        ["strategy/double_decisions.csv", 4, "contribution_id_a", "gone"],
    ]
    assert doubles.decision_findings(None, sent).empty
