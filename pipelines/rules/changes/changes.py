"""The answer: every difference with its kind, and what these do to status, indicators, money and what came and went.

Does not belong here: how a kind is found (`kinds`).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

# The kinds, the most cautious first: of several that moved one thing the first of these is said, and the others beside it.
METHOD, CORRECTION, COVERAGE, REAL = "method", "correction", "coverage", "real"
KINDS = (METHOD, CORRECTION, COVERAGE, REAL)
# Why a change is of its kind, by kind.
CAUSES: dict[str, tuple[str, ...]] = {
    METHOD: ("rules_changed", "strategy_changed", "rates_changed", "mapping_changed", "term_adopted", "code_changed"),
    CORRECTION: ("restated", "withdrawn", "moved"),
    COVERAGE: ("source_appeared", "source_vanished"),
    REAL: ("new_evidence", "newer_evidence", "day_passed"),
}
FOLLOWS = "follows"  # of any kind: that of the row it points at, or of the rows it is made of
MOVED = "moved"  # the row stands in another place; nothing it says differs

ROWS = [
    "kind",
    "also_kinds",
    "cause",
    "table_name",
    "key",
    "column",
    "before",
    "after",
    "evidence",
]
MOVES = [
    "objective_code",
    "horizon",
    "step",
    "before",
    "after",
    "reason_before",
    "reason_after",
    "kind",
    "cause",
    "evidence",
]
INDICATORS = [
    "indicator_code",
    "objective_code",
    "before_value",
    "after_value",
    "before_on",
    "after_on",
    "kind",
    "cause",
    "evidence",
]
MONEY = ["is_open_record", "state", "kind", "amount_eur", "rows_count"]
SUBJECTS = ["subject", "happened", "kind", "cause", "key", "name", "before", "after", "evidence"]
SUMMARY = ["subject", "kind", "count"]

Place = dict[str, Any]


@dataclass(frozen=True)
class Changes:
    """What differs between two releases.

    rows: every difference of the published tables, in an order that leads from the one release to the other; `column` is
        missing where a whole row came or went; `key`, `before` and `after` are JSON; `evidence` lists side, file and row.
    moves: each step that moved the status of an objective at a horizon.
    indicators: each step that moved the latest value of an indicator.
    money: counted cash on the ground by layer and state: kind `before`, what each kind added or took away, kind `after`.
        Open records, with whole project amounts, are a layer of their own that is never added to what was reported.
    subjects: projects, agreements, sources and rows of money that came, ended, changed or were lost.
    summary: how many moves and subjects of each kind.
    """

    rows: pd.DataFrame
    moves: pd.DataFrame
    indicators: pd.DataFrame
    money: pd.DataFrame
    subjects: pd.DataFrame
    summary: pd.DataFrame
    is_told_by_name: bool = False  # a release says nothing of the content of its files: they were told apart by name


def most_cautious(kinds: Iterable[str]) -> str:
    """Of several kinds the one that claims least."""
    return min(kinds, key=KINDS.index)


def as_json(value: Any) -> str:
    """A value, or a row of them, as JSON text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
