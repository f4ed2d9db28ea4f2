"""The questions as a workbook and on paper, made when they are asked for."""

from collections.abc import Sequence

import streamlit as st

from dashboard.queries import question_rows, strategy_rows
from dashboard.rendering.documents import questions
from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.registers import tables
from dashboard.shell.here import Here
from pipelines.rules.questions.question import Question


def downloads(here: Here, asked: Sequence[Question], headline: Headline) -> None:
    """Every question in a workbook and in a PDF, in the language of the page."""
    words, release = here.words, here.release

    def paper() -> questions.Paper:
        objectives = strategy_rows.objectives(here.path)
        first = tables.labelled(objectives[objectives["horizon"] == 2030], words)
        labels = dict(zip(first["objective_code"], first["label"], strict=True))
        return questions.Paper(asked, question_rows.tables(here.path), labels, headline, release, words)

    with st.container(horizontal=True, vertical_alignment="center", key="downloads"):
        for kind, made, mime in (
            ("xlsx", lambda: questions.workbook(paper()), WORKBOOK),
            ("pdf", lambda: questions.printed(paper()), "application/pdf"),
        ):
            st.download_button(
                words(f"questions.{kind}", n=len(asked)),
                made,
                f"{release.release_id}_questions.{kind}",
                mime,
                key=f"questions_{kind}",
                on_click="ignore",
                disabled=not asked,
            )
