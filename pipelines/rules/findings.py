"""What a rule finds in a row: one frame of findings, with the place of each row and the parameters of its message.

Belongs here: the shape of a finding. Does not: any rule, nor the words in which a finding is said.
"""

import json
import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

FINDING_COLUMNS = (
    "rule_id",
    "severity",
    "origin",
    "stream",
    "source_file",
    "source_sheet",
    "source_row",
    "column",
    "value",
    "parameters",
)
# Rules name the column of the core table they look at; the sender filled in the field it was read from.
FIELD_OF_COLUMN: Mapping[str, str] = {
    "value_on": "date",
    "observed_on": "date",
    "currency_code": "currency",
    "funder_id": "funder",
    "receiver_id": "receiver",
    "funder_name": "funder",
    "receiver_name": "receiver",
    "project_id": "project",
    "lead_name": "lead",
    "ends_on": "end",
    "organisation_name": "organisation",
    "country_code": "country",
    "region_code": "region",
    "budget_eur": "amount_eur",
    "budget_year": "year",
    "task_force_role": "role",
    "activity_type": "type",
    "happened_on": "date",
    "organisation_type": "type",
    "agreement_text": "agreement",
    "received_count": "received",
    "in_line_count": "in_line",
    "recommendations_count": "recommendations_only",
    "partners_count": "partners",
    "initiative_members_count": "members",
    "countries_count": "countries",
    "beneficiaries_count": "beneficiaries",
    "transaction_type_code": "transaction_type",
    "call_code": "call",
    "partnership_number": "number",
    "objective_code": "objective",
    "starts_on": "start",
    "has_letter_of_support": "letter_of_support",
    "is_published_opportunity": "published_opportunity",
    "activity_status_code": "activity_status",
}
# Columns in which two reports of one thing may differ without anything having been restated.
NOT_STATED = frozenset(
    {
        "version",
        "is_current",
        "is_end_computed",
        "asked_eur",
        "origin",
        "source_file",
        "source_sheet",
        "source_row",
        "source_sha256",
        "received_at",
        "contact_name",
        "contact_email",
    }
)
# Identifiers that senders write themselves.
NAMED_BY_ID = frozenset({"project_id", "grant_id"})
_encoded = json.JSONEncoder(ensure_ascii=False).encode
# A finding, and those that say the same of the same row more exactly.
SAID_MORE_EXACTLY: Mapping[str, tuple[str, ...]] = {
    "FND-006": ("MNY-001", "MNY-002"),  # zero or negative; negative, zero
    "FND-007": ("MNY-003",),  # disbursed on a day ahead
    "FND-015": ("MNY-005",),  # giver and receiver are one
    "OBS-004": ("OBS-110",),  # value against numerator and denominator
    "OBS-005": ("OBS-105",),  # observed on a day ahead
    "OBS-007": ("OBS-106",),  # two approved values for one date, in a file and in all of them
    "FND-002": ("MNY-006",),  # no currency
    "FND-004": ("MNY-008",),  # no date; no date, and therefore no rate
    "PRJ-002": ("PRJ-036",),  # no place; no place in this row, and those of an earlier one stay
    "MNY-014": ("FND-008",),  # money of a project that is not here; of a project nobody sent
    "MNY-007": ("NAM-007",),  # no rate for the currency; no such currency, and therefore no rate
}


def parameters(**named: Any) -> str:
    """Parameters of a finding as JSON text; a number that is none is missing, an infinite one is given as text."""
    return _encoded({name: _finite(value) for name, value in named.items()})


def _finite(value: Any) -> Any:
    if isinstance(value, list):
        return [_finite(each) for each in value]
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return value


def changes(stream: str, before: Mapping[Hashable, Any], after: Mapping[Hashable, Any]) -> list[dict[str, str | None]]:
    """Every value in which two reports of one thing differ: the field as 'stream.field', the text before and after."""
    stated = [name for name in before if name in NAMED_BY_ID or not (name in NOT_STATED or _is_made(str(name)))]
    texts = [(str(name), _text(before[name]), _text(after[name])) for name in stated]
    return [
        {"field": f"{stream}.{FIELD_OF_COLUMN.get(name, name)}", "before": old, "after": new}
        for name, old, new in texts
        if old != new
    ]


def changed(stream: str, before: pd.DataFrame, after: pd.DataFrame) -> list[list[dict[str, str | None]]]:
    """For each pair of rows, one above the other in the frames, every value in which they differ, as `changes` has it."""
    found: list[list[dict[str, str | None]]] = [[] for _ in range(len(before))]
    for name in before:
        if name not in NAMED_BY_ID and (name in NOT_STATED or _is_made(str(name))):
            continue
        old, new = before[name].reset_index(drop=True), after[name].reset_index(drop=True)
        differs = (old.isna() != new.isna()) | (old.ne(new).fillna(False) & old.notna() & new.notna())
        for place in differs.to_numpy().nonzero()[0]:
            found[place] += changes(stream, {name: old[place]}, {name: new[place]})
    return found


def _is_made(name: str) -> bool:
    """Is the column a key, or the identifier of a name that stands in a column of its own?"""
    return name.endswith(("_id", "_key"))


def _text(value: Any) -> str | None:
    """A value as a person reads it: a day without its time, a number without needless digits; None where missing."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:.15g}" if isinstance(value, float) else str(value)


OF_PLACE = ("project_id", "activity_occurrence", "transaction_number")


def place_of(rows: Sequence[Mapping[Any, Any]]) -> dict[str, Any]:
    """The parameter that names activity and transactions of rows of one IATI activity: its lines say nothing to a reader.

    `rows` are records with `project_id`, `activity_occurrence` and `transaction_number`.
    """
    if any("transaction_number" not in row or pd.isna(row["transaction_number"]) for row in rows):
        return {}
    first, occurrence = rows[0], rows[0]["activity_occurrence"]
    place = {
        "activity": None if pd.isna(first["project_id"]) else str(first["project_id"]),
        "occurrence": 1 if pd.isna(occurrence) else int(occurrence),
        "transactions": [int(row["transaction_number"]) for row in rows],
    }
    return {"place": place}


def funding_findings(
    rows: pd.DataFrame, rule_id: str, column: str, value: pd.Series, severity: Any = "warning", **named: Any
) -> pd.DataFrame:
    """One finding per row of funding; its message may name the row's `value` and whatever else is given."""
    if rows.empty:
        return pd.DataFrame(columns=list(FINDING_COLUMNS))
    shown = value.reindex(rows.index).astype("string").fillna("")
    by_value = {text: parameters(value=text, **named) for text in shown.unique()}
    said = [by_value[text] for text in shown]
    if "transaction_number" in rows and rows["transaction_number"].notna().any():
        alone = rows[list(OF_PLACE)].to_dict("records")
        said = [parameters(value=text, **named, **place_of([row])) for text, row in zip(shown, alone, strict=True)]
    findings = rows[["origin", "source_file", "source_sheet", "source_row"]].assign(
        rule_id=rule_id,
        severity=severity,
        stream="funding",
        column=column,
        value=shown,
        parameters=said,
    )
    return findings[list(FINDING_COLUMNS)]


def without_repeats(findings: pd.DataFrame) -> pd.DataFrame:
    """The findings without those that another one says more exactly about the same row.

    Admission judges a file alone, before it is sent; the rules of money judge the same rows again with their amounts
    converted. A reader of both needs each fault once.
    """
    place = ["origin", "source_file", "source_sheet", "source_row"]
    rows = pd.MultiIndex.from_frame(findings[place].astype("string").fillna(""))
    is_repeat = np.zeros(len(findings), dtype=bool)
    for rule_id, exact in SAID_MORE_EXACTLY.items():
        is_said_exactly = rows.isin(rows[findings["rule_id"].isin(exact).to_numpy()])
        is_repeat |= findings["rule_id"].eq(rule_id).to_numpy() & is_said_exactly
    return findings[~is_repeat].reset_index(drop=True)


def together(findings: list[pd.DataFrame]) -> pd.DataFrame:
    """All findings in one frame, in the order of file, row and rule."""
    filled = [frame for frame in findings if len(frame)]
    if not filled:
        return pd.DataFrame(columns=list(FINDING_COLUMNS))
    order = ["origin", "source_file", "source_sheet", "source_row", "rule_id"]
    return pd.concat(filled, ignore_index=True).sort_values(order, kind="stable").reset_index(drop=True)
