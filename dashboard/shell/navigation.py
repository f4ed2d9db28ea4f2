"""The sections of the site as links on top of every page."""

import streamlit as st

from dashboard.rendering.sitemap import HOME, SECTIONS, WITHOUT_ENTRY, view
from dashboard.rendering.words import Words


def navigation(words: Words) -> st.Page:
    """The sections as links on top; returns the page the address names."""
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
    return st.navigation(named, position="top")
