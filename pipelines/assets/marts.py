"""marts: one question each, and each can be made alone. Most are a SQL file of the same name; some are signed rules.

The code version of a mart that SQL answers is a checksum of its file, with the version of the rules where one of them
finishes the answer; the code version of a mart that rules answer is that of the rules.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import dagster as dg
import pandas as pd

from pipelines import checks
from pipelines.assets import reviewed
from pipelines.house import CODE_VERSION, House, Opened, described
from pipelines.rules.coverage.gaps import grid
from pipelines.rules.money.doubles import likely_pairs
from pipelines.rules.version import RULES_VERSION
from pipelines.steps import scoring
from warehouse.contracts import TABLES
from warehouse.contracts.marts import MARTS
from warehouse.questions import Question, questions
from warehouse.storage import embedded as store

# Counted in SQL; what a cell's state and gap score are is a signed rule.
SIGNED = {"marts.coverage_gaps": grid}
PROGRESS = ("marts.objective_progress", "marts.objectives", "marts.goals")
DOUBLES = "marts.likely_doubles"
QUESTIONS = {question.name: question for question in questions()}


def _key(name: str) -> dg.AssetKey:
    return dg.AssetKey(name.split("."))


def _keys(names: Iterable[str]) -> set[dg.AssetKey]:
    return {_key(name) for name in names}


def _outs(versions: Mapping[str, str]) -> dict[str, dg.AssetOut]:
    """Marts by name with their code versions, each of which can be left out of a run."""
    return {
        name.removeprefix("marts."): dg.AssetOut(
            key=_key(name), is_required=False, code_version=version, **described(name)
        )
        for name, version in versions.items()
    }


def _version(question: Question) -> str:
    checksum = hashlib.sha256(question.sql.encode()).hexdigest()[:12]
    return f"{checksum}, rules {RULES_VERSION}" if question.name in SIGNED else checksum


def _from_core(*names: str) -> dict[str, dg.AssetIn]:
    return {name: dg.AssetIn(key=["core", name]) for name in names}


@dg.multi_asset(
    name="progress",
    group_name="marts",
    ins=_from_core("goals", "objectives", "indicators", "observations", "milestones", "facility_objectives"),
    outs=_outs(dict.fromkeys(PROGRESS, CODE_VERSION)),
    check_specs=checks.specs(PROGRESS),
    can_subset=True,
)
def progress(
    context: dg.AssetExecutionContext, house: House, warehouse: Opened, **core: pd.DataFrame
) -> Iterator[dg.Output[pd.DataFrame] | dg.AssetCheckResult]:
    """Status of every indicator, objective and goal against 2030 and 2050."""
    for name, frame in scoring.progress(**core, as_of=house.clock).items():
        if name in context.op_execution_context.selected_output_names:
            yield dg.Output(frame, output_name=name)
    yield from checks.results(context.selected_asset_check_keys, warehouse, house)


@dg.asset(
    key=_key(DOUBLES),
    group_name="marts",
    ins={**_from_core("contributions"), **reviewed.taken("strategy")},
    code_version=CODE_VERSION,
    **described(DOUBLES),
)
def likely_doubles(contributions: pd.DataFrame, reviewed_strategy: reviewed.Reviewed) -> pd.DataFrame:
    """Pairs nobody has decided yet; a person writes the decision into the table of decisions."""
    pairs = likely_pairs(contributions, reviewed_strategy.table("double_decisions"))
    return pairs[TABLES[DOUBLES].column_names]


@dg.multi_asset(
    name="answers",
    group_name="marts",
    outs=_outs({name: _version(question) for name, question in QUESTIONS.items()}),
    deps=sorted(_keys(set().union(*(question.reads for question in QUESTIONS.values())) - set(QUESTIONS))),
    internal_asset_deps={name.removeprefix("marts."): _keys(question.reads) for name, question in QUESTIONS.items()},
    check_specs=checks.specs(QUESTIONS),
    can_subset=True,
)
def answers(
    context: dg.AssetExecutionContext, house: House, warehouse: Opened
) -> Iterator[dg.Output[pd.DataFrame] | dg.AssetCheckResult]:
    """The chosen questions in their order; one step for all, because a step costs more than most of the answers."""
    for question in QUESTIONS.values():
        if _key(question.name) in context.selected_asset_keys:
            answer = store.answer(warehouse, question.name, question.sql, {"as_of": house.clock})
            if question.name in SIGNED:
                answer = SIGNED[question.name](answer, house.clock)
            yield dg.Output(answer, output_name=question.name.removeprefix("marts."))
    yield from checks.results(context.selected_asset_check_keys, warehouse, house)


MART_KEYS = [_key(contract.name) for contract in MARTS if contract.layer == "marts"]
