"""Terms of indicators as a page shows them: what is in force, where it comes from, since when, what it replaced.

Does not belong here: which term is in force (the rules), or which terms a page asks for.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rendering.kept import kept
from dashboard.rendering.words import Words, is_missing

COLUMNS = (
    "indicator_code",
    "term_item",
    "term_value",
    "unit",
    "term_from",
    "in_force_from",
    "decided_by",
    "replaced_value",
    "term_standing",
    "source",
)
ADOPTED = "adopted"
NUMBERS = ("baseline", "target_2030", "target_2050")


@kept
def worded(terms: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The terms in the columns of the register, those in force first, each value as the language writes it."""
    shown = terms.assign(
        term_item=terms["item"],
        term_standing=terms["standing"],
        term_value=[_value(row, row["value"], words) for row in terms.to_dict("records")],
        replaced_value=[_value(row, row["replaced_value"], words) for row in terms.to_dict("records")],
        term_from=[origin(row["term_origin"], row["decided_on"], words) for row in terms.to_dict("records")],
        is_unused=terms["standing"] != "in_force",
    )
    by = ["indicator_code", "is_unused", "item", "in_force_from"]
    return shown.sort_values(by, kind="stable", ignore_index=True)


def origin(code: str, adopted_on: Any, words: Words) -> str:
    """Where a term comes from: published, adopted on a day, reported or computed."""
    return words(f"origin.{code}", on=words.day(adopted_on)) if code == ADOPTED else words(f"origin.{code}")


def origins(row: Mapping[str, Any], words: Words) -> str:
    """Where baseline and target of a verdict come from, in one sentence; empty where both are missing."""
    parts = [
        words(f"origin.{name}", origin=origin(row[f"{name}_origin"], row[f"{name}_adopted_on"], words))
        for name in ("baseline", "target")
        if not is_missing(row.get(f"{name}_origin"))
    ]
    return " ".join(parts)


def _value(row: Mapping[str, Any], value: Any, words: Words) -> str:
    if is_missing(value):
        return ""
    if row["item"] in NUMBERS:
        return words.number(float(value))
    if row["item"] == "unit":
        return words.unit(str(value))
    key = f"value.term_value.{value}"
    return words(key) if words.has(key) else str(value)
