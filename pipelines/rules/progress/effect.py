"""What a row about the strategy counts for, said to its sender: the baseline it becomes, or why it counts for nothing.

Belongs here: findings that follow from what was decided. Does not: the decision (`terms`, `evidence`), or values that are
unusual (`plausibility`).
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, parameters
from pipelines.rules.progress.terms import (
    COLUMN_OF,
    IN_FORCE,
    KEY,
    NO_SUCH_TERM,
    NOT_YET,
    OTHER_UNIT,
    REPLACED,
    REPORTED,
    SENT_AGAIN,
    STRATEGY_PUBLISHES,
    WRONG_SIDE,
    baseline_reports,
)

INFO, WARNING = "info", "warning"
UNCOUNTED = ("draft", "checked", "rejected")  # what is never counted, whatever else the row says
# The finding about a term that is not used, by its standing: rule, severity, field.
OF_TERMS = {
    STRATEGY_PUBLISHES: ("TRM-006", WARNING, "item"),
    NOT_YET: ("TRM-007", INFO, "in_force_from"),
    WRONG_SIDE: ("TRM-008", WARNING, "value"),
    OTHER_UNIT: ("TRM-009", WARNING, "unit"),
    NO_SUCH_TERM: ("TRM-009", WARNING, "item"),
    REPLACED: ("TRM-010", INFO, "value"),
    SENT_AGAIN: ("TRM-011", INFO, "value"),
}
BECOMES_BASELINE, NOT_APPROVED, NO_SUCH_STEP = "OBS-118", "OBS-119", "OBS-120"
PLACE = ["origin", "source_file", "source_sheet", "source_row"]


def term_findings(terms: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """One finding per report of a term that is not used; `terms` are judged, `indicators` as the strategy publishes them."""
    unused = terms[terms["standing"] != IN_FORCE]
    own = indicators.set_index("indicator_code")
    found = []
    for row in unused.to_dict("records"):
        rule_id, severity, column = OF_TERMS[row["standing"]]
        details = _details(row, terms, own.loc[row["indicator_code"]])
        found.append(_finding(row, rule_id, severity, "terms", column, row[column], details))
    return _framed(found)


def observation_findings(observations: pd.DataFrame, indicators: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """One finding per reported value that is no approved one, and per value that becomes a baseline.

    `indicators` are by the terms in force, with the origin of their baselines.
    """
    reported = observations[observations["basis"] == REPORTED]
    found = [
        _finding(row, NOT_APPROVED, INFO, "observations", "status", row["status"], {"case": row["status"]})
        for row in reported[reported["status"].isin(UNCOUNTED)].to_dict("records")
    ]
    for indicator in indicators[indicators["baseline_origin"] == REPORTED].to_dict("records"):
        _, rows = baseline_reports(indicator, observations, as_of)
        details = {"indicator": indicator["indicator_code"], "year": int(indicator["baseline_year"])}
        found += [
            _finding(row, BECOMES_BASELINE, INFO, "observations", "value", indicator["baseline_value"], details)
            for row in rows[rows["basis"] == REPORTED].to_dict("records")
        ]
    return _framed(found)


def step_findings(states: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """One finding per reported state of a step that neither the strategy nor a term in force sets."""
    unknown = states[~states["milestone_code"].isin(steps["milestone_code"])]
    return _framed(
        [
            _finding(row, NO_SUCH_STEP, WARNING, "milestones", "milestone", row["milestone_code"], _step(row))
            for row in unknown.to_dict("records")
        ]
    )


def _step(row: dict[str, Any]) -> dict[str, Any]:
    indicator, _, year = row["milestone_code"].rpartition("-")
    return {"indicator": indicator, "year": year}


def _details(row: dict[str, Any], terms: pd.DataFrame, indicator: pd.Series) -> dict[str, Any]:
    """What the message about an unused term names."""
    explain: dict[str, Callable[[], dict[str, Any]]] = {
        STRATEGY_PUBLISHES: lambda: _published(row["item"], indicator),
        NOT_YET: lambda: {"on": _day(max(row["in_force_from"], row["decided_on"]))},
        OTHER_UNIT: lambda: {"case": "unit"},
        NO_SUCH_TERM: lambda: {"case": "item"},
        REPLACED: lambda: _successor(row, terms, KEY, [REPLACED, SENT_AGAIN, NOT_YET]),
        SENT_AGAIN: lambda: _successor(row, terms, [*KEY, "in_force_from"], [SENT_AGAIN]),
    }
    return explain.get(row["standing"], dict)()


def _published(item: str, indicator: pd.Series) -> dict[str, Any]:
    value = indicator.get(COLUMN_OF.get(item, ""))
    return {"case": "words"} if value is None or pd.isna(value) else {"case": "value", "published": f"{value}"}


def _successor(row: dict[str, Any], terms: pd.DataFrame, key: list[str], aside: list[str]) -> dict[str, Any]:
    """The report of the same term that counts instead: its value, file, row and first day."""
    same = terms[(terms[key] == pd.Series(row)[key]).all(axis=1) & ~terms["standing"].isin(aside)]
    instead = same.iloc[-1]
    return {
        "adopted": instead["value"],
        "on": _day(instead["in_force_from"]),
        "file": instead["source_file"],
        "row": None if pd.isna(instead["source_row"]) else int(instead["source_row"]),
    }


def _day(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}"


def _finding(
    row: dict[str, Any], rule_id: str, severity: str, stream: str, column: str, value: Any, named: dict[str, Any]
) -> dict[str, Any]:
    return {
        "rule_id": rule_id,
        "severity": severity,
        "stream": stream,
        "column": column,
        "value": _day(value) if isinstance(value, pd.Timestamp) else str(value),
        "parameters": parameters(**named),
        **{name: row[name] for name in PLACE},
    }


def _framed(found: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(found, columns=list(FINDING_COLUMNS))
