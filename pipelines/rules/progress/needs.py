"""What is missing for a verdict, in the order in which it must be supplied: the first of it changes the state, all of it ends it.

Belongs here: from a reason to what lifts it, and who can supply that. Does not: the verdict (`assessment`), or which value
would have which class (`settling`).
"""

from pipelines.rules.progress.record import YEARLY_KINDS, Indicator, IndicatorRow, read_indicator, year_end

# Terms, which the Secretariat adopts; a baseline may be reported instead.
WORDING, TARGET, STEP, BASELINE, DIRECTION = "wording", "target", "step", "baseline", "direction"
# Figures, which a task force or a partner reports, and their approval.
LATER_VALUE, LATER_YEAR, NEWER_VALUE = "later_value", "later_year", "newer_value"
DENOMINATOR, APPROVAL, STATE = "denominator", "approval", "state"
# What nobody can supply: the end of the base year, and a target for the year a ratio starts from.
BASE_YEAR, NO_PATH = "base_year", "no_path"
OF_THE_SECRETARIAT = (WORDING, TARGET, STEP, BASELINE, DIRECTION, APPROVAL)
OF_NOBODY = (BASE_YEAR, NO_PATH)
# Who can supply what is missing; a computed figure comes from what partners send.
SECRETARIAT, TASK_FORCE, PARTNERS, NOBODY = "secretariat", "task_force", "partners", "nobody"
DERIVED = "derived:"  # how the strategy marks an indicator that is computed from the warehouse

TEXTS = {
    WORDING: "The wording of the target, adopted by the Secretariat (stream terms).",
    TARGET: "A target for {horizon} in {unit}, adopted by the Secretariat (stream terms).",
    STEP: "A dated step for {horizon}, adopted by the Secretariat (stream terms).",
    BASELINE: "A baseline in {unit}, adopted by the Secretariat (stream terms), or an approved value dated in {year}.",
    DIRECTION: "Whether a higher or a lower value is better, adopted by the Secretariat (stream terms).",
    LATER_VALUE: "One approved value in {unit} observed after {baseline_on}.",
    LATER_YEAR: "One approved value in {unit} of a whole year after {baseline_on}.",
    NEWER_VALUE: "One approved value in {unit} not older than {maximum_age_days} days.",
    DENOMINATOR: "The denominator of the latest numerator: {denominator}.",
    APPROVAL: "The approval of one reported value, or the withdrawal of all but one for its date.",
    STATE: "The state of one dated step, under way or reached.",
    BASE_YEAR: "Nothing yet: the base year ends on {baseline_on}, and a value after it is needed then.",
    NO_PATH: "Nothing: it compares with the level of {year}, so that {horizon} is where it starts.",
}


def needs(indicator: IndicatorRow, horizon: int, reason: str, has_step: bool = True) -> tuple[str, ...]:
    """What must be supplied, one after the other, until nothing of this kind is missing; `has_step` is of the horizon."""
    known = read_indicator(indicator)
    if known.kind == "milestone":
        steps = (STATE,) if has_step else (STEP, STATE)
        return (WORDING, *steps) if reason == "wording_not_available" else steps
    terms = _terms(known, horizon)
    return {
        "wording_not_available": (WORDING, *terms, _value(known)),
        "no_target": (NO_PATH,) if _starts_there(known, horizon) else (*(terms or (TARGET,)), _value(known)),
        "not_started": (BASE_YEAR,),
        "no_baseline": (BASELINE, _value(known)),
        "denominator_missing": (DENOMINATOR,),
        "no_observation": (_value(known),),
        "only_unapproved": (APPROVAL,),
        "baseline_is_latest": (_value(known),),
        "stale": (NEWER_VALUE,),
        "target_equals_baseline_not_held": (DIRECTION,),
    }[reason]


def supplied_by(need: str, source_of_values: str) -> str:
    """Who can supply what is missing of an indicator whose values come from there.

    >>> supplied_by(TARGET, "observed"), supplied_by(LATER_VALUE, "observed"), supplied_by(LATER_YEAR, "derived:events")
    ('secretariat', 'task_force', 'partners')
    """
    if need in OF_NOBODY:
        return NOBODY
    if need in OF_THE_SECRETARIAT:
        return SECRETARIAT
    return PARTNERS if source_of_values.startswith(DERIVED) else TASK_FORCE


def smallest_missing_fact(indicator: IndicatorRow, horizon: int, reason: str, has_step: bool = True) -> str:
    """What must be supplied as sentences, in that order.

    >>> smallest_missing_fact({"unit": "events per year", "baseline_year": 2020}, 2030, "baseline_is_latest")
    'One approved value in events per year observed after 2020-12-31.'
    """
    known = read_indicator(indicator)
    return " Then: ".join(
        TEXTS[need].format(
            horizon=horizon,
            unit=known.unit,
            denominator=known.denominator or "not named in the strategy",
            baseline_on=known.baseline_on or "the base year",
            year=known.baseline_on.year if known.baseline_on else "the base year",
            maximum_age_days=known.maximum_age_days,
        )
        for need in needs(known, horizon, reason, has_step)
    )


def _terms(known: Indicator, horizon: int) -> tuple[str, ...]:
    lacking = ((TARGET, known.target(horizon)), (BASELINE, known.baseline_value))
    return tuple(name for name, value in lacking if value is None)


def _value(known: Indicator) -> str:
    return LATER_YEAR if known.kind in YEARLY_KINDS else LATER_VALUE


def _starts_there(known: Indicator, horizon: int) -> bool:
    """A ratio to the level of a year has no way to go until that year."""
    return known.kind == "ratio" and known.baseline_on is not None and known.baseline_on >= year_end(horizon)
