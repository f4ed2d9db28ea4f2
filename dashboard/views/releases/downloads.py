"""The downloads of a release: each published table as CSV, made only when it is asked for."""

from collections.abc import Mapping

import streamlit as st

from dashboard.queries import published
from dashboard.rendering.documents.spreadsheets import csv
from dashboard.rendering.registers import columns, declarations, tables
from dashboard.shell import headings
from dashboard.shell.here import Here


def downloads(here: Here, rows: Mapping[str, int]) -> None:
    """One table picked, what a row of it is, and its file; below, all that can be picked."""
    words = here.words
    name = st.selectbox(words("releases.pick"), list(rows), format_func=_short, key="download", width=360)
    with st.container(key="picked"):  # not on paper, where nothing is picked
        st.caption(headings.escaped(declarations.grain(name, words)))
    st.download_button(
        words("releases.take", n=rows[name]),
        lambda: csv(published.table(here.path, name), here.watermark),
        f"{here.release.release_id}_{name}.csv",
        "text/csv",
        key="take",
        on_click="ignore",
    )
    listed, caption = declarations.listed(rows, words), words("releases.tables", n=len(rows))
    here.show(tables.register(listed, columns.TABLES, caption, words, here.links), "tables")


def _short(name: str) -> str:
    return name.removeprefix("marts.")
