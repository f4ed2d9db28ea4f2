"""Which version of a project counts: one identifier, several reports, one current.

Belongs here: choosing versions and keeping the links of the chosen one. Does not: how an identifier is read from a
file, or which money counts (`counting`).
"""

import numpy as np
import pandas as pd

ORIGIN_ORDER = ("record", "iati", "inbox")  # what partners send themselves speaks last
PLACE = ["origin", "source_file", "source_sheet", "source_row"]


def origin_rank(origins: pd.Series) -> pd.Series:
    """0 for the shipped record, 1 for IATI, 2 for the inbox, 3 for anything else."""
    codes, names = pd.factorize(origins)
    order = [ORIGIN_ORDER.index(name) if name in ORIGIN_ORDER else len(ORIGIN_ORDER) for name in names]
    # Position -1 of a missing origin takes the last rank.
    return pd.Series(np.array([*order, len(ORIGIN_ORDER)])[codes], index=origins.index)


def current_versions(projects: pd.DataFrame) -> pd.DataFrame:
    """The projects with `version` and `is_current`: versions of one identifier count up from 1, the last one counts.

    Later means, in this order: origin (record, IATI, inbox), day of update (unknown first), time of receipt, file,
    sheet, row. The order of the frame plays no part.
    """
    ranked = projects.assign(origin_rank=origin_rank(projects["origin"])).sort_values(
        ["project_id", "origin_rank", "updated_on", "received_at", "source_file", "source_sheet", "source_row"],
        na_position="first",
    )
    groups = ranked.groupby("project_id", sort=False)
    ranked["version"] = (groups.cumcount() + 1).astype("Int64")
    ranked["is_current"] = (groups.cumcount(ascending=False) == 0).astype("boolean")
    return ranked.drop(columns="origin_rank").reset_index(drop=True)


def of_current(links: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The links that stand in the row of the current version, without the columns that say where that row is.

    `links` has one row per project and what it is linked to, with the origin, file, sheet and row of its project;
    `projects` has passed `current_versions`.
    """
    current = projects.loc[projects["is_current"].astype(bool), ["project_id", *PLACE]]
    return links.merge(current, on=["project_id", *PLACE], validate="many_to_one").drop(columns=PLACE)


def distinct_ids(rows: pd.DataFrame, identifier: str) -> pd.Series:
    """The identifiers, with file and row added to every one that more than one row uses.

    Two reports may number their rows alike; a table keeps one row per identifier.
    """
    named = rows[identifier].copy()
    repeated = named.duplicated(keep=False)
    if not repeated.any():
        return named
    place = rows.loc[repeated, "source_file"].astype(str) + ":" + rows.loc[repeated, "source_row"].astype(str)
    named[repeated] = named[repeated].astype(str) + "@" + place
    # Rows of one line of XML share file and row: they are told apart by their order.
    alike = named[named.duplicated(keep=False)]
    ordinal = alike.groupby(alike).cumcount()
    later = alike.index[ordinal > 0]
    named[later] = alike[later].astype(str) + "." + (ordinal[later] + 1).astype(str)
    return named
