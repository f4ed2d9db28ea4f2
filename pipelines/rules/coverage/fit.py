"""Which open projects fit what a funder looks for, and why: one reason per stated criterion, for, against or not known.

    fit = criteria met / criteria stated          0 to 1; what is not known is counted apart and is never "met"

A criterion is met when the project has at least one of the values named; the ticket is met when what the project still
seeks lies within it. Where the project does not say, nothing is assumed. No report we receive says which instrument
(grant, loan, guarantee, equity) a project can take, so that criterion stays "not known" until a column `instruments`
comes. Does not belong here: wording (the reasons are codes), which projects are open (`opportunities.sql`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

# Criterion and the column of marts.opportunities it looks at, in the order reasons are given.
CRITERIA: Mapping[str, str] = {
    "objectives": "objectives",
    "regions": "regions",
    "countries": "countries",
    "practices": "practices",
    "ticket": "gap_eur",
    "stages": "stage",
    "instruments": "instruments",
    "sdgs": "sdgs",
    "assessments": "assessment",
}
TICKET = "ticket"
SIDES = FOR, AGAINST, NOT_KNOWN = "reasons_for", "reasons_against", "not_known"

Reason = tuple[str, str | float | None]  # criterion, value
Verdict = tuple[str, Reason]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a funder looks for; an empty criterion is not stated. Tickets in EUR, both ends included.

    Raises ValueError where the smallest ticket is above the largest.
    """

    objectives: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    ticket_min_eur: float | None = None
    ticket_max_eur: float | None = None
    stages: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    assessments: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        low, high = self.ticket_min_eur, self.ticket_max_eur
        if low is not None and high is not None and low > high:
            raise ValueError(f"the smallest ticket, EUR {low:,.0f}, is above the largest, EUR {high:,.0f}")

    @property
    def stated(self) -> tuple[str, ...]:
        """The criteria that are stated, in the order of CRITERIA."""
        has_ticket = self.ticket_min_eur is not None or self.ticket_max_eur is not None
        return tuple(name for name in CRITERIA if (has_ticket if name == TICKET else getattr(self, name)))


def ranked(opportunities: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """The opportunities, best fit first, counted and without their reasons.

    Adds `fit_share` (missing when nothing is stated), `met_count`, `against_count` and `not_known_count`. Equal fits
    stand in the order of fewer reasons against, then of what they still seek, most first and unstated last, then identifier.
    """
    stated = profile.stated
    counts = {side: np.zeros(len(opportunities), dtype="int64") for side in SIDES}
    for criterion in stated:
        places, verdicts = _verdicts(opportunities, profile, criterion)
        for side in SIDES:
            counts[side] += np.array([found == side for found, _ in verdicts])[places]
    judged = opportunities.assign(
        fit_share=counts[FOR] / len(stated) if stated else float("nan"),
        met_count=counts[FOR],
        against_count=counts[AGAINST],
        not_known_count=counts[NOT_KNOWN],
    )
    order = ["fit_share", "against_count", "gap_eur", "project_id"]
    return judged.sort_values(order, ascending=[False, True, False, True], kind="stable").reset_index(drop=True)


def match(opportunities: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """The opportunities as `ranked`, each with its reasons.

    Adds the lists `reasons_for`, `reasons_against` and `not_known` of (criterion, value). The value is what matched;
    what the project has instead; or what was looked for and is not said. That of the ticket is what the project still
    seeks, in EUR.
    """
    judged = ranked(opportunities, profile)
    listed: dict[str, list[list[Reason]]] = {side: [[] for _ in range(len(judged))] for side in SIDES}
    for criterion in profile.stated:
        places, verdicts = _verdicts(judged, profile, criterion)
        for position, place in enumerate(places):
            side, reason = verdicts[place]
            listed[side][position].append(reason)
    return judged.assign(**{side: pd.Series(lists, index=judged.index, dtype=object) for side, lists in listed.items()})


def _verdicts(opportunities: pd.DataFrame, profile: Profile, criterion: str) -> tuple[np.ndarray, list[Verdict]]:
    """The verdicts one criterion has, and which of them each project gets; each distinct content is looked at once."""
    column = CRITERIA[criterion]
    unknown = (NOT_KNOWN, (criterion, _looked_for(profile, criterion)))
    if column not in opportunities:
        return np.zeros(len(opportunities), dtype="int64"), [unknown]
    places, contents = pd.factorize(opportunities[column])
    judge = _ticket_verdict if criterion == TICKET else _value_verdict
    # Place -1 of a missing content takes the last verdict.
    return places, [*(judge(content, profile, criterion) for content in contents), unknown]


def _value_verdict(content: str, profile: Profile, criterion: str) -> Verdict:
    """Met when one of the values separated by ; is among those looked for."""
    values = [value.strip() for value in content.split(";") if value.strip()]
    if not values:
        return NOT_KNOWN, (criterion, _looked_for(profile, criterion))
    wanted = set(getattr(profile, criterion))
    matched = [value for value in values if value in wanted]
    return (FOR, (criterion, ";".join(matched))) if matched else (AGAINST, (criterion, ";".join(values)))


def _ticket_verdict(gap_eur: float, profile: Profile, criterion: str) -> Verdict:
    """Met when something is still sought, and no less and no more than the tickets of the funder."""
    low, high = profile.ticket_min_eur, profile.ticket_max_eur
    is_met = gap_eur > 0 and (low is None or gap_eur >= low) and (high is None or gap_eur <= high)
    return FOR if is_met else AGAINST, (criterion, float(gap_eur))


def _looked_for(profile: Profile, criterion: str) -> str | None:
    """The values a funder named, separated by ;; none for the ticket, which has two ends of its own."""
    return None if criterion == TICKET else ";".join(getattr(profile, criterion))
