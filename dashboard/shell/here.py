"""What is shown: the release and the language of the address, and links that keep both.

A view takes the release, the language and its links from `current()`. Does not belong here: what is said where the release
asked for is not there (`absent`).
"""

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from dashboard.queries import published
from dashboard.queries.release_shown import ReleaseShown
from dashboard.rendering.sitemap import LANGUAGE, RELEASE, Links
from dashboard.rendering.words import Words
from dashboard.shell import address, blocks
from sources.catalogues import LANGUAGES
from warehouse import releases
from warehouse.labels import CURRENT
from warehouse.settings import data_dir


@dataclass(frozen=True)
class Here(ReleaseShown):
    """Where a reader is: the release shown among those kept, the language, and links that keep both.

    `is_in_place`: the release stands in for the current one, which is missing or cannot be read.
    """

    links: Links
    held: releases.Kept
    is_in_place: bool = False

    @property
    def label(self) -> str:
        """The label of the release, empty where it has none."""
        return self.release.label

    def known_labels(self) -> dict[str, str]:
        """The label of each release that has one, by its identifier, newest first."""
        return {release.release_id: release.label for release in self.held.releases if release.label}

    @property
    def is_current(self) -> bool:
        """Is the release the current one, or does it stand in its place?"""
        return self.is_in_place or self.release == self.held.current

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
    return published.history(data, releases.state(data))


def asked_release() -> str:
    """What the address calls the release, else the identifier of the one chosen before; nothing for the current one."""
    if address.text(RELEASE) == CURRENT:
        st.session_state.pop(RELEASE, None)
        address.keep(RELEASE, "")
    return address.text(RELEASE) or st.session_state.get(RELEASE, "")


def open_release(words: Words) -> tuple[releases.Kept, Here | None]:
    """Fix what this run shows, and write it into the address; beside what is kept, None where there is no such release.

    Without a name the current release is shown, or one in its place; with a name never another one than that. Where none
    can be opened, the current one is shown all the same, so that each page says what it lacks.
    """
    asked = asked_release()
    held, shown = releases.chosen(known_releases, asked)
    if not asked:
        shown = shown or held.current or next(iter(held.releases), None)
    if shown is None:
        return held, None
    kept = {} if words.language == LANGUAGES[0] else {LANGUAGE: words.language}
    if asked:
        st.session_state[RELEASE] = shown.release_id
    if asked and shown != held.current:
        kept[RELEASE] = shown.release_id
    for name, value in kept.items():
        address.keep(name, value)
    is_in_place = not asked and shown != held.current
    st.session_state["here"] = Here(shown, words, Links(kept), held, is_in_place)
    return held, current()
