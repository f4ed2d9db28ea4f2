"""The resource every asset reads: which folders, which clock. And the IO manager that hands frames to the warehouse."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import duckdb
import pandas as pd

from warehouse import settings
from warehouse.contracts import TABLES
from warehouse.storage import embedded as store

RECORD = settings.ROOT / "sources" / "record"
RATES = RECORD / "rates"
CONTEXT = RECORD / "context"
STRATEGY = settings.ROOT / "sources" / "strategy"


class House(dg.ConfigurableResource):
    """Folders and clock of one run; empty text means the default."""

    data: str = ""
    inbox: str = ""
    iati: str = ""
    as_of: str = ""
    is_demonstration: bool = False

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
    def clock(self) -> date:
        return date.fromisoformat(self.as_of) if self.as_of else datetime.now(UTC).date()

    @contextmanager
    def warehouse(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The working database, open for as long as the block lasts."""
        with store.connection(settings.warehouse_file(self.data_dir)) as opened:
            yield opened


class WarehouseIO(dg.ConfigurableIOManager):
    """Asset key = table: frames go in through the contract's gate, one transaction each, and come out typed."""

    house: House

    def handle_output(self, context: dg.OutputContext, frame: pd.DataFrame) -> None:
        name = ".".join(context.asset_key.path)
        with self.house.warehouse() as opened:
            write = store.write_table if name in TABLES else store.write_evidence
            context.add_output_metadata({"dagster/row_count": write(opened, name, frame)})

    def load_input(self, context: dg.InputContext) -> pd.DataFrame:
        with self.house.warehouse() as opened:
            return store.read_table(opened, ".".join(context.asset_key.path))


def described(name: str) -> dict[str, object]:
    """Description and column table of a contracted asset, for Dagster's catalogue."""
    contract = TABLES[name]
    columns = [
        dg.TableColumn(column.name, column.sql_type, f"{column.title}. {column.meaning}") for column in contract.columns
    ]
    return {
        "description": contract.grain,
        "metadata": {"dagster/column_schema": dg.TableSchema(columns=columns), "dagster/table_name": name},
    }
