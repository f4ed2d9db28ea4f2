"""The domain words that stay, explained where they occur: under the pointer, on focus and on touch; one list of them.

A text is marked word by word, each word once for one `Glossed`: the first place is where a reader meets it. The explanation
is an attribute of the word, so that no text changes; what the styles show of it is `.term`. Does not belong here: the texts
(`locales`, `glossary.*`), and a heading of the first order, which is read as a whole.
"""

import re
from collections.abc import Iterator
from functools import cache

from markupsafe import Markup, escape

from dashboard.rendering.blocks import render
from dashboard.rendering.words import Words

TERMS = (
    "asked",
    "pledged",
    "committed",
    "disbursed",
    "approved",
    "baseline",
    "horizon",
    "even_path",
    "pace",
    "held",
    "open_record",
    "release",
)


class Glossed:
    """Marks the words of the glossary in texts, each of them once."""

    def __init__(self, words: Words) -> None:
        """Nothing is marked yet."""
        self.words = words
        self.met: set[str] = set()

    def __call__(self, text: str) -> Markup:
        """The text, escaped, with the words of the glossary it brings up for the first time marked."""
        return Markup("").join(self._parts(text))

    def _parts(self, text: str) -> Iterator[Markup]:
        end = 0
        pattern, terms = _known(self.words.language)
        for found in pattern.finditer(text):
            term = terms[found.group().lower()]
            if term in self.met:
                continue
            self.met.add(term)
            yield escape(text[end : found.start()])
            yield _marked(found.group(), self.words(f"glossary.{term}"))
            end = found.end()
        yield escape(text[end:])


def listed(words: Words) -> Markup:
    """The one list: each word with its explanation."""
    rows = [(words(f"glossary.{term}.name"), words(f"glossary.{term}")) for term in TERMS]
    return render("glossary", rows=rows)


def _marked(word: str, meaning: str) -> Markup:
    return Markup('<dfn class="term" tabindex="0" data-means="{}" aria-description="{}">{}</dfn>').format(
        meaning, meaning, word
    )


@cache
def _known(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all forms of all words of a language, the longest first, and the word that each form is of."""
    words = Words(language)
    terms = {form: term for term in TERMS for form in words(f"glossary.{term}.forms").split("|")}
    forms = sorted(terms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE), terms
