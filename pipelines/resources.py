"""Dagster's resources: the settings and the clock of a run, the open warehouse, and the writer of its tables.

The clock and the warehouse belong to the run: Dagster starts them before the first step and ends them after the last.
Does not belong here: what is read or made (`assets`).
"""

from collections.abc import Generator
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import duckdb
import pandas as pd

from warehouse import leftovers, private, settings
from warehouse.contracts import TABLES
from warehouse.storage import embedded

OpenWarehouse = dg.ResourceParam[duckdb.DuckDBPyConnection]  # the resource `warehouse`, as an asset takes it


class RunSettings(dg.ConfigurableResource):
    """Folders and dates of one run; empty text means the default."""

    data: str = ""
    inbox: str = ""
    iati: str = ""
    as_of: str = ""
    is_demonstration: bool = False
    _started_at: datetime | None = None

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """The clock is read once, as the run starts: a run across midnight is of the day it began on."""
        self._started_at = _now()

    @property
    def data_dir(self) -> Path:
        return settings.data_dir(Path(self.data) if self.data else None)

    @property
    def inputs(self) -> list[tuple[str, Path]]:
        """(origin, folder) of everything that is read besides the shipped record."""
        folders = [("inbox", Path(self.inbox) if self.inbox else settings.inbox(self.data_dir))]
        if self.iati:
            folders.insert(0, ("iati", Path(self.iati)))
        return folders

    @property
    def started_at(self) -> datetime:
        """When the run started, in UTC without a zone, as the warehouse keeps moments; outside of a run, now."""
        return self._started_at or _now()

    @property
    def as_of_date(self) -> date:
        """The date of assessment: the one chosen for the run, else the day it started."""
        return date.fromisoformat(self.as_of) if self.as_of else self.started_at.date()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@dg.resource(required_resource_keys={"run_settings"}, description="The working database, open for the whole run.")
def warehouse(context: dg.InitResourceContext) -> Generator[duckdb.DuckDBPyConnection]:
    """One connection per run: no second writer can begin, and the file is synced once and not per table."""
    data = context.resources.run_settings.data_dir
    private.begin()
    private.close(data)
    with embedded.connection(settings.warehouse_file(data)) as opened:
        leftovers.remove(data)
        yield opened


class WarehouseIO(dg.IOManager):
    """Asset key = table: frames go in through the contract's gate, one transaction each, and come out typed."""

    def __init__(self, opened: duckdb.DuckDBPyConnection) -> None:
        self.opened = opened

    def handle_output(self, context: dg.OutputContext, obj: pd.DataFrame) -> None:
        name = ".".join(context.asset_key.path)
        write = embedded.write_table if name in TABLES else embedded.write_evidence
        context.add_output_metadata({"dagster/row_count": write(self.opened, name, obj)})

    def load_input(self, context: dg.InputContext) -> pd.DataFrame:
        return embedded.read_table(self.opened, ".".join(context.asset_key.path))


@dg.io_manager(required_resource_keys={"warehouse"}, description="Frames to tables of the warehouse and back.")
def warehouse_io(context: dg.InitResourceContext) -> WarehouseIO:
    """The IO manager over the connection of the run."""
    return WarehouseIO(context.resources.warehouse)
