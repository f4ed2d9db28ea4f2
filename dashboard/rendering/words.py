"""Words, numbers, dates and money in English, French and Spanish.

Every sentence of the dashboard stands in `locales/<language>.json`; a missing value is words, never a dash or a 0.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol
from babel.plural import PluralRule

LANGUAGES = ("en", "fr", "es")
LOCALES = Path(__file__).resolve().parents[1] / "locales"
SPELLED_UP_TO = 10
SIGNIFICANT_DIGITS = 3
SHOWN_DECIMALS = 3
MILLION, BILLION = 1e6, 1e9
# Spanish sets no thousands mark in numbers of four digits.
SPANISH_MARK_FROM = 10_000
NARROW_SPACE = "\u202f"
MINUS = "\u2212"
MANY = 2  # a number that takes the plural in each of the three languages
FRENCH_SPACE = re.compile(r" (?=[;:!?»])|(?<=«) ")
DATE_PATTERN, MONTH_PATTERN = "d MMM y", "MMM y"


class UnknownWording(KeyError):
    """A key is not in the locale file; the message names both."""


@cache
def _entries(language: str) -> dict[str, Any]:
    texts = (LOCALES / f"{language}.json").read_text(encoding="utf-8")
    return dict(_flat(json.loads(unbroken(texts) if language == "fr" else texts)))


def unbroken(text: str) -> str:
    """French text whose punctuation cannot be parted from its word at the end of a line.

    >>> unbroken("« 4 pour 1000 » ; suite").count(NARROW_SPACE)
    3
    """
    return FRENCH_SPACE.sub(NARROW_SPACE, text)


def _flat(node: Mapping[str, Any], path: str = "") -> list[tuple[str, Any]]:
    """Keys joined by dots; a node with the key `other` is one text in several plural forms."""
    found: list[tuple[str, Any]] = []
    for name, value in node.items():
        if isinstance(value, dict) and "other" not in value:
            found += _flat(value, f"{path}{name}.")
        else:
            found.append((f"{path}{name}", value))
    return found


@cache
def _marks(language: str, is_marked: bool) -> dict[int, str]:
    """What stands for the English marks of a number: thousands, decimals, minus."""
    thousands = get_group_symbol(language) if is_marked else ""
    return str.maketrans({",": thousands, ".": get_decimal_symbol(language), "-": MINUS})


@cache
def _plural(language: str) -> PluralRule:
    return Locale(language).plural_form


def is_missing(value: Any) -> bool:
    """None, NaN, NaT and NA alike."""
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


@dataclass(frozen=True)
class Words:
    """One language: call it with a key for a text, or ask it for a number, a date, an amount."""

    language: str = "en"

    def __call__(self, key: str, **values: Any) -> str:
        """The text of a key; `n` chooses the plural form, numbers and dates are written in the language."""
        try:
            entry = _entries(self.language)[key]
        except KeyError:
            raise UnknownWording(f"{key!r} is not in dashboard/locales/{self.language}.json") from None
        if isinstance(entry, dict):
            entry = self._form(entry, values["n"])
        return entry.format(**{name: self._shown(value) for name, value in values.items()})

    def has(self, key: str) -> bool:
        """Is there a text for this key?"""
        return key in _entries(self.language)

    def label(self, row: Mapping[str, Any]) -> str:
        """The label of a row in this language, else the English one, else the words for an unnamed thing."""
        for name in (f"label_{self.language}", "label_en"):
            if not is_missing(row.get(name)):
                return unbroken(str(row[name])) if name == "label_fr" else str(row[name])
        return self("missing.name")

    def unit(self, unit: str, n: float = MANY) -> str:
        """A unit of the strategy in this language, as it stands beside `n`; units nobody translated stay as written."""
        return self(f"unit.{unit}", n=n) if self.has(f"unit.{unit}") else unit

    def measure(self, value: float, unit: str, shown: str = "") -> str:
        """A number with its unit: "15% of countries", "1 institution"; `shown` where it is not written short."""
        told, number = self.unit(unit, abs(value)), shown or self.short(value)
        is_joined = told.startswith("%") and self.language == "en"
        space = "" if is_joined else NARROW_SPACE if told.startswith("%") else " "
        return f"{number}{space}{told}"

    @property
    def separators(self) -> str:
        """The decimal mark, then the mark of thousands, as an axis of a chart wants them."""
        return {"en": ".,", "fr": f",{NARROW_SPACE}", "es": ",."}[self.language]

    @property
    def marks_thousands(self) -> bool:
        """Does a number of four digits have a mark of thousands?"""
        return self.language != "es"

    def column(self, name: str, title: str) -> str:
        """The heading of a column in this language; `title` is the contract's English one."""
        return self(f"column.{name}") if self.has(f"column.{name}") else title

    def spelled(self, count: int, is_feminine: bool = False) -> str:
        """A count as a word up to ten, in figures above."""
        if not 0 <= count <= SPELLED_UP_TO:
            return self.number(count)
        names = self("spelled").split()
        return self("spelled_feminine_one") if is_feminine and count == 1 else names[count]

    def number(self, value: float, decimals: int | None = None) -> str:
        """A number in full, with three decimals at most; `decimals` fixes the digits after the mark."""
        is_marked = self.marks_thousands or abs(value) >= SPANISH_MARK_FROM
        # Rounded from the digits of the number, half to even.
        shown = format(Decimal(str(value)), f",.{SHOWN_DECIMALS if decimals is None else decimals}f")
        if decimals is None:
            shown = shown.rstrip("0").rstrip(".")
        return shown.translate(_marks(self.language, is_marked))

    def short(self, value: float) -> str:
        """A number for a sentence: three significant digits; years and counts below ten thousand stay whole."""
        if value == 0 or (float(value).is_integer() and abs(value) < SPANISH_MARK_FROM):
            return self.number(value)
        digits = SIGNIFICANT_DIGITS - 1 - math.floor(math.log10(abs(value)))
        rounded = round(float(value), digits)
        return self.number(rounded) if digits <= SHOWN_DECIMALS else self.number(rounded, digits)

    def share(self, value: float) -> str:
        """A share of 1 in percent, one decimal at most."""
        percent = self.number(round(value * 100, 1))
        return f"{percent}%" if self.language == "en" else f"{percent}{NARROW_SPACE}%"

    def day(self, value: Any) -> str:
        """A date, or the words for a missing one."""
        return self("missing.date") if is_missing(value) else format_date(value, DATE_PATTERN, locale=self.language)

    def moment(self, value: Any) -> str:
        """Date and time of a moment kept in UTC, or the words for a missing one."""
        return self.day(value) if is_missing(value) else f"{self.day(value)}, {value:%H:%M} UTC"

    def month(self, value: Any) -> str:
        """Month and year of a date, or the words for a missing one."""
        return self("missing.none") if is_missing(value) else format_date(value, MONTH_PATTERN, locale=self.language)

    def euros(self, amount: Any) -> str:
        """An amount in a sentence, three significant digits: €50.9 million."""
        if is_missing(amount):
            return self("missing.amount")
        size = abs(amount)
        if self.language != "es" and size >= BILLION:
            return self._scaled(amount / BILLION, "billion")
        return (
            self._scaled(amount / MILLION, "million")
            if size >= MILLION
            else self("money.plain", n=abs(round(amount)), amount=round(amount))
        )

    def _scaled(self, amount: float, scale: str) -> str:
        return self(f"money.{scale}", n=abs(amount), amount=self.short(amount))

    def _form(self, forms: Mapping[str, str], count: float) -> str:
        if count == 0 and "zero" in forms:
            return forms["zero"]
        return forms.get(_plural(self.language)(count), forms["other"])

    def _shown(self, value: Any) -> str:
        if isinstance(value, datetime | date | pd.Timestamp):
            return self.day(value)
        if isinstance(value, str):
            return value
        return self.number(float(value)) if isinstance(value, int | float) or hasattr(value, "dtype") else str(value)
