"""Units, scales and currencies beside a number: converted and told, or refused by name, never dropped."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.admission.units import phrases, unit_of
from sources.admission.values import Unreadable, read_number
from sources.feedback.checking import Report, check
from sources.streams import streams
from tests.sources.problems import problems_of
from tests.sources.rows_sent import REFERENCE

FUNDING = "Contribution ID,Project,Funder,{header},Currency,State,Date\nS-1,,Fen Fund,{cell},{currency},committed,2025-03-01\n"
PROJECT = "Project ID,Title,Objectives,Countries,{header},Expected SOC increase,SOC unit\nS-2,Fen,B1,GH,{cell},1,t_c\n"
OBSERVATION = "Indicator,Date,{header},Status,Evidence\n{indicator},2025-12-31,{cell},approved,https://example.org\n"
BUDGET = "Year,Item,{header}\n2025,line,{cell}\n"


def checked(folder: Path, text: str) -> tuple[Report, list[str]]:
    """The check of one CSV, and the rules found but for those about money of no known project."""
    (folder / "sent.csv").write_text(text, encoding="utf-8")
    report = check([folder / "sent.csv"])
    return report, [each.rule_id for each in problems_of(report) if each.rule_id != "FND-008"]


@pytest.mark.parametrize(
    ("header", "cell", "currency", "amount"),
    [
        ("Amount (k EUR)", "250", "EUR", 250_000),
        ("Amount (MUSD)", "0.5", "USD", 500_000),
        ("Montant (en milliers d'euros)", "3", "EUR", 3_000),
        ("Amount (€'000)", "7", "EUR", 7_000),
        ("Amount", "250 k€", "EUR", 250_000),
        ("Amount", "1.2 million", "EUR", 1_200_000),
        ("Amount", "USD 5m", "USD", 5_000_000),
        ("Amount (k€)", "250 k€", "EUR", 250_000),
    ],
)
def test_a_scale_beside_money_is_converted_and_told(
    tmp_path: Path, header: str, cell: str, currency: str, amount: float
) -> None:
    report, found = checked(tmp_path, FUNDING.format(header=header, cell=cell, currency=currency))
    assert found == ["VAL-013"]
    assert report.tables["contributions"]["amount"].tolist() == [amount]


@pytest.mark.parametrize(
    ("header", "cell", "hectares"),
    [
        ("Area (km2)", "40", 4_000),
        ("Area (acres)", "1000", 404.68564224),
        ("Area (Mha)", "2", 2e6),
        ("Area", "3 km²", 300),
    ],
)
def test_an_area_is_converted_into_hectares(tmp_path: Path, header: str, cell: str, hectares: float) -> None:
    report, found = checked(tmp_path, PROJECT.format(header=header, cell=cell))
    assert found == ["VAL-013"]
    assert report.tables["projects"]["area_ha"].tolist() == pytest.approx([hectares])


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (PROJECT.format(header="Area (feddan)", cell="9"), ["VAL-014"]),
        (PROJECT.format(header="Area (t/ha)", cell="9"), ["VAL-014"]),
        (PROJECT.format(header="Area", cell="9 %"), ["VAL-014"]),
        (BUDGET.format(header="Amount (USD)", cell="9"), ["VAL-014"]),
        (FUNDING.format(header="Amount (%)", cell="9", currency="EUR"), ["VAL-014"]),
        (FUNDING.format(header="Amount (k EUR)", cell="2 million", currency="EUR"), ["VAL-014"]),
        (FUNDING.format(header="Amount (USD)", cell="9", currency="EUR"), ["VAL-015"]),
        (OBSERVATION.format(header="Value", cell="38 %", indicator="C3.1"), ["VAL-014"]),
        (FUNDING.format(header="Amount", cell="9 bananas", currency="EUR"), ["VAL-002"]),
    ],
)
def test_what_the_column_does_not_take_is_held_by_name(tmp_path: Path, text: str, rules: list[str]) -> None:
    report, found = checked(tmp_path, text)
    assert found == rules and report.has_held


def test_a_currency_beside_the_amount_fills_a_blank_and_is_told(tmp_path: Path) -> None:
    report, found = checked(tmp_path, FUNDING.format(header="Amount (USD)", cell="9", currency=""))
    assert found == ["VAL-016"] and report.tables["contributions"]["currency_code"].tolist() == ["USD"]


def test_words_in_brackets_that_are_no_unit_are_told_once(tmp_path: Path) -> None:
    text = FUNDING.format(header="Amount (Lempel)", cell="9", currency="EUR")
    assert checked(tmp_path, text + text.splitlines()[1].replace("S-1", "S-9"))[1] == ["VAL-017"]


@pytest.mark.parametrize(
    "text",
    [
        FUNDING.format(header="Amount (EUR)", cell="9", currency="EUR"),
        FUNDING.format(header="Amount (in local currency)", cell="9", currency="KES"),
        FUNDING.format(header="Amount (total)", cell="1\u2009234\u2009567", currency="EUR"),
        FUNDING.format(header="Amount", cell="500 EUR", currency="EUR"),
        FUNDING.format(header="Amount ($)", cell="9", currency="CAD"),
        PROJECT.format(header="Area (ha)", cell="12 ha"),
        BUDGET.format(header="Amount (EUR)", cell="9"),
        OBSERVATION.format(header="Value (%)", cell="43%", indicator="B1.1"),
        OBSERVATION.format(header="Value", cell="35 %", indicator="B1.1"),
    ],
)
def test_a_unit_that_is_the_columns_own_stays_silent(tmp_path: Path, text: str) -> None:
    report, found = checked(tmp_path, text)
    assert found == [] and not report.has_held


@settings(deadline=None, max_examples=80)
@given(
    st.sampled_from([("k", 1e3), ("thousand", 1e3), ("millions", 1e6), ("M", 1e6), ("bn", 1e9), ("crore", 1e7)]),
    st.sampled_from(["EUR", "USD", "£", "€", "KES"]),
    st.sampled_from(["{0} {1}", "{1} {0}", "{0} of {1}", "in {0} {1}"]),
)
def test_scale_and_currency_are_found_in_any_order(scale: tuple[str, float], currency: str, form: str) -> None:
    field = streams()["funding"].by_name["amount"]
    (phrase,) = phrases(f"Amount ({form.format(scale[0], currency)})", field)
    unit = unit_of(phrase, REFERENCE.currencies, "money")
    assert unit.factor == scale[1] and len(unit.currencies) == 1 and not unit.unknown


@given(st.integers(0, 10**12), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "'", "\u2019"]))
def test_blanks_part_thousands(number: int, blank: str) -> None:
    assert read_number(f"{number:,}".replace(",", blank)) == number


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(["\n", "\t", " \n ", "\r\n", "  "]))
def test_white_space_never_joins_two_numbers(first: int, second: int, between: str) -> None:
    with pytest.raises(Unreadable):
        read_number(f"{first}{between}{second}")


@pytest.mark.parametrize("text", ["24 31", "1500 2500", "12 000 13 000", "1 2345", "1234 567", "10 00"])
def test_groups_that_are_no_thousands_are_no_number(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_number(text)
    assert caught.value.case == "two_numbers"
