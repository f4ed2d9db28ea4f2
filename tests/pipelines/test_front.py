"""Several processes behind one port: what belongs to a session reaches its process, and one that ends is begun again."""

import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from pipelines.commands.front import UPLOAD, Head, free_port
from tests.places import ROOT

PROCESSES = 2
# Says its number for everything, and that a session or a download is its own where its number is in the name.
STAND_IN = """
import http.server, os, sys
own = sys.argv[1].partition("=")[2]
class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        if self.path == "/end":
            os._exit(1)
        length = int(self.headers.get("Content-Length", 0))
        said = f"{own} {self.headers['Host']} {self.headers['Connection']} {len(self.rfile.read(length))}".encode()
        is_asked = self.path.startswith(("/session/", "/media/"))
        self.send_response(404 if is_asked and own not in self.path else 200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)
    do_HEAD = do_PUT = do_GET
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(own)), Answers).serve_forever()
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A front with stand-ins behind it; its port."""
    stand_in = tmp_path_factory.mktemp("front") / "stand_in.py"
    stand_in.write_text(STAND_IN, encoding="utf-8")
    found = free_port()
    running = front(found, stand_in)
    yield found
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=20) == 0
    with pytest.raises(OSError):
        said(found, "/")


def front(port: int, stand_in: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "pipelines.commands.front", str(port), str(PROCESSES), sys.executable]
    running = subprocess.Popen([*command, str(stand_in)], cwd=ROOT)
    every_answers(port)
    return running


def every_answers(port: int) -> None:
    """Wait until each process answers: until then the others answer for those that are still to begin."""
    found: set[str] = set()
    for _ in range(400):
        with suppress(OSError, http.client.HTTPException):
            found.add(said(port, "/")[0])
        if len(found) == PROCESSES:
            return
        time.sleep(0.05)
    raise AssertionError(f"only {found} answer")


def said(port: int, path: str, method: str = "GET", body: bytes | None = None) -> list[str]:
    """The number of the process that answers, the name that was called, what it heard of the connection, bytes of the body."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request(method, path, body=body, headers={"Host": "localhost:1", "Connection": "keep-alive"})
        with connection.getresponse() as answer:
            return answer.read().decode().split()


def test_what_any_process_can_answer_goes_to_each_in_turn_as_the_browser_said_it(port: int) -> None:
    found = [said(port, "/static/a.js") for _ in range(PROCESSES * 2)]
    assert len({own for own, *_ in found}) == PROCESSES
    assert all(rest == ["localhost:1", "close", "0"] for _, *rest in found)


def test_uploads_and_downloads_reach_the_process_of_their_session(port: int) -> None:
    for own in {said(port, "/")[0] for _ in range(PROCESSES * 2)}:
        for _ in range(3):
            assert said(port, f"/media/{own}.csv?title=a")[0] == own
            sent = said(port, f"{UPLOAD}{own}/file", "PUT", b"x" * 3_000_000)
            assert (sent[0], sent[3]) == (own, "3000000")


def test_a_process_that_ends_is_begun_again_and_the_others_answer_meanwhile(port: int) -> None:
    with pytest.raises((http.client.HTTPException, OSError)):
        said(port, "/end")
    found = set()
    for _ in range(200):
        found.add(said(port, "/")[0])
        if len(found) == PROCESSES:
            break
        time.sleep(0.05)
    assert len(found) == PROCESSES


def test_a_browser_that_comes_back_names_the_session_it_had() -> None:
    lines = [b"GET /_stcore/stream HTTP/1.1", b"Sec-WebSocket-Protocol: streamlit, PLACEHOLDER, abc-1"]
    assert Head(lines).session == "abc-1" and Head(lines[:1]).session == ""
    assert Head(lines).alone() == b"\r\n".join([*lines, b"", b""])
