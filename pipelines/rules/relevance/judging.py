"""Whether an open record is about soils: its grade, the rules that say so, the words that hit, where, and the practices.

Belongs here: the judgement of texts and of the publisher's classification by the reviewed words. Does not: the words
themselves (`lexicon`), what a person decided (`decisions`), and which objective a project serves (`matching`).
"""

import re
from collections.abc import Sequence

import pandas as pd

from pipelines.rules.relevance.lexicon import (
    CODE_FIELDS,
    CONTRIBUTING,
    CORE,
    MASKED,
    NONE,
    Lexicon,
    any_of,
    folded,
    spaced,
)

TITLE, DESCRIPTION, CLASSIFICATION = "title", "description", "classification"
# Where each column is said to be found, and the fields of rules that read it.
PLACES = {
    "title": (TITLE, ("title", "any")),
    "judged_text": (DESCRIPTION, ("text", "any")),
    "judged_classification": (CLASSIFICATION, ("classification",)),
    **{field: (CLASSIFICATION, (field,)) for field in CODE_FIELDS},
}
READ = [*PLACES]
JUDGED = ["soil_relevance", "soil_rules", "soil_words", "soil_places", "practices"]
# Rules that one look asks together. Most texts are about something else: six at once take RE2 as long as two, and far
# more at once make it slow again.
TOGETHER = 6
LONGEST_WORDS = 60  # letters of a publisher's text that a judgement keeps in one entry
JOINED = ";"


def judge(texts: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """For each row its grade, `soil_rules`, `soil_words` with their `soil_places`, and `practices`, indexed as `texts`.

    `texts` has the columns title, judged_text, judged_classification, sectors, policy_markers and tags. A record is
    core where a rule of grade core hits, contributing where only others do, none where nothing hits, and not judged
    (missing) where there is neither text nor classification. Look-alikes are masked before. Each rule keeps the first
    words that hit in each place, at most 60 letters of them. A judgement depends on the row alone.
    """
    has_anything = pd.Series(False, index=range(len(texts)))
    found = []
    for column, (place, fields) in PLACES.items():
        codes, distinct = pd.factorize(_said(texts[column]))
        has_anything |= codes >= 0
        rows = pd.DataFrame({"row": range(len(texts)), "code": codes})
        hits = _hits([str(text) for text in distinct], fields, lexicon)
        found.append(rows.merge(hits, on="code").assign(place=place))
    hits = pd.concat(found, ignore_index=True)
    judged = _summed(hits, lexicon).reindex(range(len(texts)))
    judged["soil_relevance"] = judged["soil_relevance"].fillna(NONE).where(has_anything)
    return judged.astype("str").set_axis(texts.index)[JUDGED]


def _said(texts: pd.Series) -> pd.Series:
    """The texts as they are; one of blanks alone says nothing."""
    texts = texts.astype("str")
    return texts.mask(texts.str.strip().eq("").fillna(True).astype(bool))


def _hits(distinct: Sequence[str], fields: Sequence[str], lexicon: Lexicon) -> pd.DataFrame:
    """One row per text and rule of these fields that hits it: the position of both, and the words."""
    patterns = lexicon.rules.loc[lexicon.rules["field"].isin(fields), "text_pattern"]
    found: list[tuple[int, int, str]] = []
    if len(patterns) and len(distinct):
        plain = [spaced(text) for text in distinct]
        masked = _without_lookalikes(pd.Series([folded(text) for text in plain], dtype="str"), lexicon)
        for start in range(0, len(patterns), TOGETHER):
            few = patterns.iloc[start : start + TOGETHER]
            near = masked[masked.str.contains(any_of(few))]
            for number, pattern in few.items():
                search = re.compile(pattern, re.ASCII).search
                hits = ((code, search(text)) for code, text in near.items())
                found += [(code, number, _kept(plain[code][hit.start() : hit.end()])) for code, hit in hits if hit]
    return pd.DataFrame(found, columns=["code", "rule", "words"]).astype({"code": "int64", "rule": "int64"})


def _without_lookalikes(texts: pd.Series, lexicon: Lexicon) -> pd.Series:
    """The texts with a mark in place of each letter of a look-alike, so that every other letter stays in its place."""
    if not lexicon.mask:
        return texts
    mask = re.compile(lexicon.mask, re.ASCII)
    has = texts.str.contains(lexicon.mask)
    hidden = [mask.sub(lambda found: MASKED * len(found[0]), text) for text in texts[has]]
    return texts.mask(has, pd.Series(hidden, index=texts.index[has], dtype="str"))


def _kept(words: str) -> str:
    """The words as they stand in the text, without the sign that separates entries, and never a long span."""
    return words.split(JOINED)[0][:LONGEST_WORDS].strip()


def _summed(hits: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """One row per row that any rule hits; rules and practices in the order of the reviewed tables, each once."""
    hits = hits.join(lexicon.rules[["rule_id", "grade", "practice_code"]], on="rule")
    is_core = hits["grade"].eq(CORE)
    places = hits["place"].map({TITLE: 0, DESCRIPTION: 1, CLASSIFICATION: 2})
    hits = hits.assign(position=places).sort_values(["row", "position", "rule"], kind="stable")
    words = hits.drop_duplicates(["row", "place", "words"])
    by_rule = hits.sort_values(["row", "rule"], kind="stable")
    order = dict(zip(lexicon.practices["practice_code"], range(len(lexicon.practices)), strict=True))
    practices = hits.dropna(subset="practice_code").assign(order=lambda rows: rows["practice_code"].map(order))
    graded = is_core.groupby(hits["row"]).any().map({True: CORE, False: CONTRIBUTING})
    return pd.DataFrame(
        {
            "soil_relevance": graded,
            "soil_rules": _joined(by_rule.drop_duplicates(["row", "rule_id"]), "rule_id"),
            "soil_words": _joined(words, "words"),
            "soil_places": _joined(words, "place"),
            "practices": _joined(
                practices.sort_values(["row", "order"], kind="stable").drop_duplicates(["row", "order"]),
                "practice_code",
            ),
        }
    ).astype("str")


def _joined(rows: pd.DataFrame, column: str) -> pd.Series:
    texts = {row: JOINED.join(found) for row, found in rows.groupby("row", sort=False)[column]}
    return pd.Series(texts, dtype="str")
