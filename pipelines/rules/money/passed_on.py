"""Money passed on: what an activity spends out of what it received from another activity that is here counts once, there.

    received   of a pair of activities and a state, in EUR: the largest of what the receiver says came in (incoming funds,
               commitments, pledges with provider-activity-id), what the giver says went out to it (receiver-activity-id),
               and what the receiver spent and says came from there (provider-activity-id of money that goes out)
    passed on  what all activities received from one, at most what that one spends in the state, each in proportion
    covered    the receiver's own spending in the state up to what is passed on to it: first what names its giver, then
               in the order of dates; of the last row a part, and the rest is money of its own that counts

What came in as paid was committed too, so incoming funds also cover commitments. The money counts at its first giver: along
a chain each step is covered by the one before. A pair that leads back to where it began is no chain: nothing of it is
covered, and it is named. What has no amount in EUR is neither received nor covered.

Source: IATI guidance on traceability and double counting (an incoming transaction names the provider's activity, an
outgoing one that of the receiver; who adds up must leave out what an activity merely passes on). Does not belong here:
equal transactions (`transactions`), children of an activity (`parents`).
"""

import pandas as pd

from pipelines.rules.membership import among
from pipelines.rules.money.circles import in_circle
from pipelines.rules.money.transactions import equal, is_transaction

INCOMING = {"1": "disbursed", "11": "committed", "13": "pledged"}
PAIR, AMOUNT = ["giver", "receiver"], "amount_eur"
CENT = 0.005  # sums of amounts are not exact


_NONE = pd.DataFrame(
    {
        **{name: pd.Series(dtype="str") for name in (*PAIR, "state")},
        "received_eur": pd.Series(dtype="float64"),
        "is_circular": pd.Series(dtype=bool),
    }
)


def pairs(rows: pd.DataFrame, open_rows: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """One row per giver, receiver and state that transactions name: `received_eur`, and whether it lies on a circle.

    `rows` are all rows of money, `open_rows` those that would be counted; both activities are here.
    """
    if not is_transaction(rows).any():
        return _NONE
    incoming = rows[is_transaction(rows) & rows["transaction_type_code"].isin(list(INCOMING))]
    incoming = incoming.drop(equal(incoming).index)
    incoming = incoming.assign(state=incoming["transaction_type_code"].map(INCOMING))
    outgoing = open_rows[is_transaction(open_rows)]
    said = [
        _named(incoming, "provider_activity_id", "project_id"),
        _named(
            incoming[incoming["state"] == "disbursed"].assign(state="committed"), "provider_activity_id", "project_id"
        ),
        _named(outgoing, "project_id", "receiver_activity_id"),
        _named(outgoing, "provider_activity_id", "project_id"),
    ]
    here = set(projects["project_id"].dropna())
    known = [each[among(each["giver"], here) & among(each["receiver"], here)] for each in said]
    found = pd.concat(known).groupby([*PAIR, "state"], as_index=False)[AMOUNT].max()
    found = found[found["giver"] != found["receiver"]].reset_index(drop=True)
    distinct = found[PAIR].drop_duplicates()
    circular = distinct[in_circle(distinct, *PAIR)]
    is_circular = pd.MultiIndex.from_frame(found[PAIR]).isin(pd.MultiIndex.from_frame(circular))
    return found.rename(columns={AMOUNT: "received_eur"}).assign(is_circular=is_circular)


def _named(rows: pd.DataFrame, giver: str, receiver: str) -> pd.DataFrame:
    """What one kind of transaction says went from which activity to which, by state."""
    named = rows.dropna(subset=[giver, receiver, "state", AMOUNT])
    named = pd.DataFrame(
        {"giver": named[giver], "receiver": named[receiver], "state": named["state"], AMOUNT: named[AMOUNT]}
    )
    return named.groupby([*PAIR, "state"], as_index=False)[AMOUNT].sum()


def covered(open_rows: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """The rows of receivers that are covered, by position: `passed_on_eur` and, separated by ;, `passed_on_from`."""
    chain = _within_spending(named[~named["is_circular"] & (named["received_eur"] > 0)], open_rows)
    pools = chain.groupby(["receiver", "state"]).agg(
        pool_eur=("passed_eur", "sum"), passed_on_from=("giver", ";".join), givers=("giver", set)
    )
    own = open_rows[is_transaction(open_rows) & open_rows[AMOUNT].notna()]
    own = (
        own.rename_axis("position")
        .reset_index()
        .merge(pools.reset_index(), left_on=["project_id", "state"], right_on=["receiver", "state"])
    )
    # What names its giver is covered first.
    own["is_silent"] = [
        provider not in givers for provider, givers in zip(own["provider_activity_id"], own["givers"], strict=True)
    ]
    order = ["project_id", "state", "is_silent", "value_on", "source_file", "source_row", "transaction_number"]
    own = own.sort_values(order, kind="stable")
    spent = own.groupby(["project_id", "state"])[AMOUNT].cumsum()
    up_to, before = (each.clip(lower=0).clip(upper=own["pool_eur"]) for each in (spent, spent - own[AMOUNT]))
    own = own.assign(passed_on_eur=up_to - before).set_index("position")
    return own.loc[own["passed_on_eur"].abs() >= CENT, ["passed_on_eur", "passed_on_from"]]


def _within_spending(chain: pd.DataFrame, open_rows: pd.DataFrame) -> pd.DataFrame:
    """The pairs with `passed_eur`: what several received from one giver is no more than what that one spends."""
    spent = open_rows.groupby(["project_id", "state"])[AMOUNT].sum().rename("spent_eur").reset_index()
    chain = chain.merge(spent.rename(columns={"project_id": "giver"}), on=["giver", "state"])
    received = chain.groupby(["giver", "state"])["received_eur"].transform("sum")
    share = (chain["spent_eur"].clip(lower=0) / received).clip(upper=1)
    passed = chain.assign(passed_eur=chain["received_eur"] * share)
    return passed[passed["passed_eur"] >= CENT].sort_values(PAIR)


def own_money(rows: pd.DataFrame) -> pd.Series:
    """The amount of each row in EUR without what is counted where it came from."""
    return rows[AMOUNT] - rows["passed_on_eur"].fillna(0.0)
