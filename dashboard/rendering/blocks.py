"""Our own HTML, written from a template with every value escaped; `shell.blocks` puts it on a page.

A template that several pages or a paper use stands in `templates` here and is asked for by its name, `table`. One that
serves a single page stands with that page in `views` and is asked for with the page in front, `record/record`.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard.rendering import look
from dashboard.rendering.words import is_missing

TEMPLATES = Path(__file__).resolve().parent / "templates"
PAGES = look.DASHBOARD / "views"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader([TEMPLATES, PAGES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a template does not change while it is served
    )
    made.tests["missing"] = is_missing
    return made


def render(template: str, **values: Any) -> Markup:
    """The HTML of a template, `name` or `page/name`; every value is escaped."""
    found = _environment().get_template(f"{template}.html.j2", globals={"mark": look.mark})
    return Markup(found.render(**values))
