"""Open records as a run judges them: partners are not judged, texts go no further, versions are judged as they stand.

Does not belong here: what the rules find in one text (`test_judging`).
"""

import pandas as pd

from pipelines.rules.deciding import projects
from pipelines.rules.money.conversion import euro_rates
from pipelines.rules.precedence.updates import PLACE
from pipelines.rules.relevance import decisions, records
from sources.reviewed.tables import read_strategy
from tests.places import SOURCES
from warehouse.contracts import TABLES

REVIEWED = read_strategy(SOURCES / "strategy")
NO_RATES = euro_rates(TABLES["core.rates"].empty())


def admitted(*rows: dict) -> pd.DataFrame:
    """Projects as admission hands them on: the columns of the core table and the texts that are judged."""
    whole = TABLES["core.projects"].empty()
    place = {"source_file": "a.csv", "source_sheet": "", "received_at": pd.Timestamp("2026-01-01"), "origin": "inbox"}
    sent = pd.DataFrame(
        [{"kind": "open_record", **place, "source_row": number + 2, **row} for number, row in enumerate(rows)]
    )
    return sent.reindex(columns=[*whole.columns, *records.TEXTS]).astype(
        {name: "str" for name in [*records.TEXTS, *records.MADE, "title", "practices", "kind", "origin", "project_id"]}
    )


def judged(*rows: dict, made: pd.DataFrame = decisions.NO_DECISIONS) -> tuple[pd.DataFrame, pd.DataFrame]:
    return records.judged(admitted(*rows), {**REVIEWED, decisions.TABLE: made})


def test_an_open_record_is_judged_by_its_text_and_the_text_goes_no_further():
    found, _ = judged({"project_id": "P1", "title": "Rural project", "judged_text": "It restores soil fertility."})
    assert not set(records.TEXTS) & set(found)
    assert found.loc[0, ["soil_relevance", "soil_basis", "practices"]].tolist() == [
        "core",
        "rules",
        "soil_health_fertility",
    ]
    assert not found.astype("str").apply(lambda column: column.str.contains("It restores")).any(axis=None)


def test_what_a_partner_sent_is_not_judged_and_keeps_its_practices():
    found, _ = judged({"project_id": "P1", "kind": "project", "title": "Soil health", "practices": "cover crops"})
    assert found["practices"].tolist() == ["cover crops"] and found[records.MADE].isna().all(axis=None)
    assert not records.is_core(found).any()


def test_a_judgement_that_somebody_sends_is_not_believed_and_that_of_the_extract_is():
    sent = {
        "title": "Roads",
        "soil_relevance": "core",
        "soil_rules": "SOIL-001",
        "soil_words": "x",
        "soil_places": "title",
    }
    found, _ = judged({"project_id": "P1", **sent}, {"project_id": "P2", **sent, "origin": "record"})
    assert found["soil_relevance"].tolist() == ["none", "core"]
    assert found["soil_basis"].tolist() == ["rules", "extract"]
    assert found["soil_words"].fillna("").tolist() == ["", "x"]


def test_a_version_without_a_text_is_judged_by_the_text_of_the_one_before():
    day = pd.Timestamp("2026-01-02")
    one = {"project_id": "P1", "title": "Rural project", "judged_text": "Erosion control"}
    found, _ = judged(one, {"project_id": "P1", "title": "Rural project", "received_at": day})
    assert found["soil_relevance"].tolist() == ["core", "core"]
    found, _ = judged(one, {"project_id": "P1", "title": "Rural project", "judged_text": "Roads", "received_at": day})
    assert found["soil_relevance"].tolist() == ["core", "none"]
    assert found["soil_words"].isna().tolist() == [False, True]


def test_a_version_without_a_text_keeps_the_judgement_that_came_with_the_extract():
    day = pd.Timestamp("2026-01-02")
    shipped = {
        "project_id": "P1",
        "title": "Roads",
        "soil_relevance": "core",
        "soil_rules": "SOIL-001",
        "origin": "record",
    }
    bare = {"project_id": "P1", "title": "Roads", "received_at": day}
    found, _ = judged(shipped, bare, {"project_id": "P2", "title": "Roads"})
    assert found["soil_relevance"].tolist() == ["core", "core", "none"]
    assert found["soil_basis"].tolist() == ["extract", "extract", "rules"]
    found, _ = judged(shipped, {**bare, "judged_text": "To pave roads."})
    assert found["soil_relevance"].tolist() == ["core", "none"]


def test_a_person_wins_and_a_decision_on_nothing_is_told():
    """Rule PRJ-039."""
    rows = [("P1", "drop", "A road.", "Ada", "2026-11-29"), ("gone", "core", "Read.", "Ada", "2026-11-29")]
    made = pd.DataFrame(rows, columns=decisions.COLUMNS, dtype="str")
    found, faults = judged({"project_id": "P1", "title": "Soil health"}, made=made)
    assert found.loc[0, ["soil_relevance", "soil_basis", "soil_reason"]].tolist() == ["none", "decision", "A road."]
    assert faults[["rule_id", "source_row", "value"]].to_numpy().tolist() == [["PRJ-039", 3, "gone"]]


def linked(found: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Versions and links of judged projects that declare nothing."""
    none = {name: TABLES[f"core.{name}"].empty().drop(columns="version", errors="ignore") for name in projects.LINKS}
    none = {name: rows.assign(**dict.fromkeys(PLACE, pd.Series(dtype="str"))) for name, rows in none.items()}
    rules = TABLES["core.matching_rules"].shape(REVIEWED["matching_rules"])
    return projects.versions_and_links({"projects": found, **none}, rules, NO_RATES)[0]


def test_only_core_records_are_matched_to_objectives():
    title = "Agroecology and maps of soils"
    made = pd.DataFrame([("P2", "drop", "No.", "Ada", "2026-11-29")], columns=decisions.COLUMNS, dtype="str")
    found, _ = judged(
        {"project_id": "P1", "title": title},
        {"project_id": "P2", "title": title},
        {"project_id": "P3", "title": title, "kind": "project"},
        made=made,
    )
    assert set(linked(found)["project_objectives"]["project_id"]) == {"P1"}


def test_what_was_judged_of_a_version_is_not_carried_to_the_next():
    day = pd.Timestamp("2026-01-02")
    found, _ = judged(
        {"project_id": "P1", "title": "Soil health"}, {"project_id": "P1", "title": "Roads", "received_at": day}
    )
    last = linked(found)["projects"].query("is_current").iloc[0]
    assert last["soil_relevance"] == "none" and last[["soil_rules", "soil_words", "soil_reason"]].isna().all()
