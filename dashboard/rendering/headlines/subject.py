"""What a reader has picked, as the subject of a headline: "Africa", "C3 Increased Investments, Kenya".

Does not belong here: what is said of it (the modules beside it).
"""

from collections.abc import Iterable

from dashboard.rendering.selection import Names, Selection, listed
from dashboard.rendering.words import Words

NAMED_MOST = 3  # names written out; more of a kind are counted


def subject_of(picked: Selection, facets: Iterable[str], names: Names, words: Words) -> str:
    """The names of what is picked of these facets, in their order; many of a kind are counted."""
    parts = []
    for facet in facets:
        codes = getattr(picked, facet)
        if len(codes) > NAMED_MOST:
            parts.append(words(f"selection.{facet}", n=len(codes)))
        else:
            parts += listed(codes, names[facet])
    return ", ".join(parts)
