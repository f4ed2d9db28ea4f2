"""Indicators computed from the warehouse: the observation each rule makes, and the account of every fact behind it.

A derived observation says so (`basis` derived). It counts at once when its inputs are known to be whole; otherwise it
is a draft that somebody must complete or approve. Where the warehouse holds no fact of the kind, there is none:
missing is not zero. A value that somebody reported and approved for the same calendar year wins over a derived one.
Does not belong here: what a rule counts (`network`, `partners`, `projects`, `money`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pipelines.rules.derived.derivation import (
    DENOMINATOR,
    FACT_COLUMNS,
    NUMERATOR,
    OBSERVATION_COLUMNS,
    PROVENANCE,
    Derivation,
    Tables,
    stacked,
)
from pipelines.rules.derived.money import ground_investment_growth, ground_investment_ratio
from pipelines.rules.derived.network import awareness_events_per_year, funders_contacted, regions_with_active_network
from pipelines.rules.derived.partners import partners_in_partnerships, partners_with_field_projects
from pipelines.rules.derived.projects import supported_projects_per_year
from pipelines.rules.findings import parameters
from pipelines.rules.precedence.identity import PLACED
from pipelines.rules.progress.evidence import APPROVED
from pipelines.rules.progress.plausibility import COLUMNS, ERROR
from pipelines.rules.progress.record import year_end

PREFIX = "derived:"
DERIVED, DRAFT = "derived", "draft"
RULES: dict[str, Callable[[Tables, Any, date], Derivation]] = {
    rule.__name__: rule
    for rule in (
        supported_projects_per_year,
        partners_with_field_projects,
        awareness_events_per_year,
        funders_contacted,
        regions_with_active_network,
        partners_in_partnerships,
        ground_investment_growth,
        ground_investment_ratio,
    )
}
OF_THE_FILE = ("source_sha256", "received_at")  # file and row lead there
ACCOUNT_COLUMNS = ["indicator_code", "observation_id", *(name for name in FACT_COLUMNS if name not in OF_THE_FILE)]
EVIDENCE = "marts.derivations"
REPORTED_VALUE_USED = "reported_value_used"  # why a fact of a year with a reported and approved value is left out
UNKNOWN_RULE = "OBS-115"
SO_FAR = "So far: the year is not over. "
FULL_PERCENT = 100.0


@dataclass(frozen=True)
class Derived:
    """Observations in the columns of core.observations, and the account: one row per fact counted or left out."""

    observations: pd.DataFrame
    account: pd.DataFrame


def derive(tables: Tables, indicators: pd.DataFrame, as_of: date) -> Derived:
    """Every derived observation and the account of its facts; `tables` are core tables by short name."""
    observations, accounts = [], []
    for source, indicator in zip(indicators["source_of_values"], indicators.itertuples(index=False), strict=True):
        rule = RULES.get(rule_name(source))
        if rule is None:
            continue
        made = _observed(rule(tables, indicator, as_of), indicator, tables["observations"], as_of)
        observations.append(made.observations)
        accounts.append(made.account)
    return Derived(_stacked(observations, OBSERVATION_COLUMNS), _stacked(accounts, ACCOUNT_COLUMNS))


def rule_name(source_of_values: object) -> str:
    """The name of the rule in a source of values, empty where the values do not come from a rule.

    >>> rule_name("derived:funders_contacted"), rule_name("observed")
    ('funders_contacted', '')
    """
    text = "" if pd.isna(source_of_values) else str(source_of_values)
    return text.removeprefix(PREFIX) if text.startswith(PREFIX) else ""


def unknown_rules(indicators: pd.DataFrame) -> pd.DataFrame:
    """One finding per indicator whose values come from a rule that does not exist, in the columns of `plausibility`."""
    named = indicators["source_of_values"].map(rule_name)
    unknown = indicators[(named != "") & ~named.isin(RULES)]
    findings = unknown[["indicator_code"]].assign(
        rule_id=UNKNOWN_RULE,
        severity=ERROR,
        observation_id=None,
        column="source_of_values",
        value=unknown["source_of_values"],
        parameters=parameters(rules=list(RULES)),
    )
    return findings[list(COLUMNS)]


def value_of(kind: str, above: float, below: float | None) -> float | None:
    """The value in the unit of the indicator from the sums of its counted facts; None where the sum below is not above 0.

    count and rate: the sum above. share: 100 * above / below, in %. growth: 100 * (above / below - 1), in % per year.
    ratio: above / below.

    >>> value_of("rate", 12.0, None), value_of("share", 3.0, 5.0), value_of("growth", 110.0, 100.0)
    (12.0, 60.0, 10.000000000000009)
    """
    if kind in ("count", "rate"):
        return above
    if not below or below < 0:
        return None
    return {
        "share": FULL_PERCENT * above / below,
        "growth": FULL_PERCENT * (above / below - 1),
        "ratio": above / below,
    }[kind]


def _observed(derivation: Derivation, indicator: Any, reported: pd.DataFrame, as_of: date) -> Derived:
    """The observations of one indicator, and its facts with the observation each of them went into."""
    facts = stacked([derivation.facts]).assign(indicator_code=indicator.indicator_code)
    if derivation.figures.empty:  # nothing is counted
        return Derived(derivation.figures, facts.assign(observation_id=None)[ACCOUNT_COLUMNS])
    taken = _years_reported(reported, indicator.indicator_code)
    years = facts["observed_on"].dt.year
    years = years[years.isin(taken) & facts["is_counted"]].astype(int)
    facts.loc[years.index, "why"] = REPORTED_VALUE_USED
    facts.loc[years.index, "parameters"] = [parameters(year=year) for year in years]
    facts.loc[years.index, "is_counted"] = False
    facts.loc[years.index, "counted_value"] = float("nan")
    figures = derivation.figures[~derivation.figures["observed_on"].dt.year.isin(taken)]
    rows = [
        _observation(figure, facts[facts["observed_on"] == figure.observed_on], indicator, as_of)
        for figure in figures.itertuples()
    ]
    observations = pd.DataFrame([row for row in rows if row], columns=OBSERVATION_COLUMNS)
    made = dict(zip(observations["observed_on"], observations["observation_id"], strict=True))
    return Derived(observations, facts.assign(observation_id=facts["observed_on"].map(made))[ACCOUNT_COLUMNS])


def _observation(figure: Any, facts: pd.DataFrame, indicator: Any, as_of: date) -> dict[str, Any] | None:
    """One row of core.observations, at the place of its newest fact; None where nothing can be divided by."""
    counted = facts[facts["is_counted"]]
    sums = counted.groupby("part")["counted_value"].sum()
    above = float(sums.get(NUMERATOR, 0.0))
    below = float(sums[DENOMINATOR]) if DENOMINATOR in sums else None
    value = value_of(indicator.kind, above, below)
    if value is None:
        return None
    is_running = indicator.kind == "rate" and year_end(figure.observed_on.year) > as_of
    looked_at = facts[facts["part"] == NUMERATOR]
    rule, left_out = rule_name(indicator.source_of_values), len(facts) - len(counted)
    derived_by = f"Derived by the rule {rule}: {len(counted)} facts counted, {left_out} left out."
    return {
        "observation_id": f"{PREFIX}{indicator.indicator_code}{PLACED}{figure.observed_on:%Y-%m-%d}",
        "indicator_code": indicator.indicator_code,
        "observed_on": figure.observed_on,
        "value": value,
        "numerator": above if indicator.kind == "share" else None,
        "denominator": below if indicator.kind == "share" else None,
        "country_code": None,
        "region_code": None,
        "status": APPROVED if figure.is_whole else DRAFT,
        "basis": DERIVED,
        "evidence": EVIDENCE,
        "note": f"{SO_FAR if is_running else ''}{derived_by} {figure.remark}".strip(),
        **_newest_place(looked_at if len(looked_at) else facts),
    }


def _newest_place(facts: pd.DataFrame) -> dict[str, Any]:
    """Where the newest fact came from, counted ones first: the row a reader starts from."""
    placed = facts[facts["source_file"].notna()]
    newest = placed.sort_values(["is_counted", "fact_on", "received_at", "row_key"], na_position="first").iloc[-1]
    return {name: newest[name] for name in PROVENANCE}


def _years_reported(reported: pd.DataFrame, indicator_code: str) -> set[int]:
    """The calendar years for which somebody reported a value that is approved."""
    is_own = (reported["indicator_code"] == indicator_code) & (reported["status"] == APPROVED)
    return set(reported.loc[is_own, "observed_on"].dropna().dt.year)


def _stacked(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True)[columns] if filled else pd.DataFrame(columns=columns)
