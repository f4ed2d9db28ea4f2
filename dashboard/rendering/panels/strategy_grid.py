"""The 24 objectives under their goals, one row each: verdicts, journey, money, where, latest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.figures import Figures, Noted, named
from dashboard.rendering.folding import fold
from dashboard.rendering.glossary import Glossed
from dashboard.rendering.kept import kept
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import MILLION, Words, is_missing
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED

SPARK_WIDTH, SPARK_HEIGHT = 116, 20  # px
SMALL = 0.05  # money under 0.05 million would round to nothing
FURTHEST_SHARE = 1.15  # shares of the journey beyond this are drawn at the edge; the figure beside is exact
NOTHING = "nothing_reported"


@dataclass(frozen=True)
class StrategyFrames:
    """What the grid is drawn from: one frame per question, and the figures its numbers are."""

    goals: pd.DataFrame
    objectives: pd.DataFrame
    progress: pd.DataFrame
    cells: pd.DataFrame
    regions: pd.DataFrame
    figures: Figures


@kept
def strategy_grid(frames: StrategyFrames, words: Words, links: Links) -> Markup:
    """The table of the strategy, closed by the row of what is tied to no objective."""
    folded = fold(frames.objectives["objective_code"].nunique(), words)
    said = laid_out(frames, words, links)
    return render("strategy_grid", words=words, glossed=Glossed(words), **said, fold=folded, columns=6 + 1)


def laid_out(frames: StrategyFrames, words: Words, links: Links) -> dict[str, Any]:
    """What stands in the table: the goals with their rows, the row outside, the names of the regions."""
    regions = frames.regions.to_dict("records")
    figures = frames.figures.noted()
    outside = figures.has("objective_asked", None)
    codes = [*frames.objectives["objective_code"].unique(), *([None] if outside else [])]
    money = {_code(code): amounts(figures, code) for code in codes}
    longest = max([_length(row) for code, row in money.items() if code] + [0.0])
    progress = {row["objective_code"]: row for row in frames.progress.to_dict("records")}
    states = {(_code(row["objective_code"]), _code(row["region_code"])): row for row in frames.cells.to_dict("records")}
    drawn = _Drawn(words, links, figures, regions, money, longest, progress, states)
    by_goal = [goal for goal in frames.goals.to_dict("records") if goal["horizon"] == 2030]
    verdicts = sorted(frames.objectives.to_dict("records"), key=lambda row: (row["objective_code"], row["horizon"]))
    return {
        "goals": [drawn.goal(goal, verdicts) for goal in by_goal],
        "outside": drawn.outside() if "" in money else None,
        "regions": [words.label(region) for region in regions],
    }


@dataclass(frozen=True)
class _Drawn:
    words: Words
    links: Links
    figures: Noted
    regions: list[dict[str, Any]]
    money: Mapping[str, Mapping[str, Any]]
    longest: float
    progress: Mapping[str, Mapping[str, Any]]
    states: Mapping[tuple[str, str], Mapping[str, Any]]

    def goal(self, goal: Mapping[str, Any], verdicts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        own = [row for row in verdicts if row["goal_code"] == goal["goal_code"]]
        keys = goal["goal_code"], goal["horizon"]
        assessed, total = self.figures.count("goal_assessed", *keys), self.figures.count("goal_objectives", *keys)
        note = self.words("grid.assessed", n=assessed, total=total, horizon="2030")
        if not is_missing(goal["worst_objective_code"]):
            note += self.words("grid.furthest", code=goal["worst_objective_code"])
        return {
            "title": f"{goal['goal_code']} {self.words.label(goal)}",
            "note": note,
            "note_figures": f"{named('goal_assessed', *keys)} {named('goal_objectives', *keys)}",
            "rows": [self.row(code, list(rows)) for code, rows in groupby(own, itemgetter("objective_code"))],
        }

    def row(self, code: str, verdicts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        progress = self.progress.get(code, {})
        spark = _spark(progress)
        money = _bar(self.money[code], self.longest, self.words)
        journey = self.figures.figures.noted()
        cells = self.where(code)
        is_empty = not spark and not money and all(cell["state"] == NOTHING for cell in cells)
        return {
            "code": code,
            "label": self.words.label(verdicts[0]),
            "href": self.links("objective", code=code),
            "verdicts": [self.verdict(row) for row in verdicts],
            "spark": spark,
            "journey": _journey(progress, journey, self.words),
            "journey_figures": " ".join(journey.ids),
            "amounts": self.money[code],
            "money_figures": _money_figures(code),
            "money": money,
            "cells": cells,
            "latest": self.words.month(self._newest(code)),
            "latest_figure": named("newest_observation", code) if self._newest(code) else "",
            "is_empty": is_empty,
        }

    def outside(self) -> dict[str, Any]:
        return {
            "money": _bar(self.money[""], self.longest, self.words),
            "amounts": self.money[""],
            "money_figures": _money_figures(None),
            "cells": self.where(""),
            "latest": self.words.month(self.figures.day("objective_newest", None)),
            "latest_figure": named("objective_newest", None),
        }

    def _newest(self, code: str) -> date | None:
        """The day of the newest observation of an objective; None where it has none."""
        has_any = self.figures.has("newest_observation", code)
        return self.figures.day("newest_observation", code) if has_any else None

    def verdict(self, row: Mapping[str, Any]) -> dict[str, str]:
        status = str(row["status"])
        text = self.words(f"reason.{row['reason']}") if status == CANNOT_BE_ASSESSED else self.words(f"status.{status}")
        if not is_missing(row["days_overdue"]) and row["days_overdue"] > 0 and status != CANNOT_BE_ASSESSED:
            text = self.words("grid.overdue", status=text)
        return {"status": status, "text": text, "horizon": str(row["horizon"])}

    def where(self, code: str) -> list[dict[str, str]]:
        return [self.cell(code, region) for region in self.regions]

    def cell(self, code: str, region: Mapping[str, Any]) -> dict[str, str]:
        found = self.states.get((code, region["region_code"]))
        state = _state(found, code)
        return {"state": state, "name": f"{self.words.label(region)}: {self.words(f'coverage.{state}')}"}


def _state(cell: Mapping[str, Any] | None, code: str) -> str:
    """The state of a cell; money that is tied to no objective is money whose need nobody stated."""
    if cell is None:
        return NOTHING
    has_money = not is_missing(cell["committed_eur"]) and cell["committed_eur"] > 0
    return "not_stated" if not code and has_money else str(cell["coverage_state"])


def _code(code: Any) -> str:
    return "" if is_missing(code) else str(code)


def amounts(figures: Noted, code: str | None) -> dict[str, float | None]:
    """Asked, committed and missing under an objective, or what is tied to none; nothing where the release has no cell."""
    families = {"asked_eur": "objective_asked", "committed_eur": "objective_committed", "gap_eur": "objective_missing"}
    return {
        name: figures.amount(family, code) if figures.has(family, code) else None for name, family in families.items()
    }


def _money_figures(code: str | None) -> str:
    return " ".join(named(f"objective_{name}", code) for name in ("asked", "committed", "missing"))


def _length(row: Mapping[str, Any]) -> float:
    """The longer of what is asked and what is committed."""
    found = [row["asked_eur"], row["committed_eur"]]
    return max([float(amount) for amount in found if not is_missing(amount)] + [0.0])


def _bar(row: Mapping[str, Any], longest: float, words: Words) -> dict[str, Any] | None:
    """Committed and missing as percent of the longest bar; None when no source gives an amount."""
    if is_missing(row["asked_eur"]) and is_missing(row["committed_eur"]):
        return None
    committed = 0.0 if is_missing(row["committed_eur"]) else float(row["committed_eur"])
    missing = 0.0 if is_missing(row["gap_eur"]) else float(row["gap_eur"])
    scale = 100 / longest if longest else 0.0
    name = words("grid.money", committed=words.euros(row["committed_eur"]), missing=words.euros(row["gap_eur"]))
    millions = _length(row) / MILLION
    text = words.number(float(f"{millions:.1g}")) if 0 < millions < SMALL else words.number(round(millions, 1), 1)
    return {"committed": round(committed * scale, 1), "missing": round(missing * scale, 1), "text": text, "name": name}


def _journey(progress: Mapping[str, Any], figures: Noted, words: Words) -> str:
    """The journey to 2030 in words: from baseline to target with its unit."""
    if not progress:
        return ""
    code = progress["indicator_code"]
    if progress["kind"] == "milestone":
        due = figures.day("next_step", code) if figures.has("next_step", code) else None
        return "" if due is None else words("grid.due", month=words.month(due))
    target = figures.amount("target", code, 2030)
    if target is None:
        return ""
    end = words.measure(target, str(progress["unit"]))
    baseline, latest = figures.amount("baseline", code, 2030), figures.amount("latest", code, 2030)
    start = baseline if latest is None else latest
    return end if baseline is None or start is None else f"{words.short(start)} → {end}"


def _spark(progress: Mapping[str, Any]) -> dict[str, Any] | None:
    """The way from baseline to target on one scale for all rows; None where either is missing, and for dated steps."""
    if progress.get("kind") == "milestone":
        return None
    needed = [progress.get(name) for name in ("baseline_value", "target_value", "baseline_on", "target_on")]
    if any(is_missing(value) for value in needed) or progress["target_value"] == progress["baseline_value"]:
        return None
    spark: dict[str, Any] = {"width": SPARK_WIDTH, "height": SPARK_HEIGHT, "status": progress["status"], "latest": None}
    if not is_missing(progress["latest_value"]) and progress["latest_on"] > progress["baseline_on"]:
        way = progress["target_value"] - progress["baseline_value"]
        share = (progress["latest_value"] - progress["baseline_value"]) / way
        time = (progress["latest_on"] - progress["baseline_on"]) / (progress["target_on"] - progress["baseline_on"])
        drawn = max(-0.1, min(share, FURTHEST_SHARE))
        spark["latest"] = (
            round(4 + time * (SPARK_WIDTH - 8), 1),
            round(SPARK_HEIGHT - 3 - drawn * (SPARK_HEIGHT - 6), 1),
        )
    return spark
