"""A long table or list shows its first rows, and the others when a reader asks for them; paper shows them all.

A template gives the rows after `shown` the class `later`, and puts `switch` beside what holds them, within an element of
the class `folded`. Does not belong here: a list of which the release is asked for one part only (`shell.parts`).
"""

from dataclasses import dataclass

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.words import Words

SHOWN, FEW = 10, 5  # rows of a table; of one among several on a page


@dataclass(frozen=True)
class Fold:
    """The switch that shows the rows after the first `shown`, or hides them again."""

    switch: Markup
    shown: int


def fold(count: int, words: Words, shown: int = SHOWN) -> Fold | None:
    """How a list of so many rows is folded; None where it is short enough to be seen whole."""
    if count <= shown:
        return None
    return Fold(render("more", more=words("fold.more", total=count), fewer=words("fold.fewer", shown=shown)), shown)
