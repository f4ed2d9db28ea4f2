"""marts: one question each, and each can be made alone. Most are a SQL file of the same name; some are signed rules.

The code version of a mart that SQL answers is a checksum of its file, with the version of the rules where one of them
finishes the answer; the code version of a mart that rules answer is that of the rules.
"""

import hashlib
from collections.abc import Iterator

import dagster as dg
import pandas as pd

from pipelines import checks
from pipelines.assets import reviewed
from pipelines.assets.tables import CODE_VERSION, asset_key, asset_keys, column_schema, outs, short_name
from pipelines.resources import OpenSettings, OpenWarehouse
from pipelines.rules.coverage.gaps import grid
from pipelines.rules.money.doubles import likely_groups
from pipelines.rules.version import RULES_VERSION
from pipelines.steps import scoring
from warehouse.contracts import TABLES
from warehouse.contracts.marts import MARTS
from warehouse.questions import Question, questions
from warehouse.storage import embedded

# Counted in SQL; what a cell's state and gap score are is a signed rule.
SIGNED = {"marts.coverage_gaps": grid}
PROGRESS = ("marts.objective_progress", "marts.objectives", "marts.goals")
DOUBLES = "marts.likely_doubles"
QUESTIONS = {question.name: question for question in questions()}


def _version(question: Question) -> str:
    checksum = hashlib.sha256(question.sql.encode()).hexdigest()[:12]
    return f"{checksum}, rules {RULES_VERSION}" if question.name in SIGNED else checksum


def _from_core(*names: str) -> dict[str, dg.AssetIn]:
    return {name: dg.AssetIn(key=["core", name]) for name in names}


@dg.multi_asset(
    name="progress",
    group_name="marts",
    ins=_from_core("goals", "objectives", "indicators_in_force", "observations", "milestones", "facility_objectives"),
    outs=outs(dict.fromkeys(PROGRESS, CODE_VERSION), is_required=False),
    check_specs=checks.specs(PROGRESS),
    can_subset=True,
)
def progress(
    context: dg.AssetExecutionContext, run_settings: OpenSettings, warehouse: OpenWarehouse, **core: pd.DataFrame
) -> Iterator[dg.Output[pd.DataFrame] | dg.AssetCheckResult]:
    """Status of every indicator, objective and goal against 2030 and 2050."""
    for name, frame in scoring.progress(**core, as_of=run_settings.as_of_date).items():
        if name in context.op_execution_context.selected_output_names:
            yield dg.Output(frame, output_name=name)
    yield from checks.results(context.selected_asset_check_keys, warehouse, run_settings.data_dir)


@dg.asset(
    key=asset_key(DOUBLES),
    group_name="marts",
    ins={**_from_core("contributions"), **reviewed.inputs("strategy")},
    code_version=CODE_VERSION,
    description=TABLES[DOUBLES].grain,
    metadata=column_schema(DOUBLES),
)
def likely_doubles(contributions: pd.DataFrame, reviewed_strategy: reviewed.Reviewed) -> pd.DataFrame:
    """Groups in which nobody has decided on every pair; a person writes the decision into the table of decisions."""
    groups = likely_groups(contributions, reviewed_strategy.table("double_decisions"))
    return groups[TABLES[DOUBLES].column_names]


@dg.multi_asset(
    name="answers",
    group_name="marts",
    outs=outs({name: _version(question) for name, question in QUESTIONS.items()}, is_required=False),
    deps=sorted(asset_keys(set().union(*(question.reads for question in QUESTIONS.values())) - set(QUESTIONS))),
    internal_asset_deps={short_name(name): asset_keys(question.reads) for name, question in QUESTIONS.items()},
    check_specs=checks.specs(QUESTIONS),
    can_subset=True,
)
def answers(
    context: dg.AssetExecutionContext, run_settings: OpenSettings, warehouse: OpenWarehouse
) -> Iterator[dg.Output[pd.DataFrame] | dg.AssetCheckResult]:
    """The chosen questions in their order; one step for all, because a step costs more than most of the answers."""
    for question in QUESTIONS.values():
        if asset_key(question.name) in context.selected_asset_keys:
            answer = embedded.answer(warehouse, question.name, question.sql, {"as_of": run_settings.as_of_date})
            if question.name in SIGNED:
                answer = SIGNED[question.name](answer, run_settings.as_of_date)
            yield dg.Output(answer, output_name=short_name(question.name))
    yield from checks.results(context.selected_asset_check_keys, warehouse, run_settings.data_dir)


MART_KEYS = [asset_key(contract.name) for contract in MARTS if contract.layer == "marts"]
