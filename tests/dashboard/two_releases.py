"""A data folder with two releases in little, and pages whose address names one of them.

Belongs here: making and opening them. Does not: expectations about a page.
"""

import json
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.opening import opened
from warehouse import releases

RECORD, MADE_UP = "2026-11-22-record", "2026-11-22-demonstration"
RECORD_TITLE = "One of 24 objectives can be assessed for 2030, and it is overdue"


def copied(small_record: Path, demonstration: Path, data: Path) -> Path:
    """A data folder with the record and the demonstration, which is current."""
    folder = data / "releases"
    folder.mkdir()
    for made, name in ((small_record, RECORD), (demonstration, MADE_UP)):
        shutil.copy(made / "releases" / f"{name}.duckdb", folder)
    point(data, MADE_UP)
    return data


def point(data: Path, release_id: str) -> None:
    """Let the pointer name this release."""
    pointer = {"release_id": release_id, "file": f"{release_id}.duckdb"}
    releases.pointer(data).write_text(json.dumps(pointer), encoding="utf-8")


def file_of(data: Path, release_id: str) -> Path:
    """The file of a release."""
    return data / "releases" / f"{release_id}.duckdb"


def named(data: Path, release_id: str, monkeypatch: pytest.MonkeyPatch, language: str = "en") -> AppTest:
    """The first page at an address that names a release."""
    app = opened(data, monkeypatch, language)
    app.query_params["release"] = release_id
    return app.run()
