"""Whom the dashboard answers, and what a browser may do with its pages: what stands before every request.

Streamlit compares `Host` with its list where a session begins, and nowhere else; what belongs to a session it takes from
any page of this machine. Here both are asked before Streamlit hears of a request. The list is `server.allowedHosts`.
Does not belong here: what a page shows.
"""

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What Streamlit needs beside its own files: the one line of script that stands in its page (by checksum), the script of
# a block, which it hands to the browser as a blob, styles that are made in the browser, and a font within one of its files.
INLINE_SCRIPT = "'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='"  # pragma: allowlist secret
POLICY = (
    f"default-src 'self'; script-src 'self' blob: {INLINE_SCRIPT}; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class OwnPages:
    """A page of another origin may lead here, and neither open a session, nor send, nor show what is here in a frame."""

    def __init__(self, guarded: ASGIApp) -> None:
        self.guarded = guarded

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.guarded(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin, reads = headers.get("origin"), scope.get("method") in {"GET", "HEAD"}
        if origin is not None and not reads and origin.partition("://")[2] != headers.get("host"):
            await PlainTextResponse("This was asked by another page.", status_code=403)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.guarded(scope, receive, send_with_headers)


def guards() -> list[Middleware]:
    """What stands before Streamlit, the outermost first."""
    own_name = Middleware(TrustedHostMiddleware, allowed_hosts=st.get_option("server.allowedHosts"), www_redirect=False)
    return [own_name, Middleware(OwnPages)]
