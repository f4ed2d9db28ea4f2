"""The published precision and recall are those of the rules as they stand, on records that no rule was tuned on.

Does not belong here: a bar that the figures must pass (they are published as measured).
"""

import pandas as pd
import pytest

from pipelines.rules.relevance.lexicon import Lexicon
from sources.reviewed.tables import read_reviewed, read_strategy
from tests import open_lists
from tests.bench import relevance
from tests.places import SHARED_DATA, SOURCES

TUNED_ON = SHARED_DATA / "open-lists" / "labels" / "soil-relevance-242.csv"
LABELS = read_reviewed(relevance.LABELS)

needs_lists = pytest.mark.skipif(not open_lists.LISTS.exists(), reason="the lists of other people are not here")


def test_a_label_says_who_found_what_and_holds_no_text():
    assert list(LABELS) == ["list_name", "id", "set", "first", "second", "final", "undecidable"]
    grades = LABELS[["first", "second", "final"]]
    assert grades.isin(["0", "1", "2"]).all(axis=None) and LABELS["undecidable"].isin(["y", "n"]).all()
    agreed = grades["first"].eq(grades["second"])
    assert grades.loc[agreed, "final"].equals(grades.loc[agreed, "first"]), "what both found is not settled otherwise"
    assert not LABELS.duplicated(["list_name", "id"]).any() and len(LABELS) >= 150


def test_the_arithmetic_of_the_measures():
    ones, others = pd.Series([0, 0, 1, 2]), pd.Series([0, 1, 1, 2])
    # Agreed 3 of 4; by chance 2/4 * 1/4 + 1/4 * 2/4 + 1/4 * 1/4 = 5/16.
    assert relevance.kappa(ones, others) == pytest.approx((3 / 4 - 5 / 16) / (1 - 5 / 16))
    assert relevance.kappa(ones * 0, ones * 0) is None
    titles = ["Soil health", "Soil health", "Rangeland", "Roads", "Roads"]
    rows = pd.DataFrame({"title": titles, "list_name": ["a", "a", "a", "b", "b"], "first": 0, "second": 0})
    rows = rows.reindex(columns=[*rows, *open_lists.COLUMNS[2:]]).assign(final=[2, 1, 1, 2, 0])
    made = relevance.measures(rows, Lexicon.of(read_strategy(SOURCES / "strategy"))).astype(object)
    found = made[["list_name", "class", "precision", "recall", "true_count", "found_count", "hit_count"]]
    assert found.where(found.notna(), "none").to_numpy().tolist() == [
        ["none", "core", 1 / 2, 1 / 2, 2, 2, 1],
        ["none", "relevant", 1.0, 3 / 4, 4, 3, 3],
        ["a", "core", 1 / 2, 1.0, 1, 2, 1],
        ["a", "relevant", 1.0, 1.0, 3, 3, 3],
        ["b", "core", "none", 0.0, 1, 0, 0],
        ["b", "relevant", "none", 0.0, 1, 0, 0],
    ]


@needs_lists
def test_the_published_measures_are_those_of_the_rules_as_they_stand():
    made = relevance.measures(relevance.labelled(), Lexicon.of(read_strategy(SOURCES / "strategy")))
    assert relevance.written(made) == relevance.MEASURES.read_text(encoding="utf-8")


@needs_lists
def test_no_record_that_rules_were_tuned_on_is_measured():
    tuned = pd.read_csv(TUNED_ON, dtype="str")
    assert not set(LABELS["id"]) & set(tuned["id"])
    titles = relevance.labelled()["title"].dropna().str.casefold().str.strip()
    assert not set(titles) & set(tuned["title"].dropna().str.casefold().str.strip())
