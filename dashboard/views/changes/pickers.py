"""Which two releases are compared: from one that was published earlier, to the one shown."""

from dataclasses import dataclass

import streamlit as st

from dashboard.queries import change_rows
from dashboard.rendering.headlines import changes
from dashboard.rendering.headlines.headline import Headline
from dashboard.shell import address
from dashboard.shell.here import Here, known_releases
from warehouse import releases
from warehouse.releases import Release

SINCE, LONGEST = "since", 80


@dataclass(frozen=True)
class Compared:
    """The release that the one shown is compared with; without one, what the page says instead."""

    before: Release | None
    why_not: Headline


def compared(here: Here) -> Compared:
    """What a reader has picked; at first the last release with a label, else the one published before."""
    words, held = here.words, known_releases()
    first, asked = change_rows.since(held, here.release), address.text(SINCE)[:LONGEST]
    earlier = {one.release_id: one for one in change_rows.earlier(held, here.release)}
    if first is None:
        return Compared(None, changes.not_there(asked, words) if asked else changes.nothing_before(words))
    offered = {one.release_id: _name(one, here) for one in (first, *earlier.values())}
    if asked and asked not in offered:
        offered[asked] = asked  # stays picked, so that no other release takes its place unsaid
    with st.container(horizontal=True, vertical_alignment="bottom", key="compared"), st.container(width=360):
        picked = address.one(SINCE, words("changes.from"), offered, words.language)
    before = earlier.get(picked)
    return Compared(before if before and releases.opens(before) else None, changes.not_there(picked, words))


def _name(release: Release, here: Here) -> str:
    """A release by its label, else by the moment it was published."""
    return release.label or here.words.moment(release.built_at)
