"""What is missing for a verdict and who can supply it, in words.

Does not belong here: what is missing (the rules), or where it is said.
"""

from collections.abc import Mapping
from typing import Any

from dashboard.rendering.words import Words, is_missing
from pipelines.rules.progress.needs import NOBODY, PARTNERS, SECRETARIAT, TASK_FORCE

SUPPLIERS = {
    NOBODY: "need.nobody",
    SECRETARIAT: "missing.secretariat",
    PARTNERS: "settling.derived",
    TASK_FORCE: "missing.objective_who",
}
Row = Mapping[str, Any]


def need(name: str, indicator: Row, verdict: Row, words: Words) -> str:
    """One thing that an indicator lacks for the horizon of a verdict."""
    denominator = indicator["denominator"]
    return words(
        f"need.{name}",
        horizon=str(verdict["horizon"]),
        unit=words.unit(str(indicator["unit"])),
        on=words.day(verdict["baseline_on"]),
        year=str(indicator["baseline_year"]),
        denominator=words("settling.unnamed") if is_missing(denominator) else str(denominator),
        days=int(indicator["maximum_age_days"]),
    )


def supplier(who: str, objective_code: str, words: Words) -> str:
    """Who can supply it; a task force is named by its objective."""
    return words(SUPPLIERS[who], code=objective_code)
