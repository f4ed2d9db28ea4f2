"""core: typed and admitted, one grain each. The strategy as reviewed, and what was admitted of what was sent."""

from collections.abc import Iterator

import dagster as dg
import pandas as pd

from pipelines import checks
from pipelines.assets import reviewed
from pipelines.assets.raw import TABLES as RAW_TABLES
from pipelines.assets.tables import CODE_VERSION, outs, short_name
from pipelines.resources import OpenSettings, OpenWarehouse
from pipelines.rules.deciding.deciding import STRATEGY_NEEDED
from pipelines.rules.derived import ndc
from pipelines.steps import admission
from sources.lists.mappings import described, mappings_of
from sources.names import reference
from sources.reviewed.tables import columns_of
from warehouse import settings
from warehouse.contracts.core import ACCOUNTS, ADMITTED
from warehouse.contracts.core import STRATEGY as STRATEGY_TABLES

ADMITTED_NAMES = [contract.name for contract in (*ADMITTED, *ACCOUNTS)]


@dg.multi_asset(
    name="strategy",
    group_name="core",
    ins=reviewed.inputs("strategy", "context", "rates"),
    outs=outs({contract.name: CODE_VERSION for contract in STRATEGY_TABLES}),
)
def strategy(
    run_settings: OpenSettings,
    reviewed_strategy: reviewed.Reviewed,
    reviewed_context: reviewed.Reviewed,
    reviewed_rates: reviewed.Reviewed,
) -> Iterator[dg.Output[pd.DataFrame]]:
    """The reviewed tables of the strategy, published facts beside them and the rates, typed by their contracts."""
    tables = {
        **reviewed_strategy.tables,
        **reviewed_context.tables,
        **reviewed_rates.tables,
        "milestone_steps": reviewed_strategy.tables.get("milestones"),
        "lists": described(mappings_of(settings.mappings_dir(run_settings.data_dir)).all),
        "ndc_mentions": ndc.counted(reviewed_context.table("ndc_soil_mentions")),
    }
    for contract in STRATEGY_TABLES:
        name = short_name(contract.name)
        yield dg.Output(columns_of(tables, name, contract.column_names), output_name=name)


@dg.multi_asset(
    name="admission",
    group_name="core",
    ins={
        **{f"raw_{name}": dg.AssetIn(key=["raw", name]) for name in RAW_TABLES},
        **{name: dg.AssetIn(key=["core", name]) for name in STRATEGY_NEEDED},
        **reviewed.inputs("strategy"),
    },
    outs=outs(dict.fromkeys(ADMITTED_NAMES, CODE_VERSION)),
    check_specs=checks.specs(ADMITTED_NAMES),
)
def admitted(
    context: dg.AssetExecutionContext,
    run_settings: OpenSettings,
    warehouse: OpenWarehouse,
    reviewed_strategy: reviewed.Reviewed,
    **tables: pd.DataFrame,
) -> Iterator[dg.Output[pd.DataFrame] | dg.AssetCheckResult]:
    """Admit what was received, choose versions, tie projects to objectives and convert money."""
    raw = {name: tables.pop(f"raw_{name}") for name in RAW_TABLES}
    lists = {name: reviewed_strategy.table(name).fillna("").to_dict("records") for name in reference.LISTS}
    names = reference.from_lists(lists)
    for name, frame in admission.admit(raw, tables, names, reviewed_strategy.tables, run_settings.as_of_date).items():
        yield dg.Output(frame, output_name=name)
    yield from checks.results(context.selected_asset_check_keys, warehouse, run_settings.data_dir)
