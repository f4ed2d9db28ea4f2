"""The decision on projects: versions, what they ask in euros, and their links to objectives, countries and organisations."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from pipelines.rules.deciding.stacking import stacked
from pipelines.rules.membership import among
from pipelines.rules.money import asks, other_list
from pipelines.rules.precedence import decided, identity, versions
from pipelines.rules.precedence.updates import NO_CLEARED
from pipelines.rules.relevance import matching, plans, records, two_lists

LINKS = ("project_objectives", "project_countries", "project_organisations")


def versions_and_links(
    tables: Mapping[str, pd.DataFrame],
    matching_rules: pd.DataFrame,
    euro_rates: pd.DataFrame,
    cleared: pd.DataFrame = NO_CLEARED,
    decisions: pd.DataFrame = decided.NO_DECISIONS,
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Every version of every project and the links of the current versions, by short name; and the findings about them.

    The current version of an open record at whose core are soils is tied to the objectives that the matching rules
    infer. `cleared` are the cells that a sender emptied, `decisions` those of a person on projects that are likely one.
    """
    projects = identity.current_versions(tables["projects"], cleared)
    every = {name: identity.of_versions(tables[name], name, projects, cleared) for name in LINKS}
    found = versions.findings(projects, tables["project_countries"], every, decided.settled(decisions))
    projects = asks.converted(projects, euro_rates)
    links = {name: identity.of_current(rows, projects) for name, rows in every.items()}
    current = projects[projects["is_current"].astype(bool)]
    is_undeclared = ~among(current["project_id"], links["project_objectives"]["project_id"])
    # What nobody tied to the strategy is looked at only where it is about soils at all.
    undeclared = current[is_undeclared & records.is_core(current)]
    inferred = matching.infer_objectives(undeclared, matching_rules)
    links["project_objectives"] = stacked([links["project_objectives"], inferred])
    return {"projects": projects, **links}, found


def of_lists(
    tables: Mapping[str, pd.DataFrame], as_of: date, decisions: pd.DataFrame = decided.NO_DECISIONS
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Projects and contributions in which an open record of two lists counts once and an outdated plan is marked; and findings.

    `tables` are the current links, every version, and money of which each grant counts once.
    """
    counted_in = two_lists.standing_in_two(tables["projects"], tables["contributions"], decisions)
    is_outdated = plans.outdated(tables["projects"], tables["contributions"], as_of)
    projects = tables["projects"].assign(counted_in_project=counted_in, is_outdated_plan=is_outdated)
    money = other_list.counted_once(tables["contributions"], projects)
    found = two_lists.findings(projects, tables["project_countries"], money, decisions)
    return {"projects": projects, "contributions": money}, stacked([found, plans.findings(projects, money)])
