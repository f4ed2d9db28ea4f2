"""How hits become a judgement: grade, rules, words where they stand, practices; and what a judgement never depends on.

Does not belong here: the words themselves (`test_words`) and what people decide (`test_relevance_decisions`).
"""

import functools
import re
import unicodedata

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.relevance.judging import LONGEST_WORDS, judge
from pipelines.rules.relevance.lexicon import folded, spaced
from tests.pipelines.rules.relevance.test_words import COLUMNS, LEXICON, MASKS, PAIRS

# Words that hit nothing by themselves, among them those that stand beside soil or farming in a rule.
PLAIN = (
    *("the", "road", "improve", "restoration of", "degraded", "sustainable", "climate", "resilience", "carbon"),
    *("management", "organic", "in a valley", "schools", "conservation", "regenerative", "protect", "quality"),
    *("integrated", "reduce", "land", ".", ";", ",", "-"),
)
LOOK_ALIKES = [
    found[0]
    for mask_id, pattern in MASKS["text_pattern"].items()
    for found in [re.search(pattern, folded(spaced(PAIRS["must"][mask_id])))]
    if found
]
PLAIN_TEXTS = st.lists(st.sampled_from(PLAIN), max_size=9).map(" ".join)


def records(rows: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(PLAIN_TEXTS, st.sampled_from(LOOK_ALIKES), PLAIN_TEXTS), min_size=20, max_size=40))
def test_a_look_alike_alone_never_raises_the_grade_of_a_text_without_hits(parts):
    texts = [f"{one} . {other}" for one, _, other in parts] + [" ".join(each) for each in parts]
    grades = judge(records([{"judged_text": text, "title": "x"} for text in texts]), LEXICON)["soil_relevance"]
    without, beside = grades[: len(parts)], grades[len(parts) :].reset_index(drop=True)
    raised = without.eq("none") & beside.ne("none")
    assert not raised.any(), [parts[number] for number in raised.index[raised]]


@settings(max_examples=4, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, len(PAIRS)))
def test_a_judgement_depends_on_its_own_row_alone(chance, count):
    texts = records([{"title": text, "judged_text": text} for text in PAIRS["must"]])
    chosen = chance.sample(range(len(texts)), count)
    alone = judge(texts.loc[chosen], LEXICON)
    pd.testing.assert_frame_equal(alone, judged_in_order().loc[chosen])


@functools.cache
def judged_in_order() -> pd.DataFrame:
    return judge(records([{"title": text, "judged_text": text} for text in PAIRS["must"]]), LEXICON)


def test_the_words_that_hit_stand_in_the_text_where_it_is_said_and_are_never_a_long_span():
    spoiled = [unicodedata.normalize("NFD", text.upper()).replace(" ", "  ") for text in PAIRS["must"]]
    wide = [f"Managing {'x' * 50} {'y' * 50} soils; soil fertility"]
    texts = records(
        [{"title": one, "judged_text": other} for one, other in zip(spoiled, PAIRS["must_not"], strict=True)]
        + [
            {"judged_text": text, "sectors": "31120;31130", "judged_classification": "Land Degradation"}
            for text in wide
        ]
    )
    judged = judge(texts, LEXICON)
    column_of = {"title": ["title"], "description": ["judged_text"]}
    column_of["classification"] = ["judged_classification", "sectors", "policy_markers", "tags"]
    hits = 0
    for number, row in judged[judged["soil_rules"].notna()].iterrows():
        words, places = row["soil_words"].split(";"), row["soil_places"].split(";")
        assert len(words) == len(places) == len(set(zip(words, places, strict=True)))
        for word, place in zip(words, places, strict=True):
            said = " ".join(texts.loc[number, column_of[place]].dropna())
            plain = " ".join(unicodedata.normalize("NFC", said).split()).casefold()
            assert word.casefold() in plain and 0 < len(word) <= LONGEST_WORDS
            hits += 1
    assert hits > 100 and "Managing x" in judged["soil_words"].iloc[-1]


SETTLED = [
    ({}, None),
    ({"title": " ", "judged_text": ""}, None),
    ({"title": "Road"}, "none"),
    ({"judged_text": "Road"}, "none"),
    ({"sectors": "21020"}, "none"),
    ({"title": "Road", "sectors": "31130"}, "contributing"),
    ({"title": "Road", "policy_markers": "1:2;8:1"}, "contributing"),
    ({"title": "Road", "policy_markers": "18:2;1:8"}, "none"),
    ({"title": "Road", "policy_markers": "8:3"}, "core"),
    ({"title": "Road", "judged_classification": "Land Degradation"}, "core"),
    ({"title": "Reforestation", "judged_text": "Reforestation of 1,608 ha of degraded lands"}, "contributing"),
    ({"title": "Reforestation", "judged_text": "Rehabilitation of degraded lands"}, "core"),
    ({"title": "Climate resilience"}, "none"),
    ({"title": "Sustainable development"}, "none"),
    ({"title": "REDD+ readiness", "judged_text": "forest protection and carbon finance"}, "none"),
]


def test_settled_readings():
    judged = judge(records([said for said, _ in SETTLED]), LEXICON)
    assert judged["soil_relevance"].astype(object).where(judged["soil_relevance"].notna(), None).tolist() == [
        grade for _, grade in SETTLED
    ]
    assert judged["soil_rules"].isna().tolist() == [grade in (None, "none") for _, grade in SETTLED]


def test_rules_words_places_and_practices_stand_in_one_order():
    said = {
        "title": "Agroforestry",
        "judged_text": "Erosion control and agroforestry",
        "judged_classification": "Land Degradation",
    }
    judged = judge(records([said]).set_axis(["here"]), LEXICON).loc["here"]
    assert judged.to_dict() == {
        "soil_relevance": "core",
        "soil_rules": "SOIL-008;SOIL-021;SOIL-043",
        "soil_words": "Agroforestry;Erosion control;agroforestry;Land Degradation",
        "soil_places": "title;description;description;classification",
        "practices": "land_degradation_slm;agroforestry;erosion_conservation",
    }


def test_no_record_and_no_rule_give_a_frame_of_the_same_shape():
    empty = judge(records([]), LEXICON)
    assert empty.empty and list(empty) == ["soil_relevance", "soil_rules", "soil_words", "soil_places", "practices"]
