"""Open records that stand in two lists: which of them is the one whose money counts.

Two records are one project where one names the identifier of the other, or where a person decided so. Of all that are
joined, also over a chain or in a circle, the one with the greatest commitment is kept, because the money of the others
is part of it; of equal ones the first by list, then by identifier. What a person decided to be two projects stays two.
The same title, country and year in two lists is likeness alone: it is told, and both count.
Does not belong here: what becomes of the money (`money.other_list`), which list names which identifier (`sources`).
"""

from collections.abc import Collection, Iterable

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, parameters
from pipelines.rules.precedence import decided
from pipelines.rules.precedence.lists import list_of
from pipelines.rules.precedence.updates import PLACE

ONE_PROJECT, LIKELY_ONE = "PRJ-057", "PRJ-058"
SEPARATOR = ";"  # between identifiers
COMMITTED = "committed"
PAIR = ["project_id", "other"]


def standing_in_two(
    projects: pd.DataFrame, contributions: pd.DataFrame, decisions: pd.DataFrame = decided.NO_DECISIONS
) -> pd.Series:
    """For each row of projects the record of another list in which its money is counted; missing where it counts itself.

    `projects` has passed `current_versions` and `contributions` `count_once`; `decisions` are those on two projects.
    """
    records = _records(projects)
    same = decided.of_two_lists(decisions, projects)[decided.PAIR]
    pairs = pd.concat([_named(records, decided.settled(decisions)), same.set_axis(PAIR, axis=1)])
    group = records["project_id"].map(_leaders(pairs.itertuples(index=False, name=None))).dropna()
    joined = records.loc[group.index].assign(group=group, eur=records["project_id"].map(_committed(contributions)))
    ranked = joined.sort_values(["eur", "list", "project_id"], ascending=[False, True, True], na_position="last")
    kept = ranked.groupby("group")["project_id"].transform("first")
    return kept[kept != ranked["project_id"]].reindex(projects.index).astype("str")


def _records(projects: pd.DataFrame) -> pd.DataFrame:
    """The current open records, with the list each stands in."""
    current = projects[projects["is_current"].astype(bool)]
    return current.assign(list=list_of(current)).dropna(subset="list")


def _named(records: pd.DataFrame, settled: Collection[frozenset[str]]) -> pd.DataFrame:
    """Pairs of records of two lists of which one names the other."""
    naming = records.loc[records["other_references"].notna(), ["project_id", "list", "other_references"]]
    named = naming.assign(other=naming["other_references"].str.split(SEPARATOR)).explode("other")
    named["other"] = named["other"].str.strip()
    others = records[["project_id", "list"]].rename(columns={"project_id": "other", "list": "other_list"})
    pairs = named.merge(others, on="other")
    pairs = pairs[pairs["list"] != pairs["other_list"]]
    is_apart = [frozenset(pair) in settled for pair in pairs[PAIR].to_numpy()]
    return pairs.loc[~pd.Series(is_apart, index=pairs.index, dtype=bool), PAIR]


def _leaders(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each record that is joined to others one of them, the same for all."""
    leader: dict[str, str] = {}

    def lead(record: str) -> str:
        while (above := leader.setdefault(record, record)) != record:
            record = above
        return record

    for one, other in pairs:
        leader[lead(other)] = lead(one)
    return {record: lead(record) for record in leader}


def _committed(contributions: pd.DataFrame) -> pd.Series:
    """What is committed to each project, what a list sets apart among it; missing where nothing could be converted."""
    is_own = contributions["is_counted"].astype(bool) | contributions["not_counted_reason"].eq("policy_loan")
    rows = contributions[is_own & contributions["state"].eq(COMMITTED) & contributions["form"].eq("cash")]
    return rows.groupby("project_id")["amount_eur"].sum(min_count=1)


def findings(
    projects: pd.DataFrame,
    places: pd.DataFrame,
    contributions: pd.DataFrame,
    decisions: pd.DataFrame = decided.NO_DECISIONS,
) -> pd.DataFrame:
    """What is told of records in two lists: those whose money counts in another one, and those that are likely one.

    `projects` carries `counted_in_project`; `places` are the places of current projects.
    """
    records = _records(projects).set_index("project_id", drop=False)
    is_aside = records["counted_in_project"].notna()
    aside = records[is_aside]
    alike = _alike(records[~is_aside], places, contributions)
    settled = decided.settled(decisions)
    pairs = [pair for pair in alike.itertuples(index=False, name=None) if frozenset(pair) not in settled]
    own = [one for pair in pairs for one in pair]
    other = [one for pair in pairs for one in reversed(pair)]
    return pd.concat(
        [
            _told(aside, records.loc[aside["counted_in_project"].tolist()], ONE_PROJECT, "info", "project_id"),
            _told(records.loc[own], records.loc[other], LIKELY_ONE, "warning", "title"),
        ],
        ignore_index=True,
    )


def _alike(records: pd.DataFrame, places: pd.DataFrame, contributions: pd.DataFrame) -> pd.DataFrame:
    """Pairs of records of two lists with one title, one country in common and one year of approval or start."""
    named = records[records["title_key"].notna() & records["title_key"].duplicated(keep=False)].reset_index(drop=True)
    approved = contributions[contributions["state"].eq(COMMITTED)].groupby("project_id")["value_on"].min()
    approved_on = approved.reindex(named["project_id"]).set_axis(named.index)
    year = approved_on.fillna(named["starts_on"]).dt.year
    within = places.loc[places["country_code"].notna(), ["project_id", "country_code"]]
    dated = named.assign(year=year)[["project_id", "list", "title_key", "year"]].dropna().merge(within, on="project_id")
    same = ["title_key", "year", "country_code"]
    pairs = dated.merge(dated.rename(columns={"project_id": "other", "list": "other_list"}), on=same)
    return pairs.loc[pairs["list"] < pairs["other_list"], PAIR].drop_duplicates()


def _told(rows: pd.DataFrame, others: pd.DataFrame, rule_id: str, severity: str, column: str) -> pd.DataFrame:
    """A finding for each row that names the record beside it."""
    texts = [
        parameters(own=own, other=other, file=file, row=None if pd.isna(row) else int(row))
        for own, other, file, row in zip(
            rows["project_id"],
            others["project_id"],
            others["source_file"],
            others["source_row"],
            strict=True,
        )
    ]
    found = rows[PLACE].assign(
        rule_id=rule_id, severity=severity, stream="projects", column=column, value=rows[column], parameters=texts
    )
    return found[list(FINDING_COLUMNS)].astype({"column": "str", "value": "str", "parameters": "str"})
