"""The end of a page: what is missing on it and who can supply it; then attribution, release, version of the rules."""

import streamlit as st
from markupsafe import escape

from dashboard.shell.here import Here


def missing(here: Here, what: str, who: str) -> None:
    """What is missing on this page, and who can supply it."""
    st.html(
        f'<p class="missing-part" lang="{here.words.language}"><b>{escape(here.words("missing.title"))}</b>'
        f"{escape(what)} {escape(who)}</p>"
    )


def attribution(here: Here) -> None:
    """Attribution, release, rules version."""
    words, release = here.words, here.release
    record = words("foot.demonstration" if release.is_demonstration else "foot.record")
    version = words("foot.release", id=release.release_id, rules=release.rules_version, code=release.code_version)
    standing = escape(words("foot.standing"))
    st.html(
        f'<footer class="page-foot" lang="{words.language}">{escape(record)} {standing}<br>{escape(version)}</footer>'
    )
