"""Every row of money that was read and does not count, or that takes the place of another: a finding of that row.

Belongs here: rows sent again, reported twice, or not in cash, with the row that counts instead and what differs. Does
not: which rows those are (`counting`), and what is counted although it may be the same (`likeness`).
"""

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, changed, parameters, place_of
from pipelines.rules.money.counting import (
    DECIDED_SAME,
    NOT_CASH,
    SAME_FILE,
    SAME_GRANT,
    SAME_ROW,
    STATED,
    UPDATED,
)
from pipelines.rules.precedence import sending

STREAM = "funding"
GIVES_WAY, REPLACES, CORRECTS, REPEATED, IN_KIND = "MNY-015", "MNY-016", "MNY-017", "MNY-018", "MNY-023"
PLACE = ["origin", "source_file", "source_sheet", "source_row"]


def findings(marked: pd.DataFrame, identifiers: pd.Series) -> pd.DataFrame:
    """The findings about rows that have passed `count_once`; `identifiers` are those of a table with one row for each."""
    reasons, kept_by = marked["not_counted_reason"], marked["kept_by"]
    rows = marked.assign(row_id=identifiers)
    updated = rows[reasons.eq(UPDATED).fillna(False)]
    repeated = rows[reasons.isin([SAME_ROW, SAME_FILE, SAME_GRANT, DECIDED_SAME])]
    in_kind = rows[reasons.eq(NOT_CASH).fillna(False)]
    is_made = sending.made_ids(updated["contribution_id"]).notna()
    by_whom = rows.loc[kept_by[updated.index].astype("int64")]
    differing = changed(STREAM, updated[STATED], by_whom[STATED])
    cases = ["likely" if made else "updated" for made in is_made]
    found = [
        _found(updated, GIVES_WAY, "info", by_whom, cases, differing),
        _found(by_whom[~is_made.to_numpy()], REPLACES, "info", updated[~is_made], None, _where(differing, ~is_made)),
        _found(by_whom[is_made.to_numpy()], CORRECTS, "warning", updated[is_made], None, _where(differing, is_made)),
        _found(
            repeated,
            REPEATED,
            "info",
            rows.loc[kept_by[repeated.index].astype("int64")],
            reasons[repeated.index].tolist(),
        ),
        _bare(in_kind),
    ]
    filled = [each for each in found if len(each)]
    return pd.concat(filled, ignore_index=True) if filled else found[0]


def _where(each: list, mask: pd.Series) -> list:
    return [one for one, is_kept in zip(each, mask, strict=True) if is_kept]


def _found(
    rows: pd.DataFrame,
    rule_id: str,
    severity: str,
    others: pd.DataFrame,
    cases: list[str] | None = None,
    differing: list | None = None,
) -> pd.DataFrame:
    """A finding per row that names the other row, and what differs."""
    named = others[["source_file", "source_row", "row_id"]].to_dict("records")
    texts = [
        parameters(
            **({"case": cases[number]} if cases else {}),
            file=other["source_file"],
            row=None if pd.isna(other["source_row"]) else int(other["source_row"]),
            own=own,
            other=other["row_id"],
            **({"changes": differing[number]} if differing else {}),
            **place_of(rows.iloc[[number]].to_dict("records")),
        )
        for number, (own, other) in enumerate(zip(rows["row_id"], named, strict=True))
    ]
    return _bare(rows, rule_id, severity, texts)


def _bare(
    rows: pd.DataFrame, rule_id: str = IN_KIND, severity: str = "info", texts: list[str] | None = None
) -> pd.DataFrame:
    found = rows[PLACE].assign(
        rule_id=rule_id,
        severity=severity,
        stream=STREAM,
        column=None,
        value=None,
        parameters=parameters() if texts is None else texts,
    )
    return found[list(FINDING_COLUMNS)].astype({"column": "str", "value": "str"}).reset_index(drop=True)
