"""Each mask and each rule of relevance: a text that it must hit and one that it must not; and what a table must not hold.

Does not belong here: how hits become a judgement (`test_judging`), what the words are worth (`test_measured`).
"""

import functools
import re
from pathlib import Path

import pandas as pd
import pytest

from pipelines.rules.relevance.judging import judge
from pipelines.rules.relevance.lexicon import Lexicon, folded, spaced
from sources.reviewed.tables import read_strategy
from tests.places import SOURCES

REVIEWED = read_strategy(SOURCES / "strategy")
LEXICON = Lexicon.of(REVIEWED)
PAIRS = pd.read_csv(Path(__file__).with_name("pairs.csv"), dtype="str").set_index("id")
MASKS, RULES = LEXICON.masks.set_index("mask_id"), LEXICON.rules.set_index("rule_id")
COLUMN_OF = {
    "title": "title",
    "text": "judged_text",
    "any": "judged_text",
    "classification": "judged_classification",
    **{field: field for field in ("sectors", "policy_markers", "tags")},
}


COLUMNS = ["title", "judged_text", "judged_classification", "sectors", "policy_markers", "tags"]
UNMASKED = Lexicon(LEXICON.masks.iloc[:0], LEXICON.rules, LEXICON.practices)


@functools.cache
def judged(which: str, lexicon: Lexicon = LEXICON) -> pd.DataFrame:
    """The judgement on every text that must hit, or that must not, each in the field that its rule reads."""
    fields = PAIRS.index.map(RULES["field"]).to_series().map(COLUMN_OF).fillna("title")
    records = [{column: text} for column, text in zip(fields, PAIRS[which], strict=True)]
    return judge(pd.DataFrame(records, columns=COLUMNS, index=PAIRS.index, dtype="str"), lexicon)


def test_every_mask_and_every_rule_has_its_pair_and_every_pair_its_row():
    assert list(PAIRS.index) == [*MASKS.index, *RULES.index]
    assert PAIRS.notna().all(axis=None)


@pytest.mark.parametrize("mask_id", MASKS.index)
def test_a_mask_hides_a_look_alike_that_would_hit_and_leaves_the_rest(mask_id: str):
    texts = PAIRS.loc[mask_id].map(spaced).map(folded)
    finds = {name: re.search(pattern, texts["must"]) is not None for name, pattern in MASKS["text_pattern"].items()}
    assert [name for name, is_found in finds.items() if is_found] == [mask_id], "this mask and no other"
    assert not re.search(MASKS["text_pattern"][mask_id], texts["must_not"])
    assert judged("must")["soil_relevance"][mask_id] == "none"
    assert judged("must", UNMASKED)["soil_relevance"][mask_id] != "none", "no rule would hit: the mask is not needed"
    assert judged("must_not")["soil_relevance"][mask_id] != "none"


@pytest.mark.parametrize("rule_id", RULES.index)
def test_a_rule_hits_what_it_is_for_and_not_what_only_looks_like_it(rule_id: str):
    rule, must, must_not = RULES.loc[rule_id], judged("must").loc[rule_id], judged("must_not").loc[rule_id]
    assert rule_id in must["soil_rules"].split(";")
    assert pd.isna(must_not["soil_rules"]) or rule_id not in must_not["soil_rules"].split(";")
    assert must["soil_relevance"] in ({"core"} if rule["grade"] == "core" else {"core", "contributing"})
    if pd.notna(rule["practice_code"]):
        assert rule["practice_code"] in must["practices"].split(";")


@pytest.mark.parametrize(
    ("table", "changed", "named"),
    [
        ("relevance_rules", {"field": "body"}, "SOIL-001: field 'body' is not one of title, text, any"),
        ("relevance_rules", {"grade": "some"}, "SOIL-001: grade 'some' is not one of core, contributing"),
        ("relevance_rules", {"text_pattern": "soil("}, "SOIL-001: 'soil\\(' "),
        ("relevance_rules", {"text_pattern": "soil*["}, "SOIL-001: 'soil\\*\\[' is not a pattern"),
        ("relevance_rules", {"text_pattern": "(soil)"}, "SOIL-001: '\\(soil\\)' holds what is not known here"),
        ("relevance_rules", {"text_pattern": "érosion"}, "SOIL-001: 'érosion' holds what is not known here"),
        ("relevance_rules", {"text_pattern": "x*"}, "SOIL-001: 'x\\*' finds nothing at all"),
        ("relevance_rules", {"text_pattern": None}, "SOIL-001: there is no pattern"),
        ("relevance_rules", {"practice_code": "dance"}, "SOIL-001: there is no practice 'dance'"),
        ("relevance_rules", {"language": "it"}, "SOIL-001: language 'it' is not one of"),
        ("relevance_rules", {"rule_id": "SOIL-002"}, "SOIL-002: two rows have this ID"),
        ("relevance_masks", {"text_pattern": "(?=soil)"}, "MASK-001: '\\(\\?=soil\\)' holds what is not known here"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_by_its_name(table: str, changed: dict, named: str):
    rows = REVIEWED[table].copy()
    for column, value in changed.items():
        rows.loc[0, column] = value
    with pytest.raises(ValueError, match=named):
        Lexicon.of({**REVIEWED, table: rows})


def test_a_table_without_a_column_is_refused_by_name():
    with pytest.raises(ValueError, match="relevance_rules lacks grade"):
        Lexicon.of({**REVIEWED, "relevance_rules": REVIEWED["relevance_rules"].drop(columns="grade")})
    with pytest.raises(ValueError, match="practices lacks practice_code"):
        Lexicon.of({name: rows for name, rows in REVIEWED.items() if name != "practices"})


def test_the_name_of_a_region_alone_proves_nothing():
    titles = ["Solar power in the Great Green Wall countries", "Eau potable dans la Grande Muraille Verte"]
    assert judge(pd.DataFrame({"title": titles}).reindex(columns=COLUMNS), LEXICON)["soil_relevance"].eq("none").all()
