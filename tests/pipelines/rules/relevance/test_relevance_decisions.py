"""A person's decision on relevance wins, says so, and one without effect is told with its row.

Does not belong here: what rules find by themselves (`test_judging`).
"""

import json

import pandas as pd
import pytest

from pipelines.rules.relevance import decisions
from pipelines.rules.relevance.judging import JUDGED

IDS = pd.Series(["core", "contributing", "none", "silent", "core"])
FOUND = pd.DataFrame(
    {
        "soil_relevance": ["core", "contributing", "none", None, "core"],
        "soil_rules": ["SOIL-001", "SOIL-047", None, None, "SOIL-001"],
        "soil_words": ["soil health", "31130", None, None, "soil health"],
        "soil_places": ["title", "classification", None, None, "title"],
        "practices": ["soil_health_fertility", None, None, None, "soil_health_fertility"],
    },
    dtype="str",
)


def written(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    return pd.DataFrame([(*row, "Ada", "2026-11-29") for row in rows], columns=decisions.COLUMNS, dtype="str")


@pytest.mark.parametrize(
    ("project_id", "decision", "grade"),
    [
        ("core", "drop", "none"),
        ("core", "none", "none"),
        ("core", "contributing", "contributing"),
        ("core", "keep", "core"),
        ("contributing", "keep", "contributing"),
        ("contributing", "core", "core"),
        ("none", "core", "core"),
        ("silent", "contributing", "contributing"),
    ],
)
def test_a_decision_wins_and_says_why(project_id: str, decision: str, grade: str):
    made = written((project_id, decision, "Read by Ada."))
    after = decisions.decided(FOUND, IDS, made)
    mine = IDS.eq(project_id)
    assert after.loc[mine, "soil_relevance"].eq(grade).all()
    assert (
        after.loc[mine, "soil_basis"].eq("decision").all() and after.loc[mine, "soil_reason"].eq("Read by Ada.").all()
    )
    assert after.loc[mine, "soil_rules"].equals(FOUND.loc[mine, "soil_rules"]), "what was found stays to be read"
    assert after.loc[mine, "practices"].isna().all() or grade != "none"
    untouched = after.loc[~mine]
    assert untouched["soil_relevance"].equals(FOUND.loc[~mine, "soil_relevance"])
    assert untouched["soil_reason"].isna().all()
    assert untouched["soil_basis"].dropna().eq("rules").all() and untouched["soil_basis"].isna().sum() <= 1
    assert decisions.findings(made, IDS, FOUND).empty


def test_the_last_decision_on_a_record_counts():
    made = written(("core", "drop", "first"), ("core", "contributing", "second"))
    assert set(decisions.decided(FOUND, IDS, made).loc[[0, 4], "soil_relevance"]) == {"contributing"}


@pytest.mark.parametrize(
    ("rows", "column", "value", "case"),
    [
        ([("core", "maybe", "why")], "decision", "maybe", "decision"),
        ([("core", "drop", None)], "reason", "core", "reason"),
        ([("core", "drop", " ")], "reason", "core", "reason"),
        ([("gone", "drop", "why")], "project_id", "gone", "identifier"),
        ([("core", "drop", "why"), ("core", "core", "why")], "project_id", "core", "later"),
        ([("none", "keep", "why")], "decision", "none", "keep"),
    ],
)
def test_a_decision_without_effect_is_told_with_its_row(rows: list, column: str, value: str, case: str):
    made = written(*rows)
    faults = decisions.findings(made, IDS, FOUND)
    assert faults[["source_file", "source_row", "column", "value"]].to_numpy().tolist() == [
        ["strategy/relevance_decisions.csv", 2, column, value]
    ]
    assert json.loads(faults["parameters"][0]) == {"case": case, "value": value}
    if case != "later":
        assert decisions.decided(FOUND, IDS, made)["soil_relevance"].equals(FOUND["soil_relevance"])


def test_the_judgement_of_the_shipped_extract_is_believed_and_nobody_elses():
    sent = pd.DataFrame(
        {
            "origin": ["record", "inbox", "record", "iati", "record"],
            "soil_relevance": ["contributing", "core", "great", "core", None],
            "soil_rules": "SOIL-009",
            "soil_words": "soil conservation",
            "soil_places": "description",
            "practices": "erosion_conservation",
        },
        dtype="str",
    )
    after = decisions.believed(FOUND, sent)
    assert after["soil_basis"].fillna("").tolist() == ["extract", "rules", "rules", "", "rules"]
    assert after.loc[0, JUDGED].tolist() == sent.loc[0, JUDGED].tolist()
    pd.testing.assert_frame_equal(after.loc[1:, JUDGED], FOUND.loc[1:, JUDGED])
    person = decisions.decided(after, IDS, written(("core", "drop", "No soil in it.")))
    assert person.loc[0, ["soil_relevance", "soil_basis"]].tolist() == ["none", "decision"]
    assert decisions.decided(after, IDS, decisions.NO_DECISIONS)["soil_basis"].equals(after["soil_basis"])
