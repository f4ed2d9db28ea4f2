"""What the release says of one objective: its headline, its two verdicts, its path and its pipeline."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED

WHOLE_KINDS = ("count", "rate")


def objective(verdict: Mapping[str, Any], progress: Mapping[str, Any], label: str, words: Words) -> Headline:
    """The headline of an objective for 2030, from its own row and that of its headline indicator."""
    lede = "" if is_missing(verdict["summary"]) else words("objective.summary", text=str(verdict["summary"]))
    if verdict["status"] == CANNOT_BE_ASSESSED:
        return Headline(_unassessed(verdict, progress, words), lede, subject=label)
    if verdict["status"] == "achieved":
        return Headline(words("headline.objective.achieved", horizon=str(verdict["horizon"])), lede, subject=label)
    if not is_missing(verdict["days_overdue"]) and verdict["days_overdue"] > 0:
        return Headline(words("headline.objective.overdue", n=int(verdict["days_overdue"])), lede, subject=label)
    if is_missing(progress["acceleration"]):
        return Headline(
            words(f"headline.objective.{verdict['status']}", horizon=str(verdict["horizon"])), lede, subject=label
        )
    factor = words.number(round(float(progress["acceleration"]), 1))
    key = "ahead" if progress["acceleration"] <= 1 else "too_slow"
    return Headline(
        words(f"headline.objective.{key}", factor=factor, horizon=str(verdict["horizon"])), lede, subject=label
    )


def verdict_lines(row: Mapping[str, Any], words: Words) -> list[str]:
    """The sentences under a verdict: why there is none, or the figures it rests on."""
    if row["status"] == CANNOT_BE_ASSESSED:
        return [
            words(
                f"reason_sentence.{row['reason']}",
                value=_value(row["baseline_value"], words),
                on=words.day(row["baseline_on"]),
                horizon=str(row["horizon"]),
            )
        ]
    sentences = []
    if not is_missing(row["pace"]):
        sentences.append(words("verdict.pace", pace=words.number(round(row["pace"], 2), 2)))
    if not is_missing(row["required_per_year"]):
        sentences.append(
            words(
                "verdict.required",
                required=words.short(row["required_per_year"]),
                observed=words.short(row["observed_per_year"]),
            )
        )
    if not is_missing(row["projected_year"]):
        sentences.append(words("verdict.projected", year=str(row["projected_year"])))
    if not is_missing(row["days_overdue"]) and row["days_overdue"] > 0:
        sentences.append(words("verdict.overdue", n=int(row["days_overdue"])))
    if not is_missing(row["is_sensitive"]) and row["is_sensitive"]:
        sentences.append(words("verdict.sensitive", status=words(f"status.{row['compound_status']}")))
    return sentences


def measured(value: Any, kind: str, unit: str, words: Words) -> str:
    """A value of an indicator with its unit, in a sentence."""
    return words.measure(round(float(value)) if kind in WHOLE_KINDS else float(value), unit)


def figure(value: Any, kind: str, words: Words) -> str:
    """A value of an indicator in a sentence; kinds that are counted are said in whole numbers."""
    return words.short(round(float(value)) if kind in WHOLE_KINDS else float(value))


def path(row: Mapping[str, Any], kind: str, unit: str, words: Words) -> str:
    """The title over the path chart: the value expected today, or the distance from the even path."""
    if is_missing(row["target_value"]) or is_missing(row["baseline_value"]):
        return words("headline.path.none")
    if row["status"] == CANNOT_BE_ASSESSED and not is_missing(row["expected_value"]):
        return words("headline.path.expected", value=measured(row["expected_value"], kind, unit, words))
    if any(is_missing(row[name]) for name in ("expected_at_latest", "latest_value", "pace")):
        target = words.measure(float(row["target_value"]), unit)
        return words("headline.path.target", target=target, horizon=str(row["horizon"]))
    behind = abs(row["expected_at_latest"] - row["latest_value"])
    key = "behind" if row["pace"] < 1 else "ahead"
    return words(f"headline.path.{key}", value=measured(behind, kind, unit, words))


def steps(steps: pd.DataFrame, words: Words) -> str:
    """The title over the dated steps of an objective."""
    return words("headline.path.steps", n=len(steps), overdue=int((steps["days_overdue"] > 0).sum()))


def pipeline(counts: pd.DataFrame, code: str, words: Words) -> str:
    """The title over the stages of an objective, from the number of its projects by the basis of the link."""
    count = int(counts["projects_count"].sum())
    if not count:
        return words("headline.pipeline.none", code=code)
    key = "headline.pipeline.inferred" if set(counts["link_basis"]) == {"inferred"} else "headline.pipeline.some"
    return words(key, n=count, code=code)


def _unassessed(verdict: Mapping[str, Any], progress: Mapping[str, Any], words: Words) -> str:
    """What the objective lacks, as a sentence; where only a baseline exists, the target is named."""
    if verdict["reason"] == "baseline_is_latest" and not is_missing(progress["target_value"]):
        return words(
            "headline.objective.only_baseline",
            on=str(progress["baseline_year"]),
            horizon=str(progress["horizon"]),
            target=words.short(progress["target_value"]),
        )
    return words(f"headline.objective.{verdict['reason']}", horizon=str(verdict["horizon"]))


def _value(value: Any, words: Words) -> str:
    return words("missing.value") if is_missing(value) else words.short(value)
