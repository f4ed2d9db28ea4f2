"""Blocks about what changed between two releases: the four kinds with their counts, and what came and went."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.headlines.kinds_of_change import Counted, Line
from dashboard.rendering.words import Words


def kinds(counted: Sequence[Counted], words: Words) -> Markup:
    """The four kinds side by side, each with its sign, number, meaning and parts."""
    return render("kinds_of_change", kinds=[{"count": words.number(one.count), "one": one} for one in counted])


def came_and_went(lines: Sequence[Line], words: Words) -> Markup:
    """What came and went, one line each with the sign and the name of its kind."""
    shown = [{"kind": line.kind, "name": words(f"value.kind.{line.kind}"), "text": line.text} for line in lines]
    return render("came_and_went", lines=shown, nothing=words("change.nothing_came"))
