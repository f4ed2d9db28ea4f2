"""Files made of what a reader has chosen: the buttons that make them, and the address that opens the same selection.

Does not belong here: what stands in a file (`rendering.documents`), the CSV under a figure (`foot`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from dashboard.rendering.sitemap import RELEASE
from dashboard.shell import headings
from dashboard.shell.here import Here


@dataclass(frozen=True)
class File:
    """A file that is made when it is asked for: its ending, what its button says, how it is made and its type."""

    ending: str
    label: str
    made: Callable[[], bytes]
    mime: str


def link(here: Here, page: str, kept: Mapping[str, str]) -> str:
    """The address that opens the same selection on the same release, as others can use it."""
    said = {**kept, **here.links.kept, RELEASE: here.release.release_id}
    return f"{st.context.url or page}?{urlencode(said)}"


def offer(here: Here, key: str, files: Sequence[File], link: str, is_empty: bool = False) -> None:
    """One button per file, and the address of the selection to copy."""
    with st.container(horizontal=True, vertical_alignment="center", key="downloads"):
        for file in files:
            st.download_button(
                file.label,
                file.made,
                f"{here.release.release_id}_{key}.{file.ending}",
                file.mime,
                key=f"{key}_{file.ending}",
                on_click="ignore",
                disabled=is_empty,
            )
    with st.expander(headings.escaped(here.words("opportunities.link"))):
        st.code(link, language=None, wrap_lines=True)
