"""Whether a session is of this process, for what stands before several of them (`pipelines.commands.front`).

Does not belong here: who may ask (`guard`).
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit import runtime

PATH = "/session"


def routes() -> list[Route]:
    """The answer to `/session/<id>`: 204 where the session is of this process, else 404."""
    return [Route(f"{PATH}/{{session_id}}", _is_here, methods=["HEAD", "GET"])]


async def _is_here(request: Request) -> Response:
    is_here = runtime.exists() and runtime.get_instance().is_active_session(request.path_params["session_id"])
    return Response(status_code=204 if is_here else 404)
