"""Published facts beside the indicators: each has its address, date and reason, and nothing rests on any of them."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipelines.assets.reviewed import FOLDERS
from pipelines.commands.running import Outcome
from pipelines.rules.deciding.deciding import STRATEGY_NEEDED
from pipelines.shipped import CONTEXT
from sources.reviewed.tables import read_reviewed
from tests.conftest import released, run_of
from tests.places import SHARED_DATA
from warehouse import releases
from warehouse.contracts import TABLES
from warehouse.contracts.gate import gate
from warehouse.questions import questions

NAME = "context_facts"
OBJECTIVES = {"A1", "A5", "B1", "C1", "C2", "D2", "D4", "F1", "F2"}
REGISTRY = SHARED_DATA / "projects" / "gold-standard-registry-2026-06-04.csv"
PROTOCOLS = SHARED_DATA / "projects" / "offsets-db-mappings" / "all-protocol-mapping.json"


def shipped() -> pd.DataFrame:
    return TABLES[f"core.{NAME}"].shape(FOLDERS["context"].table(NAME)[TABLES[f"core.{NAME}"].column_names])


def fact(code: str) -> pd.Series:
    return shipped().set_index("fact_id").loc[code]


def test_every_fact_names_its_indicator_address_date_and_reason_in_three_languages() -> None:
    facts = shipped()
    gate(TABLES[f"core.{NAME}"], facts)
    indicators = read_reviewed(CONTEXT.parents[1] / "strategy" / "indicators.csv").set_index("indicator_code")
    assert (facts["indicator_code"].map(indicators["objective_code"]) == facts["objective_code"]).all()
    assert set(facts["objective_code"]) == OBJECTIVES
    assert facts["source"].str.fullmatch(r"https://\S+( https://\S+)?").all()
    assert (facts["as_of"] <= facts["accessed_on"]).all()
    assert not (facts["value_high"] <= facts["value"]).fillna(False).any()
    for texts in ("label", "why"):
        assert facts[[f"{texts}_{language}" for language in ("en", "fr", "es")]].nunique(axis=1).eq(3).all()


def test_no_other_question_and_no_rule_reads_them() -> None:
    readers = {question.name for question in questions() if question.reads & {f"core.{NAME}", f"marts.{NAME}"}}
    assert readers == {f"marts.{NAME}"}
    assert NAME not in STRATEGY_NEEDED


def test_a_changed_fact_changes_no_verdict_and_no_other_answer(
    record: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = FOLDERS["context"]

    def changed(folder: Path) -> dict[str, pd.DataFrame]:
        tables = context.read(folder)
        return {**tables, NAME: tables[NAME].assign(value="1000000", unit="of another thing").tail(5)}

    monkeypatch.setitem(FOLDERS, "context", replace(context, read=changed))
    before, after = released(record).path, released(run_of(tmp_path)).path
    assert len(releases.read(after, f"marts.{NAME}")) == 5 < len(releases.read(before, f"marts.{NAME}"))
    for name in (question.name for question in questions() if question.name != f"marts.{NAME}"):
        assert releases.read(after, name).equals(releases.read(before, name)), name
    for name in ("marts.objective_progress", "marts.objectives", "marts.goals", "marts.observations"):
        assert releases.read(after, name).equals(releases.read(before, name)), name


def test_the_counts_that_we_made_ourselves_are_those_of_the_files() -> None:
    if not REGISTRY.exists() or not PROTOCOLS.exists():
        pytest.skip(f"the registries are not here: {REGISTRY.parent}")
    with REGISTRY.open(encoding="utf-8-sig", newline="") as lines:
        methods = [row["Methodology"] for row in csv.DictReader(lines)]
    assert len(methods) == 4105 and "4,105" in fact("A5-2")["label_en"]
    assert methods.count("Soil Organic Carbon Framework Methodology") == fact("A5-2")["value"]
    protocols = json.loads(PROTOCOLS.read_text(encoding="utf-8"))
    soil = [
        name
        for name, known in protocols.items()
        if known.get("category") == "agriculture" and (known.get("sub-category") == "soil" or "soil" in name)
    ]
    assert sorted(soil) == ["car-soil", "gs-soil", "vm0017", "vm0042"]
    assert len(soil) == fact("A5-1")["value"]
