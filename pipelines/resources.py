"""Dagster's resources: the settings and the clock of a run, the open warehouse, and the writer of its tables.

The clock and the warehouse belong to the run: Dagster starts them before the first step and ends them after the last.
None of them takes configuration: which folders a run reads and writes, and of which day it is, is said by the code that
puts the pipeline together, never by who asks Dagster for a run.
Does not belong here: what is read or made (`assets`).
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import duckdb
import pandas as pd

from warehouse import demonstration, leftovers, private, settings
from warehouse.contracts import TABLES
from warehouse.storage import embedded

NOTHING: dict[str, dg.Field] = {}  # a schema that refuses every configuration; without one Dagster takes any


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class RunSettings:
    """Folders and dates of one run; what is not said is the default.

    `on_read` is told how many bytes of large inputs are read, and of how many. For the earlier releases of the
    demonstration: `moment`, when the run pretends to begin, and nothing that is answered once it is published, letters and
    comparison, because later files did long ago.
    """

    data: Path | None = None
    inbox: Path | None = None
    iati: Path | None = None
    as_of: date | None = None
    moment: datetime | None = None
    is_answered: bool = True
    on_read: Callable[[int, int], None] | None = None
    started_at: datetime = field(default_factory=_now)  # in UTC without a zone, as the warehouse keeps moments

    @property
    def data_dir(self) -> Path:
        return settings.data_dir(self.data)

    @property
    def is_demonstration(self) -> bool:
        """Whether the data folder holds the made-up world: then everything that is made of it says so."""
        return demonstration.is_held(self.data_dir)

    @property
    def inputs(self) -> list[tuple[str, Path]]:
        """(origin, folder) of everything that is read besides the shipped record."""
        folders = [("inbox", self.inbox or settings.inbox(self.data_dir))]
        if self.iati:
            folders.insert(0, ("iati", self.iati))
        return folders

    @property
    def as_of_date(self) -> date:
        """The date of assessment: the one chosen for the run, else the day it started."""
        return self.as_of or self.started_at.date()


def begun(chosen: RunSettings) -> dg.ResourceDefinition:
    """These settings as a resource, whose clock is read as a run starts: one across midnight is of the day it began on."""
    return dg.ResourceDefinition(
        lambda _: replace(chosen, started_at=chosen.moment or _now()), NOTHING, "The folders and the clock of the run."
    )


OpenSettings = dg.ResourceParam[RunSettings]  # the resource `run_settings`, as an asset takes it
OpenWarehouse = dg.ResourceParam[duckdb.DuckDBPyConnection]  # the resource `warehouse`, the same


@dg.resource(NOTHING, "The working database, open for the whole run.", required_resource_keys={"run_settings"})
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


@dg.io_manager(NOTHING, "Frames to tables of the warehouse and back.", required_resource_keys={"warehouse"})
def warehouse_io(context: dg.InitResourceContext) -> WarehouseIO:
    """The IO manager over the connection of the run."""
    return WarehouseIO(context.resources.warehouse)
