"""The published precision and recall are those of the rules as they stand, on records that no rule was tuned on.

Does not belong here: a bar that the figures must pass (they are published as measured).
"""

import pandas as pd
import pytest

from pipelines.rules.relevance.judging import judge
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
    assert not LABELS.duplicated(["list_name", "id"]).any(), "a record that rules were tuned on is not published too"
    assert set(LABELS["set"]) == {relevance.PUBLISHED, relevance.TUNING}
    assert LABELS["set"].eq(relevance.PUBLISHED).sum() >= 150


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
def test_the_published_measures_are_a_count_of_published_labels_alone():
    rows = relevance.labelled()
    published = LABELS[LABELS["set"].eq("published")]
    assert set(zip(rows["list_name"], rows["id"], strict=True)) == set(
        zip(published["list_name"], published["id"], strict=True)
    )
    judged = judge(rows, Lexicon.of(read_strategy(SOURCES / "strategy")))["soil_relevance"]
    found = dict(zip(rows["id"], judged, strict=True))
    measures = read_reviewed(relevance.MEASURES).set_index(["list_name", "class"])
    for name in [None, *published["list_name"].unique()]:
        labels = published if name is None else published[published["list_name"].eq(name)]
        for kind, truths, grades in [("core", "2", ["core"]), ("relevant", "12", ["core", "contributing"])]:
            is_true = [final in truths for final in labels["final"]]
            is_found = [found[each] in grades for each in labels["id"]]
            hits = sum(map(all, zip(is_true, is_found, strict=True)))
            row = (
                measures[measures.index.get_level_values("class") == kind]
                .xs(name or float("nan"), level="list_name")
                .iloc[0]
            )
            counts = [str(each) for each in (len(labels), sum(is_true), sum(is_found), hits)]
            assert row[["records_count", "true_count", "found_count", "hit_count"]].tolist() == counts, (name, kind)
            shares = [f"{hits / sum(each):.4f}" if sum(each) else "" for each in (is_found, is_true)]
            assert row[["precision", "recall"]].fillna("").tolist() == shares, (name, kind)


@needs_lists
def test_no_record_that_rules_were_tuned_on_is_measured():
    older = pd.read_csv(TUNED_ON, dtype="str")
    measured = relevance.labelled()
    newer = relevance.labelled_in(relevance.TUNING)
    assert len(newer) == 321 and not set(measured["id"]) & {*older["id"], *newer["id"]}
    plain = {
        name: rows["title"].dropna().str.casefold().str.strip()
        for name, rows in {"older": older, "newer": newer, "measured": measured}.items()
    }
    assert not set(plain["measured"]) & {*plain["older"], *plain["newer"]}
