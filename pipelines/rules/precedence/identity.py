"""Which version of a project counts: one identifier, several reports, one current.

Belongs here: choosing versions and keeping the links of the chosen one. Does not: how an identifier is read from a
file, or which money counts (`counting`).
"""

import pandas as pd

from pipelines.rules.precedence.order import in_order

PLACE = ["origin", "source_file", "source_sheet", "source_row"]
PLACED = "~"  # between an identifier and the place of its row; an @ would look like an address


def current_versions(projects: pd.DataFrame) -> pd.DataFrame:
    """The projects with `version` and `is_current`: versions of one identifier count up from 1, the last one counts.

    A version is dated by its update (`order`).
    """
    ranked = in_order(projects, dated="updated_on").sort_values("project_id", na_position="first", kind="stable")
    groups = ranked.groupby("project_id", sort=False)
    ranked["version"] = (groups.cumcount() + 1).astype("Int64")
    ranked["is_current"] = (groups.cumcount(ascending=False) == 0).astype("boolean")
    return ranked.reset_index(drop=True)


def of_current(links: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The links of the current versions of their projects, without the columns that say where the row stood.

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
    named[repeated] = named[repeated].astype(str) + PLACED + place
    # Rows of one line of XML share file and row: their order distinguishes them.
    alike = named[named.duplicated(keep=False)]
    ordinal = alike.groupby(alike).cumcount()
    later = alike.index[ordinal > 0]
    named[later] = alike[later].astype(str) + "." + (ordinal[later] + 1).astype(str)
    return named
