"""One scripted reader of the real server: a session over Streamlit's own websocket, which opens pages as a browser does.

Like a browser it keeps the large messages of its last runs and tells the server so. It draws nothing.
Does not belong here: how many readers there are, and what is made of their times (`readers`).
"""

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.rendering.sitemap import HOME
from dashboard.shell.running import FAILED_MARK

STREAM = "/_stcore/stream"
PAGE_SECONDS = 60  # a page that has not come by then is lost
REMEMBERED_RUNS = 2  # how long a browser keeps a message (`global.maxCachedMessageAge`)
AGAIN = (ForwardMsg.FINISHED_EARLY_FOR_RERUN,)  # the run is followed by another one


class PageFailed(RuntimeError):
    """The page came with an error in it."""


@dataclass
class Reader:
    """An open session and its identifier; `received` counts the bytes of every message."""

    address: str
    language: str = "en"
    received: int = 0
    session: str = ""
    _kept: deque[set[str]] = field(default_factory=lambda: deque([set()], maxlen=REMEMBERED_RUNS))
    _hashes: dict[str, str] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        address = self.address.replace("http://", "ws://") + STREAM
        self._socket = await websockets.connect(
            address,
            subprotocols=[websockets.Subprotocol("streamlit")],
            origin=websockets.Origin(self.address),
            max_size=None,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def open(self, page: str, **query: str) -> float:
        """Seconds until a page is there; raises PageFailed for one that says an error, TimeoutError for one that is lost."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = urlencode({"lang": self.language, **query})
        state.page_script_hash = self._hashes.get(page, "")
        state.page_name = "" if page == HOME else page
        state.context_info.color_scheme = "light"
        state.context_info.timezone = "Europe/Paris"
        state.cached_message_hashes.extend(set().union(*self._kept))
        start = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        await asyncio.wait_for(self._shown(page), PAGE_SECONDS)
        return time.perf_counter() - start

    async def _shown(self, page: str) -> None:
        self._kept.append(set())
        while True:
            written = await self._socket.recv(decode=False)
            self.received += len(written)
            said = ForwardMsg.FromString(written)
            kind = said.WhichOneof("type")
            if said.metadata.cacheable:
                self._kept[-1].add(said.hash)
            elif kind == "ref_hash":
                self._kept[-1].add(said.ref_hash)
            elif kind == "new_session":
                self.session = said.new_session.initialize.session_id
            elif kind == "navigation":
                self._hashes |= {one.url_pathname or HOME: one.page_script_hash for one in said.navigation.app_pages}
            if kind == "page_not_found" or (kind == "delta" and _is_failed(said)):
                raise PageFailed(f"{page}: {kind}")
            if kind == "script_finished" and said.script_finished not in AGAIN:
                return


def _is_failed(said: ForwardMsg) -> bool:
    element = said.delta.new_element
    kind = element.WhichOneof("type")
    return kind == "exception" or (kind == "html" and f'class="{FAILED_MARK}"' in element.html.body)
