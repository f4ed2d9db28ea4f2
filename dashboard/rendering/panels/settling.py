"""What would change a verdict: the missing fact, the verdict of each possible value, the value needed, who can supply it."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from dashboard.rendering import cards, missing_facts
from dashboard.rendering.blocks import render
from dashboard.rendering.glossary import Glossed
from dashboard.rendering.headlines.objective import WHOLE_KINDS
from dashboard.rendering.kept import kept
from dashboard.rendering.panels.objective_facts import STEPS_KIND
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED
from pipelines.rules.progress.needs import NEWER_VALUE, SECRETARIAT, needs, supplied_by
from pipelines.rules.progress.record import HORIZONS, read_milestone
from pipelines.rules.progress.settling import settling_values, value_needed_next_year
from pipelines.rules.progress.steps import steps_of

REACHED = "reached"
Row = Mapping[str, Any]


@kept
def settling(indicator: Row, rows: Sequence[Row], steps: Sequence[Row], as_of: date, words: Words) -> Markup:
    """What one more fact would settle for an indicator; `rows` are its verdicts for both horizons, `steps` its steps."""
    first = rows[0]
    if indicator["kind"] == STEPS_KIND:
        return _of_steps(indicator, first, steps, words)
    by_horizon = {horizon: settling_values(indicator, as_of, horizon) for horizon in HORIZONS}
    horizon = next((horizon for horizon, bands in by_horizon.items() if bands), None)
    if horizon is None:
        return _missing(indicator, first, steps, words)
    row = next(row for row in rows if row["horizon"] == horizon)
    sentences = [supplier(indicator, row, steps, words)]
    if horizon != first["horizon"]:
        sentences.insert(
            0, words("settling.named", name=str(first["horizon"]), fact=missing_fact(indicator, first, steps, words))
        )
    needed = value_needed_next_year(indicator, as_of, horizon)
    unit = words.unit(str(indicator["unit"]))
    if needed is not None:
        key = "needed_falling" if row["target_value"] < row["baseline_value"] else "needed"
        sentences.insert(
            0, words(f"settling.{key}", on=needed.on, value=words.measure(needed.value, str(indicator["unit"])))
        )
    is_open = row["status"] == CANNOT_BE_ASSESSED
    bands = by_horizon[horizon]
    return _table(
        [span(band, indicator["kind"] in WHOLE_KINDS, words) for band in bands],
        [band.status for band in bands],
        words("settling.title" if is_open else "settling.again"),
        words("settling.lede", indicator=_named(indicator, words)),
        (unit, words("settling.verdict", horizon=str(horizon))),
        " ".join(sentences),
        words,
    )


def missing_fact(indicator: Row, row: Row, steps: Sequence[Row], words: Words) -> str:
    """What has to be supplied until an indicator is assessed, in that order."""
    facts = [missing_facts.need(need, indicator, row, words) for need in _needs(indicator, row, steps)]
    return facts[0] if len(facts) == 1 else " ".join(f"({place}) {fact}" for place, fact in enumerate(facts, start=1))


def supplier(indicator: Row, row: Row, steps: Sequence[Row], words: Words) -> str:
    """Who can supply what is missing."""
    code = str(indicator["objective_code"])
    needed = _needs(indicator, row, steps) if row["status"] == CANNOT_BE_ASSESSED else (NEWER_VALUE,)
    who = supplied_by(needed[0], str(indicator["source_of_values"]))
    if who == SECRETARIAT and len(needed) > 1:
        return words("need.both", code=code)
    return missing_facts.supplier(who, code, words)


def _needs(indicator: Row, row: Row, steps: Sequence[Row]) -> tuple[str, ...]:
    own = [read_milestone(SimpleNamespace(**step)) for step in steps]
    return needs(indicator, row["horizon"], row["reason"], bool(steps_of(own, row["horizon"])))


def _missing(indicator: Row, row: Row, steps: Sequence[Row], words: Words) -> Markup:
    fact = (
        missing_fact(indicator, row, steps, words)
        if row["status"] == CANNOT_BE_ASSESSED
        else words("settling_instead.none")
    )
    title = words("settling.instead" if row["status"] == CANNOT_BE_ASSESSED else "settling.assessed")
    named = words("settling.named", name=_named(indicator, words), fact=fact)
    return cards.notes([cards.Note(title, f"{named} {supplier(indicator, row, steps, words)}")])


def _of_steps(indicator: Row, row: Row, steps: Sequence[Row], words: Words) -> Markup:
    """Steps settle an indicator by their state: those due by the first horizon and not reached are named."""
    waiting = [words.label(step) for step in steps if step["state"] != REACHED and _is_due(step, row)]
    if row["status"] == CANNOT_BE_ASSESSED or not waiting:
        return _missing(indicator, row, steps, words)
    steps_due = words("settling.steps", steps="; ".join(waiting))
    return cards.notes([cards.Note(_named(indicator, words), f"{steps_due} {supplier(indicator, row, steps, words)}")])


def _is_due(step: Row, row: Row) -> bool:
    return not is_missing(step["due_on"]) and step["due_on"] <= row["target_on"]


def _named(indicator: Row, words: Words) -> str:
    return f"{indicator['indicator_code']} {words.label(indicator)}"


def _table(
    spans: Sequence[str],
    statuses: Sequence[str],
    title: str,
    lede: str,
    heads: tuple[str, str],
    who: str,
    words: Words,
) -> Markup:
    """What each possible value would mean: one row per span of values and its status."""
    rows = [
        {"span": values, "status": status, "word": words(f"status.{status}")}
        for values, status in zip(spans, statuses, strict=True)
    ]
    return render("settling", title=title, lede=lede, heads=heads, glossed=Glossed(words), rows=rows, who=who)


def span(band: Any, is_whole: bool, words: Words) -> str:
    """A band of values in words; None is an open end, and the open end of the best class includes its bound."""
    low, high, is_best = band.lowest, band.highest, band.status == "achieved"
    if low is not None and high is not None:
        return words("band.between", low=words.short(low), high=words.short(high)) if low != high else words.short(low)
    if low is not None:
        return words("band.from" if is_best or is_whole else "band.over", low=words.short(low))
    if is_best:
        return words("band.to", high=words.short(high))
    return words("band.under", high=words.short(high + 1 if is_whole else high))
