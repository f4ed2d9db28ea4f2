"""Dates, numbers and yes/no as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.admission.splits import over_objectives, over_places, read_shares
from sources.admission.values import Unreadable, decimal_sign, read_boolean, read_date, read_number
from sources.names.reference import Reference, load

REFERENCE = load()


@pytest.fixture
def reference() -> Reference:
    return REFERENCE


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-01-01", date(2021, 1, 1)),
        ("2021-09-01T10:11:12Z", date(2021, 9, 1)),
        ("2021/9/1", date(2021, 9, 1)),
        ("1.1.2021", date(2021, 1, 1)),
        ("1.12.2021", date(2021, 12, 1)),
        ("31.03.2023", date(2023, 3, 31)),
        ("1 Sept. 2021", date(2021, 9, 1)),
        ("20 June 2019", date(2019, 6, 20)),
        ("June 20th, 2019", date(2019, 6, 20)),
        ("1er mars 2022", date(2022, 3, 1)),
        ("18 févr. 2022", date(2022, 2, 18)),
        ("1 de septiembre de 2021", date(2021, 9, 1)),
        ("13/02/2021", date(2021, 2, 13)),
        ("02/13/2021", date(2021, 2, 13)),
        ("07/07/2021", date(2021, 7, 7)),
        ("44197", date(2021, 1, 1)),
        ("44197.0", date(2021, 1, 1)),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, day: date) -> None:
    assert read_date(text, "first") == read_date(text, "last") == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("09/2021", date(2021, 9, 1), date(2021, 9, 30)),
        ("December 2021", date(2021, 12, 1), date(2021, 12, 31)),
    ],
)
def test_a_year_or_month_alone_stands_for_its_first_or_last_day(text: str, first: date, last: date) -> None:
    assert (read_date(text, "first"), read_date(text, "last")) == (first, last)


@pytest.mark.parametrize("text", ["3/4/2021", "04-05-2021", "12/11/2020"])
def test_a_date_with_two_readings_is_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_date(text)
    assert caught.value.is_ambiguous


@pytest.mark.parametrize("text", ["31.02.2023", "31.03.23", "soon", "0", "1500-01-01", "99999", "Sept", "2021-13-01"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_date(text)
    assert not caught.value.is_ambiguous


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_iso_and_dotted_date_reads_back(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day}.{day.month}.{day.year}") == day


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_slashed_date_is_right_or_refused(day: date) -> None:
    for text in (f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"):
        try:
            assert read_date(text) == day
        except Unreadable as error:
            assert error.is_ambiguous
            assert day.day <= 12


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("2,5", 2.5),
        ("0,4", 0.4),
        ("250 000", 250000.0),
        ("250\u202f000,5", 250000.5),
        ("1'000'000", 1e6),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("-5", -5.0),
        ("1e6", 1e6),
        (".5", 0.5),
        ("0.123", 0.123),
        ("1234.567", 1234.567),
        ("-1.234,5", -1234.5),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, value: float) -> None:
    assert read_number(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12,500", "-250.000"])
def test_a_number_with_two_readings_needs_a_proof(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_number(text)
    assert caught.value.is_ambiguous


def test_the_decimal_sign_proved_elsewhere_settles_a_number_with_two_readings() -> None:
    assert read_number("1.234", decimal=",") == 1234
    assert read_number("1.234", decimal=".") == 1.234
    assert decimal_sign(["5", "1.234", "2,5"]) == ","
    assert decimal_sign(["1,234,567"]) == "."
    assert decimal_sign(["2,5", "2.5"]) is None
    assert decimal_sign(["1.234"]) is None


@pytest.mark.parametrize("text", ["12,34,567", "1.234,5,6", "EUR 5", "five", "1-2", "0x10", "--5", "1.2.3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_number(text)


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_both_ways_of_writing_thousands_mean_the_same_number(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02d}"
    continental = english.translate(str.maketrans(",.", ".,"))
    expected = float(f"{whole}.{cents:02d}")
    assert read_number(english) == read_number(continental) == pytest.approx(expected)


def test_yes_and_no_are_read_in_three_languages() -> None:
    assert [read_boolean(text) for text in ("yes", "Oui", "SÍ", "x", "1")] == [True] * 5
    assert [read_boolean(text) for text in ("no", "Non", "FALSE", "0")] == [False] * 4
    with pytest.raises(Unreadable):
        read_boolean("perhaps")


@pytest.mark.parametrize("text", ["60;40", "60 %; 40 %", "0.6;0.4", "60 / 40", "60, 40", "60 40", "0,6;0,4"])
def test_shares_are_read_as_percent_or_fractions(text: str) -> None:
    assert read_shares(text) == pytest.approx([0.6, 0.4])


def test_shares_that_are_not_stated_are_equal_and_say_so(reference: Reference) -> None:
    split = over_objectives("A2; C3; A2", "", False, reference)
    assert split.codes == (("A2",), ("C3",))
    assert split.shares == (0.5, 0.5)
    assert split.basis == "assumed"


def test_shares_of_an_objective_named_twice_are_added(reference: Reference) -> None:
    split = over_objectives("A2; C3; A2", "50;25;25", False, reference)
    assert dict(zip(split.codes, split.shares, strict=True)) == {("A2",): 0.75, ("C3",): 0.25}
    assert split.basis == "stated"


def test_a_region_that_the_countries_imply_is_not_named_twice(reference: Reference) -> None:
    assert over_places(("Kenya", "", "Africa", ""), False, reference).codes == (("KEN", None),)


def test_a_region_beyond_the_countries_is_kept_beside_them(reference: Reference) -> None:
    split = over_places(("Kenya", "", "Asia", ""), False, reference)
    assert split.codes == (("KEN", None), (None, "142"))
    assert [fault.rule_id for fault in split.faults] == ["PRJ-009"]


def test_a_split_between_countries_and_regions_is_kept(reference: Reference) -> None:
    split = over_places(("KE", "40", "Asia", "60"), False, reference)
    assert dict(zip(split.codes, split.shares, strict=True)) == {("KEN", None): 0.4, (None, "142"): 0.6}


def test_rounded_percentages_of_a_publisher_are_scaled_to_one(reference: Reference) -> None:
    split = over_places(("KE;UG;TZ", "33.3;33.3;33.3", "", ""), True, reference)
    assert sum(split.shares) == pytest.approx(1)
    assert split.basis == "stated"
    assert over_places(("KE;UG;TZ", "33.3;33.3;33.3", "", ""), False, reference).faults[0].rule_id == "PRJ-003"


@given(st.lists(st.sampled_from(["A1", "A2", "B1", "C3", "F3"]), min_size=1, max_size=8))
def test_the_parts_of_a_split_always_sum_to_one(codes: list[str]) -> None:
    split = over_objectives(";".join(codes), "", False, REFERENCE)
    assert sum(split.shares) == pytest.approx(1)
    assert len(set(split.codes)) == len(split.codes)
