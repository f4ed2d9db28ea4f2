"""The step from what was received to the core tables: admission first, then the rules, table by table.

Does not belong here: what a cell means (`sources`) and what counts (`pipelines.rules`).
"""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from pipelines.rules import findings
from pipelines.rules.money import conversion
from pipelines.rules.precedence import order
from pipelines.rules.progress import terms
from pipelines.steps import contributions, observations, problems, projects, sources_account
from pipelines.steps.stacking import stacked
from sources.admission import admitting
from sources.admission.spellings import unused_spellings
from sources.feedback.headers import with_headers
from sources.feedback.wording import ENGLISH, in_words
from sources.names.keys import with_keys
from sources.names.reference import Reference
from sources.streams import streams
from warehouse.contracts import TABLES
from warehouse.contracts.core import ACCOUNTS, ADMITTED

STRATEGY_NEEDED = (
    "core.indicators",
    "core.milestone_steps",
    "core.matching_rules",
    "core.regions",
    "core.countries",
    "core.rates",
    "core.ndc_mentions",
)


def admit(
    raw: Mapping[str, pd.DataFrame],
    strategy: Mapping[str, pd.DataFrame],
    reference: Reference,
    reviewed: Mapping[str, pd.DataFrame],
    as_of: date,
) -> dict[str, pd.DataFrame]:
    """Every admitted core table, problems and sources, by short name, in the columns of its contract.

    `strategy` has the reviewed tables typed, `reviewed` as they were written, with the decisions on double counting.
    """
    received = {name: rows for name, rows in raw.items() if name in streams()}
    admission = admitting.admit(received, reference, as_of)
    tables, corrections, judged = _decided(admission.tables, strategy, reviewed, as_of)
    judged = findings.without_repeats(stacked([admission.problems, corrections, judged]))
    read = stacked([raw["findings"], unused_spellings(received, reference).assign(field=None)])
    tables["problems"] = in_words(stacked([with_headers(judged, raw["headers"]), read]), ENGLISH)
    tables["sources"] = sources_account.account(admission.counts, raw["files"], tables["problems"], as_of)
    return {
        contract.name.removeprefix("core."): tables[contract.name.removeprefix("core.")][contract.column_names]
        for contract in (*ADMITTED, *ACCOUNTS)
    }


def _decided(
    admitted: Mapping[str, pd.DataFrame],
    strategy: Mapping[str, pd.DataFrame],
    reviewed: Mapping[str, pd.DataFrame],
    as_of: date,
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame, pd.DataFrame]:
    """Admitted rows as the rules leave them; the findings about corrections, and those about money and observations."""
    euro_rates = conversion.euro_rates(strategy["rates"])
    decisions = reviewed.get("double_decisions", pd.DataFrame())
    tables = _newest(admitted)
    tables.update(projects.versions_and_links(tables, strategy["matching_rules"], euro_rates))
    tables["contributions"] = contributions.counted(tables["contributions"], tables["projects"], euro_rates, decisions)
    tables["observations"], corrections = observations.corrected(tables["observations"])
    tables["states"] = tables["milestones"]
    adopted = terms.judged(strategy["indicators"], strategy["milestone_steps"], tables["terms"], as_of)
    tables["observations"], tables["derivations"] = observations.with_derived(tables, strategy, as_of)
    tables["indicators_in_force"], tables["terms"] = terms.in_force(
        strategy["indicators"], adopted, tables["observations"], as_of
    )
    tables["milestones"] = observations.milestones(tables["states"], strategy["milestone_steps"], tables["terms"])
    found = problems.found_by_rules(tables, reviewed, strategy["indicators"], euro_rates, as_of)
    return tables, corrections, found


def _newest(admitted: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Admitted rows with the keys of their names; where a table has one row per thing, the one reported last."""
    newest = {
        name: rows
        if name in order.EVERY_REPORT
        else order.last_of_each(rows, TABLES[f"core.{name}"].key, order.DATED.get(name))
        for name, rows in admitted.items()
    }
    tables = {name: with_keys(rows, TABLES[f"core.{name}"].column_names) for name, rows in newest.items()}
    is_newest = order.newest_assessments(tables["assessments"])
    return {**tables, "assessments": tables["assessments"].assign(is_current=is_newest)}
