"""The row of a template that would say what is missing: which stream, and what already stands in its fields.

Does not belong here: what is missing (`progress.needs`).
"""

from pipelines.rules.progress import needs
from pipelines.rules.progress.record import Indicator
from pipelines.rules.questions.question import OPEN, Cells

TERMS, OBSERVATIONS, MILESTONES = "terms", "observations", "milestones"
DECIDED: Cells = (("in_force_from", OPEN), ("decided_by", OPEN), ("decided_on", OPEN), ("source", OPEN))
# The item of the terms that says what is missing; a target and a step name their horizon.
ITEMS = {
    needs.WORDING: "wording",
    needs.TARGET: "target_{horizon}",
    needs.STEP: "step_{horizon}",
    needs.BASELINE: "baseline",
    needs.DIRECTION: "direction",
}
OF_A_HORIZON = (needs.TARGET, needs.STEP)
MEASURED = (needs.TARGET, needs.BASELINE)
# What a computed figure is counted from, by its rule: the stream to send, and what makes a row of it count.
COUNTED_FROM: dict[str, tuple[str, Cells]] = {
    "supported_projects_per_year": (
        "assessments",
        (
            ("project", OPEN),
            ("call", OPEN),
            ("result", "in_line"),
            ("assessed_on", OPEN),
            ("letter_of_support", "true"),
        ),
    ),
    "partners_with_field_projects": (
        "organisations",
        (("organisation_id", OPEN), ("name", OPEN), ("initiative_status", "partner")),
    ),
    "awareness_events_per_year": ("activities", (("type", "awareness_event"), ("title", OPEN), ("date", OPEN))),
    "funders_contacted": ("activities", (("type", "funder_contact"), ("organisation", OPEN), ("date", OPEN))),
    "regions_with_active_network": ("activities", (("type", "regional_meeting"), ("region", OPEN), ("date", OPEN))),
    "partners_in_partnerships": (
        "organisations",
        (("organisation_id", OPEN), ("name", OPEN), ("initiative_status", "partner")),
    ),
    "ground_investment_growth": (
        "funding",
        (
            ("project", OPEN),
            ("funder", OPEN),
            ("state", "committed"),
            ("amount", OPEN),
            ("currency", OPEN),
            ("date", OPEN),
        ),
    ),
}
COUNTED_FROM["ground_investment_ratio"] = COUNTED_FROM["ground_investment_growth"]


def answer(need: str, indicator: Indicator, horizon: int = 0) -> tuple[str, Cells]:
    """The stream and the row that supply what an indicator needs."""
    code = ("indicator", indicator.indicator_code)
    if need in ITEMS:
        unit = (("unit", indicator.unit),) if need in MEASURED else ()
        return TERMS, (code, ("item", ITEMS[need].format(horizon=horizon)), ("value", OPEN), *unit, *DECIDED)
    rule = indicator.source_of_values.removeprefix(needs.DERIVED)
    if rule in COUNTED_FROM and need not in (needs.APPROVAL, needs.DENOMINATOR):
        stream, cells = COUNTED_FROM[rule]
        named = (("objective", indicator.objective_code),) if stream == "activities" else ()
        return stream, (*named, *cells)
    parts = ("numerator", "denominator") if indicator.kind == "share" else ("value",)
    figures = tuple((part, OPEN) for part in parts)
    return OBSERVATIONS, (code, ("date", OPEN), *figures, ("status", "approved"), ("evidence", OPEN))


def state_of(milestone_code: str) -> tuple[str, Cells]:
    """The stream and the row that say where a dated step stands."""
    return MILESTONES, (
        ("milestone", milestone_code),
        ("state", OPEN),
        ("reached_on", OPEN),
        ("as_of", OPEN),
        ("source", OPEN),
    )
