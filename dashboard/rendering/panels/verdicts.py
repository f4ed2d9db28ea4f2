"""The blocks around the path of an objective: where the reader is, its two verdicts, a caveat, the place of no path."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering import cards
from dashboard.rendering.blocks import render
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED


def trail(objectives: pd.DataFrame, code: str, goal: str, words: Words, links: Links) -> Markup:
    """Where the reader is, and the neighbouring objectives."""
    rows = objectives[objectives["horizon"] == 2030].reset_index(drop=True)
    place = int(rows.index[rows["objective_code"] == code][0])
    beside = [rows.iloc[near].to_dict() for near in (place - 1, place + 1) if 0 <= near < len(rows)]
    near = [
        (f"{row['objective_code']} {words.label(row)}", links("objective", code=row["objective_code"]))
        for row in beside
    ]
    steps = [(words("page.overview"), links("overview")), (goal, links("goals"))]
    return cards.trail(steps, code, words, near)


def verdicts(rows: Sequence[Mapping[str, Any]], lines: Sequence[Sequence[str]], words: Words) -> Markup:
    """The verdicts of an objective for both horizons, each with its sentences."""
    shown = []
    for row, sentences in zip(rows, lines, strict=True):
        status = words(f"status.{row['status']}")
        if row["status"] == CANNOT_BE_ASSESSED:
            status = words("verdict.cannot", status=status, reason=words(f"reason.{row['reason']}"))
        is_sensitive = not is_missing(row["is_sensitive"]) and bool(row["is_sensitive"])
        badge = words("verdict.badge") if is_sensitive else ""
        shown.append(
            {
                "horizon": str(row["horizon"]),
                "status": row["status"],
                "text": status,
                "lines": list(sentences),
                "badge": badge,
            }
        )
    return render("verdicts", verdicts=shown)


def caution(text: str) -> Markup:
    """A caveat a reader must know before using a figure."""
    return render("caution", text=text)


def no_path(words: Words) -> Markup:
    """The place of the path where there is neither baseline nor target."""
    return render("no_path", text=words("headline.path.none"))
