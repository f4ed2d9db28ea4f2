"""Programs that serve leave nobody behind, however they are ended, and `sic dev` starts those that are guarded."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pipelines.commands import serving
from pipelines.commands.keeping import Program
from warehouse.settings import ROOT

BOUND_SECONDS = 60  # a hang is seen by this; what is expected takes a fraction of it
GRACE_SECONDS = 1.0
# A program with one of its own, as those of Dagster are. They end by themselves should nobody end them.
SLEEPER = "import os, time; os.write(1, f'{os.getpid()}\\n'.encode()); time.sleep(120)"
PROGRAM = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEPER!r}]); {SLEEPER}"
DEAF = "import signal; [signal.signal(number, signal.SIG_IGN) for number in (signal.SIGTERM, signal.SIGINT)]; "
PARENT = (
    "import os, pathlib, signal, sys; from pipelines.commands.keeping import Program, keep; "
    "signal.signal(signal.SIGHUP, signal.SIG_DFL); "  # also where the tests themselves run under nohup
    "programs = [Program([sys.executable, '-c', text]) for text in sys.argv[1:]]; "
    f"sys.exit(keep(programs, dict(os.environ), pathlib.Path('.'), {GRACE_SECONDS}))"
)


class Kept:
    """Programs that one process keeps, begun as a script begins it in the background, and the numbers they wrote."""

    def __init__(self, *programs: str, lines: int) -> None:
        command = shlex.join([sys.executable, "-c", PARENT, *programs])
        script = f"trap '' INT; exec {command}"  # what a shell without job control does for a command that ends in &
        self.parent = subprocess.Popen(["sh", "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.parent.stdout is not None
        self.numbers = [int(self.parent.stdout.readline()) for _ in range(lines)]

    def all_end(self) -> bool:
        """Whether every program, and what it began, ends before the bound."""
        ends_at = time.monotonic() + BOUND_SECONDS
        while any(_is_running(pid) for pid in self.numbers):
            if time.monotonic() > ends_at:
                return False
            time.sleep(0.05)
        return True


def _is_running(pid: int) -> bool:
    """Whether it is there; one that has ended and that nobody asked about is not (`ps` knows it by a Z)."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


@pytest.fixture
def keeping() -> Iterator[Callable[..., Kept]]:
    """Begins what a test asks for; nothing of a test that fails stays on the machine."""
    begun: list[Kept] = []

    def begin(*programs: str, lines: int) -> Kept:
        begun.append(Kept(*programs, lines=lines))
        return begun[-1]

    yield begin
    for each in begun:
        for pid in filter(None, (each.parent.pid, *each.numbers)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        each.parent.communicate()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_what_was_started_ends_when_its_parent_is_asked_to(keeping, ending: signal.Signals) -> None:
    kept = keeping(PROGRAM, PROGRAM, lines=4)
    kept.parent.send_signal(ending)
    assert kept.parent.wait(timeout=BOUND_SECONDS) == 0
    assert not any(_is_running(pid) for pid in kept.numbers)


def test_a_program_can_be_interrupted_though_a_script_began_its_parent_in_the_background(keeping) -> None:
    asking = "import signal; print(int(signal.getsignal(signal.SIGINT) == signal.SIG_IGN))"
    assert keeping(asking, lines=1).numbers == [0]


def test_a_program_that_does_not_listen_is_killed_after_the_grace_with_what_it_began(keeping) -> None:
    kept = keeping(DEAF + PROGRAM, PROGRAM, lines=4)
    kept.parent.send_signal(signal.SIGTERM)
    time.sleep(GRACE_SECONDS / 3)
    assert kept.parent.poll() is None
    for impatient in (signal.SIGTERM, signal.SIGINT):
        kept.parent.send_signal(impatient)
    assert kept.parent.wait(timeout=BOUND_SECONDS) == 0
    assert not any(_is_running(pid) for pid in kept.numbers)


def test_nobody_stays_when_the_parent_is_killed_also_during_the_grace(keeping) -> None:
    kept = keeping(DEAF + PROGRAM, PROGRAM, lines=4)
    kept.parent.kill()
    assert kept.all_end()
    kept = keeping(DEAF + PROGRAM, lines=2)
    kept.parent.terminate()
    time.sleep(GRACE_SECONDS / 3)
    kept.parent.kill()
    assert kept.all_end()


@pytest.mark.parametrize(
    ("last", "code"),
    [("raise SystemExit(7)", 7), ("import os; os.kill(os.getpid(), 9)", 128 + 9)],
    ids=["code", "signal"],
)
def test_one_that_ends_takes_the_others_along_and_its_code_is_told(keeping, last: str, code: int) -> None:
    kept = keeping(PROGRAM, f"import time; time.sleep(1); {last}", lines=2)
    assert kept.parent.wait(timeout=BOUND_SECONDS) == code
    assert not any(_is_running(pid) for pid in kept.numbers)


def test_a_program_begins_when_what_it_needs_is_there(tmp_path: Path) -> None:
    needed, seen = tmp_path / "needed", tmp_path / "seen"
    first = f"import pathlib, time; time.sleep(1); pathlib.Path({str(needed)!r}).touch(); time.sleep(60)"
    second = f"import pathlib; pathlib.Path({str(seen)!r}).write_text(str(pathlib.Path({str(needed)!r}).exists()))"
    programs = [Program([sys.executable, "-c", second], needs=needed), Program([sys.executable, "-c", first])]
    begin = (
        f"import sys; from pipelines.commands.keeping import keep; sys.exit(keep({programs!r}, {{}}, {str(ROOT)!r}))"
    )
    named = "from pipelines.commands.keeping import Program; from pathlib import PosixPath; "
    assert (
        subprocess.run([sys.executable, "-c", named + begin], cwd=ROOT, timeout=BOUND_SECONDS, check=False).returncode
        == 0
    )
    assert seen.read_text() == "True"


def test_both_commands_keep_what_they_start_and_dagster_is_started_guarded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[list[Program]] = []
    monkeypatch.setattr(serving, "keep", lambda programs, *_: kept.append(programs) or 0)
    assert serving.dashboard(tmp_path, 1) == serving.dev(tmp_path, 1, 2) == 0
    (dashboard,), (definitions, web_server, daemon, beside) = kept
    assert beside == dashboard and definitions.needs is None
    assert "pipelines.commands.operator_server" in web_server.command
    assert web_server.needs == daemon.needs is not None
