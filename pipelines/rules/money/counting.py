"""Which rows of money enter the totals: each grant once, states apart, cash only.

In this order a row is left out, with the reason in its row: it stands apart from what is given (`apart`); its type counts
towards no state; the row stands in a copy of the same file; an equal transaction of the same IATI activity counts, or a
later version of the activity restates it (`transactions`); its giver sends it again, changed or not (`sending`); the same
grant of the same giver comes from a second report (a grant identifier may be the identifier of an IATI activity, all files
of which are one report); a person decided that two rows are the same money; the parent of its activity reports it
(`parents`); it was received from another activity that is here, wholly or in part (`passed_on`); it is not cash; it has no
amount. Among several reports of one grant the giver's is kept, where an IATI identifier shows who reports; then the record
before IATI before the inbox; then the newest.

Incoming funds have no state and so are never added to what is given. Nothing is left out on likeness alone, nor
because IATI activities lie on two levels: such pairs are named for a person (`doubles`), and so are grants that name each
other in a circle.

Does not belong here: conversion (`conversion`), versions of projects (`identity`), and telling what is left out
(`set_aside`, `uncounted`).
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from pipelines.rules.membership import among
from pipelines.rules.money import apart, parents, passed_on, transactions
from pipelines.rules.precedence import sending
from pipelines.rules.precedence.identity import distinct_ids
from pipelines.rules.precedence.order import origin_rank, place_of_file

# Why a row enters no total, besides what stands apart (`apart`); after one that names the same money, `counted_in` has
# the file that reports it.
NO_STATE, NOT_CASH, NO_AMOUNT = "no_state", "not_cash", "no_amount"
SUPERSEDED, SAME_FILE, SAME_ROW, UPDATED = "superseded", "same_file", "same_row", "updated"
SAME_GRANT, DECIDED_SAME = "same_grant", "decided_same"
EQUAL, SAME_AS_PARENT, PASSED_ON = "equal_transaction", "same_as_parent", "passed_on"
# What a row states; sent again with another value in one of these, it is an update.
STATED = [
    "project_id",
    "grant_id",
    "receiver_name",
    "money_stream",
    "form",
    "state",
    "transaction_type_code",
    "amount",
    "currency_code",
    "fte",
    "value_on",
    "confidence",
]
REPORT = transactions.REPORT
KIND = ["money_stream", "form", "state"]  # never mixed
NEEDED = [
    "contribution_id",
    *STATED,
    "funder_id",
    "funder_key",
    *REPORT,
    "source_sheet",
    "source_row",
    "source_sha256",
    "received_at",
    "transaction_number",
]


def count_once(
    contributions: pd.DataFrame, projects: pd.DataFrame, decisions: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The contributions with `is_counted`, why not, and the files that report the same money, in the order they came.

    `projects` has every version with `version` and `is_current`; `decisions` has one row per pair a person looked at:
    contribution_id_a, contribution_id_b (as `distinct_ids` makes them), decision (same or different). Of two rows that
    are the same, the first of the pair is kept. `kept_by` is the place in the frame of the row that a row gave way to.
    """
    rows = contributions.reset_index(drop=True)
    ranked = _by_preference(rows)
    reasons = apart.reasons(rows, projects).astype("string")
    reasons[reasons.isna() & (rows["form"] == "cash") & rows["state"].isna()] = NO_STATE
    kept_by = pd.Series(index=rows.index, dtype="Int64")
    open_rows = ranked[reasons.reindex(ranked.index).isna()]
    for reason, step in _steps(rows, projects, decisions, kept_by):
        left_out = step(open_rows)
        reasons.loc[left_out.index] = reason
        kept_by.loc[left_out.index] = left_out
        open_rows = open_rows.drop(left_out.index) if len(left_out) else open_rows
    reasons[reasons.eq(SAME_ROW) & _differs(rows, kept_by)] = UPDATED
    also = _also_reported_in(rows, kept_by)
    passed = _passed_on(rows, rows.loc[open_rows.index], projects)
    reasons[passed["is_whole"]] = PASSED_ON
    reasons[reasons.isna() & apart.is_policy_loan(rows)] = apart.POLICY_LOAN
    reasons[reasons.isna() & (rows["form"] != "cash")] = NOT_CASH
    reasons[reasons.isna() & rows["amount"].isna()] = NO_AMOUNT
    return contributions.assign(
        is_counted=pd.array(reasons.isna(), dtype="boolean"),
        not_counted_reason=reasons.astype("str").to_numpy(),
        counted_in=_counted_in(rows, kept_by).fillna(passed["counted_in"]).to_numpy(),
        also_reported_in=also.to_numpy(),
        passed_on_from=passed["passed_on_from"].to_numpy(),
        passed_on_eur=passed["passed_on_eur"].to_numpy(),
        kept_by=kept_by.to_numpy(),
    )


def _steps(
    rows: pd.DataFrame, projects: pd.DataFrame, decisions: pd.DataFrame | None, kept_by: pd.Series
) -> tuple[tuple[str, Callable[[pd.DataFrame], pd.Series]], ...]:
    """Why a row gives way to another, in order: from the open rows to positions of those left out, and what is kept."""
    return (
        (SAME_FILE, _copied),
        (EQUAL, lambda open_rows: transactions.equal(rows.loc[open_rows.index])),
        (SUPERSEDED, lambda open_rows: transactions.corrected(rows.loc[open_rows.index], projects)),
        (SAME_ROW, lambda open_rows: _sent_again(open_rows, decisions, rows)),
        (SAME_GRANT, _same_grant),
        (DECIDED_SAME, lambda open_rows: _decided(open_rows, decisions, rows, kept_by)),
        (SAME_AS_PARENT, lambda open_rows: parents.repeated(rows.loc[open_rows.index], projects)),
    )


def _passed_on(rows: pd.DataFrame, open_rows: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """For each row: what was received from which activity, is it all of the row, and the file of the first of these."""
    is_cash = (open_rows["form"] == "cash") & open_rows["amount"].notna()
    named = passed_on.pairs(rows, open_rows[is_cash], projects)
    found = passed_on.covered(open_rows[is_cash], named).reindex(rows.index)
    found = found.astype({"passed_on_from": "str", "passed_on_eur": "float64"})
    files = rows.dropna(subset="project_id").drop_duplicates("project_id").set_index("project_id")["source_file"]
    rest = (rows["amount_eur"] - found["passed_on_eur"]).abs()
    first = found["passed_on_from"].str.replace(r";.*", "", regex=True)
    return found.assign(is_whole=rest < passed_on.CENT, counted_in=first.map(files).astype("str"))


def is_counted_ground_cash(contributions: pd.DataFrame) -> pd.Series:
    """Rows that enter a sum of cash for projects on the ground: what the view core.counted_ground_cash holds."""
    return (
        contributions["is_counted"].astype(bool)
        & contributions["form"].eq("cash")
        & contributions["money_stream"].eq("ground")
    )


def _by_preference(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, the report to keep first: the giver's own, then by origin, the last file, sheet, row, identifier."""
    ranked = rows[NEEDED].assign(
        report=rows.groupby(REPORT).ngroup(),
        kind=rows.groupby(KIND, dropna=False).ngroup(),
        is_not_givers=~_is_reported_by_giver(rows),
        origin_rank=origin_rank(rows["origin"]),
        age=-place_of_file(rows),
    )
    order = ["is_not_givers", "origin_rank", "age", "source_sheet", "source_row"]
    # Identifiers are ranked only where a file has several rows in one place: ranking all of them is slow.
    is_tied = ranked.duplicated(["report", "source_sheet", "source_row"], keep=False)
    tie = ranked.loc[is_tied, "contribution_id"].rank(method="dense")
    return ranked.assign(tie=tie).sort_values([*order, "tie"])


def _is_reported_by_giver(rows: pd.DataFrame) -> np.ndarray:
    """Rows of an IATI activity whose identifier begins with the giver's: the giver itself reports them."""
    givers, giver_names = pd.factorize(rows["funder_id"])
    activities, activity_names = pd.factorize(rows["project_id"])
    position = {name: place for place, name in enumerate(pd.Index(giver_names).to_list())}
    own = [
        place * len(giver_names) + position[name[:cut]]
        for place, name in enumerate(pd.Index(activity_names).to_list())
        for cut, letter in enumerate(name)
        if letter == "-" and name[:cut] in position
    ]
    is_known = (givers >= 0) & (activities >= 0)
    return is_known & np.isin(activities * len(giver_names) + givers, own)


def _copied(rows: pd.DataFrame) -> pd.Series:
    """Rows of a file that was received again under another name."""
    files = rows[["source_sha256", "report"]].drop_duplicates()["source_sha256"]
    known = rows[rows["source_sha256"].isin(files[files.duplicated()].dropna())]
    ordered = known.sort_values("contribution_id", kind="stable")
    ordinal = ordered.groupby([*REPORT, "source_sheet", "source_row"], dropna=False).cumcount()
    return _later_reports(
        known.assign(ordinal=ordinal), ["source_sha256", "source_sheet", "source_row", "ordinal", "kind"]
    )


def _sent_again(rows: pd.DataFrame, decisions: pd.DataFrame | None, every: pd.DataFrame) -> pd.Series:
    """Rows that their giver sends again, but for those that a person decided to be different."""
    found = sending.sent_again(rows)
    if found.empty or decisions is None or decisions.empty:
        return found
    different = decisions[decisions["decision"] == "different"]
    apart = set(map(frozenset, different[["contribution_id_a", "contribution_id_b"]].to_numpy().tolist()))
    identifiers = distinct_ids(every, "contribution_id")
    pairs = zip(identifiers[found.index], identifiers[found], strict=True)
    return found[[frozenset(pair) not in apart for pair in pairs]]


def _differs(rows: pd.DataFrame, kept_by: pd.Series) -> pd.Series:
    """Does the row state anything that the row it gave way to states otherwise?"""
    kept = kept_by.dropna().astype("int64")
    before, after = rows.loc[kept.index, STATED], rows.loc[kept, STATED].set_axis(kept.index)
    differs = (before.ne(after) & (before.notna() | after.notna())).any(axis=1)
    return differs.reindex(rows.index, fill_value=False)


def _same_grant(rows: pd.DataFrame) -> pd.Series:
    """Rows of one grant in one state, in several reports."""
    grants = grant_of(rows)
    # The identifier of an activity is the same for everybody; any other one belongs to its giver.
    givers = sending.givers(rows).mask(among(grants, rows["project_id"]))
    named = rows.assign(grant=grants, giver=givers, report=transactions.reports(rows))[grants.notna()]
    return _later_reports(named, ["grant", "giver", "kind"])


def grant_of(rows: pd.DataFrame) -> pd.Series:
    """The grant a row belongs to: its grant identifier, or the IATI activity that other rows name as their grant."""
    named, _ = pd.factorize(pd.concat([rows["project_id"], rows["grant_id"]]))
    activities, grants = np.split(named, 2)
    is_named = (activities >= 0) & np.isin(activities, grants)
    return rows["grant_id"].fillna(rows["project_id"].where(is_named))


def _later_reports(ranked: pd.DataFrame, key: list[str]) -> pd.Series:
    """For each group of rows with the same key: the rows outside its first report, and the row they give way to."""
    group = ranked.groupby(key, dropna=False, sort=False).ngroup().to_numpy()
    # Rows are in order of preference, so the first of its group is the one to keep.
    first = np.unique(group, return_index=True)[1][group]
    report = ranked["report"].to_numpy()
    is_later = report != report[first]
    return pd.Series(ranked.index[first[is_later]], index=ranked.index[is_later])


def _decided(
    open_rows: pd.DataFrame, decisions: pd.DataFrame | None, rows: pd.DataFrame, kept_by: pd.Series
) -> pd.Series:
    """Rows a person decided to be the same money as another one; of a chain of pairs one row is kept."""
    if decisions is None or decisions.empty:
        return pd.Series(dtype="int64")
    identifiers = distinct_ids(rows, "contribution_id")
    stand_ins = _stand_ins(identifiers, kept_by)
    same = decisions[decisions["decision"] == "same"]
    leader: dict[str, str] = {}

    def lead(identifier: str) -> str:
        identifier = stand_ins.get(identifier, identifier)
        while identifier in leader:
            identifier = leader[identifier]
        return identifier

    for first, second in zip(same["contribution_id_a"], same["contribution_id_b"], strict=True):
        if lead(first) != lead(second):
            leader[lead(second)] = lead(first)
    identifiers = identifiers.reindex(open_rows.index)
    group = identifiers.map({name: lead(name) for name in {*leader, *leader.values()}}).dropna()
    # The first of a chain is kept where it is still open; otherwise the row that would be preferred.
    order = (identifiers.reindex(group.index) != group).sort_values(kind="stable").index
    group = group.reindex(order)
    first = pd.Series(group.index, index=group.index).groupby(group).transform("first")
    return first[first != first.index]


def _final(kept_by: pd.Series) -> pd.Series:
    """For each row left out, the position of the row that stands for it in the end."""
    final = kept_by.dropna().astype("int64")
    while final.isin(final.index).any():
        final = final.map(final).fillna(final).astype("int64")
    return final


def _stand_ins(identifiers: pd.Series, kept_by: pd.Series) -> dict[str, str]:
    """For each identifier left out so far, the identifier of the row that stands for it."""
    final = _final(kept_by)
    pairs = zip(identifiers.reindex(final.index), identifiers.reindex(final.to_numpy()), strict=True)
    return {left_out: kept for left_out, kept in pairs if left_out != kept}


def _counted_in(rows: pd.DataFrame, kept_by: pd.Series) -> pd.Series:
    """For each row left out as the same money the file of the row that stands for it in the end."""
    kept = _final(kept_by)
    files = rows["source_file"].reindex(kept.to_numpy()).set_axis(kept.index)
    return files.reindex(rows.index).astype("str")


def _also_reported_in(rows: pd.DataFrame, kept_by: pd.Series) -> pd.Series:
    """For each kept row the other files that report it, separated by ;"""
    final = _final(kept_by)
    pairs = pd.DataFrame({"kept": final, "file": rows["source_file"].reindex(final.index).astype("str")})
    files: dict[int, list[str]] = {}
    for kept, file in pairs.drop_duplicates().sort_values(["kept", "file"]).itertuples(index=False):
        files.setdefault(kept, []).append(file)
    joined = pd.Series({kept: ";".join(names) for kept, names in files.items()})
    return joined.reindex(rows.index).astype("str")
