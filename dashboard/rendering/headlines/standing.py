"""Where an indicator stands, in its own unit: the latest value against target and even path, and one measure of speed.

Does not belong here: the verdict in a word (`objective`), and what else it rests on, which is folded away on a page.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.rendering.figures import Figures
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.headlines.objective import figure, measured, overdue, verdict_lines
from dashboard.rendering.words import Words
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED
from pipelines.rules.progress.record import YEARLY_KINDS

Row = Mapping[str, Any]
ACHIEVED, PERCENT = "achieved", "%"
YEAR_END = (12, 31)


def standing(figures: Figures, row: Row, kind: str, unit: str, words: Words) -> Headline:
    """The latest value, of what, on which day, and where an even path was then; nothing where one of them is not known."""
    asked, keys = figures.noted(), (row["indicator_code"], row["horizon"])
    if not asked.has("expected_then", *keys):  # a release made before it had this figure
        return Headline("", "")
    latest, target, expected = (asked.amount(name, *keys) for name in ("latest", "target", "expected_then"))
    on, is_reached = asked.day("latest_on", *keys), row["status"] == ACHIEVED
    if latest is None or target is None or on is None or (expected is None and not is_reached):
        return Headline("", "", figure_ids=asked.ids)
    is_of = kind == "count" and target > (asked.amount("baseline", *keys) or 0.0) and not is_reached
    said = {
        "value": figure(latest, kind, words) if is_of else measured(latest, kind, unit, words),
        "target": measured(target, kind, unit, words) if is_of else _bare(target, kind, unit, words),
        "expected": "" if expected is None else _bare(expected, kind, unit, words),
        "by": _by(on, words),
        "horizon": str(row["horizon"]),
    }
    key = "reached" if is_reached else "of" if is_of else "toward"
    return Headline(words(f"standing.{key}", **said), "", figure_ids=asked.ids)


def speed(figures: Figures, row: Row, kind: str, unit: str, words: Words) -> str:
    """What a year brought so far against what each year must bring from now on; empty where nothing is required."""
    asked, keys = figures.noted(), (row["indicator_code"], row["horizon"])
    required, observed = asked.amount("required", *keys), asked.amount("observed", *keys)
    if required is None:
        return ""
    if observed is None:
        return words("standing.needed", required=_gain(required, kind, unit, words))
    return words("standing.speed", observed=_gain(observed, kind, unit, words), required=words.short(required))


def under_verdict(figures: Figures, row: Row, kind: str, unit: str, words: Words) -> list[str]:
    """The sentences beside a verdict: why there is none, else its one measure of speed and what is overdue."""
    if row["status"] == CANNOT_BE_ASSESSED:
        return verdict_lines(figures, row, words)
    return [*filter(None, [speed(figures, row, kind, unit, words)]), *overdue(figures, row, words)]


def _by(on: date, words: Words) -> str:
    """The day as a person says it: a year ends, any other day is named."""
    is_end = (on.month, on.day) == YEAR_END
    return words("standing.by_year", year=str(on.year)) if is_end else words("standing.by_day", on=on)


def _bare(value: float, kind: str, unit: str, words: Words) -> str:
    """A value whose unit was said just before: only a percent sign stays with it."""
    return words.share(value / 100) if unit.startswith(PERCENT) else figure(value, kind, words)


def _gain(value: float, kind: str, unit: str, words: Words) -> str:
    """What a year brings: a share gains points, and a rate is per year already."""
    if unit.startswith(PERCENT):
        return words("standing.points", n=abs(value), value=words.short(value))
    return words.short(value) if kind in YEARLY_KINDS else words.measure(value, unit)
