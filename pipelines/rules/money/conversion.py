"""Money in euro: every amount keeps its own currency and is converted at the published rate nearest to its date.

    amount in EUR = amount x (EUR for one US dollar) / (units of the currency for one US dollar), both of one period

Nearest: a period that contains the value date is at distance 0, any other at the days to its nearer edge; the earlier
period wins a tie, and among periods that contain the date the shortest wins, being the most exact. Nothing is rounded.
No rate means no amount in EUR: missing, never 0. Does not belong here: which rows count (`counting`).
"""

from datetime import date

import numpy as np
import pandas as pd

from pipelines.rules.findings import funding_findings, together

EURO, DOLLAR = "EUR", "USD"
MAXIMUM_RATE_DISTANCE_DAYS = 366  # beyond it the amount is converted and a finding says how old the rate is
EARLIEST_YEAR, LATEST_YEAR = 1960, 2100  # a value date outside is kept and gets a finding


def convert(rows: pd.DataFrame, published: pd.DataFrame, amount: str, currency: str, value_on: str) -> pd.DataFrame:
    """Rate (EUR for one unit), its period, its source and the amount in EUR of every row; missing where unknown.

    `published` are `euro_rates`; `amount`, `currency` and `value_on` name columns of `rows`. An amount in EUR has rate 1
    and needs no date.
    """
    chosen = _nearest_periods(rows[currency], rows[value_on], published)
    # Position -1 is no position of the table, and so gives missing values.
    converted = published[["rate", "rate_on", "rate_source"]].reindex(chosen).set_axis(rows.index)
    converted.loc[(rows[currency] == EURO).fillna(False).astype(bool), "rate"] = 1.0
    converted["amount_eur"] = rows[amount].astype("float64") * converted["rate"]
    return converted


def euro_rates(rates: pd.DataFrame) -> pd.DataFrame:
    """One row per currency and period that also has a euro rate: EUR for one unit of the currency.

    The dollar needs no row of its own: the tables give units for one dollar.
    """
    usable = rates[rates["rate"] > 0]
    euro = usable.loc[usable["currency_code"] == EURO, ["rate_on", "rate"]].rename(columns={"rate": "euro"})
    others = usable[~usable["currency_code"].isin([EURO, DOLLAR])]
    dollar = usable[usable["currency_code"] == EURO].assign(currency_code=DOLLAR, rate=1.0)
    both = pd.concat([others, dollar]).merge(euro, on="rate_on", validate="many_to_one")
    both["rate"] = both["euro"] / both["rate"]
    return both.drop(columns="euro").sort_values(["currency_code", "starts_on", "rate_on"]).reset_index(drop=True)


def _nearest_periods(currencies: pd.Series, dates: pd.Series, published: pd.DataFrame) -> np.ndarray:
    """Position in `published` of the nearest period of each row's currency; -1 without one."""
    chosen = np.full(len(currencies), -1, dtype="int64")
    days = dates.to_numpy(dtype="datetime64[D]")
    is_dated = ~np.isnat(days)
    positions = currencies.reset_index(drop=True).groupby(currencies.to_numpy()).indices
    for code, periods in published.groupby("currency_code"):
        members = positions.get(code, np.array([], dtype="int64"))
        members = members[is_dated[members]]
        if len(members):
            nearest = _nearest(periods, days[members].astype("int64"))
            chosen[members] = periods.index.to_numpy()[nearest]
    return chosen


def _nearest(periods: pd.DataFrame, days: np.ndarray) -> np.ndarray:
    """Position of the nearest period for each day (days since 1970), for periods of one currency.

    Every day from the first to the last period is painted with the period that contains it, the preferred one last;
    a day that none contains takes the nearer painted neighbour, the earlier one on a tie.
    """
    starts = periods["starts_on"].to_numpy(dtype="datetime64[D]").astype("int64")
    ends = periods["ends_on"].to_numpy(dtype="datetime64[D]").astype("int64")
    first = starts.min()
    painted = np.full(ends.max() - first + 1, -1, dtype="int64")
    for position in np.lexsort((starts, ends - starts))[::-1]:
        painted[starts[position] - first : ends[position] - first + 1] = position
    line = np.arange(len(painted))
    before = np.maximum.accumulate(np.where(painted >= 0, line, -1))
    after = np.minimum.accumulate(np.where(painted >= 0, line, len(painted))[::-1])[::-1]
    nearer = np.where(line - before <= after - line, before, after)
    return painted[nearer][np.clip(days - first, 0, len(painted) - 1)]


def findings(contributions: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """What is odd about amounts, dates and parties of converted rows; every row stays, nothing is corrected."""
    value_on, amounts = pd.to_datetime(contributions["value_on"]), contributions["amount"]
    rows = contributions.assign(value_on=value_on.dt.strftime("%Y-%m-%d"))
    years = value_on.dt.year
    is_cash = rows["form"] == "cash"
    is_same_party = (rows["funder_id"] == rows["receiver_id"]).fillna(False) & rows["funder_id"].notna()
    is_ahead = (value_on > pd.Timestamp(as_of)) & (rows["state"] == "disbursed")
    is_outside = (years < EARLIEST_YEAR) | (years > LATEST_YEAR)

    def about(where: pd.Series, rule_id: str, column: str, **named: int) -> pd.DataFrame:
        chosen = rows[where.fillna(False).astype(bool)]
        return funding_findings(chosen, rule_id, column, chosen[column], **named)

    return together(
        [
            about(amounts < 0, "MNY-001", "amount"),
            about((amounts == 0) & is_cash, "MNY-002", "amount"),
            about(is_ahead, "MNY-003", "value_on"),
            about(is_outside, "MNY-004", "value_on", earliest=EARLIEST_YEAR, latest=LATEST_YEAR),
            about(is_same_party, "MNY-005", "funder_id"),
        ]
    )


def rate_findings(contributions: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Why an amount is not converted, and which amounts rest on a rate more than a year away from their date.

    `published` are `euro_rates`.
    """
    rows = contributions[(contributions["form"] == "cash") & contributions["amount"].notna()]
    is_open = rows["amount_eur"].isna()
    has_currency = rows["currency_code"].notna()
    is_known = rows["currency_code"].isin(published["currency_code"].unique())
    distance = _rate_distance(rows, published)
    undated = is_open & is_known & rows["value_on"].isna()

    def about(where: pd.Series, rule_id: str, column: str, value: pd.Series) -> pd.DataFrame:
        return funding_findings(rows[where], rule_id, column, value)

    return together(
        [
            about(is_open & ~has_currency, "MNY-006", "currency_code", rows["currency_code"]),
            about(is_open & has_currency & ~is_known, "MNY-007", "currency_code", rows["currency_code"]),
            about(undated, "MNY-008", "value_on", rows["currency_code"]),
            about(distance > MAXIMUM_RATE_DISTANCE_DAYS, "MNY-009", "value_on", distance.astype("Int64")),
        ]
    )


def _rate_distance(rows: pd.DataFrame, published: pd.DataFrame) -> pd.Series:
    """Days between each row's value date and the period of its rate; 0 inside it, missing without one."""
    periods = published.drop_duplicates("rate_on").set_index("rate_on")[["starts_on", "ends_on"]]
    value_on = pd.to_datetime(rows["value_on"])
    early = (pd.to_datetime(rows["rate_on"].map(periods["starts_on"])) - value_on).dt.days
    late = (value_on - pd.to_datetime(rows["rate_on"].map(periods["ends_on"]))).dt.days
    return pd.concat([early, late], axis=1).max(axis=1).clip(lower=0)
