"""raw: what was received, as text with its provenance. Nothing is corrected or dropped here."""

from collections.abc import Iterator

import dagster as dg
import pandas as pd

from pipelines.assets.tables import CODE_VERSION
from pipelines.resources import OpenSettings
from pipelines.shipped import RECORD
from pipelines.steps import first_pass, intake
from sources.streams import streams
from warehouse import settings

TABLES = {
    **{
        stream: f"Rows of stream {stream} as they were sent: all text, plus where each came from."
        for stream in streams()
    },
    "files": "One row per input file: checksum, what it was recognised as, why it was refused.",
    "headers": "One row per column that was understood: its header as the sender wrote it, and the field it was read as.",
    "findings": "One row per finding made while reading, before any row was judged.",
    "replacements": "One row per statement of a sender that a file replaces another one.",
}


@dg.multi_asset(
    name="intake",
    group_name="raw",
    outs={
        name: dg.AssetOut(key=["raw", name], description=text, code_version=CODE_VERSION)
        for name, text in TABLES.items()
    },
)
def raw(run_settings: OpenSettings) -> Iterator[dg.Output[pd.DataFrame]]:
    """Read the shipped record and every folder of this run; a broken file stops only itself.

    Beside made-up partners stands no real one: of the record the demonstration reads the lists of funders alone.
    """
    data = run_settings.data_dir
    replacements, mappings = settings.replacements_file(data), settings.mappings_dir(data)
    shipped = intake.LISTS if run_settings.is_demonstration else intake.SHIPPED
    folders = [folder for _, folder in run_settings.inputs if folder.is_dir()]
    kept = first_pass.kept_in(settings.kept_dir(data))
    first_pass.work_out(folders, kept, run_settings.on_read)
    received = intake.receive(
        RECORD, run_settings.inputs, replacements, run_settings.started_at, mappings, shipped, kept.find
    )
    kept.prune()
    for name, frame in received.items():
        yield dg.Output(frame, output_name=name)
