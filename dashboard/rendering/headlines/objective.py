"""What the release says of one objective: its headline, its two verdicts, its path and its pipeline."""

from collections.abc import Mapping
from typing import Any

from dashboard.rendering.figures import Figures, Noted
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED

Row = Mapping[str, Any]
WHOLE_KINDS = ("count", "rate")


def objective(figures: Figures, verdict: Row, progress: Row, label: str, words: Words) -> Headline:
    """The headline of an objective for 2030, from its own row and that of its headline indicator; its lede is another's."""
    asked = figures.noted()
    return Headline(_sentence(asked, verdict, progress, words), "", subject=label, figure_ids=asked.ids)


def _sentence(asked: Noted, verdict: Row, progress: Row, words: Words) -> str:
    status, horizon = verdict["status"], str(verdict["horizon"])
    if status == CANNOT_BE_ASSESSED:
        return _unassessed(asked, verdict, progress, words)
    if status == "achieved":
        return words("headline.objective.achieved", horizon=horizon)
    overdue = asked.amount("days_overdue", verdict["objective_code"], horizon)
    if overdue is not None and overdue > 0:
        return words("headline.objective.overdue", n=int(overdue))
    factor = asked.amount("acceleration", progress["indicator_code"], horizon)
    if factor is None:
        return words(f"headline.objective.{status}", horizon=horizon)
    key = "ahead" if factor <= 1 else "too_slow"
    return words(f"headline.objective.{key}", factor=words.number(round(factor, 1)), horizon=horizon)


def verdict_lines(figures: Figures, row: Row, words: Words) -> list[str]:
    """All that a verdict rests on, for its working: why there is none, or every figure beside it."""
    asked, keys = figures.noted(), (row["indicator_code"], row["horizon"])
    if row["status"] == CANNOT_BE_ASSESSED:
        value, on = _value(asked.amount("baseline", *keys), words), words.day(row["baseline_on"])
        return [words(f"reason_sentence.{row['reason']}", value=value, on=on, horizon=str(row["horizon"]))]
    sentences = []
    pace, required, year = (asked.amount(name, *keys) for name in ("pace", "required", "projected_year"))
    if pace is not None:
        sentences.append(words("verdict.pace", pace=words.number(round(pace, 2), 2)))
    if required is not None:
        observed = asked.amount("observed", *keys)
        observed = words("missing.value") if observed is None else words.short(observed)
        sentences.append(words("verdict.required", required=words.short(required), observed=observed))
    if year is not None:
        sentences.append(words("verdict.projected", year=str(int(year))))
    sentences += overdue(figures, row, words)
    if not is_missing(row["is_sensitive"]) and row["is_sensitive"]:
        sentences.append(words("verdict.sensitive", status=words(f"status.{row['compound_status']}")))
    return sentences


def overdue(figures: Figures, row: Row, words: Words) -> list[str]:
    """For how long the oldest step is overdue, as a sentence; none where none is."""
    days = figures.noted().amount("steps_overdue", row["indicator_code"], row["horizon"])
    return [words("verdict.overdue", n=int(days))] if days is not None and days > 0 else []


def measured(value: Any, kind: str, unit: str, words: Words) -> str:
    """A value of an indicator with its unit, in a sentence."""
    return words.measure(round(float(value)) if kind in WHOLE_KINDS else float(value), unit)


def figure(value: Any, kind: str, words: Words) -> str:
    """A value of an indicator in a sentence; kinds that are counted are said in whole numbers."""
    return words.short(round(float(value)) if kind in WHOLE_KINDS else float(value))


def path(figures: Figures, row: Row, kind: str, unit: str, words: Words) -> Headline:
    """The title over the path chart: the value expected today, or the distance from the even path."""
    asked, keys = figures.noted(), (row["indicator_code"], row["horizon"])
    return Headline(_path(asked, keys, row["status"], (kind, unit), words), "", figure_ids=asked.ids)


def _path(asked: Noted, keys: tuple[str, int], status: str, measured_in: tuple[str, str], words: Words) -> str:
    target, baseline = asked.amount("target", *keys), asked.amount("baseline", *keys)
    if target is None or baseline is None:
        return words("headline.path.none")
    expected = asked.amount("expected", *keys) if status == CANNOT_BE_ASSESSED else None
    if expected is not None:
        return words("headline.path.expected", value=measured(expected, *measured_in, words))
    behind, pace = asked.amount("off_path", *keys), asked.amount("pace", *keys)
    if behind is None or pace is None:
        unit = measured_in[1]
        return words("headline.path.target", target=words.measure(target, unit), horizon=str(keys[1]))
    key = "behind" if pace < 1 else "ahead"
    return words(f"headline.path.{key}", value=measured(behind, *measured_in, words))


def steps(figures: Figures, code: str, words: Words) -> Headline:
    """The title over the dated steps of an objective."""
    asked = figures.noted()
    has_any = asked.has("steps", code)
    count, late = (asked.count("steps", code), asked.count("late_steps", code)) if has_any else (0, 0)
    return Headline(words("headline.path.steps", n=count, overdue=late), "", figure_ids=asked.ids)


def pipeline(figures: Figures, code: str, words: Words) -> Headline:
    """The title over the stages of an objective, from the number of its projects and the basis of the link."""
    asked = figures.noted()
    count = asked.count("linked", code) if asked.has("linked", code) else 0
    if not count:
        return Headline(words("headline.pipeline.none", code=code), "")
    key = "inferred" if asked.count("linked_inferred", code) == count else "some"
    return Headline(words(f"headline.pipeline.{key}", n=count, code=code), "", figure_ids=asked.ids)


def _unassessed(asked: Noted, verdict: Row, progress: Row, words: Words) -> str:
    """What the objective lacks, as a sentence; where only a baseline exists, the target is named."""
    if verdict["reason"] == "baseline_is_latest":
        keys = progress["indicator_code"], progress["horizon"]
        target, since = asked.amount("target", *keys), asked.amount("baseline_year", *keys)
        if target is not None:
            return words(
                "headline.objective.only_baseline",
                on=words("missing.date") if since is None else str(int(since)),
                horizon=str(progress["horizon"]),
                target=words.short(target),
            )
    return words(f"headline.objective.{verdict['reason']}", horizon=str(verdict["horizon"]))


def _value(value: float | None, words: Words) -> str:
    return words("missing.value") if value is None else words.short(value)
