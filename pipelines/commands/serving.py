"""Starts the long-lived programs: the dashboard, and Dagster's UI beside it. They share nothing but the data folder.

Where they listen and whom they answer is said where each is configured: the dashboard in `dashboard/.streamlit`,
Dagster's web server in `operator_server`.
Does not belong here: how programs begin and end together (`keeping`).
"""

import os
import subprocess
import sys
from pathlib import Path

import click

from pipelines.commands.instance import instance_home
from pipelines.commands.keeping import keep
from warehouse import settings

DEFINITIONS = "--module-name=pipelines.definitions"


def dashboard(data: Path | None, port: int) -> int:
    """Serve the dashboard until it is stopped; returns its exit code."""
    return keep([_streamlit(port)], _environment(data), settings.ROOT)


def dev(data: Path | None, port: int, dagster_port: int) -> int:
    """Serve Dagster's UI and the dashboard until one of them ends; returns its exit code."""
    environment = _environment(data)
    home = instance_home(settings.data_dir(data))
    environment["DAGSTER_HOME"] = str(home)
    settings.inbox(settings.data_dir(data)).mkdir(parents=True, exist_ok=True)
    # Web server and daemon begin at once; where both would make the tables of Dagster's state, one of them fails.
    made = subprocess.run(
        [sys.executable, "-m", "dagster", "instance", "migrate"], env=environment, stdout=subprocess.DEVNULL
    )
    if made.returncode:
        return made.returncode
    click.echo(f"Dagster: http://127.0.0.1:{dagster_port}, with its state in {home}")
    return keep([web_server(dagster_port), _daemon(), _streamlit(port)], environment, settings.ROOT)


def web_server(port: int) -> list[str]:
    """Dagster's UI. The console shows what goes wrong, and not what its services do each second."""
    program = [sys.executable, "-m", "pipelines.commands.operator_server", DEFINITIONS]
    place = ["--host=127.0.0.1", f"--port={port}"]
    return [*program, *place, "--dagster-log-level=warning", "--code-server-log-level=warning"]


def _daemon() -> list[str]:
    """What starts runs: queue, sensor and schedule."""
    program = str(Path(sys.executable).with_name("dagster-daemon"))
    return [program, "run", DEFINITIONS, "--log-level=warning", "--code-server-log-level=warning"]


def _streamlit(port: int) -> list[str]:
    app = settings.ROOT / "dashboard" / "app.py"
    return [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}"]


def _environment(data: Path | None) -> dict[str, str]:
    return {**os.environ, "SIC_DATA": str(settings.data_dir(data))}
