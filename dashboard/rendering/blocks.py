"""Our own HTML, written from a template with every value escaped; `shell.blocks` puts it on a page."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard.rendering import look
from dashboard.rendering.words import is_missing

TEMPLATES = Path(__file__).resolve().parent / "templates"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["mark"] = look.mark
    made.tests["missing"] = is_missing
    return made


def render(template: str, **values: Any) -> Markup:
    """The HTML of a template of this room; every value is escaped."""
    return Markup(_environment().get_template(f"{template}.html.j2").render(**values))
