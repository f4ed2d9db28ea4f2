"""Activities within activities: a child whose money is that of its parent counts once.

A parent is named by `related-activity` (type 1 on the child, type 2 on the parent). Where every transaction of a child
with a state equals one of its parent (type, date, amount, currency, one for one), the child's are left out. Where only
some do, both count and the pair is named: somebody must look. Activities that are each other's parents name none.
Source: the code list RelatedActivityType of the IATI standard (1 parent, 2 child). Does not belong here: sums of parts
that a whole repeats in other amounts (`doubles`).
"""

import pandas as pd

from pipelines.rules.membership import among
from pipelines.rules.money.circles import without_circles
from pipelines.rules.money.transactions import is_transaction

PARENT, CHILD = "1", "2"
SAME = ["transaction_type_code", "value_on", "amount", "currency_code"]
PAIR = ["child", "parent"]


def named_parents(projects: pd.DataFrame) -> pd.DataFrame:
    """One row per pair of activities that are here, `child` and `parent`, without those in a circle."""
    current = projects[projects["is_current"].astype(bool) & projects["related_activities"].notna()]
    pairs = [
        (owner, ref) if kind == PARENT else (ref, owner)
        for owner, lines in zip(current["project_id"], current["related_activities"], strict=True)
        for kind, _, ref in (line.partition("|") for line in lines.split("\n"))
        if kind in (PARENT, CHILD)
    ]
    here = set(projects["project_id"].tolist()) if pairs else set()
    known = [pair for pair in dict.fromkeys(pairs) if here.issuperset(pair)]
    return without_circles(pd.DataFrame(known, columns=PAIR, dtype="str"), *PAIR)


def matched(rows: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """One row per transaction of a child and its parent: `position`, `child`, `parent` and the equal row's `whole`."""
    own = rows[is_transaction(rows) & rows["state"].notna() & rows["amount"].notna()]
    own = own[["project_id", *SAME]].rename_axis("position").reset_index()
    pairs = named_parents(projects)
    children = own.merge(pairs, left_on="project_id", right_on="child")
    wholes = own[among(own["project_id"], pairs["parent"])].rename(
        columns={"project_id": "parent", "position": "whole"}
    )
    # One for one: a transaction of the parent stands for one of its children's.
    for each in (children, wholes):
        each["nth"] = each.groupby(["parent", *SAME], dropna=False).cumcount()
    return children.merge(wholes, on=["parent", *SAME, "nth"], how="left")[["position", *PAIR, "whole"]]


def repeated(rows: pd.DataFrame, projects: pd.DataFrame) -> pd.Series:
    """Positions of the transactions of children that are wholly those of a parent, and the position of the parent's."""
    found = matched(rows, projects)
    is_whole = found["whole"].notna().groupby([found["child"], found["parent"]]).transform("all").astype(bool)
    kept = found[is_whole].drop_duplicates("position").set_index("position")["whole"]
    return kept.astype("int64")


def partly_repeated(rows: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Counted transactions of children that equal one of a parent while others do not: the rows, with their `parent`."""
    found = matched(rows[rows["is_counted"].astype(bool)], projects)
    equal = found[found["whole"].notna()].drop_duplicates("position").set_index("position")
    return rows.loc[equal.index].assign(parent=equal["parent"])
