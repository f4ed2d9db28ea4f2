"""The only place where the pipeline is put together: assets with their checks, one job, one sensor, one schedule."""

import dagster as dg

from pipelines.assets import core, letters, marts, raw, release
from pipelines.house import House, WarehouseIO
from pipelines.sensors import EVERYTHING, inbox, nightly


def definitions(house: House) -> dg.Definitions:
    """The whole pipeline over one set of folders and one clock."""
    return dg.Definitions(
        assets=[
            raw.raw,
            core.strategy,
            core.admission,
            marts.progress,
            marts.answers,
            release.release,
            letters.letters,
        ],
        jobs=[dg.define_asset_job(EVERYTHING, dg.AssetSelection.all(), description="Everything, then publish.")],
        sensors=[inbox],
        schedules=[nightly],
        resources={"house": house, "io_manager": WarehouseIO(house=house)},
        executor=dg.in_process_executor,
    )


defs = definitions(House())
