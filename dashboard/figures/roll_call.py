"""The roll call: every objective as a square, sorted by status, and by reason where it cannot be assessed."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.blocks import render
from dashboard.navigation import Links
from dashboard.wording import Words, is_missing
from warehouse.contracts.columns import STATUSES

CANNOT = "cannot_be_assessed"
HORIZONS = (2030, 2050)


def roll_call(objectives: pd.DataFrame, as_of: date, words: Words, links: Links) -> Markup:
    """Both horizons one under the other."""
    return render(
        "roll_call",
        horizons=[_horizon(objectives, horizon, as_of, words, links) for horizon in HORIZONS],
        cannot=CANNOT,
    )


def _horizon(objectives: pd.DataFrame, horizon: int, as_of: date, words: Words, links: Links) -> dict[str, Any]:
    rows = objectives[objectives["horizon"] == horizon]
    groups = []
    for status in STATUSES[:-1]:
        own = rows[rows["status"] == status]
        if len(own):
            groups.append(
                {
                    "status": status,
                    "word": words(f"status.{status}"),
                    "count": words.number(len(own)),
                    "squares": [_square(row, words, links) for row in own.to_dict("records")],
                    "note": _overdue(own, as_of, words),
                }
            )
    lacking = rows[rows["status"] == CANNOT]
    return {
        "title": words("roll.by", horizon=str(horizon)),
        "note": words(f"roll.horizon_{horizon}"),
        "groups": groups,
        "cannot_word": words(f"status.{CANNOT}"),
        "cannot_count": words.number(len(lacking)),
        "reasons": [
            {
                "text": words(f"reason.{reason}"),
                "squares": [
                    _square(row, words, links) for row in lacking[lacking["reason"] == reason].to_dict("records")
                ],
            }
            for reason in _most_first(lacking["reason"])
        ],
    }


def _most_first(reasons: pd.Series) -> list[str]:
    counts = reasons.value_counts()
    return sorted(counts.index, key=lambda reason: (-counts[reason], reason))


def _overdue(rows: pd.DataFrame, as_of: date, words: Words) -> str:
    """Since when the longest overdue of them is overdue; empty when none is."""
    days = rows["days_overdue"].max()
    if is_missing(days) or days <= 0:
        return ""
    return words("roll.overdue", on=as_of - timedelta(days=int(days)))


def _square(row: dict[str, Any], words: Words, links: Links) -> dict[str, str]:
    code, label = row["objective_code"], words.label(row)
    told = [f"{code} {label}", str(row["horizon"]), words(f"status.{row['status']}")]
    if row["status"] == CANNOT:
        told.append(words(f"reason.{row['reason']}"))
    return {"code": code, "href": links("objective", code=code), "status": row["status"], "name": ", ".join(told)}
