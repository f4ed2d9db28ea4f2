"""The doors of the first page: what this is, and for each person the page where the first question is answered."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.figures import Figures, named
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words

# Who comes, and where the first question is answered; a leader first says which of the objectives it is about.
DOORS = {"fund": "coverage", "lead": "", "present": "changes", "send": "submit"}
HORIZON = 2030


def doors(goals: pd.DataFrame, objectives: pd.DataFrame, figures: Figures, words: Words, links: Links) -> Markup:
    """The name, one sentence, the doors, and the objectives that one of them opens."""
    count = figures.noted().count("objectives", HORIZON)
    return render(
        "overview/doors",
        name=words("site.title"),
        what=words("start.what", n=count),
        figure=named("objectives", HORIZON),
        label=words("start.doors"),
        doors=[
            {"name": words(f"start.{who}"), "clause": words(f"start.{who}_clause"), "href": page and links(page)}
            for who, page in DOORS.items()
        ],
        goals=_by_goal(goals, objectives, words, links),
    )


def _by_goal(goals: pd.DataFrame, objectives: pd.DataFrame, words: Words, links: Links) -> list[Mapping[str, Any]]:
    """Each goal with its objectives, in the order of the strategy."""
    rows = objectives[objectives["horizon"] == HORIZON].sort_values("objective_code").to_dict("records")
    return [
        {
            "title": f"{goal['goal_code']} {words.label(goal)}",
            "objectives": [
                {"code": code, "label": words.label(row), "href": links("objective", code=code)}
                for row in rows
                if row["goal_code"] == goal["goal_code"] and (code := row["objective_code"])
            ],
        }
        for goal in goals[goals["horizon"] == HORIZON].to_dict("records")
    ]
