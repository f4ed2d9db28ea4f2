"""Reads published exchange rates, in the forms of three publishers, as units of a currency for one US dollar.

Which rate an amount is converted with is a rule of money and not decided here.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

RATES = Path(__file__).parents[1] / "record" / "rates"
COLUMNS = ["currency_code", "rate_on", "starts_on", "ends_on", "rate", "rate_source"]
US_DOLLAR, EURO = "USD", "EUR"
# Older rates are not needed: the euro begins here, and the Initiative is younger.
FIRST_DAY = pd.Timestamp("1999-01-01")
MONTH, DAY = r"\d{4}-\d{2}", r"\d{4}-\d{2}-\d{2}"
CURRENCY = re.compile(r"[A-Z]{3}")
NO_RATE = ("", "N/A")
IMF_HEADER = {"Date", "Rate", "Currency", "Frequency", "Country code"}
# The IMF repeats a shared currency for every country that uses it, sometimes with another value: the issuer's counts.
IMF_CODE_OF_EURO_AREA = "U2"
IMF_FREQUENCIES = {"D": 0, "M": 1, "Q": 2, "A": 3}


class NotRates(ValueError):
    """A file in the folder of rates cannot be read; the message names file, row and the way out."""


def read_rates(folder: Path) -> pd.DataFrame:
    """One row per currency and day or month from every CSV of the folder; raises NotRates.

    A period written as a month covers the whole month, a day covers that day. Of two files that state the same
    currency and period, the one whose name comes later in the alphabet wins.
    """
    rates = pd.concat([_empty(), *(_read(path) for path in sorted(folder.glob("*.csv")))], ignore_index=True)
    periods = rates.drop_duplicates("rate_on")
    dollars = periods.assign(currency_code=US_DOLLAR, rate=1.0)
    rates = pd.concat([rates[rates["currency_code"] != US_DOLLAR], dollars], ignore_index=True)
    rates = rates[rates["starts_on"] >= FIRST_DAY].drop_duplicates(["currency_code", "rate_on"], keep="last")
    return rates.sort_values(["currency_code", "starts_on", "ends_on"], ignore_index=True)


def _read(path: Path) -> pd.DataFrame:
    """The rates of one file in whichever of the three forms it has."""
    try:
        published = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig", skipinitialspace=True)
    except (pd.errors.EmptyDataError, pd.errors.ParserError, UnicodeDecodeError) as error:
        raise NotRates(f"{path.name} is not a CSV table ({error}). Export it again as CSV in UTF-8.") from error
    published = published.rename(columns=str.strip)
    long = _form_of(path, published)(published)
    long = long[~long["rate"].isin(NO_RATE)]
    periods = _periods(long["rate_on"])
    dated = periods.loc[long["rate_on"]].set_index(long.index)
    _refuse(path, long, dated["form"].isna(), "rate_on", "is neither a month (2024-09) nor a day (2024-09-30)")
    _refuse(path, long, dated["starts_on"].isna(), "rate_on", "is not in the calendar")
    rate = pd.to_numeric(long["rate"], errors="coerce")
    _refuse(path, long, ~(rate > 0), "rate", "is not a number above zero")
    return pd.DataFrame(
        {
            "currency_code": long["currency_code"],
            **dated[["rate_on", "starts_on", "ends_on"]],
            "rate": rate / long["units_of_base_per_usd"],
            "rate_source": path.name,
        },
        columns=COLUMNS,
    )


def _periods(written: pd.Series) -> pd.DataFrame:
    """What each distinct text of a period means, by that text: its form, its first and its last day."""
    texts = pd.Series(written.unique(), dtype="str")
    rate_on = texts.str.strip()
    is_month, is_day = rate_on.str.fullmatch(MONTH), rate_on.str.fullmatch(DAY)
    first = pd.to_datetime(rate_on.where(is_day, rate_on + "-01"), format="%Y-%m-%d", errors="coerce")
    starts_on = first.astype("datetime64[us]")
    form = pd.Series(None, index=texts.index, dtype="str").mask(is_month, "month").mask(is_day, "day")
    ends_on = starts_on.where(is_day, starts_on + pd.offsets.MonthEnd(0))
    return pd.DataFrame({"rate_on": rate_on, "form": form, "starts_on": starts_on, "ends_on": ends_on}).set_index(texts)


def _form_of(path: Path, published: pd.DataFrame) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """The reader for this header; raises NotRates when there is none."""
    header = [str(name) for name in published.columns]
    if set(header) >= IMF_HEADER:
        return _imf
    is_wide = bool(header) and header[0].upper() == "DATE" and US_DOLLAR in header
    if is_wide and EURO in header:
        return _per_dollar
    if is_wide:
        return _per_euro
    raise NotRates(
        f"{path.name} is not a table of rates we know. Its header must be DATE,AED,AFN,… (units per USD, with EUR and "
        "USD), Date,USD,JPY,… (units per EUR, as the European Central Bank publishes) or "
        "Date,Rate,Currency,Frequency,Source,Country code,Country (units per USD, as the IMF data of Code for IATI)."
    )


def _per_dollar(wide: pd.DataFrame) -> pd.DataFrame:
    return _melted(wide).assign(units_of_base_per_usd=1.0)


def _per_euro(wide: pd.DataFrame) -> pd.DataFrame:
    """Units per euro divided by dollars per euro; the euro itself is one."""
    dollars_per_euro = pd.to_numeric(wide[US_DOLLAR], errors="coerce")
    # A day without the dollar cannot be brought to units per dollar.
    wide = wide[dollars_per_euro > 0].assign(EUR="1", per_usd=dollars_per_euro)
    return _melted(wide.drop(columns="per_usd")).assign(
        units_of_base_per_usd=lambda long: long["rate_on"].map(dict(zip(wide.iloc[:, 0], wide["per_usd"], strict=True)))
    )


def _melted(wide: pd.DataFrame) -> pd.DataFrame:
    """One row per period and currency; columns that are no currency code (a trailing comma) are left out."""
    currencies = [name for name in wide.columns if CURRENCY.fullmatch(str(name))]
    # The result of `melt`, in half of its time for a table with a column for each of 160 currencies.
    rate_on = wide.iloc[:, 0].repeat(len(currencies))
    rate = pd.Series(wide[currencies].to_numpy().ravel(), index=rate_on.index, dtype="str")
    return pd.DataFrame({"rate_on": rate_on, "currency_code": currencies * len(wide), "rate": rate})


def _imf(table: pd.DataFrame) -> pd.DataFrame:
    """One rate per currency and date: the issuer's own before others', the shorter period before the longer."""
    long = table.rename(columns={"Date": "rate_on", "Rate": "rate", "Currency": "currency_code"})
    country = long["Country code"].replace({IMF_CODE_OF_EURO_AREA: EURO[:2]})
    long = long.assign(
        country=country,
        is_foreign=country != long["currency_code"].str[:2],
        rank=long["Frequency"].map(IMF_FREQUENCIES).fillna(len(IMF_FREQUENCIES)),
        units_of_base_per_usd=1.0,
    )
    long = long.sort_values(["currency_code", "rate_on", "rank", "is_foreign", "country"], kind="stable")
    return long.drop_duplicates(["currency_code", "rate_on"])


def _refuse(path: Path, long: pd.DataFrame, is_wrong: pd.Series, column: str, why: str) -> None:
    """Raises NotRates for the first wrong row, counted as a spreadsheet counts."""
    if is_wrong.any():
        index = is_wrong.index[is_wrong][0]
        value = long[is_wrong].iloc[0]
        where = f"{path.name} row {index + 2}, {value['currency_code']}"
        raise NotRates(f"{where}: {value[column]!r} {why}. Correct or delete that row.")


def _empty() -> pd.DataFrame:
    """No rates, with the types of rates."""
    kinds = {"starts_on": "datetime64[us]", "ends_on": "datetime64[us]", "rate": "float64"}
    return pd.DataFrame({name: pd.Series(dtype=kinds.get(name, "str")) for name in COLUMNS})
