"""A figure that moved because of a file, in words of one language.

Does not belong here: which figures moved (`figures`), and the other lines of a letter (`wording`).
"""

from collections.abc import Sequence
from datetime import date
from functools import cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from pipelines.letters.figures import LATEST, STATUS, Figure
from sources.catalogues import Catalogue
from sources.names.reference import Reference, load

FIGURES_SHOWN = 20
DATE_PATTERN = "d MMM y"
PERCENT, EURO = "%", "EUR"
WITHOUT_CENTS = 1_000  # EUR and more


def figures_in_words(figures: Sequence[Figure], known: Catalogue, language: str) -> list[str]:
    """A sentence for each figure, at most twenty, and how many more there are."""
    lines = [_line(figure, known, language) for figure in figures[:FIGURES_SHOWN]]
    more = len(figures) - len(lines)
    return [*lines, known.text("figures_more", more).format(n=more)] if more else lines


def _line(figure: Figure, known: Catalogue, language: str) -> str:
    if figure.what not in (STATUS, LATEST):
        return _cell(figure, known, language)
    said = (_status if figure.what == STATUS else _latest)(figure, known, language)
    why = format_list([known.text(f"kind.{kind}") for kind in figure.kinds], locale=language)
    others = f" {known.text('figure_others', figure.others).format(n=figure.others)}" if figure.others else ""
    return f"{said} {known.text('figure_why').format(why=why)}{others}"


def _status(figure: Figure, known: Catalogue, language: str) -> str:
    before, now = (known.text(f"status.{status}") for status in (figure.before, figure.now))
    code = str(figure.objective_code)
    name = _labels("objective", language).get(code, "")
    return known.text("figure_status").format(code=code, name=name, horizon=figure.horizon, before=before, now=now)


def _latest(figure: Figure, known: Catalogue, language: str) -> str:
    code = str(figure.indicator_code)
    sign = PERCENT if code in _reference().percent_indicators else ""
    before, now = (
        known.text("figure_dated").format(value=_number(value, known, language, sign), day=_day(day, language))
        if day
        else _number(value, known, language, sign)
        for value, day in ((figure.before, figure.before_on), (figure.now, figure.now_on))
    )
    return known.text("figure_latest").format(
        name=_labels("indicator", language).get(code, code), code=code, before=before, now=now
    )


def _cell(figure: Figure, known: Catalogue, language: str) -> str:
    sign = "" if figure.what.endswith("_count") else EURO
    before, now = (_number(value, known, language, sign) for value in (figure.before, figure.now))
    region = _labels("region", language).get(str(figure.region_code), "")
    place = "both" if figure.objective_code and region else "objective" if figure.objective_code else "neither"
    where = known.text("place.region" if region and not figure.objective_code else f"place.{place}").format(
        code=figure.objective_code, region=region
    )
    change = _signed(figure.own, known, language, sign)
    return known.text("figure_sum").format(
        what=known.text(f"figure.{figure.what}"), where=where, before=before, now=now, change=change
    )


def _number(value: object, known: Catalogue, language: str, sign: str) -> str:
    """A number with its sign, or that nothing was reported: missing is never zero."""
    if not isinstance(value, float):
        return known.text("figure_missing")
    return _with_sign(format_decimal(value, _form(value, sign), locale=language), known, sign)


def _signed(value: float, known: Catalogue, language: str, sign: str) -> str:
    form = _form(value, sign)
    return _with_sign(format_decimal(value, f"+{form};\u2212{form}", locale=language), known, sign)


def _form(value: float, sign: str) -> str:
    """How a number is written: of large sums no cents."""
    return "#,##0" if sign == EURO and abs(value) >= WITHOUT_CENTS else "#,##0.##"


def _with_sign(number: str, known: Catalogue, sign: str) -> str:
    if sign == PERCENT:
        return known.text("percent").format(number=number)
    return f"{number}\u00a0{sign}" if sign else number


def _day(day: date, language: str) -> str:
    return format_date(day, DATE_PATTERN, locale=language)


@cache
def _reference() -> Reference:
    return load()


def _labels(kind: str, language: str) -> dict[str, str]:
    return _reference().register(kind).labels[language]
