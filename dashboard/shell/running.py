"""Where a page's body runs: what goes wrong in it is told to the operator on the console, and to the reader in a sentence.

Nothing of an error is shown: it may hold paths, questions of the database or what a partner wrote.
"""

import logging
from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from markupsafe import escape

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.sitemap import HOME, view
from dashboard.shell import headings
from dashboard.shell.here import Here

FAILED = "failed_page"
FAILED_MARK = "failed-part"  # the class of the sentence, by which tests know it
LOG = logging.getLogger(__name__)
Made = TypeVar("Made")


def run(page: st.Page, here: Here) -> None:
    """The body of a page; where it fails, the head stays and the body is a sentence in the reader's language.

    What was drawn before the error is dropped by running the page again, with the sentence in place of its body; the
    next click tries the body again.
    """
    name = page.url_path or HOME
    tried_last = name, here.release.release_id
    if st.session_state.pop(FAILED, None) == tried_last:
        _say(name, here)
    elif not tried(lambda: _has_run(page), False):
        st.session_state[FAILED] = tried_last
        st.rerun()


def tried(make: Callable[[], Made], instead: Made) -> Made:
    """What is made; what stands for it where that fails, and the error with its traceback is on the console."""
    try:
        return make()
    except Exception:
        LOG.exception("a part of a page could not be shown")
        return instead


def _has_run(page: st.Page) -> bool:
    page.run()
    return True


def _say(name: str, here: Here) -> None:
    """That this page cannot be shown, and the ways on."""
    words = here.words
    headings.headline(here, Headline(words("failed.headline"), words("failed.lede")))
    st.html(f'<p class="{FAILED_MARK}" lang="{words.language}">{escape(words("failed.operator"))}</p>')
    kept = dict(here.links.kept)
    st.page_link(view(name), label=words("failed.again"), query_params=kept)
    if name != HOME:
        st.page_link(view(HOME), label=words("failed.home"), query_params=kept)
