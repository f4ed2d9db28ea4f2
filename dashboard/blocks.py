"""A block of our own HTML on a page: rendered from a template with every value escaped, shown in a shadow root.

Links inside are real addresses; a plain click moves within the session, so that nothing is reloaded.
"""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard import look, navigation
from dashboard.wording import is_missing

TEMPLATES = Path(__file__).resolve().parent / "templates"
SHADOW = '<div class="block"></div>'
# A link followed with a modifier key or another button is left to the browser.
SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".block");
  root.lang = data.lang;
  if (root.innerHTML !== data.html) root.innerHTML = data.html;
  root.onclick = (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || link.target) return;
    event.preventDefault();
    setTriggerValue("followed", link.getAttribute("href"));
  };
}
"""


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


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("page_block", html=SHADOW, css=look.stylesheet("block.css"), js=SCRIPT)


def show(html: Markup, key: str, language: str) -> None:
    """Put a block on the page and follow the link a reader clicks in it."""
    shown = _component()(key=key, data={"html": str(html), "lang": language}, on_followed_change=lambda: None)
    found = navigation.target(shown.followed) if shown.followed else None
    if found:
        page, query = found
        st.switch_page(navigation.view(page), query_params=query)
