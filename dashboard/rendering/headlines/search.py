"""What a search says: how much was found, or what can be looked for."""

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words


def found(text: str, count: int, words: Words) -> Headline:
    """How many things a text was found in; without a text, what a search covers."""
    if not text:
        return Headline(words("search.nothing_asked"), words("search.covers"))
    return Headline(
        words("search.title", n=count, text=text), words("search.covers") if not count else words("search.lede")
    )
