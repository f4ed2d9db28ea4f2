"""The objectives covered least, by name, and the way to the open projects for them.

Does not belong here: which they are (`headlines.coverage`).
"""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.words import Words


def first_three(names: Sequence[str], count: int, href: str, words: Words) -> Markup:
    """The names in their order, and the way to so many open projects; where there is none, that is said."""
    title = words("coverage.first", n=len(names), spelled=words.spelled(len(names), is_feminine=False))
    way = words("coverage.first_open", n=count) if count else ""
    return render("first_three", title=title, names=names, way=way, href=href, nothing=words("coverage.first_none"))
