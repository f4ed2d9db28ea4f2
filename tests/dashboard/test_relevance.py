"""The method page says of the rules of relevance what was measured, and of the rest that it was not."""

import pandas as pd
import pytest

from dashboard.rendering.panels import method_relevance as relevance
from dashboard.rendering.registers import tables
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words
from sources.catalogues import LANGUAGES
from tests.open_record_rows import LISTS
from tests.places import SOURCES

MEASURES = pd.DataFrame(
    [
        ("made-up-bank", "core", 20, 2, None, None, 0.5, 4, 0, 0),
        (None, "core", 176, 2, 0.9, 0.25, 1.0, 5, 20, 5),
        (None, "relevant", 176, 2, 0.8994, 0.8462, 0.9462, 93, 104, 88),
    ],
    columns=["list_name", "class", *relevance.COLUMNS[2:]],
)


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ("176", "Two", "0.90", "84.6%", "94.6%")),
        ("fr", ("176", "Deux", "0,90", "84,6", "94,6")),
        ("es", ("176", "Dos", "0,90")),
    ],
)
def test_the_sentence_says_what_was_measured_over_all_lists(language: str, parts: tuple[str, ...]) -> None:
    said = relevance.summary(MEASURES, Words(language))
    assert all(part in said for part in parts) and "25" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_measured_is_said_calmly(language: str) -> None:
    words = Words(language)
    assert relevance.summary(MEASURES.head(0), words) == words("method.measured_none")
    assert relevance.summary(MEASURES.head(1), words) == words("method.measured_none")


def test_all_lists_stand_first_and_a_share_of_nothing_is_not_defined() -> None:
    words = Words("en")
    shown = relevance.measured(MEASURES, pd.DataFrame(LISTS), words)
    assert shown["list_name"].tolist() == ["All lists together"] * 2 + ["Made-up Bank, projects"]
    html = str(tables.register(shown, relevance.COLUMNS, "", words, Links({})))
    assert html.count("not defined") == 2 and "50%" in html and "nan" not in html.lower()


def test_the_rules_are_counted_as_they_are_reviewed() -> None:
    rows = {name: len(pd.read_csv(SOURCES / "strategy" / f"relevance_{name}.csv")) for name in ("masks", "rules")}
    said = str(relevance.definition(Words("en")))
    assert f"{rows['rules']} reviewed rules in 5 languages" in said and f"after {rows['masks']} masks" in said
