"""What may be the same money twice: named for a person, never left out by itself.

Belongs here: likely pairs, reports of one grant that differ, IATI activities of two levels that both carry money, grants
that name each other in a circle. Does not: leaving rows out (`counting`). A person's decision on a pair is a row of a
table, read again on every run; a decision that cannot be used gets a finding.
"""

import numpy as np
import pandas as pd

from pipelines.rules.findings import funding_findings, together
from pipelines.rules.money.counting import KIND, REPORT, SAME_GRANT, grant_of

TOLERANCE_SHARE = 0.02  # amounts this close may be the same grant
LEVEL_SEPARATORS = "-/._:"  # what publishers put between the identifier of an activity and that of its part
DECISIONS = ("same", "different")
DECISIONS_PLACE = {"origin": "record", "source_file": "strategy/double_decisions.csv", "source_sheet": None}
SHOWN = ["contribution_id", "amount", "currency_code", "amount_eur", *REPORT, "source_row"]
PAIR_COLUMNS = (
    "contribution_id_a",
    "contribution_id_b",
    "giver",
    "receiver",
    "project_id",
    "year",
    "state",
    "amount_a",
    "currency_code_a",
    "amount_eur_a",
    "amount_b",
    "currency_code_b",
    "amount_eur_b",
    "difference_share",
    "source_file_a",
    "source_row_a",
    "source_file_b",
    "source_row_b",
)


def likely_pairs(contributions: pd.DataFrame, decisions: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per pair of counted rows that may be one grant and that nobody has decided yet.

    Same giver, same project or receiver, same year, state and stream, different files, and amounts within 2 % of the
    larger, in their common currency or in EUR. Rows have passed `convert` and `count_once`.
    """
    rows = _comparable(contributions)
    found = [
        _close(rows, ["giver", party, "year", "kind", *unit], value)
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
    return pairs[list(PAIR_COLUMNS)].reset_index(drop=True)


def _comparable(contributions: pd.DataFrame) -> pd.DataFrame:
    """Counted cash above zero with giver and year, and one name per party."""
    rows = contributions[contributions["is_counted"].astype(bool) & (contributions["amount"] > 0)]
    return rows.assign(
        giver=_party(rows, "funder"),
        receiver=_party(rows, "receiver"),
        year=pd.to_datetime(rows["value_on"]).dt.year.astype("Int64"),
        report=rows.groupby(REPORT).ngroup(),
        kind=rows.groupby(KIND, dropna=False).ngroup(),
    ).dropna(subset=["giver", "year"])


def _party(rows: pd.DataFrame, role: str) -> pd.Series:
    """The identifier of a party, or the key of its name where it has none."""
    return rows[f"{role}_id"].fillna(rows[f"{role}_key"])


def _close(rows: pd.DataFrame, key: list[str], value: str) -> pd.DataFrame:
    """Pairs with the same key, from different files, whose values differ by no more than the tolerance."""
    known = rows.dropna(subset=[*key, value])
    known = known.assign(group=known.groupby(key, sort=False).ngroup())
    reports = known.groupby("group")["report"]
    known = known[reports.transform("min") != reports.transform("max")].sort_values(["group", value], kind="stable")
    if known.empty:
        return pd.DataFrame(columns=PAIR_COLUMNS)
    places = _neighbours(*(known[name].to_numpy() for name in ("group", value, "report")))
    one, other = (known[[value, "contribution_id"]].iloc[side].reset_index(drop=True) for side in places)
    difference = (one[value] - other[value]).abs() / other[value]
    is_turned = (one["contribution_id"] > other["contribution_id"]).to_numpy()
    first, second = (known.iloc[np.where(is_turned, *sides)].reset_index(drop=True) for sides in (places[::-1], places))
    shown = {f"{name}_a": first[name] for name in SHOWN} | {f"{name}_b": second[name] for name in SHOWN}
    parties = first[["giver", "receiver", "project_id", "year", "state"]]
    return parties.assign(**shown, difference_share=difference)


def _neighbours(groups: np.ndarray, values: np.ndarray, reports: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Positions of both rows of every pair within the tolerance, for rows sorted by group and value.

    Each row is compared with the next one, then with the one after it, for as long as any pair is within reach.
    """
    ones, others = [np.array([], dtype="int64")], [np.array([], dtype="int64")]
    left, distance = np.arange(len(groups)), 0
    while len(left):
        distance += 1
        left = left[left + distance < len(groups)]
        right = left + distance
        # The values are sorted, so the right one is the larger.
        is_near = (values[right] - values[left]) / values[right] <= TOLERANCE_SHARE
        left = left[is_near & (groups[left] == groups[right])]
        is_pair = reports[left] != reports[left + distance]
        ones.append(left[is_pair])
        others.append(left[is_pair] + distance)
    return np.concatenate(ones), np.concatenate(others)


def grant_findings(contributions: pd.DataFrame) -> pd.DataFrame:
    """Reports of one grant whose amounts in EUR differ by more than 2 %: one report was kept, somebody must look."""
    grants = contributions.assign(grant=grant_of(contributions))
    is_kept = grants["is_counted"].astype(bool)
    is_left_out = grants["not_counted_reason"].eq(SAME_GRANT).fillna(False).astype(bool)
    key = ["grant", *KIND]
    kept = grants[is_kept].groupby(key)["amount_eur"].sum().rename("kept_eur")
    left_out = grants[is_left_out].groupby([*key, *REPORT])["amount_eur"].sum().rename("left_out_eur")
    both = left_out.reset_index().merge(kept.reset_index(), on=key)
    larger = both[["kept_eur", "left_out_eur"]].abs().max(axis=1)
    differing = both[(both["kept_eur"] - both["left_out_eur"]).abs() > TOLERANCE_SHARE * larger]
    rows = grants[is_left_out].merge(differing, on=[*key, *REPORT]).drop_duplicates([*key, *REPORT])
    return together([funding_findings(rows, "MNY-010", "grant_id", rows["grant"])])


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
    return together([funding_findings(wholes, "MNY-011", "project_id", wholes["project_id"])])


def circle_findings(contributions: pd.DataFrame) -> pd.DataFrame:
    """Rows whose activity names another as its grant, which leads back to the first one: nobody began that grant.

    They are counted as they stand, each under its own activity.
    """
    linked = contributions.dropna(subset=["project_id", "grant_id"])
    linked = linked[linked["project_id"] != linked["grant_id"]]
    # A grant on a circle is named and names another: whatever begins or ends a chain is taken away until nothing is.
    while True:
        is_within = linked["project_id"].isin(linked["grant_id"]) & linked["grant_id"].isin(linked["project_id"])
        if is_within.all():
            break
        linked = linked[is_within]
    rows = linked.drop_duplicates(["project_id", "grant_id", *REPORT])
    return together([funding_findings(rows, "MNY-013", "grant_id", rows["grant_id"])])


def decision_findings(decisions: pd.DataFrame | None, contributions: pd.DataFrame) -> pd.DataFrame:
    """Decisions that change nothing: a word other than same or different, or a row of money that is not there."""
    if decisions is None or decisions.empty:
        return together([])
    rows = decisions.reset_index(drop=True).assign(**DECISIONS_PLACE)
    rows["source_row"] = rows.index + 2  # below the header, as a spreadsheet numbers it
    unknown = rows[~rows["decision"].isin(DECISIONS)]
    found = [funding_findings(unknown, "MNY-012", "decision", unknown["decision"], case="decision")]
    for column in ("contribution_id_a", "contribution_id_b"):
        unmatched = rows[~rows[column].isin(contributions["contribution_id"])]
        found.append(funding_findings(unmatched, "MNY-012", column, unmatched[column], case="identifier"))
    return together(found)


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
