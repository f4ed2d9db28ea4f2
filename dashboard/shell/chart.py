"""A chart on the page, in the look of the reader's mode; drawn once for a release, language, mode and selection."""

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from dashboard.rendering.charts.template import CONFIG
from dashboard.rendering.words import Words
from dashboard.shell.here import Here

KEPT = 128  # figures kept
Draw = Callable[[str, Words, str], go.Figure]  # mode, words, watermark


def chart(here: Here, key: str, alt: str, draw: Draw, *selection: object) -> None:
    """Show what `draw` draws; `selection` is all that a reader has picked and the chart depends on."""
    mode, words = _mode(), here.words
    figure = _drawn(lambda: draw(mode, words, here.watermark), here.path, words.language, mode, key, *selection)
    st.plotly_chart(figure, theme=None, key=key, config=CONFIG, alt=alt)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _drawn(_draw: Callable[[], go.Figure], *drawn_for: object) -> go.Figure:
    """The figure; no page changes it after it is drawn."""
    return _draw()


def _mode() -> str:
    """The mode the reader's browser shows, `light` or `dark`."""
    return "dark" if st.context.theme.type == "dark" else "light"
