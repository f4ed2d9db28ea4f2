"""core: typed and admitted, one grain each. The strategy as reviewed, and what was admitted of what was sent."""

from collections.abc import Iterator

import dagster as dg
import pandas as pd

from pipelines import checks
from pipelines.assets.raw import TABLES as RAW_TABLES
from pipelines.house import CONTEXT, RATES, RECORD, STRATEGY, House, described
from pipelines.rules.derived import ndc
from pipelines.steps import admitted
from sources.names.reference import load
from sources.reviewed.context import read_context
from sources.reviewed.rates import read_rates
from sources.reviewed.tables import columns_of, read_reviewed, read_strategy
from warehouse.contracts import Table
from warehouse.contracts.core import ACCOUNTS, ADMITTED
from warehouse.contracts.core import STRATEGY as STRATEGY_TABLES

ADMITTED_NAMES = [contract.name for contract in (*ADMITTED, *ACCOUNTS)]


def _outs(tables: tuple[Table, ...]) -> dict[str, dg.AssetOut]:
    return {
        contract.name.removeprefix("core."): dg.AssetOut(key=contract.name.split("."), **described(contract.name))
        for contract in tables
    }


@dg.multi_asset(name="strategy", group_name="core", outs=_outs(STRATEGY_TABLES))
def strategy() -> Iterator[dg.Output[pd.DataFrame]]:
    """The reviewed tables of the strategy, published facts beside them and the rates, typed by their contracts."""
    reviewed = read_strategy(STRATEGY)
    tables = {
        **reviewed,
        **read_strategy(CONTEXT),
        "milestone_steps": reviewed.get("milestones"),
        "rates": read_rates(RATES),
        "ndc_mentions": ndc.counted(read_context(CONTEXT / "ndc_soil_mentions.csv", RECORD)),
    }
    for contract in STRATEGY_TABLES:
        name = contract.name.removeprefix("core.")
        yield dg.Output(columns_of(tables, name, contract.column_names), output_name=name)


@dg.multi_asset(
    name="admission",
    group_name="core",
    ins={
        **{f"raw_{name}": dg.AssetIn(key=["raw", name]) for name in RAW_TABLES},
        **{
            contract.name.removeprefix("core."): dg.AssetIn(key=contract.name.split("."))
            for contract in STRATEGY_TABLES
            if contract.name in admitted.STRATEGY_NEEDED
        },
    },
    outs=_outs((*ADMITTED, *ACCOUNTS)),
    check_specs=checks.specs(ADMITTED_NAMES),
)
def admission(house: House, **tables: pd.DataFrame) -> Iterator[dg.Output[pd.DataFrame] | dg.AssetCheckResult]:
    """Admit what was received, choose versions, tie projects to objectives and convert money."""
    raw = {name.removeprefix("raw_"): frame for name, frame in tables.items() if name.startswith("raw_")}
    written = {name: read_reviewed(STRATEGY / f"{name}.csv") for name in ("indicators", "double_decisions")}
    for name, frame in admitted.admit(raw, tables, load(STRATEGY), written, house.clock).items():
        yield dg.Output(frame, output_name=name)
    yield from checks.results(ADMITTED_NAMES, house)
