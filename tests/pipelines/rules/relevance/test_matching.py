"""Objectives inferred by text rules: what must be found, what must never be, and how a project is shared out."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.relevance.matching import COLUMNS, infer_objectives
from sources.files.reading import read
from tests.places import RECORD, SOURCES

RULES = pd.read_csv(SOURCES / "strategy" / "matching_rules.csv", dtype="str")
OBJECTIVES = pd.read_csv(SOURCES / "strategy" / "objectives.csv", dtype="str")["objective_code"]


def titled(*titles: str | None) -> pd.DataFrame:
    nothing = [None] * len(titles)
    return pd.DataFrame(
        {
            "project_id": [f"P{number}" for number in range(len(titles))],
            "title": pd.Series(titles, dtype="object"),
            "sectors": nothing,
            "tags": nothing,
            "policy_markers": nothing,
        }
    )


def rule(rule_id: str, objective: str, pattern: str, field: str = "title") -> dict[str, str]:
    return {"rule_id": rule_id, "objective_code": objective, "field": field, "text_pattern": pattern, "rule_note": ""}


@pytest.mark.parametrize(
    ("title", "objectives"),
    [
        ("Access of smallholders to soil carbon markets", ["A5"]),
        ("Crédits de carbone pour le carbone des sols au Sénégal", ["A5"]),
        ("Bonos por carbono orgánico del suelo", ["A5"]),
        ("Agroecology in the Sahel", ["C2"]),
        ("Transition agroécologique des filières", ["C2"]),
        ("Fortalecimiento de la agroecología campesina", ["C2"]),
        ("REGENERATIVE AGRICULTURE for coffee growers", ["C2"]),
        ("Restauration des sols dégradés du Niger", ["C2"]),
        ("Restauración de suelos en laderas", ["C2"]),
        ("MRV protocols and tools for soil carbon", ["B4"]),
        ("National system for measurement, reporting and verification of soil organic carbon", ["E1"]),
        ("Monitoreo, reporte y verificación del carbono de los suelos", ["E1"]),
        ("Ethiopian soil information system", ["E2"]),
        ("Observatoire de la santé des sols", ["E2"]),
        ("Mapa de suelos de Colombia", ["E2"]),
        ("Land use in the NDC of Kenya", ["A1"]),
        ("Contribuciones determinadas a nivel nacional y suelos", ["A1"]),
        ("Twin regions of Benin and France", ["F1"]),
        ("Extension services for agroforestry", ["B3"]),
        ("Database of soil management practices", ["B2"]),
        ("A label for soil health", ["C4"]),
        ("World Soil Day 2026", ["C1"]),
        ("Campagne de sensibilisation à la santé des sols", ["C1"]),
        ("Young farmers for soil health", ["D3"]),
        ("National soil strategy of Uruguay", ["B1"]),
        ("Youth in agroecology", ["C2", "D3"]),
    ],
)
def test_titles_an_expert_would_accept_are_found(title: str, objectives: list[str]) -> None:
    assert infer_objectives(titled(title), RULES)["objective_code"].tolist() == objectives


@pytest.mark.parametrize(
    "title",
    [
        "Satellite monitoring of fisheries",
        "Space Enabled monitoring of Illegal Gold Mining Call 2",
        "Soil mechanics laboratory",
        "Carbon market readiness",
        "MRV for REDD+ forests",
        "Agro-ecological zoning of Laos",
        "Rehabilitation of soils after gold mining",
        "Restoration of polluted soils",
        "Energía del sol para escuelas",
        "INFORMATIZACION DEL CATASTRO INDONESIO",
        "Mapa de suelo urbano",
        "Cartographie de l'occupation des sols",
        "NDC implementation in transport",
        "Netherlands-Finland NDC partnership",
        "Road extension and soil survey",
        "Agroforestry project, extension of phase 2",
        "Youth employment",
        "",
        None,
    ],
)
def test_titles_that_only_sound_alike_are_not_found(title: str | None) -> None:
    assert infer_objectives(titled(title), RULES).empty


def test_the_first_rules_tie_few_shipped_records_and_all_to_agroecology() -> None:
    projects = pd.concat([read(path, RECORD).tables["projects"] for path in sorted((RECORD / "lists").glob("*.csv"))])
    tied = infer_objectives(projects, RULES)
    assert {"world-bank:P500431", "world-bank:P505075"} <= set(tied["project_id"])
    assert set(tied["objective_code"]) == {"C2"} and 100 * len(tied) < 2 * len(projects)


def test_the_rule_table_names_known_objectives_and_numbers_its_rules() -> None:
    assert RULES["rule_id"].tolist() == [f"MATCH-{number:03d}" for number in range(1, len(RULES) + 1)]
    assert RULES["objective_code"].isin(OBJECTIVES).all() and RULES["rule_note"].notna().all()


def test_several_objectives_share_equally_and_the_first_rule_is_primary() -> None:
    rules = pd.DataFrame([rule("R3", "A5", "soil"), rule("R1", "C2", "soil"), rule("R2", "C2", "carbon")])
    links = infer_objectives(titled("Soil carbon", "Nothing"), rules)
    assert list(links.columns) == COLUMNS
    assert links.to_numpy().tolist() == [
        ["P0", "C2", 0.5, True, "assumed", "inferred", "R1"],
        ["P0", "A5", 0.5, False, "assumed", "inferred", "R3"],
    ]


def test_a_rule_can_look_at_tags_sectors_and_markers() -> None:
    projects = titled("One").assign(tags="1:c_7156;99:soil", sectors="31130", policy_markers="6:2")
    rules = pd.DataFrame(
        [
            rule("R1", "A1", r"(?:^|;)99:soil(?:;|$)", "tags"),
            rule("R2", "A2", "^31130", "sectors"),
            rule("R3", "A3", r"\b6:2\b", "policy_markers"),
        ]
    )
    assert infer_objectives(projects, rules)["objective_code"].tolist() == ["A1", "A2", "A3"]


@pytest.mark.parametrize(
    ("wrong", "says"), [(rule("R9", "A1", "(", "title"), "R9: '('"), (rule("R8", "A1", "x", "summary"), "R8: field")]
)
def test_a_rule_that_cannot_be_applied_is_named(wrong: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError) as refusal:
        infer_objectives(titled("x"), pd.DataFrame([wrong]))
    assert says in str(refusal.value)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["soil", "carbon", "market", "agroecology", "MRV", "youth", "NDC", "map"]), max_size=8))
def test_shares_of_a_project_sum_to_one_with_exactly_one_primary(words: list[str]) -> None:
    links = infer_objectives(titled(" ".join(words), "Agroecology for youth"), RULES)
    by_project = links.groupby("project_id")
    assert by_project["objective_share"].sum().sub(1).abs().lt(1e-9).all()
    assert by_project["is_primary"].sum().eq(1).all()
    assert not links.duplicated(["project_id", "objective_code"]).any()
