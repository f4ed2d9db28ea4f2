"""The dashboard answers this machine under its own names; a page from elsewhere may lead to it, and nothing more."""

import asyncio
import contextlib
import http.client
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.bench.reader import Reader
from tests.dashboard.browsing import served

PAGE, SESSION, STATIC = "/", "/_stcore/stream", "/app/static/topojson/world_110m.json"
UPLOAD = "/_stcore/upload_file/session/file"
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
OUTSIDER = "evil.example"  # a name that its owner lets point to this machine


@pytest.fixture(scope="module", params=[0, 2], ids=["alone", "behind-a-front"])
def port(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The dashboard as `streamlit run` starts it, from another folder, and the same behind a front; its port."""
    with served(tmp_path_factory.mktemp("guarded"), behind=request.param) as address:
        yield urlsplit(address).port or 0


def answer(
    port: int, path: str, host: str = "127.0.0.1", method: str = "GET", **headers: str
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    handshake = HANDSHAKE if path == SESSION else {}
    connection.request(method, path, headers={"Host": f"{host}:{port}", **handshake, **headers})
    found = connection.getresponse()
    connection.close()
    return found


def test_it_listens_on_this_machine_alone(port: int) -> None:
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), timeout=60):
        pass


@pytest.mark.parametrize("path", [PAGE, SESSION, STATIC, "/_stcore/health"])
def test_it_answers_to_its_own_names(port: int, path: str) -> None:
    expected = 101 if path == SESSION else 200
    assert [answer(port, path, host).status for host in ("localhost", "127.0.0.1")] == [expected, expected]
    assert [answer(port, path, host).status for host in (OUTSIDER, "0.0.0.0", "")] == [400, 400, 400]


def test_a_page_from_elsewhere_opens_no_session_and_sends_no_file(port: int) -> None:
    for elsewhere in (
        f"http://{OUTSIDER}",
        f"http://{OUTSIDER}:{port}",
        "http://localhost:1",
        "null",
        "http://[bad",
        "//",
    ):
        assert answer(port, SESSION, Origin=elsewhere).status == 403
        assert answer(port, UPLOAD, method="PUT", Origin=elsewhere).status == 403
    assert answer(port, SESSION, Origin=f"http://127.0.0.1:{port}").status == 101


def test_a_link_from_elsewhere_leads_here_but_no_frame_does(port: int) -> None:
    for path in (PAGE, STATIC):
        found = answer(port, path, Referer=f"http://{OUTSIDER}/")
        assert found.status == 200
        assert "frame-ancestors 'none'" in found.headers["Content-Security-Policy"]
        assert "'unsafe-eval'" not in found.headers["Content-Security-Policy"]
        assert found.headers["X-Frame-Options"] == "DENY"
        assert found.headers["X-Content-Type-Options"] == "nosniff"
        assert found.headers["Referrer-Policy"] == "same-origin"


def test_a_file_reaches_the_session_that_sends_it_and_no_other_page_learns_of_sessions(port: int) -> None:
    """Behind a front the sessions are of two processes."""
    address = f"http://127.0.0.1:{port}"

    async def sent() -> list[int]:
        async with contextlib.AsyncExitStack() as sessions:
            readers = [await sessions.enter_async_context(Reader(address)) for _ in range(4)]
            await asyncio.gather(*(reader.open("letters") for reader in readers))
            every = [reader.session for reader in readers for _ in range(2)]  # two in a row meet both processes
            return [await asyncio.to_thread(_put, port, session) for session in every]

    assert asyncio.run(sent()) == [204] * 8
    assert _put(port, "nobody") == 400
    assert answer(port, "/session/nobody").status == 404


def _put(port: int, session: str) -> int:
    """The status of a file sent as Streamlit's page sends it."""
    body = b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.csv"\r\n\r\n1\r\n--x--\r\n'
    said = {"Content-Type": "multipart/form-data; boundary=x"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("PUT", f"/_stcore/upload_file/{session}/1", body=body, headers=said)
    found = connection.getresponse()
    connection.close()
    return found.status
