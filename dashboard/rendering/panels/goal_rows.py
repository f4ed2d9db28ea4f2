"""The goals as rows: name, one sentence, and the squares of the objectives for both horizons, by status as in the roll call."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.figures import Figures
from dashboard.rendering.headlines import strategy
from dashboard.rendering.panels.roll_call import square
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.progress.record import HORIZONS
from warehouse.contracts.codes import STATUSES


def goal_rows(goals: pd.DataFrame, objectives: pd.DataFrame, figures: Figures, words: Words, links: Links) -> Markup:
    """One row per goal, in the order of their codes."""
    first = goals[goals["horizon"] == HORIZONS[0]].sort_values("goal_code")
    rows = [
        _row(goal, objectives[objectives["goal_code"] == goal["goal_code"]], figures, words, links)
        for goal in first.to_dict("records")
    ]
    return render("goal_rows", goals=rows)


def _row(goal: Mapping[str, Any], own: pd.DataFrame, figures: Figures, words: Words, links: Links) -> dict[str, Any]:
    said = [strategy.goal(figures, goal["goal_code"], horizon, _reasons(own, horizon), words) for horizon in HORIZONS]
    translated = goal.get(f"statement_{words.language}")
    return {
        "title": f"{goal['goal_code']} {words.label(goal)}",
        "serves": str(goal["statement"] if is_missing(translated) else translated),
        "horizons": [
            {
                "year": str(horizon),
                "sentence": headline.sentence,
                "figures": " ".join(headline.figure_ids),
                "groups": _groups(own[own["horizon"] == horizon], words, links),
            }
            for horizon, headline in zip(HORIZONS, said, strict=True)
        ],
    }


def _groups(rows: pd.DataFrame, words: Words, links: Links) -> list[dict[str, Any]]:
    """The squares of a horizon by status, best first; the objectives that cannot be assessed last."""
    return [
        {
            "status": status,
            "word": words(f"status.{status}"),
            "squares": [square(row, words, links) for row in rows[rows["status"] == status].to_dict("records")],
        }
        for status in STATUSES
        if rows["status"].eq(status).any()
    ]


def _reasons(own: pd.DataFrame, horizon: int) -> list[str]:
    """Why objectives of the goal cannot be assessed, what holds most of them first."""
    return own.loc[own["horizon"] == horizon, "reason"].dropna().value_counts(sort=True).index.to_list()
