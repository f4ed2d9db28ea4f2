"""What a person decided on two projects that are likely one: one identifier for both, or two projects and no question.

Belongs here: the effect of such a decision, and a decision that has none. Does not: which projects are alike
(`versions`, `relevance.two_lists`), and the decisions on money (`money.counting`).
"""

from collections.abc import Mapping

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, parameters
from pipelines.rules.precedence.lists import list_of
from pipelines.rules.precedence.updates import PLACE

TABLE = "project_decisions"
SAME, DIFFERENT = "same", "different"
PAIR = ["project_id_a", "project_id_b"]
NO_DECISIONS = pd.DataFrame(columns=[*PAIR, "decision"], dtype="str")
WITHOUT_EFFECT = "PRJ-038"
SOURCE = {"origin": "record", "stream": "projects", "source_file": "strategy/project_decisions.csv"}
LISTS = {"delphi_items": "projects"}  # tables that name projects in a list


def one_identifier(tables: Mapping[str, pd.DataFrame], decisions: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables with the first identifier of a pair in place of the second, where both are one project.

    The rows of both are then versions of one project, and the money of both is its own. Open records of two lists keep
    their identifiers: each list says all of the money, so that one of them counts (`relevance.two_lists`).
    """
    one_project = _usable(decisions, tables["projects"])
    first = _first_of_each(one_project.drop(of_two_lists(one_project, tables["projects"]).index))
    if not first:
        return dict(tables)
    named = {name: rows for name, rows in tables.items() if "project_id" in rows}
    changed = {
        name: rows.assign(project_id=rows["project_id"].replace(first).astype(rows["project_id"].dtype))
        for name, rows in named.items()
    }
    for name, column in LISTS.items():
        if name in tables:
            changed[name] = tables[name].assign(**{column: _renamed(tables[name][column], first)})
    return {**tables, **changed}


def _renamed(lists: pd.Series, first: Mapping[str, str]) -> pd.Series:
    texts = {
        text: ";".join(dict.fromkeys(first.get(part, part) for part in text.split(";"))) for text in lists.dropna()
    }
    return lists.replace(texts).astype(lists.dtype)


def _usable(decisions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The pairs that are one project, of which both are here and never in one place, as two activities of a line are."""
    if decisions.empty:
        return decisions
    rows = projects[projects["project_id"].isin(decisions[PAIR].stack())]
    places = rows[PLACE].astype("string").fillna("").apply(tuple, axis=1).groupby(rows["project_id"]).agg(set)
    pairs = decisions[decisions["decision"].eq(SAME) & decisions[PAIR].isin(places.index).all(axis=1)]
    is_apart = [places[one].isdisjoint(places[other]) for one, other in pairs[PAIR].to_numpy()]
    return pairs[pd.Series(is_apart, index=pairs.index, dtype=bool)]


def of_two_lists(decisions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The pairs that are one project and stand as open records in two lists."""
    pairs = _usable(decisions, projects)
    if pairs.empty:
        return pairs
    named = projects[projects["project_id"].isin(pairs[PAIR].stack())].drop_duplicates("project_id", keep="last")
    one, other = (pairs[name].map(list_of(named).set_axis(named["project_id"])) for name in PAIR)
    return pairs[one.notna() & other.notna() & one.ne(other)]


def _first_of_each(pairs: pd.DataFrame) -> dict[str, str]:
    """For each identifier that gives way the one that stays, also over a chain of pairs."""
    first: dict[str, str] = {}

    def lead(identifier: str) -> str:
        while identifier in first:
            identifier = first[identifier]
        return identifier

    for one, other in pairs[PAIR].to_numpy() if len(pairs) else ():
        if lead(one) != lead(other):
            first[lead(other)] = lead(one)
    return {identifier: lead(identifier) for identifier in first}


def settled(decisions: pd.DataFrame) -> set[frozenset[str]]:
    """The pairs that are two projects: nobody needs to look at them again."""
    if decisions.empty:
        return set()
    return set(map(frozenset, decisions.loc[decisions["decision"].eq(DIFFERENT), PAIR].to_numpy()))


def findings(decisions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Decisions that change nothing: another word, a project that is not here, or two activities of one line of a file."""
    rows = decisions.reset_index(drop=True)
    found = []
    for number, row in enumerate(rows.to_dict("records")):
        missing = [column for column in PAIR if row[column] not in set(projects["project_id"])]
        if row["decision"] not in (SAME, DIFFERENT):
            found.append((number, "decision", "decision", row["decision"]))
        elif missing:
            found += [(number, column, "identifier", row[column]) for column in missing]
        elif row["decision"] == SAME and _usable(rows.iloc[[number]], projects).empty:
            found.append((number, PAIR[1], "place", row[PAIR[1]]))
    # Below the header, as a spreadsheet numbers it.
    named = [
        {"source_row": number + 2, "column": column, "value": value, "parameters": parameters(case=case, value=value)}
        for number, column, case, value in found
    ]
    frame = pd.DataFrame(named, columns=["source_row", "column", "value", "parameters"])
    frame = frame.assign(rule_id=WITHOUT_EFFECT, severity="warning", source_sheet=None, **SOURCE)
    return frame[list(FINDING_COLUMNS)].astype(
        {"column": "str", "value": "str", "parameters": "str", "source_row": "Int64"}
    )
