"""Programs that serve leave nobody behind when they are asked to stop."""

import os
import signal
import subprocess
import sys
import time

import pytest

from warehouse.settings import ROOT

# One write per line: two children share the pipe. They end by themselves should nobody end them.
CHILD = "import os, time; os.write(1, f'{os.getpid()}\\n'.encode()); time.sleep(60)"
PARENT = (
    "import os, sys; from pipelines.commands.serving import serve; "
    f"sys.exit(serve([[sys.executable, '-c', {CHILD!r}], [sys.executable, '-c', {CHILD!r}]], dict(os.environ)))"
)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_what_was_started_ends_when_its_parent_is_asked_to(ending: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(parent.stdout.readline()) for _ in range(2)]
        assert all(_is_running(pid) for pid in children)
        time.sleep(0.2)  # the second line may come before the parent waits for its children
        parent.send_signal(ending)
        assert parent.wait(timeout=60) == 0
    assert not any(_is_running(pid) for pid in children)
