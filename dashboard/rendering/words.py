"""Words, numbers, dates and money in English, French and Spanish.

Every sentence of the dashboard stands in `locales/<language>.po`, in the plural forms of gettext; Babel writes numbers
and dates. A missing value is words, never a dash or a 0. What the look asks for and Babel does not give is made here:

- Patterns for numbers: the look wants the minus sign U+2212 and a narrow space before a percent sign, CLDR has a hyphen
  and a wide space.
- Three significant digits: a pattern of CLDR for them would round years and counts too.
- One pattern for dates, as Babel's English is American ("Nov 22, 2026").
- No thousands mark in four digits of Spanish: CLDR asks it too, but Babel does not read that entry.
- Money in a sentence, as CLDR has no long form of it, and counts Spanish thousands of millions as "mil millones".
- A text of its own for none (`<key>.zero`), as gettext counts 0 as one of the plurals.
- Counts as words, which Babel does not have.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Context, localcontext
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import NumberPattern, get_decimal_symbol, get_group_symbol, parse_pattern

from sources.catalogues import LANGUAGES, Catalogue, catalogue

if TYPE_CHECKING:
    from typing_extensions import TypeIs

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
NAME_SPACE, UNBROKEN_SPACE = re.compile(r"(?<=\b4) (?=pour 1000)|(?<=4 pour) (?=1000)"), "\u00a0"
DATE_PATTERN, MONTH_PATTERN, MOMENT_PATTERN = "d MMM y", "MMM y", "d MMM y, HH:mm 'UTC'"
WIDE = Context(prec=400)  # Babel rounds within the digits of the context; the largest float has 309
NUMBERS_KEPT = 20_000  # numbers as written: a page writes the same ones at every click


@cache
def texts(language: str) -> Catalogue:
    """The texts of a language; French ones with spaces that do not break."""
    read = catalogue(LOCALES / f"{language}.po")
    if language != "fr":
        return read
    return replace(read, forms={key: tuple(unbroken(form) for form in forms) for key, forms in read.forms.items()})


def unbroken(text: str) -> str:
    """French text whose punctuation cannot be parted from its word at the end of a line, nor the words of « 4 pour 1000 ».

    >>> unbroken("« 4 pour 1000 » ; suite").count(NARROW_SPACE)
    3
    >>> unbroken("« 4 pour 1000 » ; suite").count(UNBROKEN_SPACE)
    2
    """
    return FRENCH_SPACE.sub(NARROW_SPACE, NAME_SPACE.sub(UNBROKEN_SPACE, text))


def capitalised(text: str) -> str:
    """The text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The text as it goes on after a colon."""
    return text[:1].lower() + text[1:]


@cache
def _pattern(form: str) -> NumberPattern:
    """A form of numbers in the notation of CLDR; below 0 it has the minus sign of the look."""
    return parse_pattern(f"{form};{MINUS}{form}")


@lru_cache(maxsize=NUMBERS_KEPT)
def _written(digits: str, form: str, language: str, is_marked: bool) -> str:
    """A number, given as Python writes it, in a form of a language; rounded from its digits, half to even."""
    with localcontext(WIDE):
        written = _pattern(form).apply(digits, _locale(language), group_separator=is_marked)
    # What rounds to nothing has no sign.
    return written if any(digit in written for digit in "123456789") else written.removeprefix(MINUS)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def is_missing(value: Any) -> "TypeIs[None]":
    """None, NaN, NaT and NA alike; to the type checker all of them are None."""
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


@dataclass(frozen=True)
class Words:
    """One language: call it with a key for a text, or ask it for a number, a date, an amount."""

    language: str = "en"

    def __call__(self, key: str, **values: Any) -> str:
        """The text of a key; `n` chooses the plural form, numbers and dates are written in the language."""
        known = texts(self.language)
        chosen = f"{key}.zero" if values.get("n") == 0 and f"{key}.zero" in known else key
        text = known.text(chosen, values.get("n"))
        return text.format(**{name: self._shown(value) for name, value in values.items()})

    def has(self, key: str) -> bool:
        """Is there a text for this key?"""
        return key in texts(self.language)

    def translated(self) -> str:
        """That the texts of the strategy are translations which await confirmation; nothing in their own language."""
        return "" if self.language == LANGUAGES[0] else self("foot.translated")

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
        name, number = self.unit(unit, abs(value)), shown or self.short(value)
        return f"{number}{self._before_percent if name.startswith('%') else ' '}{name}"

    def parted(self, parts: Iterable[str]) -> str:
        """Parts of a line, one after the other, with the semicolon of the language between them."""
        return (f"{NARROW_SPACE}; " if self.language == "fr" else "; ").join(parts)

    @property
    def separators(self) -> str:
        """The decimal mark, then the mark of thousands, as an axis of a chart wants them."""
        return get_decimal_symbol(self.language) + get_group_symbol(self.language)

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
        fraction = "#" * SHOWN_DECIMALS if decimals is None else "0" * decimals
        return self._number(value, f"#,##0.{fraction}" if fraction else "#,##0", abs(value))

    def short(self, value: float) -> str:
        """A number for a sentence: three significant digits; years and counts below ten thousand stay whole."""
        if value == 0 or (float(value).is_integer() and abs(value) < SPANISH_MARK_FROM):
            return self.number(value)
        digits = _decimals(value)
        rounded = round(float(value), digits)
        return self.number(rounded) if digits <= SHOWN_DECIMALS else self.number(rounded, digits)

    def share(self, value: float) -> str:
        """A share of 1 in percent, one decimal at most."""
        return self._number(value, f"#,##0.#{self._before_percent}%", abs(value) * 100)

    def day(self, value: Any) -> str:
        """A date, or the words for a missing one."""
        return self("missing.date") if is_missing(value) else format_date(value, DATE_PATTERN, locale=self.language)

    def moment(self, value: Any) -> str:
        """Date and time of a moment kept in UTC, or the words for a missing one."""
        return self.day(value) if is_missing(value) else format_datetime(value, MOMENT_PATTERN, locale=self.language)

    def month(self, value: Any) -> str:
        """Month and year of a date, or the words for a missing one."""
        return self("missing.none") if is_missing(value) else format_date(value, MONTH_PATTERN, locale=self.language)

    def euros(self, amount: Any) -> str:
        """An amount in a sentence, three significant digits: €50.9 million."""
        if is_missing(amount):
            return self("missing.amount")
        if abs(amount) < MILLION:
            return self("money.plain", n=abs(round(amount)), amount=round(amount))
        rounded = round(float(amount), _decimals(amount))
        if self.language != "es" and abs(rounded) >= BILLION:
            return self._scaled(rounded / BILLION, "billion")
        return self._scaled(rounded / MILLION, "million")

    def _scaled(self, amount: float, scale: str) -> str:
        return self(f"money.{scale}", n=abs(amount), amount=self.short(amount))

    @property
    def _before_percent(self) -> str:
        return "" if self.language == "en" else NARROW_SPACE

    def _number(self, value: float, form: str, shown_size: float) -> str:
        is_marked = self.marks_thousands or shown_size >= SPANISH_MARK_FROM
        return _written(str(value), form, self.language, is_marked)

    def _shown(self, value: Any) -> str:
        if isinstance(value, datetime | date | pd.Timestamp):
            return self.day(value)
        if isinstance(value, str):
            return value
        return self.number(float(value)) if isinstance(value, int | float) or hasattr(value, "dtype") else str(value)


def _decimals(value: float) -> int:
    """The place of the last significant digit, counted from the decimal mark: 50.9 has 1, 1,230 has -1."""
    return SIGNIFICANT_DIGITS - 1 - math.floor(math.log10(abs(value)))
