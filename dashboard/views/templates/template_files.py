"""The workbooks to fill in: one line per stream, with the columns it needs and one download per language."""

import streamlit as st

from dashboard.shell import headings
from dashboard.shell.here import Here
from dashboard.shell.which_template import needed_columns, offer
from sources.streams import streams

COLUMNS_WIDTHS = (0.26, 0.44, 0.3)


def template_files(here: Here) -> None:
    """One line per stream: its name, the columns it needs, the workbook in each language."""
    for name, stream in streams().items():
        title, needed, buttons = st.columns(COLUMNS_WIDTHS, vertical_alignment="center")
        title.markdown(f"**{headings.escaped(stream.titles[here.words.language])}**")
        needed.caption(headings.escaped(here.words("templates.needs", columns=needed_columns(stream, here.words))))
        with buttons.container(horizontal=True):
            offer(here, name, "template")
