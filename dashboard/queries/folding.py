"""Words of a reader in texts of the release: each must occur, without regard to capitals and accents; no sign is a pattern.

Expressions of SQL over `$text`, for the questions that look for words. Does not belong here: where a question looks.
"""


def asked(text: str) -> str:
    """What such a question is asked with: the words of a text, single spaces between them."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """The text of an expression in small letters without accents."""
    return f"strip_accents(lower({text}))"


ASKED_WORDS = f"string_split({folded('$text')}, ' ')"


def has_every_word(text: str) -> str:
    """Does the text of an expression have every word asked for? Asked for none, every text does."""
    return (
        f"(select bool_and(contains({folded(text)}, asked.word)) from (select unnest({ASKED_WORDS}) as word) as asked)"
    )


def whole_words(text: str) -> str:
    """How many of the words asked for stand in the text of an expression as words of their own."""
    spaced = rf"concat(' ', regexp_replace({folded(text)}, '[^\pL\pN]+', ' ', 'g'), ' ')"
    return f"len(list_filter({ASKED_WORDS}, lambda word: word <> '' and contains({spaced}, concat(' ', word, ' '))))"
