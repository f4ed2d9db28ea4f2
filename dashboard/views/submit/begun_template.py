"""The template begun for the objective that an address names, so that who came to report begins with it.

Does not belong here: what is begun (`rendering.documents.begun`), and the questions that lead to any template (`shell`).
"""

import streamlit as st

from dashboard.queries import published, strategy_rows
from dashboard.rendering.documents import begun
from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.rendering.panels.objective_facts import facts_of
from dashboard.shell import address
from dashboard.shell.here import Here


def offer(here: Here) -> None:
    """The begun template of the objective and stream in the address; nothing where it names none that can be reported."""
    words, code, stream = here.words, address.text("code"), address.text("stream")
    objectives = strategy_rows.objectives(here.path)
    if code not in set(objectives["objective_code"]):
        return
    indicators = published.of_objective(here.path, "marts.indicators", code)
    every = facts_of(objectives, strategy_rows.progress(here.path, code), indicators, code, words)
    rows = begun.rows_of(every, strategy_rows.milestones(here.path, code).to_dict("records"), words).get(stream)
    if rows:
        st.download_button(
            words("submit.begun", code=code),
            lambda: begun.workbook(stream, rows, words.language, here.watermark),
            f"{code}-{stream}-{words.language}.xlsx",
            WORKBOOK,
            type="primary",
            key="begun",
            on_click="ignore",
        )
