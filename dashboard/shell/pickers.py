"""What several pages let a reader pick, kept in the address.

Does not belong here: a choice that one page alone offers (`views`).
"""

from collections.abc import Sequence

import streamlit as st

from dashboard.queries import strategy_rows
from dashboard.rendering.release_names import names
from dashboard.rendering.sitemap import RELEASE
from dashboard.shell import address
from dashboard.shell.here import Here
from warehouse.labels import CURRENT
from warehouse.releases import Release

DAY_WIDTH, LABELLED_WIDTH = 210, 300  # px


def objective_or_all(here: Here) -> str:
    """The objective picked, empty for all of them."""
    words, objectives = here.words, strategy_rows.objectives(here.path)
    first = objectives[objectives["horizon"] == 2030].to_dict("records")
    offered = {"": words("pipeline.all")}
    offered |= {row["objective_code"]: f"{row['objective_code']} {words.label(row)}" for row in first}
    with st.container(width=360):
        return address.one("objective", words("objective.pick"), offered, words.language)


def release(here: Here, name: str, label: str, offered: Sequence[Release]) -> Release:
    """One of the releases offered, each with its label; the first stands for no choice and is not in the address."""
    by_id = {each.release_id: each for each in offered}
    shown = names(list(by_id.values()), here.words)
    with st.container(width=360):
        return by_id[address.one(name, label, shown, here.words.language)]


def shown(here: Here, label: str, is_label_seen: bool = True, place: str = "strip") -> None:
    """The release that is shown, among all that are kept; another one is shown on every page from then on."""
    release, known = here.release, names(here.held.releases, here.words)
    chosen = st.selectbox(
        label,
        list(known),
        index=list(known).index(release.release_id),
        format_func=known.__getitem__,
        width=LABELLED_WIDTH if here.known_labels() else DAY_WIDTH,
        label_visibility="visible" if is_label_seen else "collapsed",
        key=f"shown_{place}_{release.release_id}",  # what another picker has changed, this one does not change back
    )
    if chosen != release.release_id:
        is_current = here.held.current is not None and chosen == here.held.current.release_id
        address.keep(RELEASE, CURRENT if is_current else chosen)
        st.rerun()
