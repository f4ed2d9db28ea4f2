"""What a search says: how much was found, or what can be looked for; also among the open records about soils."""

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words


def found(text: str, count: int, words: Words) -> Headline:
    """How many things a text was found in; without a text, what a search covers."""
    if not text:
        return Headline(words("search.nothing_asked"), words("search.covers"))
    return Headline(
        words("search.title", n=count, text=text), words("search.covers") if not count else words("search.lede")
    )


def records(number: int, total: int, aside: int, is_chosen: bool, words: Words, text: str = "") -> Headline:
    """How many open records are about soils, or how many of them fit what was chosen; which of them no total counts.

    `text` are the words looked for: whole ones come before parts of words.
    """
    sentence = words(f"headline.records.{'fit' if is_chosen else 'all'}", n=number, total=total)
    lede = [words("open_records.label")]
    lede += [words("headline.records.order_words" if text else "headline.records.order")] if number else []
    lede += [words("headline.records.aside", n=aside)] if aside else []
    return Headline(sentence, " ".join(lede))
