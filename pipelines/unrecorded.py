"""Dagster's instance for a run from the command line: it runs the job and keeps no history of it.

Belongs here: what makes Dagster forget. Does not: what runs (`definitions`), and what a run says (`commands/running.py`).
"""

from collections.abc import Generator
from contextlib import contextmanager

import dagster as dg


@contextmanager
def instance() -> Generator[dg.DagsterInstance]:
    """An instance that tells events to who listens and keeps them nowhere.

    Dagster's own in-memory instance writes each of hundreds of events as JSON into SQLite, and asks it again what every
    table was made from: more than a tenth of a run, for an answer that ends with the process.
    """
    with dg.DagsterInstance.ephemeral() as begun:
        vars(begun.event_log_storage).update(
            store_event=_forget, get_asset_records=_nothing_made, fetch_observations=_nothing_seen
        )
        yield begun


def _forget(event: dg.EventLogEntry) -> None:
    """Nobody asks for it again."""


def _nothing_made(*_: object) -> list[object]:
    return []


def _nothing_seen(*_: object, **__: object) -> dg.EventRecordsResult:
    return dg.EventRecordsResult(records=[], cursor="", has_more=False)
