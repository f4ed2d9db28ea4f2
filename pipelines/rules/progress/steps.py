"""Indicators of kind milestone: dated steps that are reached, under way or overdue.

Belongs here: the state of the steps of one indicator on one day. Does not: numbers on a path (`journey`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.rules.progress.journey import ACHIEVED, CANNOT_BE_ASSESSED, LIMITED_PROGRESS, ON_TRACK
from pipelines.rules.progress.record import Milestone, year_end

NOT_REPORTED, NOT_STARTED, UNDER_WAY, REACHED = "not_reported", "not_started", "under_way", "reached"


@dataclass(frozen=True)
class StepsVerdict:
    """What the steps of one horizon say on one day."""

    status: str
    reason: str | None
    days_overdue: int | None
    reported_count: int
    last_reached_on: date | None


def steps_of(milestones: Sequence[Milestone], horizon: int) -> list[Milestone]:
    """The steps due until the end of 2030, or after it until the end of 2050; an undated one in neither."""
    starts_on = {2030: date.min, 2050: year_end(2030)}[horizon]
    return [step for step in milestones if step.due_on and starts_on < step.due_on <= year_end(horizon)]


def state_on(step: Milestone, as_of: date) -> str:
    """The state of a step on a day; what is dated after that day is not known on it."""
    if step.state == REACHED and step.reached_on and step.reached_on > as_of:
        return NOT_REPORTED
    return step.state or NOT_REPORTED


def judge_steps(milestones: Sequence[Milestone], horizon: int, has_target: bool, as_of: date) -> StepsVerdict:
    """The verdict on the steps of one horizon.

    All reached: achieved. One past its due date and not reached: limited progress (not "moving away"), with
    the days the oldest is overdue. Otherwise nothing due is missed: the method names this state "under way", it
    has no pace, and it is `on_track` once a step is under way or reached. Reported as not started:
    `not_started`. Nothing reported, or a target without steps: `no_observation`. Neither steps nor target:
    `no_target`.
    """
    steps = steps_of(milestones, horizon)
    states = [state_on(step, as_of) for step in steps]
    overdue = [
        (as_of - step.due_on).days
        for step, state in zip(steps, states, strict=True)
        if step.due_on and step.due_on < as_of and state != REACHED
    ]
    reached_on = [
        step.reached_on for step, state in zip(steps, states, strict=True) if state == REACHED and step.reached_on
    ]
    status, reason = _verdict(states, bool(overdue), has_target)
    return StepsVerdict(
        status=status,
        reason=reason,
        days_overdue=max(overdue, default=None),
        reported_count=len(states) - states.count(NOT_REPORTED),
        last_reached_on=max(reached_on, default=None),
    )


def _verdict(states: list[str], is_overdue: bool, has_target: bool) -> tuple[str, str | None]:
    if not states:
        return CANNOT_BE_ASSESSED, "no_observation" if has_target else "no_target"
    if set(states) == {REACHED}:
        return ACHIEVED, None
    if is_overdue:
        return LIMITED_PROGRESS, None
    if REACHED in states or UNDER_WAY in states:
        return ON_TRACK, None
    return CANNOT_BE_ASSESSED, "not_started" if NOT_STARTED in states else "no_observation"
