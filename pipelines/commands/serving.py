"""Starts the long-lived programs: the dashboard, and Dagster's UI beside it. They share nothing but the data folder.

Where they listen and whom they answer is said where each is configured: the dashboard in `dashboard/.streamlit`,
Dagster's web server in `operator_server`.
Does not belong here: how programs begin and end together (`keeping`).
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import click

from pipelines.commands.instance import instance_home
from pipelines.commands.keeping import Program, keep
from warehouse import settings

DEFINITIONS = "pipelines.definitions"
QUIET = "warning"  # the console shows what goes wrong, and not what the services of Dagster do each second


def dashboard(data: Path | None, port: int) -> int:
    """Serve the dashboard until it is stopped; returns its exit code."""
    return keep([_streamlit(port)], _environment(data), settings.ROOT)


def dev(data: Path | None, port: int, dagster_port: int) -> int:
    """Serve Dagster's UI and the dashboard until one of them ends; returns its exit code."""
    environment = _environment(data)
    home = instance_home(settings.data_dir(data))
    environment["DAGSTER_HOME"] = str(home)
    settings.inbox(settings.data_dir(data)).mkdir(parents=True, exist_ok=True)
    click.echo(f"Dagster: http://127.0.0.1:{dagster_port}, with its state in {home}")
    with tempfile.TemporaryDirectory() as meeting:
        services = [*web_server(dagster_port, Path(meeting)), _daemon(Path(meeting))]
        return keep([*services, _streamlit(port)], environment, settings.ROOT)


def web_server(port: int, meeting: Path) -> list[Program]:
    """Dagster's UI, and what holds the definitions for it and the daemon; they meet in a folder nobody else enters.

    What holds the definitions begins first, and makes Dagster's state where there is none: two at once would not.
    """
    socket, workspace = meeting / "definitions", _workspace(meeting)
    holds = [
        "-m",
        "dagster",
        "api",
        "grpc",
        f"--module-name={DEFINITIONS}",
        f"--socket={socket}",
        f"--log-level={QUIET}",
    ]
    shows = ["-m", "pipelines.commands.operator_server", f"--workspace={workspace}", f"--dagster-log-level={QUIET}"]
    place = ["--host=127.0.0.1", f"--port={port}"]
    workspace.write_text(
        json.dumps({"load_from": [{"grpc_server": {"socket": str(socket), "location_name": DEFINITIONS}}]}),
        encoding="utf-8",
    )
    return [Program([sys.executable, *holds]), Program([sys.executable, *shows, *place], needs=socket)]


def _daemon(meeting: Path) -> Program:
    """What starts runs: queue, sensor and schedule."""
    program = str(Path(sys.executable).with_name("dagster-daemon"))
    return Program(
        [program, "run", f"--workspace={_workspace(meeting)}", f"--log-level={QUIET}"], needs=meeting / "definitions"
    )


def _workspace(meeting: Path) -> Path:
    return meeting / "workspace.yaml"


def _streamlit(port: int) -> Program:
    """The dashboard: one process where there is one core, else one for each behind a front."""
    app, cores = settings.ROOT / "dashboard" / "app.py", len(os.sched_getaffinity(0))
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    if cores == 1:
        return Program([*command, f"--server.port={port}"])
    click.echo(f"Dashboard: http://localhost:{port}, {cores} processes")
    return Program([sys.executable, "-m", "pipelines.commands.front", str(port), str(cores), *command])


def _environment(data: Path | None) -> dict[str, str]:
    return {**os.environ, "SIC_DATA": str(settings.data_dir(data))}
