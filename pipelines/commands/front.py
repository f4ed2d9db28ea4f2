"""Several processes of the dashboard behind one port, a program of its own: `sic dashboard` starts it where cores allow.

Python works on one page at a time in a process, however many cores there are. So there is a process for each core, and
this one hands each session to the one that has fewest. What belongs to a session (its uploads, its downloads) is known
by an identifier in its path, and goes to the process that says it is its own. Each connection carries one request, and is
passed on as it came, so that the guard of the dashboard sees what the browser said. A process that ends is begun again.
Does not belong here: whom the dashboard answers (`dashboard.shell.guard`), what else begins beside it (`serving`).
"""

import asyncio
import os
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

HOST = "127.0.0.1"
STREAM, UPLOAD, MEDIA = "/_stcore/stream", "/_stcore/upload_file/", "/media/"
SESSION = "/session/"  # where a process says whether a session is its own (`dashboard.shell.sessions`)
LONGEST_HEAD, PIECE = 65_536, 65_536  # bytes
BEGIN_SECONDS, AGAIN_SECONDS, LOOK_SECONDS = 60.0, 1.0, 0.2
UNAVAILABLE = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(eq=False)
class Process:
    """One process of the dashboard: its own port, and how many sessions are connected to it."""

    port: int
    sessions: int = 0
    running: asyncio.subprocess.Process | None = None

    async def keep(self, command: list[str]) -> None:
        """Run it, and again whenever it ends."""
        while True:
            self.running = await asyncio.create_subprocess_exec(*command, f"--server.port={self.port}")
            await self.running.wait()
            await asyncio.sleep(AGAIN_SECONDS)

    async def says_yes(self, path: str) -> bool:
        """Does it answer a question for this path with yes?"""
        with suppress(OSError, ValueError, IndexError):
            reader, writer = await asyncio.open_connection(HOST, self.port)
            try:
                writer.write(f"HEAD {path} HTTP/1.1\r\nHost: {HOST}:{self.port}\r\nConnection: close\r\n\r\n".encode())
                return (await reader.readline()).split()[1].startswith(b"2")
            finally:
                writer.close()
        return False


@dataclass(frozen=True)
class Head:
    """The head of a request, as it came."""

    lines: list[bytes] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The path it asks for, without what stands behind a question mark."""
        parts = self.lines[0].split(b" ")
        return parts[1].decode("latin-1").partition("?")[0] if len(parts) > 1 else ""

    @property
    def session(self) -> str:
        """The session a browser had before its connection broke, as it tells Streamlit; empty for a new one."""
        name = b"sec-websocket-protocol"
        said = [value for key, _, value in (line.partition(b":") for line in self.lines[1:]) if key.lower() == name]
        entries = said[0].decode("latin-1").split(",") if said else []
        return entries[2].strip() if len(entries) > 2 else ""

    def alone(self) -> bytes:
        """The head of a request after which the connection ends; that of a session stays as it came."""
        if self.path.endswith(STREAM):
            return b"\r\n".join([*self.lines, b"", b""])
        kept = [line for line in self.lines if line.partition(b":")[0].lower() not in (b"connection", b"keep-alive")]
        return b"\r\n".join([*kept, b"Connection: close", b"", b""])


class Front:
    """Hands each connection to one of the processes."""

    def __init__(self, processes: list[Process]) -> None:
        self.processes, self._turn = processes, 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection from its head to its end."""
        with suppress(OSError, asyncio.IncompleteReadError):
            try:
                written = (await reader.readuntil(b"\r\n\r\n"))[:-4]
            except asyncio.LimitOverrunError:
                writer.write(TOO_LONG)
            else:
                await self._passed_on(Head(written.split(b"\r\n")), (reader, writer))
        with suppress(OSError):
            writer.close()
            await writer.wait_closed()

    async def _passed_on(self, head: Head, browser: Streams) -> None:
        first = await self._owner(head)
        process, streams = await self._connected(first)
        if process is None or streams is None:
            browser[1].write(UNAVAILABLE)
            return
        is_session = head.path.endswith(STREAM)
        process.sessions += is_session
        try:
            streams[1].write(head.alone())
            await _spliced(browser, streams)
        finally:
            process.sessions -= is_session
            streams[1].close()

    async def _owner(self, head: Head) -> Process:
        """The process that a request belongs to, else the one with fewest sessions; for what any can answer, in turn."""
        asked = ""
        if UPLOAD in head.path:
            asked = f"{SESSION}{head.path.partition(UPLOAD)[2].partition('/')[0]}"
        elif MEDIA in head.path:
            asked = head.path
        elif head.path.endswith(STREAM) and head.session:
            asked = f"{SESSION}{head.session}"
        for process in self.processes if asked else ():
            if await process.says_yes(asked):
                return process
        self._turn += 1
        in_turn = [*self.processes[self._turn % len(self.processes) :], *self.processes][: len(self.processes)]
        return min(in_turn, key=lambda each: each.sessions) if head.path.endswith(STREAM) else in_turn[0]

    async def _connected(self, first: Process) -> tuple[Process, Streams] | tuple[None, None]:
        """A connection to this process, else to another one; waits for them to begin."""
        ends_at = asyncio.get_running_loop().time() + BEGIN_SECONDS
        while asyncio.get_running_loop().time() < ends_at:
            for process in (first, *(each for each in self.processes if each is not first)):
                with suppress(OSError):
                    return process, await asyncio.open_connection(HOST, process.port)
            await asyncio.sleep(LOOK_SECONDS)
        return None, None


async def _spliced(browser: Streams, process: Streams) -> None:
    """What either side says to the other, until the process has said all or one of them is gone."""
    sends = asyncio.create_task(_piped(browser[0], process[1]))
    try:
        await _piped(process[0], browser[1])
    finally:
        sends.cancel()
        with suppress(asyncio.CancelledError, OSError):
            await sends


async def _piped(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()


async def serve(port: int, count: int, command: list[str]) -> None:
    """Serve until this process is asked to stop; then none of the others is left."""
    front = Front([Process(free_port()) for _ in range(count)])
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    listening = await asyncio.start_server(front.answer, HOST, port, limit=LONGEST_HEAD)
    keeping = [asyncio.create_task(process.keep(command)) for process in front.processes]
    await stopping.wait()
    listening.close()
    for task in keeping:
        task.cancel()
    running = [process.running for process in front.processes if process.running]
    for each in running:
        with suppress(ProcessLookupError):
            each.terminate()
    await asyncio.gather(*(each.wait() for each in running))


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as opened:
        opened.bind((HOST, 0))
        return int(opened.getsockname()[1])


def main(arguments: list[str]) -> Any:
    """`front PORT COUNT COMMAND ...`: so many processes of the command behind the port."""
    os.environ.setdefault("STREAMLIT_LOGGER_LEVEL", "warning")
    asyncio.run(serve(int(arguments[0]), int(arguments[1]), arguments[2:]))


if __name__ == "__main__":
    main(sys.argv[1:])
