"""Money for projects on the ground that serves the vision: how it grows from year to year, and against a base year.

The budget of the Initiative is another stream of money and never enters here; states and forms are never mixed.
"""

from datetime import date
from typing import Any

import pandas as pd

from pipelines.rules.derived.derivation import (
    DENOMINATOR,
    NUMERATOR,
    Day,
    Derivation,
    Tables,
    facts,
    figures,
    out_of_time,
    reasons,
    stacked,
)
from pipelines.rules.membership import among
from pipelines.rules.money.counting import is_counted_ground_cash
from pipelines.rules.money.passed_on import own_money
from pipelines.rules.progress.record import year_end

CONTRIBUTIONS = "core.contributions"
# Why a fact is counted or left out. No comparison: its year is not over, or the year to compare with has no money.
COMMITTED, NO_COMPARISON, NOT_CONVERTED = "committed_in_year", "no_comparison", "not_converted"
NOT_TIED, TIED_BY_RULE_ONLY = "tied_to_no_objective", "tied_by_rule_only"


def ground_investment_growth(tables: Tables, indicator: Any, as_of: date) -> Derivation:
    """Growth of the money committed in a calendar year over the year before, in % per year.

    Counted: cash committed to projects on the ground, each grant once, in euros, by value date, where the sender
    declared an objective of the strategy for the project. Aid that nobody tied to the strategy is not money raised for
    the vision, and a rule that infers an objective from words is nobody, whoever gave the money. Only years that are
    over and that follow a year with money have a figure; it is whole when every such row has an amount in euros.
    """
    rows = _rows(tables, as_of)
    years = [year for year in _years(rows) if year_end(year) <= as_of and year - 1 in _years(rows)]
    return _compared(rows, [(year, year - 1) for year in years])


def ground_investment_ratio(tables: Tables, indicator: Any, as_of: date) -> Derivation:
    """Money committed in a calendar year as a multiple of that of the base year (the baseline year of the indicator).

    Counts the same rows as the growth; nothing can be said before a year after the base year is over.
    """
    if pd.isna(indicator.baseline_year) or as_of <= year_end(int(indicator.baseline_year)):
        return Derivation(figures([], [], []), stacked([]))
    base, rows = int(indicator.baseline_year), _rows(tables, as_of)
    years = [year for year in _years(rows) if year > base and year_end(year) <= as_of and base in _years(rows)]
    return _compared(rows, [(year, base) for year in years])


def _rows(tables: Tables, as_of: date) -> pd.DataFrame:
    """Counted cash committed on the ground with its year and, where it does not serve the vision, why not."""
    money = tables["contributions"]
    is_committed = money["state"].eq("committed").fillna(False)
    rows = money[is_counted_ground_cash(money) & is_committed].reset_index(drop=True)
    rows = rows.assign(amount_eur=own_money(rows))
    links = tables["project_objectives"]
    declared = links.loc[links["link_basis"] == "declared", "project_id"]
    is_tied = among(rows["project_id"], links["project_id"])
    is_declared = among(rows["project_id"], declared)
    rows["left_out"] = reasons(
        rows.index,
        *out_of_time(rows["value_on"], as_of),
        (~is_tied, NOT_TIED),
        (~is_declared, TIED_BY_RULE_ONLY),
        (rows["amount_eur"].isna(), NOT_CONVERTED),
    )
    return rows.assign(year=rows["value_on"].dt.year)


def _years(rows: pd.DataFrame) -> list[int]:
    """The years whose counted money sums to more than nothing."""
    sums = rows[rows["left_out"].isna()].groupby("year")["amount_eur"].sum()
    return [int(year) for year in sums.index[sums > 0]]


def _compared(rows: pd.DataFrame, pairs: list[tuple[int, int]]) -> Derivation:
    """The figures of the years over the years they are compared with, and what became of every row."""
    days = {year: pd.Timestamp(year_end(year)) for year, _ in pairs}
    parts = []
    for year, before in pairs:
        for part, of_year in ((NUMERATOR, year), (DENOMINATOR, before)):
            chosen = rows[(rows["year"] == of_year) & _is_ours(rows)]
            parts.append(_committed(chosen, days[year], of_year, part))
    settled = rows["year"].isin(days) & _is_ours(rows)
    others = rows[~settled]
    parts.append(_facts(others, observed_on=pd.NaT, left_out=others["left_out"].fillna(NO_COMPARISON)))
    unknown = rows[rows["left_out"] == NOT_CONVERTED].groupby("year").size()
    remarks = [_remark(unknown, years) for years in pairs]
    whole = [not remark for remark in remarks]
    return Derivation(figures([days[year] for year, _ in pairs], whole, remarks), stacked(parts))


def _is_ours(rows: pd.DataFrame) -> pd.Series:
    return rows["left_out"].isna() | (rows["left_out"] == NOT_CONVERTED)


def _committed(rows: pd.DataFrame, day: Day, year: int, part: str) -> pd.DataFrame:
    """Rows of one year as facts of a figure, above or below the line."""
    named = {COMMITTED: {"year": pd.Series(year, index=rows.index)}}
    return _facts(rows, observed_on=day, left_out=rows["left_out"], counted_because=COMMITTED, part=part, named=named)


def _facts(rows: pd.DataFrame, **of_figure: Any) -> pd.DataFrame:
    key, on = rows["contribution_id"], rows["value_on"]
    return facts(rows, CONTRIBUTIONS, key, on, counted_value=rows["amount_eur"], **of_figure)


def _remark(unknown: pd.Series, years: tuple[int, int]) -> str:
    count = int(unknown.reindex(list(years)).fillna(0).sum())
    return (
        f"{count} rows of {years[1]} and {years[0]} have no amount in euros: somebody must approve the figure."
        if count
        else ""
    )
