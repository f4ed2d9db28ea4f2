"""core: typed and admitted, one grain each. The strategy as reviewed, and what was admitted of what was sent."""

from collections.abc import Iterator

import dagster as dg
import pandas as pd

from pipelines import checks
from pipelines.assets import reviewed
from pipelines.assets.raw import TABLES as RAW_TABLES
from pipelines.house import CODE_VERSION, House, Opened, described
from pipelines.rules.derived import ndc
from pipelines.steps import admitted
from sources.names import reference
from sources.reviewed.tables import columns_of
from warehouse.contracts import Table
from warehouse.contracts.core import ACCOUNTS, ADMITTED
from warehouse.contracts.core import STRATEGY as STRATEGY_TABLES


def _short(contract: Table) -> str:
    return contract.name.removeprefix("core.")


def _outs(tables: tuple[Table, ...]) -> dict[str, dg.AssetOut]:
    return {
        _short(contract): dg.AssetOut(
            key=contract.name.split("."), code_version=CODE_VERSION, **described(contract.name)
        )
        for contract in tables
    }


@dg.multi_asset(
    name="strategy",
    group_name="core",
    ins=reviewed.taken("strategy", "context", "rates"),
    outs=_outs(STRATEGY_TABLES),
)
def strategy(
    reviewed_strategy: reviewed.Reviewed, reviewed_context: reviewed.Reviewed, reviewed_rates: reviewed.Reviewed
) -> Iterator[dg.Output[pd.DataFrame]]:
    """The reviewed tables of the strategy, published facts beside them and the rates, typed by their contracts."""
    tables = {
        **reviewed_strategy.tables,
        **reviewed_context.tables,
        **reviewed_rates.tables,
        "milestone_steps": reviewed_strategy.tables.get("milestones"),
        "ndc_mentions": ndc.counted(reviewed_context.table("ndc_soil_mentions")),
    }
    for contract in STRATEGY_TABLES:
        name = _short(contract)
        yield dg.Output(columns_of(tables, name, contract.column_names), output_name=name)


@dg.multi_asset(
    name="admission",
    group_name="core",
    ins={
        **{f"raw_{name}": dg.AssetIn(key=["raw", name]) for name in RAW_TABLES},
        **{
            _short(contract): dg.AssetIn(key=contract.name.split("."))
            for contract in STRATEGY_TABLES
            if contract.name in admitted.STRATEGY_NEEDED
        },
        **reviewed.taken("strategy"),
    },
    outs=_outs((*ADMITTED, *ACCOUNTS)),
    check_specs=checks.specs([contract.name for contract in (*ADMITTED, *ACCOUNTS)]),
)
def admission(
    context: dg.AssetExecutionContext,
    house: House,
    warehouse: Opened,
    reviewed_strategy: reviewed.Reviewed,
    **tables: pd.DataFrame,
) -> Iterator[dg.Output[pd.DataFrame] | dg.AssetCheckResult]:
    """Admit what was received, choose versions, tie projects to objectives and convert money."""
    raw = {name: tables.pop(f"raw_{name}") for name in RAW_TABLES}
    lists = {name: reviewed_strategy.table(name).fillna("").to_dict("records") for name in reference.LISTS}
    names = reference.from_lists(lists)
    for name, frame in admitted.admit(raw, tables, names, reviewed_strategy.tables, house.clock).items():
        yield dg.Output(frame, output_name=name)
    yield from checks.results(context.selected_asset_check_keys, warehouse, house)
