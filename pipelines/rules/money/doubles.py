"""What may be the same money twice: named for a person, never left out by itself.

Belongs here: rows that are alike, reports of one grant that differ, IATI activities of two levels that both carry money, grants
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
# How two rows may be alike: what they share, and the value that is close.
WAYS = tuple(
    (["giver", party, "year", "kind", *unit], value)
    for party in ("project_id", "receiver")
    for unit, value in ((["currency_code"], "amount"), ([], "amount_eur"))
)
MOST_COMPARED = 200  # rows of a group in which a pair is looked for after somebody decided on its closest ones
GROUP_COLUMNS = (
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
    "alike_count",
    "alike_files_count",
)


def likely_groups(contributions: pd.DataFrame, decisions: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per group of counted rows that may be one grant, with the two of them that somebody is to look at first.

    Two rows are alike that have the same giver, the same project or receiver, the same year, state and stream, different
    files, and amounts within 2 % of the larger, in their common currency or in EUR. A group is what a chain of such
    amounts holds together: its rows are counted and not paired, because pairs grow with the square of what is alike. The
    two shown are the closest that nobody has decided on; a group without such a pair is settled. Rows have passed
    `convert` and `count_once`.
    """
    rows = _comparable(contributions).reset_index(drop=True)
    links = pd.concat([_links(rows, *way) for way in WAYS], ignore_index=True)
    rows["group"] = _joined(len(rows), links)
    counts = rows.groupby("group").agg(alike_count=("report", "size"), alike_files_count=("report", "nunique"))
    alike = counts[counts["alike_files_count"] > 1]
    rows = rows[rows["group"].isin(alike.index)]
    decided = _pairs_of(decisions)
    pairs = _undecided(_shown(rows, links[links["one"].isin(rows.index)]), decided)
    settled = rows[~rows["group"].isin(pairs["group"])]
    compared = settled[settled.groupby("group").cumcount() < MOST_COMPARED]
    others = [_shown(compared, _close(compared, *way)) for way in WAYS if len(compared)]
    pairs = pd.concat([pairs, *(_undecided(each, decided) for each in others)], ignore_index=True)
    pairs = pairs.sort_values(["difference_share", "contribution_id_a", "contribution_id_b"])
    named = pairs.drop_duplicates("group").merge(alike, left_on="group", right_index=True)
    return named.sort_values(["contribution_id_a", "contribution_id_b"])[list(GROUP_COLUMNS)].reset_index(drop=True)


def _pairs_of(decisions: pd.DataFrame | None) -> set[frozenset[str]]:
    if decisions is None or decisions.empty:
        return set()
    return set(map(frozenset, decisions[["contribution_id_a", "contribution_id_b"]].to_numpy().tolist()))


def _undecided(pairs: pd.DataFrame, decided: set[frozenset[str]]) -> pd.DataFrame:
    if not decided or pairs.empty:
        return pairs
    ids = pairs[["contribution_id_a", "contribution_id_b"]].to_numpy().tolist()
    return pairs[[frozenset(pair) not in decided for pair in ids]]


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


def _sorted(rows: pd.DataFrame, key: list[str], value: str) -> pd.DataFrame:
    """The rows that have this key and value and share the key with another file, by key and value."""
    known = rows.dropna(subset=[*key, value])
    known = known.assign(like=known.groupby(key, sort=False).ngroup())
    reports = known.groupby("like")["report"]
    return known[reports.transform("min") != reports.transform("max")].sort_values(["like", value], kind="stable")


def _is_near(rows: pd.DataFrame, value: str, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Are rows at these places alike? The values are sorted, so the right one is the larger."""
    values, likes = rows[value].to_numpy(), rows["like"].to_numpy()
    return ((values[right] - values[left]) / values[right] <= TOLERANCE_SHARE) & (likes[left] == likes[right])


def _links(rows: pd.DataFrame, key: list[str], value: str) -> pd.DataFrame:
    """Each row and the next larger one that is alike, of whichever file: `one`, `other` (labels of the rows)."""
    known = _sorted(rows, key, value)
    left = np.arange(max(len(known) - 1, 0))
    left = left[_is_near(known, value, left, left + 1)] if len(left) else left
    return _pairs_at(known, value, left, left + 1)


def _close(rows: pd.DataFrame, key: list[str], value: str) -> pd.DataFrame:
    """Every two rows that are alike.

    Each row is compared with the next one, then with the one after it, for as long as any two are within reach.
    """
    known, found = _sorted(rows, key, value), []
    left, distance = np.arange(len(known)), 0
    while len(left):
        distance += 1
        left = left[left + distance < len(known)]
        left = left[_is_near(known, value, left, left + distance)]
        found.append(_pairs_at(known, value, left, left + distance))
    return pd.concat([_pairs_at(known, value, left, left), *found], ignore_index=True)


def _pairs_at(rows: pd.DataFrame, value: str, left: np.ndarray, right: np.ndarray) -> pd.DataFrame:
    values = rows[value].to_numpy()
    difference = np.abs(values[left] - values[right]) / values[right]
    return pd.DataFrame({"one": rows.index[left], "other": rows.index[right], "difference_share": difference})


def _joined(count: int, links: pd.DataFrame) -> np.ndarray:
    """For each of so many rows the smallest label among those that links lead to."""
    label = np.arange(count)
    ones, others = links["one"].to_numpy(dtype="int64"), links["other"].to_numpy(dtype="int64")
    while True:
        least = np.minimum(label[ones], label[others])
        before = label.copy()
        np.minimum.at(label, ones, least)
        np.minimum.at(label, others, least)
        label = label[label]
        if np.array_equal(before, label):
            return label


def _shown(rows: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of rows of two files, each with what both rows say and its group; of two rows the smaller identifier first."""
    one, other = rows.loc[pairs["one"]].reset_index(drop=True), rows.loc[pairs["other"]].reset_index(drop=True)
    is_turned = one["contribution_id"] > other["contribution_id"]
    both = pd.concat([one, other], ignore_index=True)
    places = np.arange(len(one))
    first, second = (
        both.iloc[np.where(turned, places + len(one), places)].reset_index(drop=True)
        for turned in (is_turned, ~is_turned)
    )
    shown = {f"{name}_a": first[name] for name in SHOWN} | {f"{name}_b": second[name] for name in SHOWN}
    parties = first[["giver", "receiver", "project_id", "year", "state", "group"]]
    pairs_shown = parties.assign(**shown, difference_share=pairs["difference_share"].to_numpy())
    return pairs_shown[(one["report"] != other["report"]).to_numpy()]


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
