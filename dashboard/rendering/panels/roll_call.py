"""The roll call: every objective as a square, sorted by status, and by reason where it cannot be assessed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.figures import Figures, Noted, named
from dashboard.rendering.kept import kept
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED
from pipelines.rules.progress.record import HORIZONS
from warehouse.contracts.codes import STATUSES

Rows = Sequence[Mapping[str, Any]]


@kept
def roll_call(objectives: pd.DataFrame, figures: Figures, as_of: date, words: Words, links: Links) -> Markup:
    """Both horizons one under the other."""
    return render("roll_call", horizons=horizons(objectives, figures, as_of, words, links), cannot=CANNOT_BE_ASSESSED)


def horizons(
    objectives: pd.DataFrame, figures: Figures, as_of: date, words: Words, links: Links
) -> list[dict[str, Any]]:
    """Each horizon with its groups of squares: by status, and by reason where there is no verdict."""
    rows = objectives.to_dict("records")
    return [_horizon(rows, figures.noted(), horizon, as_of, words, links) for horizon in HORIZONS]


def _horizon(objectives: Rows, figures: Noted, horizon: int, as_of: date, words: Words, links: Links) -> dict[str, Any]:
    rows = [row for row in objectives if row["horizon"] == horizon]
    groups = []
    for status in STATUSES[:-1]:
        own = [row for row in rows if row["status"] == status]
        if own:
            groups.append(
                {
                    "status": status,
                    "word": words(f"status.{status}"),
                    "count": words.number(figures.count("at_status", horizon, status)),
                    "figure": named("at_status", horizon, status),
                    "squares": [square(row, words, links) for row in own],
                    "note": _overdue(figures.amount("longest_overdue", horizon, status), as_of, words),
                    "note_figure": named("longest_overdue", horizon, status),
                }
            )
    lacking = [row for row in rows if row["status"] == CANNOT_BE_ASSESSED]
    return {
        "title": words("roll.by", horizon=str(horizon)),
        "note": words(f"roll.horizon_{horizon}"),
        "groups": groups,
        "cannot_word": words(f"status.{CANNOT_BE_ASSESSED}"),
        "cannot_count": words.number(figures.count("unassessed", horizon)),
        "cannot_figure": named("unassessed", horizon),
        "reasons": [
            {
                "text": words(f"reason.{reason}"),
                "squares": [square(row, words, links) for row in lacking if row["reason"] == reason],
            }
            for reason in _most_first(lacking)
        ],
    }


def _most_first(rows: Rows) -> list[str]:
    counts = Counter(row["reason"] for row in rows if not is_missing(row["reason"]))
    return sorted(counts, key=lambda reason: (-counts[reason], reason))


def _overdue(days: float | None, as_of: date, words: Words) -> str:
    """Since when the longest overdue of them is overdue; empty when none is."""
    return words("roll.overdue", on=as_of - timedelta(days=days)) if days else ""


def square(row: Mapping[str, Any], words: Words, links: Links) -> dict[str, str]:
    """A square: the code, where it leads, its status, and the name that says all of it."""
    code, label = row["objective_code"], words.label(row)
    parts = [f"{code} {label}", str(row["horizon"]), words(f"status.{row['status']}")]
    if row["status"] == CANNOT_BE_ASSESSED:
        parts.append(words(f"reason.{row['reason']}"))
    return {"code": code, "href": links("objective", code=code), "status": row["status"], "name": ", ".join(parts)}
