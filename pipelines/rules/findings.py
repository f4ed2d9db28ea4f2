"""What a rule says about a row: one frame of findings, with the place of each row and the way out.

Belongs here: the shape of a finding. Does not: any rule.
"""

import pandas as pd

FINDING_COLUMNS = (
    "rule_id", "severity", "origin", "stream", "source_file", "source_sheet", "source_row", "column", "value",
    "message", "fix",
)  # fmt: skip


def tell(
    rows: pd.DataFrame, rule_id: str, column: str, value: pd.Series, message: str, fix: str, severity: str = "warning"
) -> pd.DataFrame:
    """One finding per row of funding; `{value}` in the message becomes the row's value."""
    shown = value.reindex(rows.index).astype("string").fillna("")
    told = rows[["origin", "source_file", "source_sheet", "source_row"]].assign(
        rule_id=rule_id,
        severity=severity,
        stream="funding",
        column=column,
        value=shown,
        message=[message.replace("{value}", text) for text in shown],
        fix=fix,
    )
    return told[list(FINDING_COLUMNS)]


def together(findings: list[pd.DataFrame]) -> pd.DataFrame:
    """All findings in one frame, in the order of file, row and rule."""
    told = [frame for frame in findings if len(frame)]
    if not told:
        return pd.DataFrame(columns=list(FINDING_COLUMNS))
    order = ["origin", "source_file", "source_sheet", "source_row", "rule_id"]
    return pd.concat(told, ignore_index=True).sort_values(order, kind="stable").reset_index(drop=True)
