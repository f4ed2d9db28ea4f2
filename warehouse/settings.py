"""Where data lives: `SIC_DATA` (default `var/` of the checkout) and the folders under it. The only reader of the environment."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LETTERS = "letters"
DAGSTER = "dagster"
DEMONSTRATION = "demonstration"


def data_dir(chosen: Path | None = None) -> Path:
    """The data folder: the one chosen on the command line, else `SIC_DATA`, else `var/` of the checkout; absolute."""
    return Path(chosen or os.environ.get("SIC_DATA") or ROOT / "var").absolute()


def inbox(data: Path) -> Path:
    """Where submitted files arrive."""
    return data / "inbox"


def replacements_file(data: Path) -> Path:
    """Which file of the inbox replaces which other one, as their senders said: new_file, replaces, said_on."""
    return data / "replacements.csv"


def demonstration_dir(chosen: Path | None = None) -> Path:
    """Where the made-up world is: a data folder of its own, never one with real inputs; absolute."""
    return (chosen or ROOT / "var" / DEMONSTRATION).absolute()


def demonstration_mark(data: Path) -> Path:
    """The mark of the made-up world (`demonstration`)."""
    return data / "demonstration.json"


def receipts_key(data: Path) -> Path:
    """The secret that receipts are made with (`receipts`)."""
    return data / "receipts.key"


def mappings_dir(data: Path) -> Path:
    """Where an operator puts mappings of lists that do not ship."""
    return data / "mappings"


def kept_dir(data: Path) -> Path:
    """Where it is kept what files say by themselves; it may be deleted at any time."""
    return data / "kept"


def warehouse_file(data: Path) -> Path:
    """The working database, opened by the one writer only."""
    return data / "warehouse.duckdb"


def releases_dir(data: Path) -> Path:
    """Where immutable releases and the pointer to the current one are."""
    return data / "releases"


def letters_dir(data: Path, release_id: str) -> Path:
    """Where the letters of a release are, beside the releases and never in them."""
    return data / LETTERS / release_id
