"""reviewed: the tables that people review and that ship with the code. Nothing makes them here; other assets read them.

Each is a folder of CSV files. Dagster shows it as the source of whatever takes it as an input, and that input is the
only way a step reads it.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import dagster as dg
import pandas as pd

from pipelines.resources import NOTHING
from pipelines.shipped import CONTEXT, RATES, RECORD, STRATEGY
from sources.reviewed.context import read_context
from sources.reviewed.rates import read_rates
from sources.reviewed.tables import read_strategy

IO_MANAGER = "reviewed_io"


@dataclass(frozen=True)
class Reviewed:
    """One folder of reviewed tables; nothing of it is read before it is asked for."""

    folder: Path
    read: Callable[[Path], dict[str, pd.DataFrame]]
    description: str

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Its tables by name."""
        return self.read(self.folder)

    def table(self, name: str) -> pd.DataFrame:
        """One of its tables; raises ValueError naming the file that is missing."""
        if name not in self.tables:
            raise ValueError(f"the reviewed table {name} is missing: {self.folder / name}.csv")
        return self.tables[name]

    def checksums(self) -> dict[str, str]:
        """Its files by name with the SHA-256 of their content."""
        paths = sorted(self.folder.glob("*.csv"))
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _context(folder: Path) -> dict[str, pd.DataFrame]:
    return {path.stem: read_context(path, RECORD) for path in sorted(folder.glob("*.csv"))}


def _rates(folder: Path) -> dict[str, pd.DataFrame]:
    return {"rates": read_rates(folder)}


FOLDERS = {
    "strategy": Reviewed(STRATEGY, read_strategy, "Strategy, lists and decisions, as they are written."),
    "context": Reviewed(CONTEXT, _context, "Published facts beside the record, as they are written, with their place."),
    "rates": Reviewed(RATES, _rates, "Published exchange rates, whoever published them, in one form."),
}
ASSETS = [
    dg.AssetSpec(["reviewed", name], group_name="reviewed", description=each.description).with_io_manager_key(
        IO_MANAGER
    )
    for name, each in FOLDERS.items()
]


class ReviewedIO(dg.IOManager):
    """Hands a reviewed folder to each step that takes it as an input; a run has one, and reads each table once."""

    def __init__(self) -> None:
        self._folders = {name: replace(each) for name, each in FOLDERS.items()}

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        raise NotImplementedError("Reviewed tables are changed by people, never by a run.")

    def load_input(self, context: dg.InputContext) -> Reviewed:
        return self._folders[context.asset_key.path[-1]]


@dg.io_manager(NOTHING, "Reviewed folders, for reading only.")
def reviewed_io() -> ReviewedIO:
    """The IO manager of what is reviewed."""
    return ReviewedIO()


def inputs(*names: str) -> dict[str, dg.AssetIn]:
    """The reviewed folders of these names as inputs called `reviewed_<name>`."""
    return {f"reviewed_{name}": dg.AssetIn(key=["reviewed", name]) for name in names}
