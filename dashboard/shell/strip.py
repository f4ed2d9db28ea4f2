"""The strip under the navigation: what is shown and how old it is, search, language."""

import streamlit as st
from markupsafe import escape

from dashboard.queries import published
from dashboard.rendering.release_names import name
from dashboard.rendering.sitemap import LANGUAGE, PARAMETERS, RELEASE, SEARCH, view
from dashboard.rendering.words import Words
from dashboard.shell import address, pickers
from dashboard.shell.here import Here
from dashboard.shell.running import tried
from sources.catalogues import LANGUAGES
from warehouse.labels import CURRENT
from warehouse.releases import Release

IN_PLACE_MARK = "in-place"  # the class of the note, by which tests know it
NOT_CURRENT_MARK = "not-current"  # that of the note on every page of another release than the current one
SEARCH_WIDTH, LONGEST_SEARCH = 180, 80  # px, letters


def strip(here: Here, page: str) -> None:
    """As of, when the release was published, sources and how many are late, search, language; what is not current says so."""
    words, release = here.words, here.release
    if release.is_demonstration:
        made_up, mark = escape(words("strip.demonstration")), escape(words("strip.watermark"))
        st.html(f'<p class="demonstration" role="note" lang="{words.language}" data-watermark="{mark}">{made_up}</p>')
    if here.is_in_place:
        note = escape(words("strip.in_place", id=release.release_id))
        st.html(f'<p class="{IN_PLACE_MARK}" role="note" lang="{words.language}">{note}</p>')
    if not here.is_current:
        _say_not_current(here, page)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="strip"):
        st.html(_as_of(here), width="content")
        pickers.shown(here, words("strip.as_of"), is_label_seen=False)
        st.html(_published(words, release), width="stretch")
        sources = tried(lambda: _sources_line(here), words("strip.unread"))
        st.page_link(view("sources"), label=sources, query_params=dict(here.links.kept))
        _search(here)
        _choose_language(words)


def _sources_line(here: Here) -> str:
    asked = here.figures.noted()
    files, late = asked.count("sources"), asked.count("sources_late")
    if late:
        return here.words("strip.late", n=files, late=late)
    return here.words("strip.newest", n=files, newest=published.table(here.path, "marts.sources")["newest_on"].max())


def _say_not_current(here: Here, page: str) -> None:
    """Which release this is, and the way to the same page, with what is picked on it, of the current one."""
    words, release = here.words, here.release
    shown = words("strip.not_current", name=name(release, words), at=words.moment(release.built_at))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="not_current"):
        st.html(
            f'<p class="{NOT_CURRENT_MARK}" role="note" lang="{words.language}">{escape(shown)}</p>', width="content"
        )
        picked = address.held(*PARAMETERS.get(page, ()))
        kept = {**picked, LANGUAGE: words.language, RELEASE: CURRENT}
        st.page_link(view(page), label=words("strip.to_current"), query_params=kept)


def _as_of(here: Here) -> str:
    """The name of the picker beside it; on paper, where no picker is, the day itself, and the label of the release."""
    words = here.words
    said = " · ".join(filter(None, (words.day(here.as_of), here.label)))
    day = f'<span class="on-paper"> {escape(said)}</span>'
    return f'<p class="strip-text strip-label">{escape(words("strip.as_of"))}{day}</p>'


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
