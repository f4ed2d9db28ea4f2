"""A block of our own HTML on a page, shown in a shadow root (`rendering.blocks` writes it).

Links inside are real addresses; a plain click moves within the session, so that nothing is reloaded.
"""

from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.rendering import look, sitemap

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
    if (!link || !isPlain || link.getAttribute("target")) return;
    event.preventDefault();
    setTriggerValue("followed", link.getAttribute("href"));
  };
}
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("page_block", html=SHADOW, css=look.stylesheet("block.css"), js=SCRIPT)


def show(html: Markup, key: str, language: str) -> None:
    """Put a block on the page and follow the link a reader clicks in it."""
    shown = _component()(key=key, data={"html": str(html), "lang": language}, on_followed_change=lambda: None)
    found = sitemap.target(shown.followed) if shown.followed else None
    if found:
        page, query = found
        st.switch_page(sitemap.view(page), query_params=query)
