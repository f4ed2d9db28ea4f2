"""The strip under the navigation: what is shown and how old it is, search, language."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import escape

from dashboard.queries import published
from dashboard.rendering.sitemap import LANGUAGE, RELEASE, SEARCH, view
from dashboard.rendering.words import Words
from dashboard.shell import address
from dashboard.shell.here import Here
from dashboard.shell.running import tried
from sources.catalogues import LANGUAGES
from warehouse.releases import Release

IN_PLACE_MARK = "in-place"  # the class of the note, by which tests know it
SEARCH_WIDTH, LONGEST_SEARCH = 180, 80  # px, letters


def strip(here: Here, known: Sequence[Release]) -> None:
    """As of, when the release was published, sources and how many are late, search, language."""
    words, release = here.words, here.release
    if release.is_demonstration:
        st.html(
            f'<p class="demonstration" role="note" lang="{words.language}">{escape(words("strip.demonstration"))}</p>'
        )
    if here.is_in_place:
        note = escape(words("strip.in_place", id=release.release_id))
        st.html(f'<p class="{IN_PLACE_MARK}" role="note" lang="{words.language}">{note}</p>')
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="strip"):
        st.html(f'<p class="strip-text strip-label">{escape(words("strip.as_of"))}</p>', width="content")
        _choose_release(words, release, known)
        st.html(_published(words, release), width="stretch")
        sources = tried(lambda: _sources_line(here), words("strip.unread"))
        st.page_link(view("sources"), label=sources, query_params=dict(here.links.kept))
        _search(here)
        _choose_language(words)


def _sources_line(here: Here) -> str:
    sources = published.table(here.path, "marts.sources")
    late = int(sources["is_stale"].fillna(False).sum())
    if late:
        return here.words("strip.late", n=len(sources), late=late)
    return here.words("strip.newest", n=len(sources), newest=sources["newest_on"].max())


def _choose_release(words: Words, release: Release, known: Sequence[Release]) -> None:
    labels = _labels(words, known)
    chosen = st.selectbox(
        words("strip.as_of"),
        list(labels),
        index=list(labels).index(release.release_id),
        format_func=labels.__getitem__,
        width=210,
        label_visibility="collapsed",
    )
    if chosen != release.release_id:
        st.session_state["release"] = chosen
        address.keep(RELEASE, chosen)
        st.rerun()


def _labels(words: Words, known: Sequence[Release]) -> dict[str, str]:
    """A label per release: the day it describes; where two share it, also the time, the seconds or the whole name."""
    short = {one.release_id: words.day(one.as_of) for one in known}
    timed = [
        {one.release_id: f"{short[one.release_id]} · {one.built_at:{clock}}" for one in known}
        for clock in ("%H:%M", "%H:%M:%S")
    ]
    named = {one.release_id: one.release_id for one in known}
    return next(labels for labels in (short, *timed, named) if len(set(labels.values())) == len(known))


def _published(words: Words, release: Release) -> str:
    """When the release was published; its name is in the tooltip, and to copy at the foot of the page."""
    name = words("strip.release", id=release.release_id)
    moment = words("strip.published", at=words.moment(release.built_at))
    return f'<p class="strip-text" title="{escape(name)}">{escape(moment)}</p>'


def _search(here: Here) -> None:
    """The box to look for something; what is entered is answered on a page of its own, with an address of its own."""
    label, asked = here.words("strip.search"), st.session_state.get("searches", 0)
    # Each search has a box of its own: what was answered must not stay in it and lead back from every other page.
    text = st.text_input(
        label,
        key=f"search_{asked}_{here.words.language}",
        type="search",
        placeholder=label,
        width=SEARCH_WIDTH,
        label_visibility="collapsed",
        max_chars=LONGEST_SEARCH,
    ).strip()
    if text:
        st.session_state["searches"] = asked + 1
        st.switch_page(view(SEARCH), query_params={"q": text, **here.links.kept})


def _choose_language(words: Words) -> None:
    chosen = st.segmented_control(
        words("strip.language"),
        LANGUAGES,
        default=words.language,
        format_func=str.upper,
        label_visibility="collapsed",
        key=f"language_{words.language}",
        width="content",
    )
    if chosen and chosen != words.language:
        st.session_state["lang"] = chosen
        address.keep(LANGUAGE, chosen)
        st.rerun()
