"""Releases that say what they are and hold nothing else, published as the house does, in milliseconds.

Belongs here: a folder of releases to choose among. Does not: a release whose figures are read (`tests.release_factory`).
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb

from warehouse import descriptions, releases, small_json
from warehouse.contracts import TABLES

FIRST = datetime(2026, 11, 22, 8)


def publish(data: Path, release_id: str, hours: int = 0) -> Path:
    """A release that says what it is and holds nothing else, as the current one; returns its file."""
    folder = data / "releases"
    folder.mkdir(exist_ok=True)
    file = folder / f"{release_id}.duckdb"
    about = [release_id, FIRST + timedelta(hours=hours), date(2026, 11, 22), "c", "r", "0", False]
    with duckdb.connect(str(file)) as opened:
        opened.execute("create schema meta")
        opened.execute(TABLES["meta.release"].ddl("meta.release"))
        opened.execute("insert into meta.release values (?, ?, ?, ?, ?, ?, ?)", about)
        described = opened.execute(descriptions.ABOUT).df().to_dict("records")[0]
    describe(file, described | {descriptions.CHECKSUM: descriptions.sha256(file)})
    point(data, file.name)
    return file


def describe(file: Path, described: Mapping[str, object]) -> None:
    small_json.write(descriptions.beside(file), described)


def point(data: Path, file: str) -> None:
    (data / "releases" / releases.POINTER).write_text(json.dumps({"release_id": "r", "file": file}), encoding="utf-8")
