"""What is shown: the release and the language of the address, and links that keep both.

A view takes the release, the language and its links from `current()`. Does not belong here: what is said where the release
asked for is not there (`absent`).
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from dashboard.queries import figure_rows, published
from dashboard.rendering.figures import Figures
from dashboard.rendering.sitemap import LANGUAGE, RELEASE, Links
from dashboard.rendering.words import Words
from dashboard.shell import address, blocks
from sources.catalogues import LANGUAGES
from warehouse import releases
from warehouse.settings import data_dir, releases_dir


@dataclass(frozen=True)
class Here:
    """Where a reader is: the release shown, the language, and links that keep both.

    `is_in_place`: the release stands in for the current one, which is missing or cannot be read.
    """

    release: releases.Release
    words: Words
    links: Links
    is_in_place: bool = False

    @property
    def path(self) -> Path:
        """The file of the release."""
        return self.release.path

    @property
    def as_of(self) -> date:
        """The day the release describes."""
        return self.release.as_of

    @property
    def figures(self) -> Figures:
        """The figures of the release by name."""
        return figure_rows.figures(self.path)

    def show(self, html: Markup, key: str) -> None:
        """Put a block of our own HTML on the page."""
        blocks.show(html, key, self.words.language)


def current() -> Here:
    """What this run of the page shows."""
    return st.session_state["here"]


def chosen_words() -> Words:
    """The language of the address, else the one chosen before, else English."""
    asked = address.text(LANGUAGE)
    if asked in LANGUAGES:
        st.session_state["lang"] = asked
    return Words(st.session_state.get("lang", LANGUAGES[0]))


def known_releases() -> releases.Kept:
    """What is in the folder of releases; raises OSError where it cannot be listed."""
    data = data_dir()
    folder = releases_dir(data)
    return published.history(data, folder.stat().st_mtime_ns) if folder.exists() else releases.Kept([], [], [])


def asked_release() -> str:
    """The identifier of the release that the address names, else of the one chosen before, else nothing."""
    return address.text(RELEASE) or st.session_state.get(RELEASE, "")


def open_release(held: releases.Kept, words: Words) -> Here | None:
    """Fix what this run shows, and write it into the address; None where there is no such release.

    Without a name the current release is shown, or one in its place; with a name never another one than that. Where none
    can be opened, the current one is shown all the same, so that each page says what it lacks.
    """
    asked, current_one = asked_release(), held.current
    if asked:
        named = next((release for release in held.releases if release.release_id == asked), None)
        shown = named if named and releases.opens(named) else None
    else:
        shown = releases.served(held) or current_one or next(iter(held.releases), None)
    if shown is None:
        return None
    kept = {} if words.language == LANGUAGES[0] else {LANGUAGE: words.language}
    if asked:
        st.session_state[RELEASE] = asked
    if asked and shown != current_one:
        kept[RELEASE] = asked
    for name, value in kept.items():
        address.keep(name, value)
    st.session_state["here"] = Here(shown, words, Links(kept), is_in_place=not asked and shown != current_one)
    return current()
