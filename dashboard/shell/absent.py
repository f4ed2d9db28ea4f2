"""What is said in place of a page whose release is not there: no figure of another release stands under its address.

Does not belong here: choosing a release (`here`), and a page that fails on a release which is there (`running`).
"""

import streamlit as st
from markupsafe import escape

from dashboard.rendering.sitemap import LANGUAGE, PARAMETERS, RELEASE, view
from dashboard.rendering.words import Words
from dashboard.shell import address, headings
from dashboard.shell.here import asked_release
from warehouse.releases import Kept

ABSENT_MARK = "absent-part"  # the class of the sentence, by which tests know it
LONGEST_NAME = 80  # letters of a name that are shown


def say(held: Kept | None, page: str, words: Words) -> None:
    """That the release named is not here, that none can be read, or that there is none yet; and the ways on."""
    asked = asked_release()
    if held is None or (not held.releases and held.unreadable):
        _title(words("unreadable.headline"))
        st.markdown(words("unreadable.way_out"))
    elif not held.releases:
        _title(words("no_release.headline"))
        st.markdown(words("no_release.way_out"))
    else:
        _title(words("absent.headline"))
        st.html(
            f'<p class="{ABSENT_MARK}" role="alert" lang="{words.language}">'
            f"{escape(words('absent.sentence', id=_shown(asked)))}</p>"
        )
        _say_ways(page, words)
    # The notice stays at this address; a page without a name in its address shows what is current.
    address.keep(RELEASE, asked)
    st.session_state.pop(RELEASE, None)


def _title(text: str) -> None:
    st.title(headings.escaped(text), anchor=False)


def _say_ways(page: str, words: Words) -> None:
    """To the same page with current figures, and to the list of what is kept."""
    kept = {LANGUAGE: words.language}
    picked = address.held(*PARAMETERS.get(page, ()))
    st.page_link(view(page), label=words("absent.current"), query_params={**picked, **kept})
    st.page_link(view("releases"), label=words("absent.releases"), query_params=kept)


def _shown(name: str) -> str:
    """A name of an address as it can be shown: not longer than a line or two, and without signs that turn the text."""
    shown = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in shown)
