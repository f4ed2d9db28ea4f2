"""Dagster's instance: its settings come from dagster.yaml, its state stays in the data folder in use."""

import shutil
from pathlib import Path

from warehouse import settings


def instance_home(data: Path) -> Path:
    """A DAGSTER_HOME under the data folder with the settings of the checkout; whatever they do not place elsewhere stays in it."""
    home = data / settings.DAGSTER
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(settings.ROOT / "dagster.yaml", home / "dagster.yaml")
    return home
