"""Reads every input file into the raw tables, each row with the place it came from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd

from sources.admission.docket import PROBLEM_COLUMNS
from sources.feedback.headers import headers_of
from sources.feedback.wording import in_one
from sources.files.reading import Reading, Recall, nothing_kept, read, read_folder, stack
from sources.findings import Problem
from sources.lists.mapping import ListMapping
from sources.lists.mappings import mappings_of
from sources.reviewed.replacements import read_replacements
from sources.streams import MEDIUM, streams

PROVENANCE = ("source_sheet", "source_row", "origin", "source_file", "source_sha256", "received_at")
FINDING_COLUMNS = [*PROBLEM_COLUMNS, "field"]
SENT = "inbox"
LISTS = ("lists/*.csv",)
SHIPPED = ("*.csv", *LISTS)


def receive(
    record: Path,
    folders: list[tuple[str, Path]],
    replacements: Path,
    now: datetime,
    mappings: Path | None = None,
    shipped: Sequence[str] = SHIPPED,
    recall: Recall = nothing_kept,
) -> dict[str, pd.DataFrame]:
    """raw tables by short name: one per stream, `files`, `headers`, `findings` and `replacements`.

    Nothing that is sent is received after `now`, whatever the day of assessment. `mappings` is the folder in which an
    operator has mappings of lists, `shipped` what is read of the record, `recall` gives what is kept of an IATI file.
    """
    known = mappings_of(mappings)
    readings = [("record", reading) for reading in _shipped(record, shipped, known.all)]
    for origin, folder in folders:
        if folder.is_dir():
            readings += [
                (origin, reading) for reading in read_folder(folder, now=now, mappings=known.all, recall=recall)
            ]
    origins = dict.fromkeys(origin for origin, _ in readings)
    stacked = [stack([reading for place, reading in readings if place == origin], origin) for origin in origins]
    received = {stream: _rows(stream, stacked) for stream in streams()}
    received["files"] = pd.DataFrame([_file(origin, reading) for origin, reading in readings])
    received["headers"] = pd.concat(
        [
            headers_of([reading for place, reading in readings if place == origin]).assign(origin=origin)
            for origin in origins
        ]
    )
    problems = [(origin, problem) for origin, reading in readings for problem in reading.problems]
    received["findings"] = _findings([*problems, *((SENT, problem) for problem in known.problems)])
    received["replacements"] = read_replacements(replacements)
    return received


def _shipped(record: Path, patterns: Sequence[str], mappings: Sequence[ListMapping]) -> list[Reading]:
    """The shipped record, received as one: the order in which a checkout wrote its files must decide nothing."""
    paths = [path for pattern in patterns for path in sorted(record.glob(pattern))]
    readings = [read(path, record, mappings=mappings) for path in paths]
    received_at = max((reading.received_at for reading in readings), default=None)
    return [replace(reading, received_at=received_at) for reading in readings]


def _rows(stream: str, stacked: list[dict[str, pd.DataFrame]]) -> pd.DataFrame:
    """The rows of one stream from every origin, in the columns of the stream; typed columns also without rows."""
    columns = [*streams()[stream].field_names, *PROVENANCE]
    parts = [tables[stream] for tables in stacked if stream in tables]
    if parts:
        return pd.concat(parts, ignore_index=True)[columns]
    return pd.DataFrame({name: pd.Series(dtype="str") for name in columns}).astype(
        {"source_row": "Int64", "received_at": "datetime64[us]"}
    )


def _file(origin: str, reading: Reading) -> dict[str, object]:
    return {
        "origin": origin,
        "source_file": reading.source_file,
        "source_sha256": reading.source_sha256,
        "received_at": pd.Timestamp(reading.received_at),
        "streams": ";".join(reading.tables),
        MEDIUM: next((str(table[MEDIUM].iloc[0]) for table in reading.tables.values() if len(table)), None),
        "refusal": reading.refusal and in_one(reading.refusal),
    }


def _findings(problems: list[tuple[str, Problem]]) -> pd.DataFrame:
    rows = [
        {"origin": origin, **{name: getattr(problem, name) for name in FINDING_COLUMNS if name != "origin"}}
        for origin, problem in problems
    ]
    return pd.DataFrame(rows, columns=FINDING_COLUMNS)
