"""The lists that the shipped mappings are for, where they are at hand; nothing is expected of them here."""

import lzma
from pathlib import Path

import pytest

from tests.places import SHARED_DATA

LISTS = SHARED_DATA / "open-lists"
WORLD_BANK = "world-bank-projects-2025-03-31.csv.xz"


def published(name: str) -> Path:
    """A published list; the test is skipped, and says so, where it is absent."""
    path = LISTS / name
    if not path.is_file():
        pytest.skip(f"{path} is not here")
    return path


def unpacked_world_bank(folder: Path) -> Path:
    """The list of the World Bank as its publisher has it, in a folder."""
    path = folder / "world-bank.csv"
    path.write_bytes(lzma.decompress(published(WORLD_BANK).read_bytes()))
    return path
