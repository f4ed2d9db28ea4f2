"""Dagster's instance: its settings come from dagster.yaml, its state stays in the data folder in use."""

from pathlib import Path

import yaml

from warehouse import settings

STATE_IN_FILE = "var/dagster"  # what dagster.yaml says; replaced by the data folder in use


def instance_home(data: Path) -> Path:
    """A DAGSTER_HOME under the data folder whose dagster.yaml is the checkout's, with state beside it."""
    home = data / "dagster"
    home.mkdir(parents=True, exist_ok=True)
    text = (settings.ROOT / "dagster.yaml").read_text(encoding="utf-8")
    placed = _placed(yaml.safe_load(text), home)
    (home / "dagster.yaml").write_text(yaml.safe_dump(placed, sort_keys=False), encoding="utf-8")
    return home


def _placed(node: object, home: Path) -> object:
    if isinstance(node, dict):
        return {key: _placed(value, home) for key, value in node.items()}
    if isinstance(node, str) and node.startswith(STATE_IN_FILE):
        return str(home) + node.removeprefix(STATE_IN_FILE)
    return node
