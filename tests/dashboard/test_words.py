"""Words, numbers and amounts in three languages."""

import math
import re
from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.rendering.words import Words, texts
from sources.catalogues import LANGUAGES, UnknownText
from warehouse.contracts.codes import COVERAGE_STATES, REASONS, STATUSES
from warehouse.families import families

EN, FR, ES = (Words(language) for language in LANGUAGES)


@pytest.mark.parametrize("words", [EN, FR, ES])
def test_every_status_reason_and_coverage_state_has_words(words: Words) -> None:
    for group, codes in (
        ("status", STATUSES),
        ("reason", REASONS),
        ("reason_sentence", REASONS),
        ("coverage", COVERAGE_STATES),
    ):
        assert all(words.has(f"{group}.{code}") for code in codes)


def test_a_missing_text_is_an_error_that_names_the_file() -> None:
    with pytest.raises(UnknownText, match=r"dashboard/locales/fr\.po"):
        FR("nowhere.to.be.found")


@pytest.mark.parametrize(
    ("words", "shown"),
    [(EN, "50,863,498.09"), (FR, "50\u202f863\u202f498,09"), (ES, "50.863.498,09")],
)
def test_numbers_are_written_as_in_the_language(words: Words, shown: str) -> None:
    assert words.number(50_863_498.09) == shown


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert (EN.number(-3e-8), FR.number(-0.4, 0), ES.number(-0.0), EN.share(-1e-6)) == ("0", "0", "0", "0%")


def test_spanish_sets_no_mark_in_four_digits() -> None:
    assert (ES.number(1234), ES.number(12_345), EN.number(1234)) == ("1234", "12.345", "1,234")


@pytest.mark.parametrize(
    ("amount", "english", "french", "spanish"),
    [
        (50_863_498.09, "€50.9 million", "50,9 millions d’euros", "50,9 millones de euros"),
        (1_200_000_000, "€1.2 billion", "1,2 milliard d’euros", "1200 millones de euros"),
        (450_000, "€450,000", "450\u202f000 euros", "450.000 euros"),
        (None, "amount not stated", "montant non précisé", "importe no indicado"),
    ],
)
def test_money_in_a_sentence(amount: float | None, english: str, french: str, spanish: str) -> None:
    assert (EN.euros(amount), FR.euros(amount), ES.euros(amount)) == (english, french, spanish)


def test_shares() -> None:
    assert (EN.share(0.468), FR.share(0.468), ES.share(0.468)) == ("46.8%", "46,8\u202f%", "46,8\u202f%")


def test_dates_and_missing_dates_are_words() -> None:
    day = date(2026, 11, 22)
    assert (EN.day(day), FR.day(day), ES.day(day)) == ("22 Nov 2026", "22 nov. 2026", "22 nov 2026")
    assert EN.day(pd.NaT) == "date not stated"
    moment = datetime(2026, 9, 3, 4, 5, 59)
    assert (EN.moment(moment), FR.month(moment)) == ("3 Sep 2026, 04:05 UTC", "sept. 2026")


def test_minus_is_a_minus_sign() -> None:
    assert EN.number(-5) == "\u22125"


def test_plural_forms_follow_the_language() -> None:
    assert FR("figure.rows", n=0) == "0 ligne en tableau"
    assert EN("figure.rows", n=0) == "0 rows as a table"
    assert EN("figure.rows", n=1) == "1 row as a table"


MARKS = {"en": (",", "."), "fr": ("\u202f", ","), "es": (".", ",")}
numbers = st.one_of(st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False))


def in_python(value: float, decimals: int, language: str) -> str:
    """The number by Python's own rounding of its digits, with the marks of the language."""
    # "z" as of Python 3.11: what rounds to nothing has no sign.
    shown = f"{Decimal(str(value)):z,.{decimals}f}"
    thousands, mark = MARKS[language]
    thousands = "" if language == "es" and abs(value) < 10_000 else thousands
    return shown.translate(str.maketrans({",": thousands, ".": mark, "-": "\u2212"}))


@given(numbers, st.sampled_from([0, 1, 2]), st.sampled_from(LANGUAGES))
def test_numbers_of_any_size_are_rounded_from_their_digits(value: float, decimals: int, language: str) -> None:
    assert Words(language).number(value, decimals) == in_python(value, decimals, language)


@given(numbers, st.sampled_from(LANGUAGES))
def test_a_number_in_full_has_three_decimals_at_most(value: float, language: str) -> None:
    shown, mark = in_python(value, 3, language), MARKS[language][1]
    assert Words(language).number(value) == shown.rstrip("0").rstrip(mark)


@given(st.floats(-1, 1000), st.sampled_from(LANGUAGES))
def test_a_share_is_a_hundredth_of_its_percent(value: float, language: str) -> None:
    shown = Words(language).share(value).removesuffix("%").rstrip("\u202f").replace("\u2212", "-")
    thousands, mark = MARKS[language]
    assert math.isclose(float(shown.replace(thousands, "").replace(mark, ".")), value * 100, abs_tol=0.051)


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        (999_999_999, "€1 billion", "1 milliard d’euros"),
        (1_996_000, "€2 million", "2 millions d’euros"),
        (1_990_000, "€1.99 million", "1,99 million d’euros"),
    ],
)
def test_an_amount_agrees_with_its_digits_as_they_are_shown(amount: float, english: str, french: str) -> None:
    assert (EN.euros(amount), FR.euros(amount)) == (english, french)


@pytest.mark.parametrize(
    ("words", "shown"),
    [(EN, "No row is held back by a problem"), (FR, "Aucune"), (ES, "Ningún")],
)
def test_none_has_a_text_of_its_own(words: Words, shown: str) -> None:
    assert words("headline.quality.sentence", n=0).startswith(shown)
    assert words("headline.quality.sentence", n=1).startswith("1 ")


def test_no_french_text_can_be_parted_from_its_marks() -> None:
    assert not [key for key, forms in texts("fr").forms.items() if re.search(r" [;:!?»]|« ", "".join(forms))]


@pytest.mark.parametrize(
    ("words", "one", "two"),
    [(EN, "€1", "€2"), (FR, "1 euro", "2 euros"), (ES, "1 euro", "2 euros")],
)
def test_one_euro_is_not_in_the_plural(words: Words, one: str, two: str) -> None:
    assert (words.euros(1), words.euros(2)) == (one, two)


@pytest.mark.parametrize("words", [EN, FR, ES])
def test_every_figure_has_its_unit_in_words(words: Words) -> None:
    units = {family.unit for family in families().values()}
    assert len(units) > 30 and [unit for unit in units if not words.has(f"unit.{unit}")] == []


@pytest.mark.parametrize(
    ("words", "one", "many"),
    [
        (EN, "1 institution", "2 institutions"),
        (FR, "1 institution", "2 institutions"),
        (ES, "1 institución", "2 instituciones"),
    ],
)
def test_a_unit_agrees_with_its_number(words: Words, one: str, many: str) -> None:
    assert (words.measure(1.0, "institutions"), words.measure(2, "institutions")) == (one, many)
    assert words.unit("institutions") == many.partition(" ")[2]
    assert words.measure(1, "units nobody translated") == "1 units nobody translated"


@pytest.mark.parametrize("words", [EN, FR, ES])
def test_a_single_row_and_a_single_day_are_said_in_the_singular(words: Words) -> None:
    one = words("headline.sources.lede", n=1, admitted=1, held=0)
    assert one.split(" ")[1] in ("row", "ligne", "fila")
    assert words("days", n=1).split(" ")[1] in ("day", "jour", "día")
