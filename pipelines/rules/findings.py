"""What a rule finds in a row: one frame of findings, with the place of each row and the parameters of its message.

Belongs here: the shape of a finding. Does not: any rule, nor the words in which a finding is said.
"""

import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

FINDING_COLUMNS = (
    "rule_id",
    "severity",
    "origin",
    "stream",
    "source_file",
    "source_sheet",
    "source_row",
    "column",
    "value",
    "parameters",
)
_encoded = json.JSONEncoder(ensure_ascii=False).encode
# A finding, and those that say the same of the same row more exactly.
SAID_MORE_EXACTLY: Mapping[str, tuple[str, ...]] = {
    "FND-006": ("MNY-001", "MNY-002"),  # zero or negative; negative, zero
    "FND-007": ("MNY-003",),  # disbursed on a day ahead
    "FND-015": ("MNY-005",),  # giver and receiver are one
    "OBS-004": ("OBS-110",),  # value against numerator and denominator
    "OBS-005": ("OBS-105",),  # observed on a day ahead
    "OBS-007": ("OBS-106",),  # two approved values for one date, in a file and in all of them
    "FND-002": ("MNY-006",),  # no currency
    "MNY-007": ("NAM-007",),  # no rate for the currency; no such currency, and therefore no rate
}


def parameters(**named: Any) -> str:
    """Parameters of a finding as JSON text; a number that is none is missing, an infinite one is given as text."""
    return _encoded({name: _finite(value) for name, value in named.items()})


def _finite(value: Any) -> Any:
    if isinstance(value, list):
        return [_finite(each) for each in value]
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return value


def funding_findings(rows: pd.DataFrame, rule_id: str, column: str, value: pd.Series, **named: Any) -> pd.DataFrame:
    """One warning per row of funding; its message may name the row's `value` and whatever else is given."""
    if rows.empty:
        return pd.DataFrame(columns=list(FINDING_COLUMNS))
    shown = value.reindex(rows.index).astype("string").fillna("")
    by_value = {text: parameters(value=text, **named) for text in shown.unique()}
    findings = rows[["origin", "source_file", "source_sheet", "source_row"]].assign(
        rule_id=rule_id,
        severity="warning",
        stream="funding",
        column=column,
        value=shown,
        parameters=[by_value[text] for text in shown],
    )
    return findings[list(FINDING_COLUMNS)]


def without_repeats(findings: pd.DataFrame) -> pd.DataFrame:
    """The findings without those that another one says more exactly about the same row.

    Admission judges a file alone, before it is sent; the rules of money judge the same rows again with their amounts
    converted. A reader of both needs each fault once.
    """
    place = ["origin", "source_file", "source_sheet", "source_row"]
    rows = pd.MultiIndex.from_frame(findings[place].astype("string").fillna(""))
    is_repeat = np.zeros(len(findings), dtype=bool)
    for rule_id, exact in SAID_MORE_EXACTLY.items():
        is_said_exactly = rows.isin(rows[findings["rule_id"].isin(exact).to_numpy()])
        is_repeat |= findings["rule_id"].eq(rule_id).to_numpy() & is_said_exactly
    return findings[~is_repeat].reset_index(drop=True)


def together(findings: list[pd.DataFrame]) -> pd.DataFrame:
    """All findings in one frame, in the order of file, row and rule."""
    filled = [frame for frame in findings if len(frame)]
    if not filled:
        return pd.DataFrame(columns=list(FINDING_COLUMNS))
    order = ["origin", "source_file", "source_sheet", "source_row", "rule_id"]
    return pd.concat(filled, ignore_index=True).sort_values(order, kind="stable").reset_index(drop=True)
