"""marts: one question each. Most are a SQL file of the same name; progress and likely doubles are signed rules."""

from collections.abc import Iterable, Iterator

import dagster as dg
import pandas as pd

from pipelines import checks
from pipelines.house import STRATEGY, House, described
from pipelines.rules.coverage.gaps import grid
from pipelines.rules.money.doubles import likely_pairs
from pipelines.steps import scoring
from sources.reviewed.tables import read_reviewed
from warehouse.contracts import TABLES
from warehouse.contracts.marts import MARTS
from warehouse.questions import questions
from warehouse.storage import embedded as store

# Counted in SQL; what a cell's state and gap score are is a signed rule.
SIGNED = {"marts.coverage_gaps": grid}
PROGRESS = ("marts.objective_progress", "marts.objectives", "marts.goals")
DOUBLES = "marts.likely_doubles"
# What is answered, and the tables each answer rests on.
ANSWERED = {DOUBLES: {"core.contributions"}, **{question.name: question.reads for question in questions()}}


def _key(name: str) -> dg.AssetKey:
    return dg.AssetKey(name.split("."))


def _keys(names: Iterable[str]) -> set[dg.AssetKey]:
    return {_key(name) for name in names}


def _outs(names: Iterable[str]) -> dict[str, dg.AssetOut]:
    return {name.removeprefix("marts."): dg.AssetOut(key=_key(name), **described(name)) for name in names}


def _from_core(*names: str) -> dict[str, dg.AssetIn]:
    return {name: dg.AssetIn(key=["core", name]) for name in names}


@dg.multi_asset(
    name="progress",
    group_name="marts",
    ins=_from_core("goals", "objectives", "indicators", "observations", "milestones", "facility_objectives"),
    outs=_outs(PROGRESS),
    check_specs=checks.specs(PROGRESS),
)
def progress(
    house: House,
    goals: pd.DataFrame,
    objectives: pd.DataFrame,
    indicators: pd.DataFrame,
    observations: pd.DataFrame,
    milestones: pd.DataFrame,
    facility_objectives: pd.DataFrame,
) -> Iterator[dg.Output[pd.DataFrame] | dg.AssetCheckResult]:
    """Status of every indicator, objective and goal against 2030 and 2050."""
    answers = scoring.progress(
        goals, objectives, indicators, observations, milestones, facility_objectives, house.clock
    )
    for name, frame in answers.items():
        yield dg.Output(frame, output_name=name)
    yield from checks.results(PROGRESS, house)


@dg.multi_asset(
    name="answers",
    group_name="marts",
    outs=_outs(ANSWERED),
    deps=sorted(_keys(set().union(*ANSWERED.values()) - set(ANSWERED))),
    internal_asset_deps={name.removeprefix("marts."): _keys(reads) for name, reads in ANSWERED.items()},
    check_specs=checks.specs(ANSWERED),
)
def answers(house: House) -> Iterator[dg.Output[pd.DataFrame] | dg.AssetCheckResult]:
    """Every question in its order; one step for all, because a step costs more than most of the answers."""
    yield dg.Output(_undecided_doubles(house), output_name=DOUBLES.removeprefix("marts."))
    for question in questions():
        with house.warehouse() as opened:
            answer = store.answer(opened, question.name, question.sql, {"as_of": house.clock})
        if question.name in SIGNED:
            answer = SIGNED[question.name](answer, house.clock)
        yield dg.Output(answer, output_name=question.name.removeprefix("marts."))
    yield from checks.results(ANSWERED, house)


def _undecided_doubles(house: House) -> pd.DataFrame:
    """Pairs nobody has decided yet; a person writes the decision into the table of decisions."""
    with house.warehouse() as opened:
        contributions = store.read_table(opened, "core.contributions")
    pairs = likely_pairs(contributions, read_reviewed(STRATEGY / "double_decisions.csv"))
    return pairs[TABLES[DOUBLES].column_names]


MART_KEYS = [_key(contract.name) for contract in MARTS if contract.layer == "marts"]
