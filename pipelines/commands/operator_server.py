"""Dagster's web server as `sic dev` starts it, a program of its own: it answers its own pages and no other page of a browser.

Dagster asks nobody who he is, and lets a plain link start a run. Whatever page is open in the operator's browser could
send it one. A browser says on whose behalf it asks (`Host`, `Origin`, `Sec-Fetch-Site`), and no page can change what it
says; so a request for another page is refused before Dagster hears of it. Programs of the operator say neither of the
last two, and are answered.
Does not belong here: starting and ending programs (`serving`, `keeping`), or guarding the dashboard, which has its own.
"""

from urllib.parse import parse_qs

from dagster_webserver import app, cli
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

OWN_HOSTS = ["127.0.0.1", "localhost"]  # a name that an outsider leads to this machine is neither
OWN_FETCHES = {None, "same-origin", "none"}  # `none`: the operator typed the address or opened a bookmark


class OwnPages:
    """Refuses what a browser asks on behalf of another page, and questions that stand in an address."""

    def __init__(self, guarded: ASGIApp) -> None:
        self.guarded = guarded

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = refusal(scope) if scope["type"] in {"http", "websocket"} else None
        answer = PlainTextResponse(refused, status_code=403) if refused else self.guarded
        await answer(scope, receive, send)


def refusal(scope: Scope) -> str | None:
    """Why this request is not answered, if it is not."""
    headers = Headers(scope=scope)
    own = f"http://{headers.get('host')}"
    if headers.get("origin", own) != own or headers.get("sec-fetch-site") not in OWN_FETCHES:
        return f"This was asked by another page. Type {own}/ into the address bar."
    if "query" in parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True):
        return "A question is asked in the body of a request: a link, wherever it stands, starts nothing."
    return None


class OperatorServer(app.DagsterWebserver):
    """Dagster's web server behind the two guards, in no frame."""

    def build_middleware(self) -> list[Middleware]:
        """The name that was called first, then who asks, then what Dagster puts before its routes itself."""
        own_name = Middleware(TrustedHostMiddleware, allowed_hosts=OWN_HOSTS)
        return [own_name, Middleware(OwnPages), *super().build_middleware()]

    def make_security_headers(self) -> dict:
        """Those of Dagster, and that no page shows it in a frame: a hidden button is pressed as well."""
        return {**super().make_security_headers(), "X-Frame-Options": "DENY"}


def main() -> None:
    """The command `dagster-webserver`, with this server in the place of the one it makes."""
    app.DagsterWebserver = OperatorServer  # ty: ignore[invalid-assignment]  # a class in the place of its parent
    cli.main()


if __name__ == "__main__":
    main()
