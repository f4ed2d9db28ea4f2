"""Published facts beside a path: context, not the indicator, each with the sentence that says why, its date and address.

Does not belong here: anything a status or a headline rests on.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.words import Words, is_missing, unbroken

ADDRESS = "https://"


def context(facts: Sequence[Mapping[str, Any]], words: Words) -> Markup:
    """The facts as a block that says of each what it is and why it is not the indicator."""
    shown = [
        {
            "value": _value(fact, words),
            "label": words.label(fact),
            "why": _why(fact, words),
            "dated": words("context.dated", on=words.day(fact["as_of"])),
            "links": _links(str(fact["source"]), words),
        }
        for fact in facts
    ]
    return render("context", title=words("context.title"), lede=words("context.lede"), facts=shown)


def _value(fact: Mapping[str, Any], words: Words) -> str:
    low, high, unit = float(fact["value"]), fact["value_high"], str(fact["unit"])
    if is_missing(high):
        return words.measure(low, unit)
    return words.measure(float(high), unit, words("band.between", low=words.short(low), high=words.short(float(high))))


def _why(fact: Mapping[str, Any], words: Words) -> str:
    why = str(fact[f"why_{words.language}"])
    return unbroken(why) if words.language == "fr" else why


def _links(source: str, words: Words) -> list[tuple[str, str]]:
    """One link for each address; a source without one has none."""
    addresses = [part for part in source.split() if part.startswith(ADDRESS)]
    if len(addresses) == 1:
        return [(words("context.source"), addresses[0])]
    return [(words("context.source_numbered", number=str(place)), part) for place, part in enumerate(addresses, 1)]
