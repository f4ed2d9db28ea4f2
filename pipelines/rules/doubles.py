"""What may be the same money twice: named for a person, never left out by itself.

Belongs here: likely pairs, reports of one grant that differ, IATI activities of two levels that both carry money. Does
not: leaving rows out (`counting`). A person's decision on a pair is a row of a table, read again on every run.
"""

import numpy as np
import pandas as pd

from pipelines.rules.counting import KIND, REPORT, SAME_GRANT, grant_of
from pipelines.rules.findings import tell, together

TOLERANCE_SHARE = 0.02  # amounts this close may be the same grant
LEVEL_SEPARATORS = "-/._:"  # what publishers put between the identifier of an activity and that of its part
SHOWN = ["contribution_id", "amount", "currency_code", "amount_eur", *REPORT, "source_row"]
PAIR_COLUMNS = (
    "contribution_id_a", "contribution_id_b", "funder", "receiver", "project_id", "year", "state", "amount_a",
    "currency_code_a", "amount_b", "currency_code_b", "source_file_a", "source_file_b", "difference_share",
)  # fmt: skip


def likely_pairs(contributions: pd.DataFrame, decisions: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per pair of counted rows that may be one grant and that nobody has decided yet.

    Same giver, same project or receiver, same year, state and stream, different files, and amounts within 2 % of the
    larger, in their common currency or in EUR. Rows have passed `convert` and `count_once`.
    """
    rows = _comparable(contributions)
    found = [
        _close(rows, ["giver", party, "year", *KIND, *unit], value)
        for party in ("project_id", "receiver")
        for unit, value in ((["currency_code"], "amount"), ([], "amount_eur"))
    ]
    pairs = pd.concat(found, ignore_index=True)
    pairs = pairs.sort_values(["contribution_id_a", "contribution_id_b", "difference_share"])
    pairs = pairs.drop_duplicates(["contribution_id_a", "contribution_id_b"])
    if decisions is not None and len(decisions):
        decided = {frozenset(pair) for pair in decisions[["contribution_id_a", "contribution_id_b"]].to_numpy()}
        known = [frozenset(pair) in decided for pair in pairs[["contribution_id_a", "contribution_id_b"]].to_numpy()]
        pairs = pairs[~np.array(known, dtype=bool)]
    return pairs.rename(columns={"giver": "funder"})[list(PAIR_COLUMNS)].reset_index(drop=True)


def _comparable(contributions: pd.DataFrame) -> pd.DataFrame:
    """Counted cash above zero with giver and year, and one name per party."""
    rows = contributions[contributions["is_counted"].astype(bool) & (contributions["amount"] > 0)]
    return rows.assign(
        giver=rows["funder_id"].fillna(rows["funder_name"].str.casefold()),
        receiver=rows["receiver_id"].fillna(rows["receiver_name"].str.casefold()),
        year=pd.to_datetime(rows["value_on"]).dt.year.astype("Int64"),
    ).dropna(subset=["giver", "year"])


def _close(rows: pd.DataFrame, key: list[str], value: str) -> pd.DataFrame:
    """Pairs with the same key, from different files, whose values differ by no more than the tolerance."""
    known = rows.dropna(subset=[*key, value])
    # Two values within the tolerance fall into one step of the logarithm or into neighbouring ones.
    known = known.assign(step=np.floor(np.log(known[value].astype("float64")) / -np.log1p(-TOLERANCE_SHARE)))
    columns = list(dict.fromkeys([*key, "step", value, *SHOWN, "giver", "receiver", "project_id", "year", "state"]))
    left = known[columns]
    shown = list(dict.fromkeys([*SHOWN, value]))
    right = known[[*key, "step", *(name for name in shown if name not in key)]].rename(
        columns={name: f"{name}_b" for name in shown if name not in key}
    )
    left = left.rename(columns={name: f"{name}_a" for name in shown if name not in key})
    shifted = [right, right.assign(step=right["step"] - 1), right.assign(step=right["step"] + 1)]
    pairs = left.merge(pd.concat(shifted), on=[*key, "step"])
    for name in set(shown) & set(key):
        pairs[f"{name}_a"] = pairs[f"{name}_b"] = pairs[name]
    is_other_file = (pairs["origin_a"] != pairs["origin_b"]) | (pairs["source_file_a"] != pairs["source_file_b"])
    larger = pairs[[f"{value}_a", f"{value}_b"]].max(axis=1)
    difference = (pairs[f"{value}_a"] - pairs[f"{value}_b"]).abs() / larger
    is_first = pairs["contribution_id_a"] < pairs["contribution_id_b"]
    return pairs.assign(difference_share=difference)[is_other_file & is_first & (difference <= TOLERANCE_SHARE)]


def grant_findings(contributions: pd.DataFrame) -> pd.DataFrame:
    """Reports of one grant whose amounts in EUR differ by more than 2 %: one report was kept, somebody must look."""
    grants = contributions.assign(grant=grant_of(contributions))
    is_kept = grants["is_counted"].astype(bool)
    is_left_out = grants["not_counted_reason"].str.startswith(SAME_GRANT).fillna(False).astype(bool)
    key = ["grant", *KIND]
    kept = grants[is_kept].groupby(key)["amount_eur"].sum().rename("kept_eur")
    left_out = grants[is_left_out].groupby([*key, *REPORT])["amount_eur"].sum().rename("left_out_eur")
    both = left_out.reset_index().merge(kept.reset_index(), on=key)
    larger = both[["kept_eur", "left_out_eur"]].abs().max(axis=1)
    differing = both[(both["kept_eur"] - both["left_out_eur"]).abs() > TOLERANCE_SHARE * larger]
    rows = grants[is_left_out].merge(differing, on=[*key, *REPORT]).drop_duplicates([*key, *REPORT])
    message = "Another report of grant {value} gives an amount that differs by more than 2 %; only one is counted."
    fix = "Agree on the amount and send it again."
    return together([tell(rows, "MNY-010", "grant_id", rows["grant"], message, fix)])


def level_findings(contributions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """IATI activities that carry counted money in the same state as an activity above them, in the same file.

    An activity lies above another when its identifier begins the other's and its hierarchy number is lower. Publishers
    may repeat the sums of the parts in the whole; both are counted until one is decided to be the same.
    """
    counted = contributions[contributions["is_counted"].astype(bool)]
    above = _above(projects)
    states = counted[["project_id", *REPORT, *KIND]].drop_duplicates()
    parts = above.merge(states, on=["project_id", *REPORT]).drop(columns="project_id")
    wholes = counted.merge(
        parts.rename(columns={"whole_id": "project_id"}).drop_duplicates(), on=["project_id", *REPORT, *KIND]
    ).drop_duplicates(["project_id", *REPORT, *KIND])
    message = "Activity {value} and activities below it both carry money in the same state: it may be counted twice."
    fix = "If the sums of the parts are repeated in the whole, write the pairs into the table of decisions."
    return together([tell(wholes, "MNY-011", "project_id", wholes["project_id"], message, fix)])


def _above(projects: pd.DataFrame) -> pd.DataFrame:
    """One row per activity and the activity above it in the same file: project_id, whole_id, origin, source_file."""
    levelled = projects[projects["is_current"].astype(bool) & projects["hierarchy"].notna()]
    levels = {
        (row.origin, row.source_file, row.project_id): row.hierarchy
        for row in levelled[[*REPORT, "project_id", "hierarchy"]].itertuples()
    }
    found = [
        (project_id, project_id[:cut], origin, file)
        for (origin, file, project_id), level in levels.items()
        for cut, letter in enumerate(project_id)
        if letter in LEVEL_SEPARATORS and levels.get((origin, file, project_id[:cut]), level) < level
    ]
    return pd.DataFrame(found, columns=["project_id", "whole_id", *REPORT], dtype="str")
