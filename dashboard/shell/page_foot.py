"""The end of a page: what is missing on it and who can supply it; then attribution, release, version of the rules."""

import streamlit as st
from markupsafe import escape

from dashboard.queries import lacking
from dashboard.queries.release_shown import ReleaseShown
from dashboard.rendering.panels.missing import lacks
from dashboard.shell.here import Here


def missing(here: Here, page: str, of: str = "") -> None:
    """What this release lacks of a page, and who can supply it; nothing where nothing is missing (`queries.lacking`).

    `of` is the objective, country, publisher or record that the page is of, where it is of one.
    """
    asked = lacking.of_page(ReleaseShown(here.release, here.words), page, of)
    if asked:
        here.show(lacks(asked, here.words, here.links), "missing")


def attribution(here: Here) -> None:
    """Attribution, release, rules version."""
    words, release = here.words, here.release
    record = words("foot.demonstration" if release.is_demonstration else "foot.record")
    version = words("foot.release", id=release.release_id, rules=release.rules_version, code=release.code_version)
    standing = f"{words('foot.standing')} {words.translated()}".rstrip()
    st.html(
        f'<footer class="page-foot" lang="{words.language}">'
        f"{escape(record)} {escape(standing)}<br>{escape(version)}</footer>"
    )
