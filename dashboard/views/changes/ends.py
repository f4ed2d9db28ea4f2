"""Which two releases are compared: from one that was published earlier, to the one shown."""

from dataclasses import dataclass

import streamlit as st

from dashboard.rendering.headlines import changes
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.release_names import names
from dashboard.shell import address, pickers
from dashboard.shell.here import Here
from warehouse import history, releases
from warehouse.releases import Release

SINCE, LONGEST = "since", 80  # letters of a name that nobody gave a release
PICKER_WIDTH = 300  # px


@dataclass(frozen=True)
class Compared:
    """The release that the one shown is compared with; without one, what the page says instead."""

    before: Release | None
    why_not: Headline


def compared(here: Here) -> Compared:
    """What a reader has picked; at first the last release with a label, else the one published before."""
    words, asked = here.words, address.text(SINCE)
    first = history.since(here.held, here.release)
    if first is None:
        return Compared(None, changes.not_there(asked[:LONGEST], words) if asked else changes.nothing_before(words))
    earlier = {one.release_id: one for one in (first, *history.earlier(here.held, here.release))}
    offered = names(list(earlier.values()), words)
    if asked and asked not in offered:
        offered[asked] = asked[:LONGEST]  # stays picked, so that no other release takes its place unsaid
    with st.container(horizontal=True, key="compared"):
        with st.container(width=PICKER_WIDTH):
            picked = address.one(SINCE, words("changes.from"), offered, words.language)
        with st.container(width=PICKER_WIDTH):
            pickers.shown(here, words("changes.to"), place="changes")
    before = earlier.get(picked)
    return Compared(before if before and releases.opens(before) else None, changes.not_there(picked[:LONGEST], words))
