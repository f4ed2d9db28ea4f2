"""Reads gettext catalogues (`<language>.po`): the texts of one language by key, in the plural form that a count takes.

The identifier of a message is a key and not an English sentence, so that English is a catalogue like the others. Babel
reads the files and gettext chooses the form. The files are not compiled, as reading one takes less than 0.1 s.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

LANGUAGES = ("en", "fr", "es")  # of every text and label; the first is the one a page begins in
MOST_TRIED = 3  # among 0, 1 and 2 each form of a fraction has a whole number


class UnknownText(KeyError):
    """A key is not in a catalogue; the message names both."""


@dataclass(frozen=True)
class Catalogue:
    """The texts of one file: `forms` has one text per key, or one per plural form, in the order of the file."""

    name: str
    forms: Mapping[str, tuple[str, ...]]
    locale: Locale
    form_of: Callable[[int], int]

    def __contains__(self, key: str) -> bool:
        """Whether there is a text for this key."""
        return key in self.forms

    def text(self, key: str, count: float | None = None) -> str:
        """The text of a key, in the form for `count` where there are several; raises UnknownText."""
        if key not in self.forms:
            raise UnknownText(f"{key!r} is not in {self.name}")
        forms = self.forms[key]
        if len(forms) == 1:
            return forms[0]
        if count is None:
            raise ValueError(f"{key!r} in {self.name} has plural forms and needs a count")
        return forms[self.form_of(_whole(abs(count), self.locale))]


@cache
def catalogue(path: Path) -> Catalogue:
    """The catalogue in a file, read once."""
    with path.open("rb") as lines:
        read = read_po(lines)
    return Catalogue(
        name=f"{path.parent.parent.name}/{path.parent.name}/{path.name}",
        forms={_key(message): _forms(message) for message in read if message.id},
        locale=Locale.parse(path.stem),
        form_of=c2py(read.plural_expr),
    )


def _key(message: Message) -> str:
    """The key of a message; one with plural forms has it twice."""
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> tuple[str, ...]:
    """The texts of a message: one, or one per plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _whole(count: float, locale: Locale) -> int:
    """A count as gettext takes it: itself, or the first whole number that takes the same form (1.5: 0 in French and English)."""
    if float(count).is_integer():
        return int(count)
    form_of = locale.plural_form
    return next(whole for whole in range(MOST_TRIED) if form_of(whole) == form_of(count))
