"""The only place where the pipeline is put together: assets with their checks, one job, one sensor, one schedule."""

import sqlite3
from functools import lru_cache

import dagster as dg
from sqlalchemy import Engine, event

from pipelines.assets import core, letters, marts, raw, release, reviewed
from pipelines.house import House, warehouse, warehouse_io
from pipelines.sensors import EVERYTHING, inbox, nightly


def definitions(house: House) -> dg.Definitions:
    """The whole pipeline over one set of folders and one clock."""
    return dg.Definitions(
        assets=[
            *reviewed.ASSETS,
            raw.raw,
            core.strategy,
            core.admission,
            marts.progress,
            marts.likely_doubles,
            marts.answers,
            release.release,
            letters.letters,
        ],
        jobs=[dg.define_asset_job(EVERYTHING, dg.AssetSelection.all(), description="Everything, then publish.")],
        sensors=[inbox],
        schedules=[nightly],
        resources={
            "house": house,
            "warehouse": warehouse,
            "io_manager": warehouse_io,
            reviewed.IO_MANAGER: reviewed.reviewed_io,
        },
        # A step costs milliseconds in this process and seconds in one of its own; there is one writer anyway.
        executor=dg.in_process_executor,
    )


@lru_cache(maxsize=4)
def _kept_open(database: str) -> sqlite3.Connection:
    return sqlite3.connect(database, check_same_thread=False)


@event.listens_for(Engine, "connect")
def _without_waiting_for_the_disk(connection: object, _record: object) -> None:
    """Dagster opens, writes and closes its history anew for every event, and each time waits for the disk.

    For a process that runs this pipeline, a database of that history stays open beside, so that closing it does not
    copy its log back each time, and a write waits no more. A power failure may lose the last events, never a table or
    a release, and leaves the history readable.
    """
    if isinstance(connection, sqlite3.Connection):
        connection.execute("pragma synchronous = normal")
        _, _, database = connection.execute("pragma database_list").fetchone()
        if database:
            _kept_open(database).execute("select count(*) from sqlite_schema").fetchone()


defs = definitions(House())
