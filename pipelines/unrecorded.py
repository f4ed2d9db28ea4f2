"""Dagster's instance for a run from the command line: it runs the job and keeps no history of it.

Belongs here: what makes Dagster forget. Does not: what runs (`definitions`), and what a run says (`commands/running.py`).
"""

from collections.abc import Sequence

import dagster as dg
from dagster._core.instance.types import InstanceType
from dagster._core.launcher.sync_in_memory_run_launcher import SyncInMemoryRunLauncher
from dagster._core.run_coordinator import DefaultRunCoordinator
from dagster._core.storage.event_log import InMemoryEventLogStorage
from dagster._core.storage.event_log.base import AssetRecord
from dagster._core.storage.noop_compute_log_manager import NoOpComputeLogManager
from dagster._core.storage.root import TemporaryLocalArtifactStorage
from dagster._core.storage.runs import InMemoryRunStorage


class NoHistory(InMemoryEventLogStorage):
    """Events are told to who listens and kept nowhere.

    Dagster's own in-memory instance writes each of hundreds of events as JSON into SQLite, and asks it again which data
    every table was made from: a tenth of a run, for an answer that ends with the process.
    """

    @property
    def asset_records_have_last_observation(self) -> bool:
        """Nothing was observed either, so that nobody has to ask a second time."""
        return True

    def store_event(self, event: dg.EventLogEntry) -> None:
        """Forget it."""

    def get_asset_records(self, asset_keys: Sequence[dg.AssetKey] | None = None) -> Sequence[AssetRecord]:
        """What was made before: nothing that is known."""
        return []


def instance() -> dg.DagsterInstance:
    """What `DagsterInstance.ephemeral()` makes, with no history."""
    return dg.DagsterInstance(
        instance_type=InstanceType.EPHEMERAL,
        local_artifact_storage=TemporaryLocalArtifactStorage(),
        run_storage=InMemoryRunStorage(),
        event_storage=NoHistory(),
        compute_log_manager=NoOpComputeLogManager(),
        run_coordinator=DefaultRunCoordinator(),
        run_launcher=SyncInMemoryRunLauncher(),
    )
