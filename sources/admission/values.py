"""Reads the text of one cell as a date, a number or a yes/no; what can be read in two ways is not guessed.

The column of the cell and the consequence of a fault are not known here.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from sources.streams import normal

NOTHING_NAMED: Mapping[str, int] = MappingProxyType({})
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
SPREADSHEET_EPOCH = date(1899, 12, 30)  # day 0 of Excel serial dates after its false 29 February 1900
SERIAL_DATES = range(10_000, 73_416)  # 1927 to 2100
BLANKS = frozenset({"", "-", "--", "–", "—", "n/a", "#n/a", "null", "nan"})
YES = frozenset({"yes", "y", "true", "1", "x", "oui", "o", "vrai", "si", "s", "verdadero", "1 0"})
NO = frozenset({"no", "n", "false", "0", "non", "faux", "falso", "0 0"})
_MONTH_WORDS = (
    "january jan janvier janv enero ene",
    "february feb fevrier fevr fev febrero",
    "march mar mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juin junio",
    "july jul juillet juil julio",
    "august aug aout agosto ago",
    "september sept sep septembre septiembre setiembre",
    "october oct octobre octubre",
    "november nov novembre noviembre",
    "december dec decembre diciembre dic",
)
MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, start=1) for word in words.split()}
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:.*|Z)?$")
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: \d{1,2}:.*)?$")
_YEAR_OR_SERIAL = re.compile(r"(\d{4,5})(?:\.0+)?$")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})$|(\d{1,2})[-/.](\d{4})$")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th|er|ro|o)$")
_NUMBER = re.compile(r"[+-]?\d[\d.,' ]*$|[+-]?[.,]\d+$|[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d{1,2}$")
_BLANK = r" \u00a0\u202f\u2009'\u2019"  # what people write between thousands
_ANY_BLANK = re.compile(rf"[\s{_BLANK}]")
_PARTED = re.compile(rf"[+-]?\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?:[.,]\d*)?$")
_QUANTITY = re.compile(
    rf"(?P<before>[^\d.,+-]*)(?P<number>[+-]?(?:\d(?:[\d.,{_BLANK}]*\d)?(?:[eE][+-]?\d{{1,2}})?|[.,]\d+))(?P<after>.*)$",
    re.DOTALL,
)


class Unreadable(ValueError):
    """The text cannot be read: the case that says why, and the parameters of its message; `is_ambiguous` where there are two readings."""

    def __init__(self, case: str, is_ambiguous: bool = False, named: Mapping[str, int] = NOTHING_NAMED) -> None:
        """Keep the case and its parameters."""
        self.case, self.is_ambiguous, self.named = case, is_ambiguous, named

    def __str__(self) -> str:
        return self.case


def read_date(text: str, period: str = "last") -> date:
    """The date a text names; a year or month alone is its `first` or `last` day. Raises Unreadable."""
    words = " ".join(text.split())
    if found := _YEAR_FIRST.match(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_OR_MONTH_FIRST.match(words):
        return _day_or_month_first(int(found[1]), int(found[3]), int(found[4]), found[2])
    if found := _YEAR_OR_SERIAL.match(words):
        return _year_or_serial(int(found[1]), period)
    if found := _YEAR_MONTH.match(words):
        year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
        return _month(int(year), int(month), period)
    return _in_words(words, period)


def _day_or_month_first(first: int, second: int, year: int, separator: str) -> date:
    """Dots mean day first wherever they are used; slashes and dashes mean both, by country."""
    if separator == "." or first == second or first > 12:
        return _day(year, second, first)
    if second > 12:
        return _day(year, first, second)
    raise Unreadable("two_readings", is_ambiguous=True, named={"first": first, "second": second, "year": year})


def _year_or_serial(number: int, period: str) -> date:
    if EARLIEST_YEAR <= number <= LATEST_YEAR:
        return _month(number, 1, period) if period == "first" else _day(number, 12, 31)
    if number in SERIAL_DATES:
        return SPREADSHEET_EPOCH + timedelta(days=number)
    raise Unreadable("no_serial_date")


def _month(year: int, month: int, period: str) -> date:
    first = _day(year, month, 1)
    if period == "first":
        return first
    return (date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)) - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Unreadable("year", named={"year": year, "earliest": EARLIEST_YEAR, "latest": LATEST_YEAR})
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable("no_such_day") from error


def _in_words(text: str, period: str) -> date:
    """A date with the month in English, French or Spanish words: '1 Sept. 2021', 'June 20, 2019', '1er mars 2022'."""
    tokens = [token for token in normal(text).split() if token not in ("de", "del", "le", "el", "of", "the")]
    months = [MONTHS[token] for token in tokens if token in MONTHS]
    if len(months) != 1:
        raise Unreadable("no_date")
    numbers = [bare for token in tokens if (bare := _ORDINAL.sub("", token)).isdecimal()]
    if len(months) + len(numbers) != len(tokens):
        raise Unreadable("no_date")
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    if len(years) != 1 or len(days) > 1 or len(years) + len(days) != len(numbers):
        raise Unreadable("year_digits")
    return _day(years[0], months[0], days[0]) if days else _month(years[0], months[0], period)


def read_number(text: str, decimal: str | None = None) -> float:
    """The number a text names: '1.234,56', '1,234.56', '2,5', '250 000', '1e6'. Raises Unreadable.

    `decimal` is the decimal sign used elsewhere in the column; without it '1.234' can be read two ways.
    White space parts thousands, groups of three digits; it never joins two numbers.
    """
    bare = _joined(text)
    if not _NUMBER.match(bare):
        raise Unreadable("no_number")
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        return _grouped(bare, "," if bare.rindex(",") > bare.rindex(".") else ".")
    if points + commas == 0:
        return float(bare)
    sign = "." if points else ","
    if points + commas > 1:
        return _grouped(bare, "," if points else ".")
    if not _could_be_a_group(bare, sign):
        return float(bare.replace(",", "."))
    if decimal is None:
        raise Unreadable("two_readings", is_ambiguous=True)
    return float(bare.replace(",", ".")) if sign == decimal else float(bare.replace(sign, ""))


def _joined(text: str) -> str:
    """The number without the blanks between its thousands; raises Unreadable where blanks stand elsewhere."""
    bare = text.strip()
    if not _ANY_BLANK.search(bare):
        return bare
    if not _PARTED.match(bare):
        raise Unreadable("two_numbers" if re.fullmatch(rf"[\d.,+\s{_BLANK}-]+", bare) else "no_number")
    return re.sub(rf"[{_BLANK}]", "", bare)


def read_quantity(text: str, decimal: str | None = None) -> tuple[float, str]:
    """The one number in a text, and the words around it: '250 k€', 'USD 5m', '40 km2'. Raises Unreadable."""
    found = _QUANTITY.match(text.strip())
    if not found:
        raise Unreadable("no_number")
    around = " ".join(f"{found['before']} {found['after']}".split())
    return read_number(found["number"], decimal), around


def _could_be_a_group(bare: str, sign: str) -> bool:
    whole, _, rest = bare.lstrip("+-").partition(sign)
    return len(rest) == 3 and rest.isdecimal() and 1 <= len(whole) <= 3 and not whole.startswith("0")


def _grouped(bare: str, decimal: str) -> float:
    """A number with thousands parted by the sign that is not the decimal one; groups must have three digits."""
    group = "," if decimal == "." else "."
    whole, _, decimals = bare.lstrip("+-").partition(decimal)
    parts = whole.split(group)
    if (
        group in decimals
        or decimal in decimals
        or not 1 <= len(parts[0]) <= 3
        or any(len(part) != 3 for part in parts[1:])
    ):
        raise Unreadable("signs")
    value = float("".join(parts) + "." + (decimals or "0"))
    return -value if bare.startswith("-") else value


def decimal_sign(texts: list[str]) -> str | None:
    """The decimal sign these texts prove, when they prove exactly one: '1,234.56' and '2.5' prove the point."""
    signs = set()
    for text in texts:
        if "." not in text and "," not in text:
            continue
        found = _QUANTITY.match(text.strip())
        bare = _ANY_BLANK.sub("", found["number"] if found else "")
        points, commas = bare.count("."), bare.count(",")
        if points and commas:
            signs.add("," if bare.rindex(",") > bare.rindex(".") else ".")
        elif points + commas > 1:
            signs.add("," if points else ".")
        elif points + commas == 1 and not _could_be_a_group(bare, "." if points else ","):
            signs.add("." if points else ",")
    return signs.pop() if len(signs) == 1 else None


def read_boolean(text: str) -> bool:
    """Yes or no in English, French or Spanish. Raises Unreadable."""
    form = normal(text)
    if form in YES:
        return True
    if form in NO:
        return False
    raise Unreadable("neither")
