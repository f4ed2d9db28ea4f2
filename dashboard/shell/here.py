"""What is shown: the release and the language of the address, and links that keep both.

A view takes the release, the language and its links from `current()`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from dashboard.queries import published
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words
from dashboard.shell import blocks
from sources.catalogues import LANGUAGES
from warehouse import releases
from warehouse.settings import data_dir, releases_dir


@dataclass(frozen=True)
class Here:
    """Where a reader is: the release shown, the language, and links that keep both."""

    release: releases.Release
    words: Words
    links: Links

    @property
    def path(self) -> Path:
        """The file of the release."""
        return self.release.path

    @property
    def as_of(self) -> date:
        """The day the release describes."""
        return self.release.as_of

    def show(self, html: Markup, key: str) -> None:
        """Put a block of our own HTML on the page."""
        blocks.show(html, key, self.words.language)


def current() -> Here:
    """What this run of the page shows."""
    return st.session_state["here"]


def chosen_words() -> Words:
    """The language of the address, else the one chosen before, else English."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state["lang"] = asked
    return Words(st.session_state.get("lang", LANGUAGES[0]))


def known_releases() -> list[releases.Release]:
    """Every release that can be read, newest first, also where the pointer is damaged; empty before the first one."""
    data = data_dir()
    folder = releases_dir(data)
    return published.history(data, folder.stat().st_mtime) if folder.is_dir() else []


def chosen_release(known: Sequence[releases.Release]) -> releases.Release:
    """The release of the address, else the one chosen before, else the current one."""
    asked = st.query_params.get("release") or st.session_state.get("release")
    current = releases.current(data_dir())
    for release in known:
        if release.release_id == asked:
            st.session_state["release"] = asked
            return release
    return next((release for release in known if release.path == current), known[0])


def open_release(release: releases.Release, words: Words) -> Here:
    """Fix what this run shows, and write it into the address."""
    kept = {} if words.language == LANGUAGES[0] else {"lang": words.language}
    if release.path != releases.current(data_dir()):
        kept["release"] = release.release_id
    for name, value in kept.items():
        st.query_params[name] = value
    st.session_state["here"] = Here(release, words, Links(kept))
    return current()
