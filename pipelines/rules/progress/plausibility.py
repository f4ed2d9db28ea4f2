"""Findings about observations and targets that are impossible, or so unusual that a person should look.

A finding never changes a value. An `error` names a row that is not used, or a target that leads to no
verdict; a `warning` names one that is used as reported. Does not belong here: reading files and their columns
(`sources`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pipelines.rules.findings import parameters
from pipelines.rules.progress.evidence import APPROVED, REJECTED
from pipelines.rules.progress.journey import contradicts, direction_of, path_to
from pipelines.rules.progress.record import (
    HORIZONS,
    LARGEST_MAGNITUDE,
    YEARLY_KINDS,
    Indicator,
    is_possible,
    read_indicator,
    year_end,
)

# Observations judged here are admitted already, so they get warnings; errors are about the strategy.
ERROR, WARNING = "error", "warning"
FULL_PERCENT = 100.0
JUMP_FACTOR = 10.0
# A value beside its numerator and denominator may be rounded to whole percent: points it may differ by.
ROUNDING_OF_SHARES = 0.5


@dataclass(frozen=True)
class Rule:
    """One kind of finding: its stable id, how severe it is, the column it is about."""

    rule_id: str
    severity: str
    column: str


SHARE_ABOVE_FULL = Rule("OBS-101", WARNING, "value")
NEGATIVE_SHARE = Rule("OBS-102", WARNING, "value")
WRONG_SIDE = Rule("OBS-103", WARNING, "value")
JUMP = Rule("OBS-104", WARNING, "value")
IN_FUTURE = Rule("OBS-105", WARNING, "observed_on")
TWO_VALUES = Rule("OBS-106", WARNING, "value")
NOT_FINITE = Rule("OBS-107", WARNING, "value")
NO_VALUE = Rule("OBS-108", WARNING, "value")
NO_DENOMINATOR = Rule("OBS-109", WARNING, "denominator")
SHARE_DISAGREES = Rule("OBS-110", WARNING, "value")
TWO_IN_A_YEAR = Rule("OBS-117", WARNING, "value")
TARGETS_APART = Rule("OBS-111", WARNING, "target_2030")
TARGET_TOO_EARLY = Rule("OBS-112", ERROR, "baseline_year")
TARGET_CONTRADICTS = Rule("OBS-113", ERROR, "direction")
TERM_NOT_USABLE = Rule("OBS-114", ERROR, "baseline_value")
TERMS = ("baseline_value", "target_2030", "target_2050")
OBSERVED_OF = ["indicator_code", "country_code", "region_code"]
PLACE = ["source_file", "source_row"]
COLUMNS = (
    "rule_id",
    "severity",
    "indicator_code",
    "observation_id",
    "column",
    "value",
    "parameters",
)


def plausibility_findings(indicators: pd.DataFrame, observations: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """One row per finding about an observation, or about an indicator where observation_id is missing.

    `indicators` are by the terms in force. Rejected observations are not looked at: somebody has already decided on them.
    """
    findings = [finding for row in indicators.itertuples(index=False) for finding in _terms_findings(row)]
    seen = _with_terms(indicators, observations)
    for rule, flagged in _flags(seen, as_of):
        for row in seen[flagged].to_dict("records") if flagged.any() else ():
            finding = _finding(rule, row["indicator_code"], row["observation_id"], row[rule.column])
            if rule in (TWO_VALUES, TWO_IN_A_YEAR):
                finding["parameters"] = parameters(**row[rule.rule_id])
            findings.append(finding)
    found = pd.DataFrame(findings, columns=list(COLUMNS), dtype=object)
    return found.sort_values(["rule_id", "indicator_code"], kind="stable", ignore_index=True)


def unreadable_terms(written: pd.DataFrame) -> pd.DataFrame:
    """One row per number of the indicators as written that says it is none ("nan"): typed, it would pass for empty."""
    found = [
        {**_finding(TERM_NOT_USABLE, row["indicator_code"], None, row[column]), "column": column}
        for row in written.to_dict("records")
        for column in TERMS
        if str(row[column]).strip().lstrip("+-").lower() == "nan" and not pd.isna(row[column])
    ]
    return pd.DataFrame(found, columns=list(COLUMNS), dtype=object)


def _with_terms(indicators: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """The observations nobody has rejected, by date, with baseline and direction of travel beside them."""
    terms = [read_indicator(row) for row in indicators.itertuples(index=False)]
    known = pd.DataFrame(
        {
            "indicator_code": [term.indicator_code for term in terms],
            "is_share": [term.kind == "share" for term in terms],
            "is_yearly": [term.kind in YEARLY_KINDS for term in terms],
            "full_share": [FULL_PERCENT if term.unit.startswith("%") else 1.0 for term in terms],
            "baseline_value": np.array([term.baseline_value for term in terms], dtype=float),
            "travel": [_travel(term) for term in terms],
        }
    )
    columns = ["observation_id", "observed_on", "value", "numerator", "denominator", "status", *OBSERVED_OF, *PLACE]
    seen = observations.reindex(columns=columns)[observations["status"].astype(object) != REJECTED]
    seen = seen.astype({"value": float, "numerator": float, "denominator": float})
    seen = seen.merge(known, on="indicator_code", how="inner", validate="many_to_one")
    counted = seen["full_share"] * seen["numerator"] / seen["denominator"].where(seen["denominator"] != 0)
    seen["counted"] = counted.where(seen["is_share"])
    seen = seen.sort_values(["indicator_code", "observed_on"], kind="stable", ignore_index=True)
    return seen.assign(**{TWO_VALUES.rule_id: _against(seen), TWO_IN_A_YEAR.rule_id: _within_a_year(seen)})


def _flags(seen: pd.DataFrame, as_of: date) -> Iterator[tuple[Rule, pd.Series]]:
    """Every rule about observations, with the rows it flags."""
    value, numerator, denominator = seen["value"], seen["numerator"], seen["denominator"]
    is_share, full = seen["is_share"], seen["full_share"]
    counted = seen["counted"]
    share = value.fillna(counted).where(is_share)
    yield SHARE_ABOVE_FULL, (share > full) & np.isfinite(share)
    yield NEGATIVE_SHARE, (share < 0) & np.isfinite(share)
    yield WRONG_SIDE, (value - seen["baseline_value"]) * seen["travel"] < 0
    yield JUMP, _jumps(seen)
    yield IN_FUTURE, seen["observed_on"] > pd.Timestamp(as_of)
    yield TWO_VALUES, seen[TWO_VALUES.rule_id].notna()
    yield TWO_IN_A_YEAR, seen[TWO_IN_A_YEAR.rule_id].notna()
    yield NOT_FINITE, value.notna() & ~(value.abs() <= LARGEST_MAGNITUDE)
    yield NO_VALUE, value.isna() & ~(is_share & numerator.notna())
    has_no_denominator = denominator.isna() | (denominator == 0)
    yield NO_DENOMINATOR, is_share & value.isna() & numerator.notna() & has_no_denominator
    yield SHARE_DISAGREES, is_share & ((value - counted).abs() > ROUNDING_OF_SHARES * full / FULL_PERCENT)


def _jumps(seen: pd.DataFrame) -> pd.Series:
    """Approved values ten times, or a tenth of, the approved value of the same place before them."""
    approved = seen[(seen["status"] == APPROVED) & seen["value"].notna()]
    size = approved["value"].abs()
    before = size.groupby([approved[name] for name in OBSERVED_OF], dropna=False).shift()
    is_jump = (before > 0) & (size > 0) & ((size >= JUMP_FACTOR * before) | (before >= JUMP_FACTOR * size))
    return is_jump.reindex(seen.index, fill_value=False)


def _against(seen: pd.DataFrame) -> pd.Series:
    """What other approved rows say of the same indicator, date and place, with file and row; missing where none differs."""
    # A column assigned to a frame without rows would give it rows: so it is chosen afterwards.
    approved = seen.assign(figure=seen["value"].fillna(seen["counted"]))[seen["status"] == APPROVED]
    of_one_date = approved.groupby([*OBSERVED_OF, "observed_on"], dropna=False)
    differing = approved[of_one_date["figure"].transform("nunique") > 1]
    against = pd.Series(None, index=seen.index, dtype=object)
    for _, rows in differing.groupby([*OBSERVED_OF, "observed_on"], dropna=False):
        reports = [_report(row) for row in rows.to_dict("records")]
        for place, figure in rows["figure"].items():
            differs = rows["figure"].notna() & (rows["figure"] != figure)
            others = [report for report, is_other in zip(reports, differs, strict=True) if is_other]
            against[place] = {"against": others} if others else None
    return against


def _within_a_year(seen: pd.DataFrame) -> pd.Series:
    """Of a yearly figure with several approved values in one year: the year, and the value observed last, which counts."""
    year = seen["observed_on"].dt.year
    approved = seen[(seen["status"] == APPROVED) & seen["is_yearly"] & seen["value"].notna() & year.notna()]
    of_one_year = approved.groupby([*(approved[name] for name in OBSERVED_OF), year], dropna=False)
    several = approved[of_one_year["observed_on"].transform("nunique") > 1]
    found = pd.Series(None, index=seen.index, dtype=object)
    for (*_, one_year), rows in several.groupby([*(several[name] for name in OBSERVED_OF), year], dropna=False):
        last = rows.iloc[-1]
        named = {"year": int(one_year), "last": last["value"], "on": f"{last['observed_on']:%Y-%m-%d}"}
        for place in rows.index:
            found[place] = named
    return found


def _report(row: dict[str, Any]) -> dict[str, Any]:
    """What the message names of another report; missing where the file or the row is not known."""
    file, number = row["source_file"], row["source_row"]
    return {
        "figure": row["figure"],
        "file": None if pd.isna(file) else file,
        "row": None if pd.isna(number) else int(number),
    }


def _travel(terms: Indicator) -> int:
    """The sign of T - b to the nearest horizon with a path; 0 where there is none."""
    paths = [path for horizon in HORIZONS if (path := path_to(terms, horizon))]
    return paths[0].direction if paths else 0


def _terms_findings(row: Any) -> Iterator[dict[str, Any]]:
    """The findings about one row of the strategy."""
    terms = read_indicator(row)
    code = terms.indicator_code
    for column in TERMS:
        number = getattr(row, column)
        if not pd.isna(number) and not is_possible(terms.kind, number):
            yield {**_finding(TERM_NOT_USABLE, code, None, number), "column": column}
    for horizon in HORIZONS:
        path, target = path_to(terms, horizon), terms.target(horizon)
        if target is not None and terms.baseline_on is not None and terms.baseline_on >= year_end(horizon):
            yield _finding(TARGET_TOO_EARLY, code, None, terms.baseline_on.year)
        if path is not None and contradicts(path, terms.direction):
            yield {**_finding(TARGET_CONTRADICTS, code, None, target), "column": f"target_{horizon}"}
    to_2030, to_2050 = (_sign_to(terms, horizon) for horizon in HORIZONS)
    if to_2030 * to_2050 < 0:
        yield _finding(TARGETS_APART, code, None, terms.target_2030)


def _sign_to(terms: Indicator, horizon: int) -> int:
    """The sign of T - b; 0 where one of them is missing."""
    baseline, target = terms.baseline_value, terms.target(horizon)
    return 0 if baseline is None or target is None else direction_of(baseline, target)


def _finding(rule: Rule, indicator_code: str, observation_id: str | None, value: Any) -> dict[str, Any]:
    return {
        "rule_id": rule.rule_id,
        "severity": rule.severity,
        "indicator_code": indicator_code,
        "observation_id": observation_id,
        "column": rule.column,
        "value": value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value),
        "parameters": parameters(),
    }
