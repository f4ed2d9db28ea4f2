"""The sections of the site as links on top of every page."""

from copy import copy

import streamlit as st

from dashboard.rendering.sitemap import HOME, SECTIONS, WITHOUT_ENTRY, view
from dashboard.rendering.words import Words


def navigation(words: Words) -> st.Page:
    """The sections as links on top; returns the page the address names."""
    # Streamlit marks the page that may run; so each run has its own, copied, because to make them looks for 30 files.
    sections = {section: [copy(page) for page in pages] for section, pages in _sections(words).items()}
    return st.navigation(sections, position="top")


@st.cache_resource(show_spinner=False, hash_funcs={Words: lambda words: words.language})
def _sections(words: Words) -> dict[str, list[st.Page]]:
    """Every page of the site under the name of its section."""
    named = {
        words(f"section.{section}") if section else "": [
            st.Page(
                view(page), title=words(f"page.{page}"), url_path="" if page == HOME else page, default=page == HOME
            )
            for page in pages
        ]
        for section, pages in SECTIONS.items()
    }
    named[""] += [
        st.Page(view(page), title=words(f"page.{page}"), url_path=page, visibility="hidden") for page in WITHOUT_ENTRY
    ]
    return named
