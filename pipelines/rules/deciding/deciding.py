"""Everything that the rules make of admitted rows, in one order: a run and the check of a single file ask the same.

Does not belong here: admission (`sources`), and where the tables are kept (`warehouse`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pandas as pd

from pipelines.rules import findings
from pipelines.rules.deciding import contributions, observations, problems, projects
from pipelines.rules.deciding.stacking import stacked
from pipelines.rules.money import conversion, placing
from pipelines.rules.precedence import decided, order, updates
from pipelines.rules.relevance import records

CLEARED = "cleared"  # of the tables of admission the one with the cells that senders emptied
# The reviewed tables, typed, that the rules ask.
STRATEGY_NEEDED = (
    "indicators",
    "milestone_steps",
    "matching_rules",
    "regions",
    "countries",
    "rates",
    "ndc_mentions",
)


class Contract(Protocol):
    """What the rules need to know of a table: its key, and the form of its columns."""

    @property
    def key(self) -> Sequence[str]: ...

    def shape(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame in the columns, order and types of the table."""
        ...


@dataclass(frozen=True)
class Decided:
    """The admitted tables as the rules leave them, by short name, and every finding of the rules.

    `set_aside` are those findings that stand for a row which is in no table any more.
    """

    tables: dict[str, pd.DataFrame]
    findings: pd.DataFrame
    set_aside: pd.DataFrame


def decide(
    admitted: Mapping[str, pd.DataFrame],
    strategy: Mapping[str, pd.DataFrame],
    reviewed: Mapping[str, pd.DataFrame],
    as_of: date,
    contracts: Mapping[str, Contract],
) -> Decided:
    """Versions, corrections, money counted once, derived observations and findings, on a given day.

    `admitted` are the tables of admission with the keys of their names, `strategy` the reviewed tables typed,
    `reviewed` the same as they were written, with the decisions on double counting; `contracts` by table name.
    """
    euro_rates = conversion.euro_rates(strategy["rates"])
    decisions = reviewed.get("double_decisions", pd.DataFrame())
    cleared = admitted.get(CLEARED, updates.NO_CLEARED)
    on_projects = reviewed.get(decided.TABLE, decided.NO_DECISIONS)
    judged, of_relevance = records.judged(admitted["projects"], reviewed)
    once = decided.one_identifier({**admitted, "projects": judged}, on_projects)
    tables, superseded = _last_reported(once, contracts, cleared)
    of_projects, of_versions = projects.versions_and_links(
        tables, strategy["matching_rules"], euro_rates, cleared, on_projects
    )
    tables.update(of_projects)
    tables["contributions"], of_money = contributions.counted(
        tables["contributions"], tables["projects"], euro_rates, decisions, cleared
    )
    once_in_lists, of_lists = projects.of_lists(tables, as_of, on_projects)
    tables.update(once_in_lists)
    tables["contributions"] = placing.placed(
        tables["contributions"], tables["projects"], tables["project_objectives"], strategy["matching_rules"]
    )
    tables["observations"], corrections = observations.corrected(tables["observations"])
    shape = contracts["core.observations"].shape
    tables["observations"], tables["derivations"] = observations.with_derived(tables, strategy, as_of, shape)
    tables.update(observations.by_terms(tables, strategy, as_of))
    found = problems.found_by_rules(tables, reviewed, strategy["indicators"], euro_rates, as_of)
    set_aside = stacked([superseded, corrections])
    without_effect = decided.findings(on_projects, admitted["projects"])
    every = [set_aside, of_versions, of_money, of_lists, of_relevance, found, without_effect]
    return Decided(tables, stacked(every), set_aside)


def together(admitted: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """The findings of admission and those of the rules, each fault of a row once; a rule's finding is of one row."""
    return findings.without_repeats(stacked([admitted, decided.assign(rows_count=1)])).astype({"rows_count": "Int64"})


@dataclass(frozen=True)
class Trial:
    """What a run on a day would find in admitted rows that stand alone: called with tables and findings of admission.

    `strategy`, `reviewed` and `contracts` as for `decide`.
    """

    strategy: Mapping[str, pd.DataFrame]
    reviewed: Mapping[str, pd.DataFrame]
    as_of: date
    contracts: Mapping[str, Contract]

    def __call__(self, admitted: Mapping[str, pd.DataFrame], problems: pd.DataFrame) -> pd.DataFrame:
        """The findings of admission and those of the rules about the same rows; none about what ships."""
        found = decide(admitted, self.strategy, self.reviewed, self.as_of, self.contracts).findings
        return together(problems, found[found["origin"].isin(sent)]) if (sent := _origins(admitted)) else problems


def _origins(admitted: Mapping[str, pd.DataFrame]) -> set[str]:
    return {origin for rows in admitted.values() for origin in rows["origin"].unique()}


def _last_reported(
    admitted: Mapping[str, pd.DataFrame], contracts: Mapping[str, Contract], cleared: pd.DataFrame
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Where a table has one row per thing the row reported last, and a finding for each row set aside for it."""
    tables = {name: rows for name, rows in admitted.items() if name != CLEARED}
    found = [pd.DataFrame(columns=list(findings.FINDING_COLUMNS))]
    for name in sorted(set(tables) - order.EVERY_REPORT):
        key, dated = contracts[f"core.{name}"].key, order.DATED.get(name)
        reports = updates.carried_on(admitted[name], name, key, dated, cleared)
        found.append(order.superseded(reports, key, name, dated))
        tables[name] = order.last_of_each(reports, key, dated)
    is_newest = order.newest_assessments(tables["assessments"])
    return {**tables, "assessments": tables["assessments"].assign(is_current=is_newest)}, stacked(found)
