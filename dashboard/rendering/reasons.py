"""Why an open project fits a funder, in words: what speaks for it, against it or is not known, and what is committed."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.rendering.words import Words, is_missing
from pipelines.rules.coverage.fit import AGAINST, FOR, NOT_KNOWN, TICKET, Reason

SIDES = {FOR: "for", AGAINST: "against", NOT_KNOWN: "unknown_side"}
Names = Mapping[str, Mapping[str, str]]  # criterion: code: name


def reason(found: Reason, side: str, names: Names, words: Words) -> str:
    """One reason as a line: the criterion and what the project has, or that it does not say."""
    criterion, value = found
    label = words(f"criterion.{criterion}")
    if side == NOT_KNOWN or is_missing(value):
        return words("match.unknown", criterion=label)
    if criterion == TICKET:
        return words("match.ticket", amount=words.euros(value)) if float(value) > 0 else words("match.nothing_sought")
    return words("match.has", criterion=label, values=named(criterion, value, names))


def lines(reasons: Sequence[Reason], side: str, names: Names, words: Words) -> list[str]:
    """The reasons of one side as lines."""
    return [reason(one, side, names, words) for one in reasons]


def named(criterion: str, codes: Any, names: Names) -> str:
    """The names of codes separated by ;, as one text; a code without a name stands for itself."""
    known = names.get(criterion, {})
    return "" if is_missing(codes) else ", ".join(known.get(one, one) for one in str(codes).split(";"))


def given(asked: Any, committed: Any, words: Words) -> str:
    """How much of what a project asks for is committed."""
    if is_missing(committed):
        return words("match.of_unreported", asked=words.euros(asked))
    return words("match.of", committed=words.euros(committed), asked=words.euros(asked))


def met(row: Mapping[str, Any], words: Words) -> str:
    """How many of the criteria stated a project meets."""
    stated = int(row["met_count"] + row["against_count"] + row["not_known_count"])
    return words("match.fits", n=int(row["met_count"]), stated=stated) if stated else words("match.unstated")
