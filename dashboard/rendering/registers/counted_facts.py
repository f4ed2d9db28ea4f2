"""The facts behind a computed value: the reason of each in words, and how many were given each reason.

Does not belong here: which facts there are (the rules).
"""

import json
from functools import cache, partial

import pandas as pd

from dashboard.rendering.words import Words

NOTHING_NAMED = "{}"
RESULT, RESULTS = "result", "value.assessment_result"


def worded(facts: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The facts with the reason of each in words; a release made before reasons were codes keeps its own sentences."""
    if "parameters" not in facts:
        return facts
    said = cache(partial(_reason, words=words))
    reasons = [said(*reason) for reason in zip(facts["why"], facts["parameters"].fillna(NOTHING_NAMED), strict=True)]
    return facts.assign(why=reasons).drop(columns="parameters")


def _reason(code: str, parameters: str, words: Words) -> str:
    """Why a fact is counted or left out; the result of an assessment has words of its own."""
    named = {name: str(value) for name, value in json.loads(parameters).items()}
    if RESULT in named and words.has(f"{RESULTS}.{named[RESULT]}"):
        named[RESULT] = words(f"{RESULTS}.{named[RESULT]}")
    return words(f"value.why.{code}", **named)


def by_reason(facts: pd.DataFrame) -> pd.DataFrame:
    """One row per reason: facts it was given for; those counted first, then the most frequent."""
    groups = facts.groupby(["why", "is_counted", "part"], sort=False, dropna=False, as_index=False)
    counts = groups.agg(facts_count=("row_key", "size"))
    return counts.sort_values(["is_counted", "facts_count"], ascending=False, kind="stable").reset_index(drop=True)
