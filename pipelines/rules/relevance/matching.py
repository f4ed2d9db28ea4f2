"""Ties projects that declare no objective to objectives by reviewed text rules, and marks each such link as inferred.

Does not belong here: links that partners declare (`sources.admission`), projects that fit a funder (`coverage.fit`).
"""

import re
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

LINK_BASIS, SPLIT_BASIS = "inferred", "assumed"
MATCHED_FIELDS = ("title", "sectors", "tags", "policy_markers")
COLUMNS = ["project_id", "objective_code", "objective_share", "is_primary", "split_basis", "link_basis", "rule_id"]


def infer_objectives(projects: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    """One row per project and objective a rule finds; a project no rule finds has no row.

    `projects` are those without declared links. An objective carries the first rule by id that found it; several
    objectives share the project equally; the one found by the first rule is primary. Raises ValueError naming a rule
    whose field or pattern cannot be used.
    """
    found = [
        (project_id, rule["objective_code"], rule["rule_id"])
        for rule in rules.sort_values("rule_id").to_dict("records")
        for project_id in _found(projects, rule)
    ]
    links = pd.DataFrame(found, columns=["project_id", "objective_code", "rule_id"], dtype="str")
    # Rules are applied in the order of their ids, so the first of a pair is the one to name.
    links = links.drop_duplicates(["project_id", "objective_code"])
    same_project = links.groupby("project_id", sort=False)["project_id"]
    links = links.assign(
        objective_share=1.0 / same_project.transform("size").astype("float64"),
        is_primary=same_project.cumcount() == 0,
        split_basis=SPLIT_BASIS,
        link_basis=LINK_BASIS,
    )
    return links[COLUMNS].sort_values(["project_id", "rule_id"], ignore_index=True)


def _found(projects: pd.DataFrame, rule: Mapping[Hashable, Any]) -> list[str]:
    """The projects whose field the pattern of one rule finds, upper or lower case; a missing text is never found."""
    rule_id, field, text_pattern = rule["rule_id"], rule["field"], rule["text_pattern"]
    if field not in MATCHED_FIELDS:
        raise ValueError(f"{rule_id}: field {field!r} is not one of {', '.join(MATCHED_FIELDS)}.")
    try:
        pattern = re.compile(text_pattern, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"{rule_id}: {text_pattern!r} is not a pattern: {error}.") from error
    texts = zip(projects["project_id"].tolist(), projects[field].tolist(), strict=True)
    return [project_id for project_id, text in texts if isinstance(text, str) and pattern.search(text)]
