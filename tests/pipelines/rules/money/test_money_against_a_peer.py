"""Conversion checked against an independent program's sums of real IATI files, in US dollars.

The peer dates a month by its first day and takes the nearest such day, so that a value date after mid-month gets the
next month's rate. Here a month's rate holds for the whole month. Dated as the peer dates them, all sums agree; the
larger differences otherwise are those of payments late in a month, and nothing else.
"""

from pathlib import Path

import pandas as pd
import pytest

from pipelines.rules.money import conversion as money
from sources.iati.reading import read_iati
from sources.reviewed.rates import read_rates
from tests.places import RECORD

RATES = RECORD / "rates"
TOLERANCE_SHARE = 0.005
NOT_READ_BY_THE_PEER = ("belgium-dgd-2021-v202.xml", "openag-usaid-tz-example.xml")
LATE_IN_THE_MONTH = {("2", "AFN"), ("2", "CAD"), ("2", "XDR"), ("3", "EUR"), ("4", "GBP")}
KEY = ["transaction_type", "currency"]


@pytest.fixture(scope="module")
def transactions(shared_data: Path) -> pd.DataFrame:
    files = [
        path for path in sorted((shared_data / "iati" / "real").glob("*.xml")) if path.name not in NOT_READ_BY_THE_PEER
    ]
    sent = pd.concat([read_iati(path)["funding"] for path in files], ignore_index=True)
    return sent.assign(
        amount=pd.to_numeric(sent["amount"].str.replace(",", "")),
        value_on=pd.to_datetime(sent["date"], format="ISO8601"),
    )


@pytest.fixture(scope="module")
def peer(shared_data: Path) -> pd.DataFrame:
    sums = pd.read_csv(shared_data / "iati" / "peer-usd-sums.csv", dtype={"transaction_type": "str"})
    return sums.rename(columns={"currency_original": "currency"}).set_index(KEY)


def dollar_sums(transactions: pd.DataFrame, rates: pd.DataFrame) -> pd.Series:
    """Sums in US dollars by type and currency: amounts in EUR over the dollar's rate on the same date."""
    published = money.euro_rates(rates)
    euros = money.convert(transactions, published, "amount", "currency", "value_on")["amount_eur"]
    dollar = money.convert(transactions.assign(currency="USD"), published, "amount", "currency", "value_on")["rate"]
    return (euros / dollar).groupby([transactions[name] for name in KEY]).sum()


def test_sums_in_their_own_currency_are_those_of_the_peer_to_the_cent(
    transactions: pd.DataFrame, peer: pd.DataFrame
) -> None:
    sums = transactions.groupby(KEY)["amount"].sum().reindex(peer.index)
    assert ((sums - peer["sum_original"]).abs() < 0.01).all()


def test_with_months_dated_by_their_first_day_the_dollar_sums_are_those_of_the_peer(
    transactions: pd.DataFrame, peer: pd.DataFrame
) -> None:
    rates = read_rates(RATES)
    sums = dollar_sums(transactions, rates.assign(ends_on=rates["starts_on"])).reindex(peer.index)
    assert ((sums / peer["sum_usd"] - 1).abs() < 1e-6).all()


def test_with_rates_for_whole_months_only_payments_late_in_a_month_differ_by_more_than_half_a_percent(
    transactions: pd.DataFrame, peer: pd.DataFrame
) -> None:
    rates = read_rates(RATES)
    sums = dollar_sums(transactions, rates).reindex(peer.index)
    differing = (sums / peer["sum_usd"] - 1).abs()
    assert set(differing[differing > TOLERANCE_SHARE].index) == LATE_IN_THE_MONTH
    early = transactions[transactions["value_on"].dt.day <= 15]
    by_month, by_first_day = dollar_sums(early, rates), dollar_sums(early, rates.assign(ends_on=rates["starts_on"]))
    assert ((by_month - by_first_day).abs() < 0.01).all()
