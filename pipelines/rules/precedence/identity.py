"""Which version of a project counts: one identifier, several reports, one current, with what earlier ones leave it.

Belongs here: choosing versions and the links that stay with the last one. Does not: how an identifier is read from a
file, what is told of versions (`versions`), or which money counts (`counting`).
"""

import pandas as pd

from pipelines.rules.precedence.order import in_order
from pipelines.rules.precedence.updates import NO_CLEARED, PLACE, PROVENANCE, carried

PLACED = "~"  # between an identifier and the place or day that is added to it; an @ would look like an address
# What was judged is judged of each version as it then stands.
NOT_CARRIED = frozenset(
    {
        "project_id",
        *PROVENANCE,
        "soil_relevance",
        "soil_rules",
        "soil_words",
        "soil_places",
        "soil_basis",
        "soil_reason",
    }
)
ROLES = {"lead": "lead", "partners": "partner", "funders": "funder"}  # by the field they are read from
# The fields that each table of links is read from.
FIELDS_OF_LINKS = {
    "project_objectives": ("objectives",),
    "project_countries": ("countries", "regions"),
    "project_organisations": tuple(ROLES),
}


def current_versions(projects: pd.DataFrame, cleared: pd.DataFrame = NO_CLEARED) -> pd.DataFrame:
    """The projects with `version` and `is_current`: versions of one identifier count up from 1, the last one counts.

    A version is dated by its update where every version of its origin is (`order`). What a version leaves blank, it has
    from the one before (`updates`).
    """
    ranked = in_order(projects, ["project_id"], "updated_on")
    ranked = ranked.sort_values("project_id", kind="stable")
    columns = [name for name in ranked if name not in NOT_CARRIED]
    ranked = carried(ranked, ["project_id"], columns, cleared[cleared["stream"].eq("projects")])
    groups = ranked.groupby("project_id", sort=False)
    ranked = ranked.assign(
        version=(groups.cumcount() + 1).astype("Int64"),
        is_current=(groups.cumcount(ascending=False) == 0).astype("boolean"),
    )
    return ranked.reset_index(drop=True)


def of_versions(
    links: pd.DataFrame, table: str, projects: pd.DataFrame, cleared: pd.DataFrame = NO_CLEARED
) -> pd.DataFrame:
    """The links of every version of every project, with `version`: its own, else those of the version before it.

    `links` has one row per project and what it is linked to, with the origin, file, sheet and row of its project;
    `projects` has passed `current_versions`. Partners, funders and the lead are links of their own.
    """
    versions = projects[["project_id", "version", *PLACE]]
    own = links.merge(versions, on=["project_id", *PLACE], validate="many_to_one").drop(columns=PLACE)
    unit = ["role"] if "role" in own else []
    if not len(own) or projects["version"].max() == 1:
        return own
    last = projects.groupby("project_id")["version"].max()
    stated = own[["project_id", *unit, "version"]].drop_duplicates()
    emptied = _emptied(table, versions, cleared)[["project_id", *unit, "version"]]
    stated = pd.concat([stated, emptied]).drop_duplicates().sort_values("version")
    until = stated.groupby(["project_id", *unit])["version"].shift(-1) - 1
    until = until.fillna(stated["project_id"].map(last)).astype("int64")
    stated["versions"] = [list(range(first, end + 1)) for first, end in zip(stated["version"], until, strict=True)]
    spread = stated.explode("versions").astype({"versions": "Int64"})
    lasting = own.merge(spread, on=["project_id", *unit, "version"])
    return lasting.drop(columns="version").rename(columns={"versions": "version"})


def _emptied(table: str, versions: pd.DataFrame, cleared: pd.DataFrame) -> pd.DataFrame:
    """The versions that empty the links of a table, with the role that is emptied."""
    own = cleared[cleared["stream"].eq("projects") & cleared["field"].isin(FIELDS_OF_LINKS[table])]
    own = own.astype({"source_row": "Int64"}).merge(versions, on=PLACE)
    return own.assign(role=own["field"].map(ROLES))


def of_current(links: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The links of the current versions among those of every version."""
    if projects["is_current"].all():
        return links.drop(columns="version").reset_index(drop=True)
    current = projects.loc[projects["is_current"].astype(bool), ["project_id", "version"]]
    return links.merge(current, on=["project_id", "version"]).drop(columns="version")


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
