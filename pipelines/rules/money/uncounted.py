"""Transactions that enter no total, and those that may enter one twice: each is named, with its activity and its number.

Up to ROWS_NAMED transactions of one activity, file and reason have a finding each; more have one together, which counts
them. Does not belong here: the decision (`counting` and what it asks), rows of tables that give way (`precedence`).
"""

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
    found = []
    for (reason, file, kind), group in chosen.groupby(["not_counted_reason", "file", "kind"], sort=True):
        rule_id, severity, case = RULE_OF_REASON[str(reason)]
        named = {"case": case} if case else {}
        found.append(_findings(group, rule_id, severity, **named, file=file, type=kind))
    return together(found)


def _alike(contributions: pd.DataFrame) -> pd.DataFrame:
    """One finding per activity and case: the rows count, and one look settles them all."""
    rows = transactions.alike(contributions)
    groups = rows.groupby([*ELEMENT, "case"], dropna=False, sort=False)
    return together([_of_element(group, ALIKE, "warning", case=group["case"].iloc[0]) for _, group in groups])


def _partly_repeated(contributions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    rows = parents.partly_repeated(contributions, projects)
    return together(
        [_findings(group, PARTLY_REPEATED, "warning", parent=parent) for parent, group in rows.groupby("parent")]
    )


def _passed_on(contributions: pd.DataFrame) -> pd.DataFrame:
    """One finding per activity, state and the activities its money came from."""
    rows = contributions[contributions["passed_on_from"].notna()]
    return together(
        [
            _of_element(
                group, PASSED_ON, "warning", giver=giver, money_state=state, eur=round(group["passed_on_eur"].sum(), 2)
            )
            for (*_, giver, state), group in rows.groupby([*ELEMENT, "passed_on_from", "state"])
        ]
    )


def _circles(contributions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """One finding per receiver whose giver received from it in turn, at its first transaction."""
    named = passed_on.pairs(contributions, contributions[contributions["is_counted"].astype(bool)], projects)
    circular = named[named["is_circular"]].drop_duplicates(passed_on.PAIR)
    rows = contributions[transactions.is_transaction(contributions)].merge(
        circular, left_on="project_id", right_on="receiver", suffixes=("", "_named")
    )
    first = rows.drop_duplicates(["receiver", "giver"])
    return together([_findings(group, CIRCLE, "warning", giver=giver) for giver, group in first.groupby("giver")])


def _findings(rows: pd.DataFrame, rule_id: str, severity: str, **named: object) -> pd.DataFrame:
    """A finding per transaction, or one per activity and file where they are many."""
    found = []
    for _, group in rows.groupby(ELEMENT, dropna=False, sort=False):
        parts = [group] if len(group) > ROWS_NAMED else [group.loc[[position]] for position in group.index]
        found += [_of_element(part, rule_id, severity, **named) for part in parts]
    return together(found)


def _of_element(rows: pd.DataFrame, rule_id: str, severity: str, **named: object) -> pd.DataFrame:
    """One finding for transactions of one activity, at the place of the first."""
    first = rows.iloc[[0]]
    found = first.reindex(columns=list(FINDING_COLUMNS)).assign(
        rule_id=rule_id,
        severity=severity,
        stream="funding",
        column="amount",
        value=_sum(rows),
        parameters=parameters(**named, **place_of(rows)),
    )
    return found.astype({"value": "str"})


def _sum(rows: pd.DataFrame) -> str | None:
    """What the rows amount to, in their currency where they share one."""
    currencies = rows["currency_code"].unique()
    if len(currencies) != 1 or pd.isna(currencies[0]) or rows["amount"].isna().any():
        return None
    return f"{rows['amount'].sum():.15g} {currencies[0]}"
