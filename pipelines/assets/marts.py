"""marts: one question each. Most are a SQL file of the same name; progress and coverage are signed rules."""

import re
from collections.abc import Iterator
from pathlib import Path

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
from warehouse.settings import ROOT

QUESTIONS = {f"marts.{path.stem}": path for path in sorted((ROOT / "warehouse" / "marts").glob("*.sql"))}
COVERAGE = "marts.coverage_gaps"
DOUBLES = "marts.likely_doubles"
REFERENCE = re.compile(r"\b(?:core|marts)\.[a-z_]+\b")


def _key(name: str) -> dg.AssetKey:
    return dg.AssetKey(name.split("."))


def _needs(question: Path) -> list[dg.AssetKey]:
    """The tables a question names, apart from its comments."""
    text = "\n".join(line.partition("--")[0] for line in question.read_text(encoding="utf-8").splitlines())
    return [_key(name) for name in sorted(set(REFERENCE.findall(text)))]


def _answered(name: str, question: Path) -> dg.AssetsDefinition:
    @dg.asset(key=_key(name), deps=_needs(question), group_name="marts", **described(name))
    def answered(house: House) -> pd.DataFrame:
        with house.warehouse() as opened:
            return store.answer(opened, name, question.read_text(encoding="utf-8"), {"as_of": house.clock})

    return answered


def _from_core(*names: str) -> dict[str, dg.AssetIn]:
    return {name: dg.AssetIn(key=["core", name]) for name in names}


@dg.multi_asset(
    name="progress",
    group_name="marts",
    ins=_from_core("goals", "objectives", "indicators", "observations", "milestones", "facility_objectives"),
    outs={
        name: dg.AssetOut(key=["marts", name], **described(f"marts.{name}"))
        for name in ("objective_progress", "objectives", "goals")
    },
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


@dg.asset(key=_key(COVERAGE), deps=_needs(QUESTIONS[COVERAGE]), group_name="marts", **described(COVERAGE))
def coverage(house: House) -> pd.DataFrame:
    """Counted in SQL; the state of each cell and its gap score are a signed rule."""
    question = QUESTIONS[COVERAGE].read_text(encoding="utf-8")
    with house.warehouse() as opened:
        cells = store.answer(opened, COVERAGE, question, {"as_of": house.clock})
    return grid(cells, house.clock)


@dg.asset(key=_key(DOUBLES), ins=_from_core("contributions"), group_name="marts", **described(DOUBLES))
def likely_doubles(contributions: pd.DataFrame) -> pd.DataFrame:
    """Pairs nobody has decided yet; a person writes the decision into the table of decisions."""
    pairs = likely_pairs(contributions, read_strategy(STRATEGY)["double_decisions"])
    return pairs[TABLES[DOUBLES].column_names]


ANSWERED = [_answered(name, path) for name, path in QUESTIONS.items() if name != COVERAGE]
MART_KEYS = [_key(contract.name) for contract in MARTS if contract.layer == "marts"]
