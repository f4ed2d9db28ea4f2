"""Transactions that enter no total, and those that may enter one twice: each is named, with its activity and its number.

Up to ROWS_NAMED transactions of one activity, file and reason have a finding each; more have one together, which counts
them. Does not belong here: the decision (`counting` and what it asks), rows of tables that give way (`precedence`).
"""

from collections.abc import Iterable, Iterator
from math import fsum
from typing import Any

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, parameters, place_of, together
from pipelines.rules.money import parents, passed_on, transactions

ROWS_NAMED = 20
# The rule and the case of each reason that only transactions have; rows of tables share the others (`set_aside`).
RULE_OF_REASON = {
    "equal_transaction": ("IAT-001", "info", None),
    "superseded": ("IAT-002", "info", None),
    "same_as_parent": ("IAT-004", "warning", None),
    "cancelled": ("IAT-008", "info", "cancelled"),
    "suspended": ("IAT-008", "info", "suspended"),
    "loan": ("IAT-009", "info", "loan"),
    "guarantee": ("IAT-009", "info", "guarantee"),
    "repayment": ("IAT-009", "info", "repayment"),
    "interest": ("IAT-009", "info", "interest"),
    "no_state": ("IAT-010", "info", None),
}
ALIKE, PARTLY_REPEATED, PASSED_ON, CIRCLE = "IAT-003", "IAT-005", "IAT-006", "IAT-007"
PLACE = ("origin", "source_file", "source_sheet", "source_row")
SHOWN = (
    *PLACE,
    "amount",
    "currency_code",
    "transaction_number",
    "activity_occurrence",
    "project_id",
    "passed_on_eur",
    "state",
    "passed_on_from",
)
Row = dict[str, Any]
Finding = dict[str, Any]
ELEMENT = ["origin", "source_file", "activity_occurrence", "project_id"]


def findings(contributions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Every finding about transactions that are left out or look like others; rows have passed `count_once`."""
    return together(
        [
            _left_out(contributions),
            _alike(contributions),
            _partly_repeated(contributions, projects),
            _passed_on(contributions),
            _circles(contributions, projects),
        ]
    )


def _left_out(contributions: pd.DataFrame) -> pd.DataFrame:
    rows = contributions[transactions.is_transaction(contributions)]
    rows = rows[rows["not_counted_reason"].isin(list(RULE_OF_REASON))]
    chosen = rows.assign(file=rows["counted_in"].fillna(""), kind=rows["transaction_type_code"].fillna(""))
    found: list[Finding] = []
    for (reason, file, kind), group in chosen.groupby(["not_counted_reason", "file", "kind"], sort=True):
        rule_id, severity, case = RULE_OF_REASON[str(reason)]
        named = {"case": case} if case else {}
        found += _findings(group, rule_id, severity, **named, file=file, type=kind)
    return _frame(found)


def _alike(contributions: pd.DataFrame) -> pd.DataFrame:
    """One finding per activity and case: the rows count, and one look settles them all."""
    groups = _groups(transactions.alike(contributions), [*ELEMENT, "case"])
    return _frame(_of_element(group, ALIKE, "warning", case=group[0]["case"]) for group in groups)


def _partly_repeated(contributions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    groups = parents.partly_repeated(contributions, projects).groupby("parent")
    return _frame(
        each for parent, group in groups for each in _findings(group, PARTLY_REPEATED, "warning", parent=parent)
    )


def _passed_on(contributions: pd.DataFrame) -> pd.DataFrame:
    """One finding per activity, state and the activities its money came from."""
    rows = contributions[contributions["passed_on_from"].notna()]
    return _frame(
        _of_element(
            group,
            PASSED_ON,
            "warning",
            giver=group[0]["passed_on_from"],
            money_state=group[0]["state"],
            eur=round(fsum(row["passed_on_eur"] for row in group), 2),
        )
        for group in _groups(rows, [*ELEMENT, "passed_on_from", "state"])
    )


def _circles(contributions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """One finding per receiver whose giver received from it in turn, at its first transaction."""
    named = passed_on.pairs(contributions, contributions[contributions["is_counted"].astype(bool)], projects)
    circular = named[named["is_circular"]].drop_duplicates(passed_on.PAIR)
    rows = contributions[transactions.is_transaction(contributions)].merge(
        circular, left_on="project_id", right_on="receiver", suffixes=("", "_named")
    )
    first = rows.drop_duplicates(["receiver", "giver"]).groupby("giver")
    return _frame(each for giver, group in first for each in _findings(group, CIRCLE, "warning", giver=giver))


def _findings(rows: pd.DataFrame, rule_id: str, severity: str, **named: object) -> Iterator[Finding]:
    """A finding per transaction, or one per activity and file where they are many."""
    for group in _groups(rows, ELEMENT):
        parts = [group] if len(group) > ROWS_NAMED else [[row] for row in group]
        yield from (_of_element(part, rule_id, severity, **named) for part in parts)


def _groups(rows: pd.DataFrame, key: list[str]) -> Iterator[list[Row]]:
    """The rows of each group as records, in the order in which its first row stands.

    Records, because a file of thousands of activities has as many groups: a frame for each would take minutes.
    """
    shown = rows[[name for name in dict.fromkeys([*SHOWN, *key]) if name in rows]]
    numbers = shown.groupby(key, dropna=False, sort=False).ngroup()
    groups: dict[int, list[Row]] = {}
    for number, row in zip(numbers.tolist(), shown.to_dict("records"), strict=True):
        groups.setdefault(number, []).append(row)
    yield from groups.values()


def _of_element(rows: list[Row], rule_id: str, severity: str, **named: object) -> Finding:
    """One finding for transactions of one activity, at the place of the first."""
    return {
        **{name: rows[0][name] for name in PLACE},
        "rule_id": rule_id,
        "severity": severity,
        "stream": "funding",
        "column": "amount",
        "value": _sum(rows),
        "parameters": parameters(**named, **place_of(rows)),
    }


def _frame(found: Iterable[Finding]) -> pd.DataFrame:
    return pd.DataFrame(found, columns=list(FINDING_COLUMNS)).astype({"value": "str"})


def _sum(rows: list[Row]) -> str | None:
    """What the rows amount to, in their currency where they share one."""
    currencies = {row["currency_code"] for row in rows}
    if len(currencies) != 1 or any(pd.isna(row["currency_code"]) or pd.isna(row["amount"]) for row in rows):
        return None
    return f"{fsum(row['amount'] for row in rows):.15g} {currencies.pop()}"
