"""The bench of what is large works on what is small, so that it still does on the day it is asked."""

import subprocess

import pytest

from pipelines.commands.running import Outcome
from tests import portfolio
from tests.bench import __main__ as bench
from tests.bench import commands
from tests.bench.readers import bench_readers
from tests.bench.stopwatch import Stopwatch
from tests.conftest import released


def test_money_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    watch = Stopwatch()
    watch.refer_to("reference", lambda: sum(range(100_000)))
    bench.bench_money(watch, portfolio.portfolio(40, 400))
    assert "count once" in capsys.readouterr().out


def test_a_command_is_measured_and_not_the_process_that_starts_it() -> None:
    held = bytearray(b"1") * 400_000_000
    used = commands.run("--help")
    assert used.processor_seconds > 0 and 10 < used.most_mb < len(held) / 1e6
    with pytest.raises(subprocess.CalledProcessError):
        commands.run("no-such-command")


def test_readers_are_measured_at_the_real_server(record: Outcome, capsys: pytest.CaptureFixture[str]) -> None:
    met = bench_readers(released(record).path.parents[1], readers=2, seconds=4, pages=("letters", "goals"))
    assert met.took and not met.errors and not met.lost
    assert "one reader alone" in capsys.readouterr().out
