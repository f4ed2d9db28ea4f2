"""Money of open records that enters no total because of the list it stands in, and what is told of it.

A record that counts in another list (`relevance.two_lists`) brings no money of its own; policy loans and budget support
stand apart where a list says so (`apart`). Does not belong here: which records are one project.
"""

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, parameters, place_of
from pipelines.rules.money.apart import POLICY_LOAN

IN_OTHER_LIST = "in_other_list"
RULE_OF_REASON = {POLICY_LOAN: "MNY-024", IN_OTHER_LIST: "MNY-025"}
RECORD = ["project_id", "not_counted_reason"]
PLACE = ["origin", "source_file", "source_sheet", "source_row"]


def counted_once(contributions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The contributions, those of a record that counts in another list with that reason and the file of the other one.

    `contributions` has passed `count_once`, `projects` carries `counted_in_project`. What enters no total anyway keeps its
    reason, but for policy loans, which are shown in sums of their own.
    """
    aside = projects[projects["counted_in_project"].notna()].set_index("project_id")["counted_in_project"]
    if aside.empty:
        return contributions
    files = projects[projects["is_current"].astype(bool)].set_index("project_id")["source_file"]
    kept_in = contributions["project_id"].map(aside.map(files))
    is_aside = kept_in.notna() & (
        contributions["is_counted"].astype(bool) | contributions["not_counted_reason"].eq(POLICY_LOAN).fillna(False)
    )
    return contributions.assign(
        is_counted=contributions["is_counted"].mask(is_aside, False),
        not_counted_reason=contributions["not_counted_reason"].mask(is_aside, IN_OTHER_LIST),
        counted_in=contributions["counted_in"].mask(is_aside, kept_in),
    )


def findings(contributions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """One finding per record and reason, at its first row of money, with what its rows amount to."""
    rows = contributions[contributions["not_counted_reason"].isin(list(RULE_OF_REASON))]
    groups = rows.groupby(RECORD, sort=False)
    sums = groups.agg(
        amount=("amount", "sum"), currency=("currency_code", "first"), currencies=("currency_code", "nunique")
    )
    first = rows.drop_duplicates(RECORD)
    amounts = sums.reindex(pd.MultiIndex.from_frame(first[RECORD]))
    values = [
        f"{amount:.15g} {currency}" if currencies == 1 else None
        for amount, currency, currencies in amounts.itertuples(index=False, name=None)
    ]
    texts = pd.Series(parameters(), index=first.index, dtype="str")
    aside = first[first["not_counted_reason"].eq(IN_OTHER_LIST)]
    current = projects[projects["is_current"].astype(bool)].set_index("project_id")
    texts[aside.index] = [_counted_in(aside.loc[[place]], current) for place in aside.index]
    found = first[PLACE].assign(
        rule_id=first["not_counted_reason"].map(RULE_OF_REASON),
        severity="info",
        stream="funding",
        column="amount",
        value=values,
        parameters=texts,
    )
    return found[list(FINDING_COLUMNS)].astype({"value": "str", "parameters": "str"}).reset_index(drop=True)


def _counted_in(row: pd.DataFrame, current: pd.DataFrame) -> str:
    """What the message on a row names: the record that counts instead, and its place."""
    other = current.at[row["project_id"].iloc[0], "counted_in_project"]
    number = current.at[other, "source_row"]
    return parameters(
        other=other,
        file=current.at[other, "source_file"],
        row=None if pd.isna(number) else int(number),
        **place_of(row.to_dict("records")),
    )
