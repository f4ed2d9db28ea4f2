"""Bad money from the file to the core table: a rule names it, and it is kept in its own currency, never as zero, never dropped."""

from datetime import date, datetime

import pandas as pd
import pytest

from pipelines.rules.deciding.deciding import STRATEGY_NEEDED
from pipelines.shipped import RATES, STRATEGY
from pipelines.steps import admission, intake
from sources.feedback.headers import headers_of
from sources.names.reference import load
from sources.reviewed.rates import read_rates
from sources.reviewed.replacements import read_replacements
from sources.reviewed.tables import read_strategy
from sources.streams import streams
from warehouse.contracts import TABLES

AS_OF = date(2026, 11, 22)
GOOD = {
    "funder": "Loam Foundation",
    "receiver": "Village Council",
    "state": "committed",
    "amount": "500",
    "currency": "EUR",
    "date": "2024-01-15",
}
# What is wrong, the cells that make it so, the rule that says it, what is kept, and the same in EUR.
BAD = [
    ("unknown currency", {"currency": "XQX"}, "NAM-007", 500.0, None),
    ("no published rate", {"currency": "CUP"}, "MNY-007", 500.0, None),
    ("negative", {"amount": "-500"}, "MNY-001", -500.0, -500.0),
    ("nought", {"amount": "0"}, "MNY-002", 0.0, 0.0),
    ("year 1955", {"date": "1955-01-15"}, "MNY-004", 500.0, 500.0),
    ("funder is receiver", {"receiver": "Loam Foundation"}, "MNY-005", 500.0, 500.0),
]


def admit(stream: str, *rows: dict[str, str]) -> dict[str, pd.DataFrame]:
    """The core tables of one workbook of a stream."""
    sent = pd.DataFrame([{"medium": "table", **row} for row in rows])
    sent = sent.reindex(columns=streams()[stream].field_names).astype("str")
    place = {"origin": "inbox", "source_file": "a.csv", "source_sha256": "0" * 64, "received_at": datetime(2026, 1, 1)}
    sent = sent.assign(source_sheet=None, source_row=range(2, len(rows) + 2), **place)
    files = pd.DataFrame([{**place, "streams": stream, "medium": "table", "refusal": None}])
    findings = pd.DataFrame(columns=intake.FINDING_COLUMNS)
    raw: dict[str, pd.DataFrame] = {stream: sent, "files": files, "findings": findings, "headers": headers_of([])}
    raw["replacements"] = read_replacements(STRATEGY / "nothing said")
    reviewed = read_strategy(STRATEGY)
    known = {"rates": read_rates(RATES), "ndc_mentions": pd.DataFrame(), "milestone_steps": reviewed["milestones"]}
    strategy: dict[str, pd.DataFrame] = {}
    for name in (f"core.{each}" for each in STRATEGY_NEEDED):
        rows_of = (reviewed | known)[name.removeprefix("core.")]
        strategy[name.removeprefix("core.")] = TABLES[name].shape(rows_of.reindex(columns=TABLES[name].column_names))
    return admission.admit(raw, strategy, load(STRATEGY), {}, AS_OF)


@pytest.mark.parametrize(
    ("change", "rule_id", "amount", "in_euros"), [case[1:] for case in BAD], ids=[case[0] for case in BAD]
)
def test_a_bad_amount_is_told_and_kept(
    change: dict[str, str], rule_id: str, amount: float, in_euros: float | None
) -> None:
    tables = admit("funding", GOOD | change)
    assert rule_id in set(tables["problems"]["rule_id"])
    row = tables["contributions"].iloc[0]
    assert (row["amount"], row["currency_code"], bool(row["is_counted"])) == (
        amount,
        change.get("currency", "EUR"),
        True,
    )
    assert pd.isna(row["amount_eur"]) if in_euros is None else row["amount_eur"] == in_euros


def test_what_a_project_asks_for_without_a_rate_is_told_and_kept() -> None:
    asked = {
        "project_id": "P",
        "title": "T",
        "objectives": "C2",
        "countries": "Kenya",
        "submitted_on": "2024-01-15",
        "asked_amount": "9000",
        "currency": "CUP",
    }
    tables = admit("projects", asked)
    findings = tables["problems"].query("rule_id == 'MNY-007'")
    assert findings[["stream", "source_row"]].to_numpy().tolist() == [["projects", 2]]
    project = tables["projects"].iloc[0]
    assert (project["asked_amount"], project["currency_code"]) == (9000.0, "CUP") and pd.isna(project["asked_eur"])


def test_shares_that_do_not_sum_are_told_and_a_row_of_money_is_not_dropped_for_it() -> None:
    shares = {"project_id": "P", "title": "T", "objectives": "C2;A5", "objective_shares": "50;40", "countries": "Kenya"}
    findings = admit("projects", shares)["problems"]
    assert findings.loc[findings["rule_id"] == "PRJ-003", ["severity", "field", "value"]].to_numpy().tolist() == [
        ["error", "objective_shares", "50;40"]
    ]
    paid = admit("funding", GOOD | {"project": "P"})
    assert "FND-008" in set(paid["problems"]["rule_id"])
    assert paid["contributions"][["amount_eur", "is_counted"]].to_numpy().tolist() == [[500.0, True]]


def test_grants_in_a_circle_are_told_and_counted() -> None:
    circle = [
        GOOD | {"project": name, "grant_id": parent, "amount": amount}
        for name, parent, amount in (("A", "B", "100"), ("B", "A", "200"))
    ]
    tables = admit("funding", *circle)
    assert (tables["problems"]["rule_id"] == "MNY-013").sum() == 2
    assert tables["contributions"]["amount_eur"].tolist() == [100.0, 200.0]
