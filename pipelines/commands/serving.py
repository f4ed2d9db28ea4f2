"""Starts the long-lived programs: the dashboard, and Dagster's UI beside it. They share nothing but the data folder."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click

from pipelines.commands.instance import instance_home
from warehouse import settings

POLL_SECONDS = 0.5


def dashboard(data: Path | None, port: int) -> int:
    """Serve the dashboard until it is stopped; returns its exit code."""
    return serve([_streamlit(port)], _environment(data))


def dev(data: Path | None, port: int, dagster_port: int) -> int:
    """Serve Dagster's UI and the dashboard until one of them ends; returns its exit code."""
    environment = _environment(data)
    home = instance_home(settings.data_dir(data))
    environment["DAGSTER_HOME"] = str(home)
    settings.inbox(settings.data_dir(data)).mkdir(parents=True, exist_ok=True)
    click.echo(f"Dagster: http://127.0.0.1:{dagster_port}, with its state in {home}")
    return serve([_dagster(dagster_port), _streamlit(port)], environment)


def _dagster(port: int) -> list[str]:
    """Dagster's UI and daemon. Its console shows what goes wrong, and not what its services do each second."""
    advice = "Function `dev_command` is superseded"  # of another tool, which is not installed
    program = [sys.executable, "-W", f"ignore:{advice}", "-m", "dagster", "dev"]
    place = ["--module-name=pipelines.definitions", "--host=127.0.0.1", f"--port={port}"]
    return [*program, *place, "--log-level=warning", "--code-server-log-level=warning"]


def _streamlit(port: int) -> list[str]:
    app = settings.ROOT / "dashboard" / "app.py"
    program = [sys.executable, "-m", "streamlit", "run", str(app)]
    return [*program, f"--server.port={port}", "--server.address=localhost", "--server.headless=true"]


def _environment(data: Path | None) -> dict[str, str]:
    return {**os.environ, "SIC_DATA": str(settings.data_dir(data))}


def serve(commands: list[list[str]], environment: dict[str, str]) -> int:
    """Run programs side by side until one of them ends or this one is asked to stop; all of them are stopped.

    Returns the exit code of the one that ended, 0 when asked to stop (interrupt, terminate, hang up).
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    children = [subprocess.Popen(command, env=environment, cwd=settings.ROOT) for command in commands]
    try:
        while True:
            ended = [child.returncode for child in children if child.poll() is not None]
            if ended:
                return ended[0]
            time.sleep(POLL_SECONDS)
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        for child in children:
            child.wait()
