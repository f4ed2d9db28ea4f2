"""Which projects of a release partners sent, with which of their money, in the columns that IATI is written from.

What the Initiative was sent is its to publish on. What came as IATI, or stands in a list of a funder, its publisher has
published already: published again it would count twice. So neither it, nor its money, nor a row of money that is in
another row again, is written. Does not belong here: the elements of IATI (`sources.iati.writing`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from sources.iati.ours import OBJECTIVES, PLACES
from sources.names.matching import slug

Tables = Callable[[str], pd.DataFrame]  # a published table by its name
SENT = ("inbox", "record")
OPEN_RECORD = "open_record"
PIPELINE, UNDER_WAY, CLOSED, CANCELLED, SUSPENDED = "1", "2", "4", "5", "6"  # codes of ActivityStatus
STATUS_OF_STAGE = {
    **dict.fromkeys(("idea", "presented", "feedback_received", "full_proposal", "funded"), PIPELINE),
    "implementing": UNDER_WAY,
    "completed": CLOSED,
    **dict.fromkeys(("declined", "withdrawn"), CANCELLED),
    "on_hold": SUSPENDED,
}
STATUS_OF_KIND = {**dict.fromkeys(("idea", "concept", "full_proposal"), PIPELINE), "ongoing_action": UNDER_WAY}
# What is needed of a table of many rows.
OF_MONEY = [
    *("contribution_id", "project_id", "funder_id", "funder_name", "receiver_id", "receiver_name", "money_stream"),
    *("form", "state", "transaction_type_code", "amount", "currency_code", "value_on", "not_counted_reason"),
    "finance_type_code",
]
TYPE_OF_STATE = {"committed": "2", "disbursed": "3", "pledged": "12"}
# The money of such a row stands in another row, or in a later one of the same.
IN_ANOTHER_ROW = (
    "superseded",
    "same_file",
    "same_row",
    "updated",
    "same_grant",
    "decided_same",
    "equal_transaction",
    "same_as_parent",
    "in_other_list",
)
NO_START, NO_STATUS, NO_PARTY = "no_start", "no_status", "no_party"
NOT_CASH, IN_ANOTHER, TO_COME, NO_TYPE = "not_cash", "in_another_row", "to_come", "no_type"


@dataclass(frozen=True)
class Chosen:
    """What is written, and by its reason what is left out: identifiers of projects, and of rows of money."""

    projects: pd.DataFrame
    links: dict[str, pd.DataFrame]
    money: pd.DataFrame
    left_projects: dict[str, list[str]]
    left_money: dict[str, list[str]]


def chosen(table: Tables, as_of: date) -> Chosen:
    """The projects that partners sent and IATI can say, with their objectives, places and money."""
    money, left_money = _money(table("marts.contributions"), as_of)
    projects = _sent(table("marts.projects"), as_of)
    has_giver = projects["project_id"].isin(money.loc[money["funder_name"].notna(), "project_id"])
    reasons = _reasons(
        projects,
        {
            NO_START: projects["starts_on"].isna(),
            NO_STATUS: projects["status_code"].isna(),
            NO_PARTY: projects["lead_name"].isna() & ~has_giver,
        },
    )
    kept = projects[reasons.isna()].reset_index(drop=True)
    links = {OBJECTIVES: _objectives(table), PLACES: _places(table)}
    return Chosen(
        projects=kept,
        links={name: rows[rows["project_id"].isin(kept["project_id"])] for name, rows in links.items()},
        money=money[money["project_id"].isin(kept["project_id"])].reset_index(drop=True),
        left_projects=_by_reason(projects["project_id"], reasons),
        left_money={
            reason: ids
            for reason, rows in left_money.items()
            if (ids := rows.loc[rows["project_id"].isin(projects["project_id"]), "contribution_id"].tolist())
        },
    )


def _sent(projects: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The version that counts of each project that was sent to the Initiative."""
    is_sent = (
        projects["origin"].isin(SENT) & projects["list_name"].isna() & projects["kind"].ne(OPEN_RECORD).fillna(True)
    )
    rows = projects[is_sent & projects["is_current"].astype(bool)]
    stage = rows["sic_stage"]
    stated = rows["activity_status_code"].fillna(stage.map(STATUS_OF_STAGE)).fillna(rows["kind"].map(STATUS_OF_KIND))
    has_begun, has_ended = stage.isin(["implementing", "completed"]), stage.eq("completed").fillna(False)
    return rows.assign(
        status_code=stated,
        is_start_actual=has_begun & rows["starts_on"].le(pd.Timestamp(as_of)),
        is_end_actual=has_ended & rows["ends_on"].le(pd.Timestamp(as_of)),
        lead_ref=_references(rows["lead_name"], rows["lead_id"]),
        call=rows["call_code"],
    )


def _money(contributions: pd.DataFrame, as_of: date) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """The transactions of projects, and those that are left out by the reason."""
    is_sent = contributions["origin"].isin(SENT) & contributions["project_id"].notna()
    rows = contributions.loc[is_sent, OF_MONEY]
    type_code = rows["transaction_type_code"].fillna(rows["state"].map(TYPE_OF_STATE))
    is_money = rows["form"].eq("cash") & rows["amount"].notna() & rows["currency_code"].notna()
    reasons = _reasons(
        rows,
        {
            NOT_CASH: ~is_money | rows["money_stream"].ne("ground"),
            IN_ANOTHER: rows["not_counted_reason"].isin(IN_ANOTHER_ROW),
            NO_TYPE: type_code.isna(),
            TO_COME: ~rows["value_on"].le(pd.Timestamp(as_of)),
        },
    )
    kept = rows.assign(
        type_code=type_code,
        funder_ref=_references(rows["funder_name"], rows["funder_id"]),
        receiver_ref=_references(rows["receiver_name"], rows["receiver_id"]),
    )[reasons.isna()]
    return kept, {reason: rows[reasons.eq(reason)] for reason in reasons.dropna().unique()}


def _reasons(rows: pd.DataFrame, tests: dict[str, pd.Series]) -> pd.Series:
    """The first reason that holds for each row; missing where none does."""
    reasons = pd.Series(None, index=rows.index, dtype="str")
    for reason, holds in tests.items():
        reasons = reasons.mask(reasons.isna() & holds.fillna(False).astype(bool), reason)
    return reasons


def _by_reason(ids: pd.Series, reasons: pd.Series) -> dict[str, list[str]]:
    return {str(reason): ids[reasons.eq(reason)].tolist() for reason in reasons.dropna().unique()}


def _references(names: pd.Series, ids: pd.Series) -> pd.Series:
    """The identifiers that are more than a form of the name."""
    made = names.map(slug, na_action="ignore")
    return ids.where(ids.ne(made) & ids.ne(names))


def _objectives(table: Tables) -> pd.DataFrame:
    """The objectives that were declared, the primary one first; what a rule inferred nobody declared."""
    links = table("marts.project_objectives")
    names = table("marts.objectives").drop_duplicates("objective_code").set_index("objective_code")["label_en"]
    declared = links[links["link_basis"].eq("declared")]
    ordered = declared.sort_values(["project_id", "is_primary"], ascending=[True, False], kind="stable")
    return pd.DataFrame(
        {
            "project_id": ordered["project_id"],
            "code": ordered["objective_code"],
            "name": ordered["objective_code"].map(names).fillna(ordered["objective_code"]),
            "share": ordered["objective_share"],
            "is_assumed": ordered["split_basis"].eq("assumed"),
        }
    )


def _places(table: Tables) -> pd.DataFrame:
    """Countries by the two letters that IATI knows them by, and regions by their number of the United Nations."""
    links = table("marts.project_countries")
    letters = table("marts.countries").set_index("country_code")["country_alpha2"]
    is_region = links["country_code"].isna()
    return pd.DataFrame(
        {
            "project_id": links["project_id"],
            "code": links["country_code"].map(letters).where(~is_region, links["region_code"]),
            "is_region": is_region,
            "share": links["country_share"],
            "is_assumed": links["split_basis"].eq("assumed"),
        }
    )
