"""The only place where the pipeline is put together: assets with their checks, one job, one sensor, one schedule."""

import dagster as dg

from pipelines.assets import core, history, letters, marts, raw, release, reviewed
from pipelines.resources import RunSettings, begun, warehouse, warehouse_io
from pipelines.sensors import EVERYTHING, inbox, nightly


def definitions(run_settings: RunSettings) -> dg.Definitions:
    """The whole pipeline over one set of folders and one clock."""
    return dg.Definitions(
        assets=[
            *reviewed.ASSETS,
            raw.raw,
            core.strategy,
            core.admitted,
            marts.progress,
            marts.likely_doubles,
            marts.answers,
            release.inputs,
            release.release,
            letters.letters,
            history.pruned,
        ],
        jobs=[dg.define_asset_job(EVERYTHING, dg.AssetSelection.all(), description="Everything, then publish.")],
        sensors=[inbox],
        schedules=[nightly],
        resources={
            "run_settings": begun(run_settings),
            "warehouse": warehouse,
            "io_manager": warehouse_io,
            reviewed.IO_MANAGER: reviewed.reviewed_io,
        },
        # A step costs milliseconds in this process and seconds in one of its own; there is one writer anyway.
        executor=dg.in_process_executor,
    )


defs = definitions(RunSettings())
