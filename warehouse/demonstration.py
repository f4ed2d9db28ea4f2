"""The mark by which a data folder is known to hold the made-up world: never real inputs beside it, and all that is made of it says so.

Does not belong here: what is made up (`sources.demonstration`), and building it (`pipelines.commands.demonstrating`).
"""

import shutil
from datetime import date
from pathlib import Path

from warehouse import settings, small_json


class MixedRefused(ValueError):
    """Real inputs and made-up ones would come into one folder; the message names the way out."""


def is_held(data: Path) -> bool:
    """Whether a data folder holds the made-up world."""
    return settings.demonstration_mark(data).exists()


def begin(data: Path, as_of: date, seed: int) -> None:
    """Make an empty folder for the made-up world, or empty the one that held it; raises MixedRefused where anything else is."""
    if not is_held(data) and _is_in_use(data):
        raise MixedRefused(
            f"{data} is in use for real data, and made-up data never comes into one folder with them. "
            "Name another folder with --data, one that is empty or not there yet."
        )
    data.mkdir(parents=True, exist_ok=True)
    small_json.replace(
        settings.demonstration_mark(data), {"as_of": as_of.isoformat(), "seed": seed}
    )  # first: what is half made is marked
    for folder in (settings.inbox(data), settings.releases_dir(data), data / settings.LETTERS):
        shutil.rmtree(folder, ignore_errors=True)
    for file in (settings.replacements_file(data), *data.glob(f"{settings.warehouse_file(data).name}*")):
        file.unlink(missing_ok=True)


def refuse_real(data: Path) -> None:
    """Raises MixedRefused where the folder holds the made-up world, into which no real run belongs."""
    if is_held(data):
        raise MixedRefused(
            f"{data} holds the made-up world, and real data never come into one folder with it. Name another folder with "
            "--data or SIC_DATA; to run the made-up world once more with what was sent to it, say `sic demonstration --again`."
        )


def refuse_other(data: Path) -> None:
    """Raises MixedRefused where the folder does not hold the made-up world."""
    if not is_held(data):
        raise MixedRefused(f"{data} does not hold the made-up world; `sic demonstration` without --again builds it.")


def _is_in_use(data: Path) -> bool:
    """Does anything lie in it that a run reads or makes?"""
    folders = (settings.inbox(data), settings.releases_dir(data), settings.mappings_dir(data), data / settings.LETTERS)
    made = any(folder.is_dir() and any(folder.iterdir()) for folder in folders)
    return made or settings.warehouse_file(data).exists()
