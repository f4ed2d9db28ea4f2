"""The frame around every page: language and release from the address, the strip, the headline, the foot.

A view asks `here()` for what it shows and never looks at the address, the clock or the data folder itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import streamlit as st
from markupsafe import Markup, escape

from dashboard.queries import answers as queries
from dashboard.rendering import look
from dashboard.rendering.headlines.headline import Finding
from dashboard.rendering.sitemap import HOME, SEARCH, SECTIONS, Links, view
from dashboard.rendering.words import LANGUAGES, Words
from dashboard.shell import blocks
from warehouse import releases, settings
from warehouse.settings import data_dir

# Signs that format anywhere, at the start of a line, before a name, or as an entity.
MARKDOWN_SIGNS = re.compile(r"[\\`*_\[\]<>$~]|^[#+-]|:(?=\S)|&(?=#?\w+;)")
LATE_SHOWN_FROM = 1
SEARCH_WIDTH, LONGEST_SEARCH = 180, 80  # px, letters


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


def words() -> Words:
    """The language of the address, else the one chosen before, else English."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state["lang"] = asked
    return Words(st.session_state.get("lang", LANGUAGES[0]))


def known_releases() -> list[releases.Release]:
    """Every release, newest first; empty before the first publication."""
    data = data_dir()
    current = releases.current(data)
    return [] if current is None else queries.history(data, current.parent.stat().st_mtime)


def chosen_release(known: Sequence[releases.Release]) -> releases.Release:
    """The release of the address, else the one chosen before, else the current one."""
    asked = st.query_params.get("release") or st.session_state.get("release")
    current = releases.current(data_dir())
    for release in known:
        if release.release_id == asked:
            st.session_state["release"] = asked
            return release
    return next((release for release in known if release.path == current), known[0])


def open_house(release: releases.Release, words: Words) -> Here:
    """Fix what this run shows, and write it into the address."""
    kept = {} if words.language == LANGUAGES[0] else {"lang": words.language}
    if release.path != releases.current(data_dir()):
        kept["release"] = release.release_id
    for name, value in kept.items():
        st.query_params[name] = value
    st.session_state["here"] = Here(release, words, Links(kept))
    return here()


def here() -> Here:
    """What this run shows."""
    return st.session_state["here"]


def dress() -> None:
    """The style sheet of the page around the blocks."""
    st.html(f"<style>{look.stylesheet('page.css')}</style>")


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
    search = words(f"page.{SEARCH}")
    named[""].append(st.Page(view(SEARCH), title=search, url_path=SEARCH, visibility="hidden"))
    return st.navigation(named, position="top")


def strip(here: Here, known: Sequence[releases.Release]) -> None:
    """As of, when the release was published, sources and how many are late, search, language."""
    words, release = here.words, here.release
    if release.is_demonstration:
        st.html(
            f'<p class="demonstration" role="note" lang="{words.language}">{escape(words("strip.demonstration"))}</p>'
        )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="strip"):
        st.html(f'<p class="strip-text strip-label">{escape(words("strip.as_of"))}</p>', width="content")
        _choose_release(words, release, known)
        st.html(_published(words, release), width="stretch")
        st.page_link(view("sources"), label=_sources_told(here), query_params=dict(here.links.kept))
        _search(here)
        _choose_language(words)


def headline(here: Here, found: Finding) -> None:
    """The one h1 of the page and its lede."""
    st.title(escaped(found.headline), anchor=False)
    subject = f"<b>{escape(found.subject)}.</b> " if found.subject else ""
    st.html(f'<p class="lede" lang="{here.words.language}">{subject}{escape(found.lede)}</p>')


def heading(text: str) -> None:
    """A heading of the second order."""
    st.header(escaped(text), anchor=False)


def missing(here: Here, what: str, who: str) -> None:
    """What is missing on this page, and who can supply it."""
    st.html(
        f'<p class="missing-part" lang="{here.words.language}"><b>{escape(here.words("missing.title"))}</b>'
        f"{escape(what)} {escape(who)}</p>"
    )


def foot(here: Here) -> None:
    """Attribution, release, rules version."""
    words, release = here.words, here.release
    told = words("foot.demonstration" if release.is_demonstration else "foot.record")
    version = words("foot.release", id=release.release_id, rules=release.rules_version, code=release.code_version)
    standing = escape(words("foot.standing"))
    st.html(
        f'<footer class="page-foot" lang="{words.language}">{escape(told)} {standing}<br>{escape(version)}</footer>'
    )


def today() -> date:
    """The day on which a file is checked, UTC."""
    return datetime.now(UTC).date()


def inbox() -> Path:
    """Where files arrive that their sender confirmed."""
    return settings.inbox(data_dir())


def mode() -> str:
    """The mode the reader's browser shows, `light` or `dark`."""
    return "dark" if st.context.theme.type == "dark" else "light"


def watermark(here: Here) -> str:
    """What is drawn across a chart: nothing, unless the data are made up."""
    return here.words("strip.watermark") if here.release.is_demonstration else ""


def release_rows(known: Sequence[releases.Release]) -> pd.DataFrame:
    """The releases as a table, newest first."""
    names = ["release_id", "as_of", "built_at", "code_version", "rules_version", "is_demonstration"]
    return pd.DataFrame([[getattr(release, name) for name in names] for release in known], columns=names)


def escaped(text: str) -> str:
    """Text in which no sign is read as Markdown."""
    return MARKDOWN_SIGNS.sub(r"\\\g<0>", text)


def _sources_told(here: Here) -> str:
    sources = queries.table(here.path, "marts.sources")
    late = int(sources["is_stale"].fillna(False).sum())
    if late >= LATE_SHOWN_FROM:
        return here.words("strip.late", n=len(sources), late=late)
    return here.words("strip.newest", n=len(sources), newest=sources["newest_on"].max())


def _choose_release(words: Words, release: releases.Release, known: Sequence[releases.Release]) -> None:
    labels = _labels(words, known)
    chosen = st.selectbox(
        words("strip.as_of"),
        list(labels),
        index=list(labels).index(release.release_id),
        format_func=labels.get,
        width=210,
        label_visibility="collapsed",
    )
    if chosen != release.release_id:
        st.session_state["release"] = chosen
        st.query_params["release"] = chosen
        st.rerun()


def _labels(words: Words, known: Sequence[releases.Release]) -> dict[str, str]:
    """Releases by the day they describe, with as much more as tells them apart: the time, the second, the whole name."""
    short = {one.release_id: words.day(one.as_of) for one in known}
    timed = [
        {one.release_id: f"{short[one.release_id]} · {one.built_at:{clock}}" for one in known}
        for clock in ("%H:%M", "%H:%M:%S")
    ]
    named = {one.release_id: one.release_id for one in known}
    return next(labels for labels in (short, *timed, named) if len(set(labels.values())) == len(known))


def _published(words: Words, release: releases.Release) -> str:
    """When the release was published; its name is in the tooltip, and to copy at the foot of the page."""
    name, told = (
        words("strip.release", id=release.release_id),
        words("strip.published", at=words.moment(release.built_at)),
    )
    return f'<p class="strip-text" title="{escape(name)}">{escape(told)}</p>'


def _search(here: Here) -> None:
    """The box to look for something; what is entered is answered on a page of its own, with an address of its own."""
    label, asked = here.words("strip.search"), st.session_state.get("searches", 0)
    # Each search has a box of its own: what was answered must not stay in it and lead back from every other page.
    text = st.text_input(
        label, key=f"search_{asked}_{here.words.language}", type="search", placeholder=label, width=SEARCH_WIDTH,
        label_visibility="collapsed", max_chars=LONGEST_SEARCH,
    ).strip()  # fmt: skip
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
        st.query_params["lang"] = chosen
        st.rerun()
