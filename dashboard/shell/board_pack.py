"""The board pack on the pages of the Board: one button makes it, with its progress; then its files can be taken home.

Does not belong here: what stands in the pack (`papers.pack`).
"""

import streamlit as st

from dashboard.papers.pack import writing
from dashboard.papers.pack.shown import Shown
from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.shell import running
from dashboard.shell.here import Here, known_releases
from warehouse import history
from warehouse.releases import Release

MADE = "board_pack_made"  # the files made last in this session, and of what
TYPES = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": WORKBOOK,
}


def offer(here: Here, since: Release | None = None) -> None:
    """The button; after it was pressed the files of this release and language, or a sentence where they cannot be made.

    They compare with `since`, else with the release that the page What changed begins with.
    """
    words = here.words
    shown = Shown(here.release, words, since or history.since(known_releases(), here.release))
    asked = here.release.release_id, shown.since and shown.since.release_id, words.language
    with st.container(horizontal=True, vertical_alignment="center", key="board_pack_files"):
        if st.button(words("pack.make"), key="board_pack", icon=":material/download:"):
            st.session_state[MADE] = asked, running.tried(lambda: _made(shown), {})
        made_of, files = st.session_state.get(MADE, (None, {}))
        if made_of != asked:
            return
        for ending, content in files.items():
            st.download_button(
                words("pack.file", kind=ending.upper()),
                content,
                writing.name(shown, ending),
                TYPES[ending],
                key=f"board_pack_{ending}",
                on_click="ignore",
            )
    if not files:
        st.caption(f"{words('pack.failed')} {words('failed.operator')}")


def _made(shown: Shown) -> dict[str, bytes]:
    """The files of the pack, with a bar that says how far they are."""
    making = shown.words("pack.making")
    bar = st.progress(0.0, making)

    def advance(done: float, name: str) -> None:
        bar.progress(done, f"{making}: {name}" if name else making)

    files = writing.files(shown, advance)
    bar.empty()
    return files
