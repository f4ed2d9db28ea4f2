"""How the page of an objective opens: its name and the verdict as a sentence, then where it stands in numbers or what would settle it."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.rendering.figures import Figures, named
from dashboard.rendering.headlines import objective, standing
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.panels.objective_facts import STEPS_KIND, Facts
from dashboard.rendering.panels.settling import REACHED, missing_fact
from dashboard.rendering.registers import terms
from dashboard.rendering.words import Words, is_missing, uncapitalised
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED

ONE_FIGURE = "baseline_is_latest"  # the reason whose sentence says a number
Row = Mapping[str, Any]


def opening(figures: Figures, facts: Facts, steps: Sequence[Row], words: Words) -> Headline:
    """The headline of an objective; its lede gives the number, or says why there is none and what would settle it."""
    head = objective.objective(figures, facts.verdict, facts.first, facts.label, words)
    if facts.first["status"] == CANNOT_BE_ASSESSED:
        lede = _open(figures, facts, steps, words)
    elif facts.kind == STEPS_KIND:
        lede = _steps(steps, words)
    else:
        lede = standing.standing(figures, facts.first, facts.kind, facts.unit, words)
    said = tuple(dict.fromkeys((*head.figure_ids, *lede.figure_ids)))
    sentence = words("headline.objective.named", subject=facts.label, finding=uncapitalised(head.sentence))
    return Headline(sentence, lede.sentence, figure_ids=said)


def _steps(steps: Sequence[Row], words: Words) -> Headline:
    """The steps that are overdue, by name and date; else the next one."""
    dated = [step for step in steps if not is_missing(step["due_on"]) and step["state"] != REACHED]
    dated = sorted(dated, key=lambda step: (step["due_on"], step["milestone_code"]))
    late = [step for step in dated if not is_missing(step["days_overdue"]) and step["days_overdue"] > 0]
    named_steps = words.parted(
        words("standing.step", name=words.label(step), on=words.day(step["due_on"])) for step in late or dated[:1]
    )
    if not named_steps:
        return Headline("", "")
    return Headline(words("standing.late" if late else "standing.next", steps=named_steps), "")


def under_verdicts(figures: Figures, facts: Facts, words: Words) -> list[list[str]]:
    """The sentences beside the verdict of each horizon: its reason or its speed, then where its terms come from."""
    return [
        [
            *standing.under_verdict(figures, row, facts.kind, facts.unit, words),
            *filter(None, [terms.origins(row, words)]),
        ]
        for row in facts.rows
    ]


def _open(figures: Figures, facts: Facts, steps: Sequence[Row], words: Words) -> Headline:
    """Why the first horizon cannot be assessed; then where the second one stands, or what would settle the first."""
    why = " ".join(objective.verdict_lines(figures, facts.first, words))
    if facts.second["status"] != CANNOT_BE_ASSESSED and facts.kind != STEPS_KIND:
        then = standing.standing(figures, facts.second, facts.kind, facts.unit, words)
        if then.sentence:
            return Headline(f"{why} {then.sentence}", "", figure_ids=then.figure_ids)
    fact = missing_fact(facts.indicator, facts.first, steps, words)
    said = (
        (named("baseline", facts.indicator_code, facts.first["horizon"]),)
        if facts.first["reason"] == ONE_FIGURE
        else ()
    )
    return Headline(f"{why} {words('standing.settled_by', fact=uncapitalised(fact))}", "", figure_ids=said)
