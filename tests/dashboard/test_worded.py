"""Tables under the figures speak the language of their reader, and can still be sorted by number and day."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.rendering.registers import agreements
from dashboard.rendering.registers.worded import worded
from dashboard.rendering.words import NARROW_SPACE, Words
from sources.catalogues import LANGUAGES
from tests.dashboard.opening import every_page
from warehouse.contracts.codes import COVERAGE_STATES, REASONS, STATUSES

# Codes that have words of their own; some are also the English word.
CODES = {*STATUSES, *REASONS, *COVERAGE_STATES, "committed", "disbursed", "ground", "record", "ending_within_12_months"}
COUNTRIES = {"KEN": "Kenya", "ESP": "Espagne"}


def rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "objective_code": ["C3", None],
            "label_en": ["Increased Investments", "Unnamed"],
            "label_fr": ["Accroissement des investissements", None],
            "status": ["cannot_be_assessed", "on_track"],
            "reason": ["no_baseline", None],
            "country_code": ["KEN", "ESP"],
            "region_code": ["002", None],
            "committed_eur": [1_234_567.8, np.nan],
            "latest_on": pd.to_datetime(["2026-11-22", None]),
            "is_stale": [True, False],
            "horizon": [2030, 2050],
        }
    )


def shown(language: str = "fr", columns: tuple[str, ...] = ()) -> tuple[pd.DataFrame, list[list[str]]]:
    """The values underneath, and the cells as they are read."""
    styled = worded(rows(), columns, COUNTRIES, {"002": "Afrique"}, Words(language))
    body = styled._translate(False, False)["body"]
    return styled.data, [[cell["display_value"] for cell in row if cell["type"] == "td"] for row in body]


def test_codes_are_shown_by_their_labels_and_there_is_one_name() -> None:
    values, cells = shown()
    assert list(values)[:2] == ["objective_code", "label"] and not {"label_en", "label_fr"} & set(values)
    assert cells[0][:6] == [
        "C3",
        "Accroissement des investissements",
        "Ne peut être évalué",
        "pas de valeur de départ",
        "Kenya",
        "Afrique",
    ]
    assert cells[0][6:] == ["1\u202f234\u202f568", "22 nov. 2026", "oui", "2030"]
    assert cells[1][:2] == ["Sans lien avec un objectif", "Unnamed"]


def test_numbers_and_days_stay_what_they_are_underneath() -> None:
    values, _ = shown()
    assert values["committed_eur"].dtype.kind == "f" and values["latest_on"].dtype.kind == "M"
    assert pd.isna(values["region_code"].iloc[1]), "a gap stays a gap, so that the page can name it"


def test_a_table_of_chosen_columns_has_the_name_in_the_language_of_the_reader() -> None:
    values, _ = shown("fr", ("objective_code", "label_en", "status"))
    assert list(values) == ["objective_code", "label", "status"]
    assert values["label"].iloc[0] == "Accroissement des investissements"


def test_countries_and_types_of_agreements_are_named_in_the_language_of_the_reader() -> None:
    sent = pd.DataFrame(
        {
            "country_or_kind": ["Spain", "ESP", "IO", None],
            "agreement_types": ["mou;secondment", "of their own", None, None],
        }
    )
    shown = agreements.named(sent, {"ESP": "Spain"}, COUNTRIES, Words("fr"))
    assert list(shown["country_or_kind"][:3]) == ["Espagne", "Espagne", "IO"] and pd.isna(shown["country_or_kind"][3])
    assert shown["agreement_types"][0] == f"Protocole d’accord{NARROW_SPACE}; Détachement"
    assert shown["agreement_types"][1] == "of their own" and pd.isna(shown["agreement_types"][2])


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_table_of_a_page_shows_a_code_that_has_words(language: str, demonstration: Path) -> None:
    pages = every_page(demonstration, language)
    assert any(shown.tables for shown in pages.values())
    for page, shown in pages.items():
        for table in shown.tables:
            texts = table.select_dtypes(["object", "str"])
            found = CODES & {cell for name in texts for cell in texts[name] if isinstance(cell, str)}
            assert not found, (page, found)
