"""The button with which a task force reports: the template begun for its objective, and beside it the way to send it."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import escape

from dashboard.rendering.documents import begun
from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.rendering.panels.objective_facts import Facts
from dashboard.rendering.sitemap import view
from dashboard.shell.here import Here


def offer(here: Here, every: Sequence[Facts], steps: Sequence[Mapping[str, Any]]) -> None:
    """The template that is begun for each stream the objective is reported in, then the page on which it is sent."""
    words, code = here.words, every[0].code
    rows = begun.rows_of(every, steps, words)
    if not rows:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="reporting"):
        for place, (stream, own) in enumerate(rows.items()):
            st.download_button(
                words(f"objective.report.{stream}", code=code),
                lambda stream=stream, own=own: begun.workbook(stream, own, words.language, here.watermark),
                f"{code}-{stream}-{words.language}.xlsx",
                WORKBOOK,
                type="secondary" if place else "primary",
                key=f"report_{stream}",
                on_click="ignore",
            )
        first = next(iter(rows))
        kept = {"about": "figure", "stream": first, "code": code, **here.links.kept}
        st.page_link(view("submit"), label=words("objective.report.send"), query_params=kept)
        st.html(
            f'<p class="caption" lang="{words.language}">{escape(words(f"objective.report.how_{first}"))}</p>',
            width="stretch",
        )
