"""What an indicator lacks, as questions: each missing term or figure once, with the horizons that wait for it.

Does not belong here: which terms and figures a reason asks for (`progress.needs`).
"""

from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from pipelines.rules.progress import needs
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED
from pipelines.rules.progress.record import Indicator, Milestone, read_indicator, read_milestone
from pipelines.rules.progress.steps import NOT_REPORTED, steps_of
from pipelines.rules.questions.answers import OF_A_HORIZON, answer, state_of
from pipelines.rules.questions.question import Question

Row = Mapping[str, Any]


def of_indicator(indicator: Row, verdicts: Sequence[Row], steps: Sequence[Row]) -> list[Question]:
    """The questions of one indicator; `verdicts` are its rows for both horizons, `steps` its dated steps."""
    known = read_indicator(indicator)
    own = [read_milestone(SimpleNamespace(**step)) for step in steps]
    lacking = {
        int(row["horizon"]): needs.needs(
            known, int(row["horizon"]), row["reason"], bool(steps_of(own, int(row["horizon"])))
        )
        for row in verdicts
        if row["status"] == CANNOT_BE_ASSESSED
    }
    return [*_needs(known, lacking), *_states(known, own, lacking)]


def _needs(known: Indicator, lacking: Mapping[int, tuple[str, ...]]) -> Iterator[Question]:
    """One question for each need; a target and a step are asked for each horizon, anything else once."""
    waiting: dict[tuple[str, int], list[int]] = {}
    for horizon, wanted in lacking.items():
        for need in wanted:
            if need not in (*needs.OF_NOBODY, needs.STATE):
                waiting.setdefault((need, horizon if need in OF_A_HORIZON else 0), []).append(horizon)
    for (need, horizon), horizons in waiting.items():
        stream, cells = answer(need, known, horizon)
        yield Question(
            need,
            needs.supplied_by(need, known.source_of_values),
            stream,
            cells,
            (known.objective_code,),
            known.indicator_code,
            horizon=horizon,
            needed=tuple((each, len(lacking[each])) for each in sorted(horizons)),
        )


def _states(known: Indicator, own: Sequence[Milestone], lacking: Mapping[int, tuple[str, ...]]) -> Iterator[Question]:
    """One question for each step whose state nobody reported, also where the verdict does not wait for it."""
    for step in own:
        if (step.state or NOT_REPORTED) != NOT_REPORTED:
            continue
        horizons = [horizon for horizon in (2030, 2050) if step in steps_of(own, horizon)]
        stream, cells = state_of(step.milestone_code)
        yield Question(
            needs.STATE,
            needs.supplied_by(needs.STATE, known.source_of_values),
            stream,
            cells,
            (known.objective_code,),
            known.indicator_code,
            row_key=step.milestone_code,
            needed=tuple((each, len(lacking[each])) for each in horizons if each in lacking),
            touched=tuple(each for each in horizons if each not in lacking),
        )
