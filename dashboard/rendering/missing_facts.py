"""What is missing for a verdict or on a page and who can supply it, in words.

Does not belong here: what is missing (the rules, and `queries.lacking`), or where it is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.rendering.words import Words, is_missing
from pipelines.rules.progress.needs import NOBODY, PARTNERS, SECRETARIAT, TASK_FORCE
from sources.streams import streams

SUPPLIERS = {
    NOBODY: "need.nobody",
    SECRETARIAT: "missing.secretariat",
    PARTNERS: "settling.derived",
    TASK_FORCE: "missing.objective_who",
}
NAMED = 4  # things named one by one
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
        denominator=words("settling.unnamed")
        if is_missing(denominator)
        else words("settling.denominator", text=str(denominator)),
        days=int(indicator["maximum_age_days"]),
    )


def supplier(who: str, objective_code: str, words: Words) -> str:
    """Who can supply it; a task force is named by its objective."""
    return words(SUPPLIERS[who], code=objective_code)


@dataclass(frozen=True)
class Fact:
    """One thing that is missing, without its full stop; the objectives or the names of what lacks it, where there are several."""

    text: str
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """Who can supply something, and what it is."""

    who: str
    facts: tuple[Fact, ...]


def newest(stream: str, day: Any, words: Words) -> str:
    """The title of a stream and the day of its newest entry."""
    return words("lack.newest", name=streams()[stream].titles[words.language], day=day)


def names(every: Sequence[str], words: Words, most: int = NAMED) -> str:
    """The first names of a list and how many others there are."""
    shown = words.parted(every[:most])
    rest = len(every) - most
    return shown if rest <= 0 else words("missing.others", n=rest, names=shown)
