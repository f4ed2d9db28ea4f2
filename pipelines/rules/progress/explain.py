"""One verdict with everything behind it: the formula with its numbers, the rows used and those left out.

An explanation carries the rows it lists, and assesses the indicator a second time from those rows alone, so that a figure
that cannot be reproduced is noticed. Does not belong here: the method itself (`assessment`, `journey`), words (`wording`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.rules.progress.assessment import Assessment, assess
from pipelines.rules.progress.evidence import USED, rows_from, standings, weigh
from pipelines.rules.progress.formula import Formula, formula_of
from pipelines.rules.progress.journey import ACHIEVED, CANNOT_BE_ASSESSED, LIMITED_PROGRESS, ON_TRACK, STATUSES
from pipelines.rules.progress.record import Indicator, IndicatorRow, Milestone, Observation, read_indicator
from pipelines.rules.progress.settling import Band, ValueNeeded, settling_values, value_needed_next_year
from pipelines.rules.progress.steps import steps_of

OTHER_HORIZON = "other_horizon"  # what becomes of a step that is not used
# The classes a verdict may have, from best to worst.
CLASSES = tuple(status for status in STATUSES if status != CANNOT_BE_ASSESSED)
STEP_CLASSES = (ACHIEVED, ON_TRACK, LIMITED_PROGRESS)


@dataclass(frozen=True)
class ListedRow:
    """One observation or milestone, and the code `used` or that of why it is left out."""

    row: Observation | Milestone
    standing: str


@dataclass(frozen=True)
class Explanation:
    """Everything behind one verdict, in the order in which a reader asks for it.

    `recomputed` is the verdict reached again from `rows_used`, or from all listed rows where nothing can be used.
    """

    indicator: Indicator
    as_of: date
    assessment: Assessment
    formula: Formula
    classes: tuple[str, ...]
    rows_used: tuple[ListedRow, ...]
    rows_left_out: tuple[ListedRow, ...]
    recomputed: Assessment
    settling: tuple[Band, ...]
    needed_next_year: ValueNeeded | None

    @property
    def is_reproduced(self) -> bool:
        """The rows listed lead to the same status, reason and pace."""
        first, again = self.assessment, self.recomputed
        return (first.status, first.reason, first.pace) == (again.status, again.reason, again.pace)


def explain(
    indicator: IndicatorRow,
    observations: Sequence[Observation],
    milestones: Sequence[Milestone],
    horizon: int,
    as_of: date,
) -> Explanation:
    """The verdict on one indicator at one horizon, with everything needed to reach it by hand."""
    terms = read_indicator(indicator)
    verdict = assess(terms, observations, milestones, horizon, as_of)
    listed = _listed(terms, observations, milestones, horizon, as_of)
    used = tuple(row for row in listed if row.standing == USED)
    kept = used if verdict.status != CANNOT_BE_ASSESSED else listed
    return Explanation(
        indicator=terms,
        as_of=as_of,
        assessment=verdict,
        formula=formula_of(terms, verdict),
        classes=STEP_CLASSES if terms.kind == "milestone" else CLASSES,
        rows_used=used,
        rows_left_out=tuple(row for row in listed if row.standing != USED),
        recomputed=assess(
            terms,
            [entry.row for entry in kept if isinstance(entry.row, Observation)],
            [entry.row for entry in kept if isinstance(entry.row, Milestone)],
            horizon,
            as_of,
        ),
        settling=settling_values(terms, as_of, horizon) if verdict.reason is not None else (),
        needed_next_year=value_needed_next_year(terms, as_of, horizon),
    )


def _listed(
    terms: Indicator,
    observations: Sequence[Observation],
    milestones: Sequence[Milestone],
    horizon: int,
    as_of: date,
) -> tuple[ListedRow, ...]:
    """Every row of the indicator with its standing: its steps, or its observations."""
    if terms.kind == "milestone":
        steps = steps_of(milestones, horizon)
        return tuple(ListedRow(step, USED if step in steps else OTHER_HORIZON) for step in milestones)
    rows = rows_from(observations)
    evidence = weigh(terms, rows, as_of)
    found = standings(rows, evidence, as_of)
    return tuple(ListedRow(row, standing) for row, standing in zip(observations, found, strict=True))
