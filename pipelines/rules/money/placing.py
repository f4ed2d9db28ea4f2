"""Where the money of a transaction counts that names a country, region or sector of its own: these win over its activity's.

IATI lets a publisher state sector and place once for the activity or anew for each transaction. A transaction without
any counts where its activity does. Sectors decide only where objectives are inferred: objectives that a partner declares
hold for all money of the project. Does not belong here: the shares themselves (`warehouse/marts/money_placements.sql`).
"""

import pandas as pd

from pipelines.rules.findings import funding_findings
from pipelines.rules.membership import among
from pipelines.rules.relevance import matching

SEVERAL_PLACES = "IAT-011"
SEPARATOR = "|"


def placed(
    contributions: pd.DataFrame, projects: pd.DataFrame, links: pd.DataFrame, matching_rules: pd.DataFrame
) -> pd.DataFrame:
    """The contributions with `placed_by` (countries|regions|sectors that decide) and the objectives of their own sectors.

    `projects` has every version, `links` the objectives of the current ones.
    """
    declared = links.loc[links["link_basis"] != matching.LINK_BASIS, "project_id"]
    sectors = contributions["transaction_sectors"].mask(among(contributions["project_id"], declared))
    own = [contributions["transaction_countries"], contributions["transaction_regions"], sectors]
    has_own = pd.concat([column.notna() for column in own], axis=1).any(axis=1)
    texts = [column.astype("str").fillna("") for column in own]
    placing = texts[0].str.cat(texts[1:], sep=SEPARATOR)
    return contributions.assign(
        placed_by=placing.where(has_own).astype("str"),
        transaction_objectives=_objectives(contributions["project_id"], sectors, projects, matching_rules),
    )


def _objectives(
    project_ids: pd.Series, sectors: pd.Series, projects: pd.DataFrame, matching_rules: pd.DataFrame
) -> pd.Series:
    """The objectives that the rules find for each activity with the sectors of a transaction in place of its own."""
    named = pd.DataFrame({"owner": project_ids, "own_sectors": sectors}).dropna().drop_duplicates()
    if named.empty:
        return pd.Series(None, index=project_ids.index, dtype="str")
    current = projects.loc[projects["is_current"].astype(bool), ["project_id", *matching.MATCHED_FIELDS]]
    stood_in = named.merge(current, left_on="owner", right_on="project_id", how="left")
    keys = stood_in["owner"] + SEPARATOR + stood_in["own_sectors"]
    found = matching.infer_objectives(stood_in.assign(project_id=keys, sectors=stood_in["own_sectors"]), matching_rules)
    by_key = {key: ";".join(codes) for key, codes in found.groupby("project_id")["objective_code"]}
    return (project_ids + SEPARATOR + sectors).map(by_key).astype("str")


def findings(contributions: pd.DataFrame) -> pd.DataFrame:
    """Transactions that name several countries or regions: no share is stated, so that the parts are equal."""
    named = contributions["transaction_countries"].fillna(contributions["transaction_regions"])
    rows = contributions[named.str.contains(";", regex=False, na=False)]
    return funding_findings(rows, SEVERAL_PLACES, "transaction_countries", named, severity="info")
