"""marts: one question each. Most are a SQL file of the same name; progress and likely doubles are signed rules."""

from collections.abc import Iterable, Iterator

import dagster as dg
import pandas as pd

from pipelines import scoring
from pipelines.house import STRATEGY, House, described
from pipelines.rules.coverage import grid
from pipelines.rules.doubles import likely_pairs
from sources.tables import read_strategy
from warehouse import store
from warehouse.contracts import TABLES
from warehouse.contracts.marts import MARTS
from warehouse.questions import questions

# Counted in SQL; what a cell's state and gap score are is a signed rule.
SIGNED = {"marts.coverage_gaps": grid}
DOUBLES = "marts.likely_doubles"
ANSWERED = [question.name for question in questions()]


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
    outs=_outs(["marts.objective_progress", "marts.objectives", "marts.goals"]),
)
def progress(
    house: House,
    goals: pd.DataFrame,
    objectives: pd.DataFrame,
    indicators: pd.DataFrame,
    observations: pd.DataFrame,
    milestones: pd.DataFrame,
    facility_objectives: pd.DataFrame,
) -> Iterator[dg.Output[pd.DataFrame]]:
    """Status of every indicator, objective and goal against 2030 and 2050."""
    answers = scoring.progress(
        goals, objectives, indicators, observations, milestones, facility_objectives, house.clock
    )
    for name, frame in answers.items():
        yield dg.Output(frame, output_name=name)


@dg.asset(key=_key(DOUBLES), ins=_from_core("contributions"), group_name="marts", **described(DOUBLES))
def likely_doubles(contributions: pd.DataFrame) -> pd.DataFrame:
    """Pairs nobody has decided yet; a person writes the decision into the table of decisions."""
    pairs = likely_pairs(contributions, read_strategy(STRATEGY)["double_decisions"])
    return pairs[TABLES[DOUBLES].column_names]


@dg.multi_asset(
    name="answers",
    group_name="marts",
    outs=_outs(ANSWERED),
    deps=sorted(_keys(set().union(*(question.reads for question in questions())) - set(ANSWERED))),
    internal_asset_deps={question.name.removeprefix("marts."): _keys(question.reads) for question in questions()},
)
def answers(house: House) -> Iterator[dg.Output[pd.DataFrame]]:
    """Every question in its order; one step for all, because a step costs more than most of the answers."""
    for question in questions():
        with house.warehouse() as opened:
            answer = store.answer(opened, question.name, question.sql, {"as_of": house.clock})
        if question.name in SIGNED:
            answer = SIGNED[question.name](answer, house.clock)
        yield dg.Output(answer, output_name=question.name.removeprefix("marts."))


MART_KEYS = [_key(contract.name) for contract in MARTS if contract.layer == "marts"]
