"""The workbooks to fill in: one line per stream, one download per language, made when it is asked for."""

from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.rendering.words import Words
from dashboard.shell import headings
from dashboard.shell.here import Here
from sources.catalogues import LANGUAGES
from sources.feedback.templates import template
from sources.streams import Stream, streams

COLUMNS_WIDTHS = (0.26, 0.44, 0.3)


def template_files(here: Here) -> None:
    """One line per stream: its name, the columns it needs, the workbook in each language."""
    for name, stream in streams().items():
        title, needed, buttons = st.columns(COLUMNS_WIDTHS, vertical_alignment="center")
        title.markdown(f"**{headings.escaped(stream.titles[here.words.language])}**")
        needed.caption(headings.escaped(here.words("templates.needs", columns=needed_columns(stream, here.words))))
        offered = buttons.container(horizontal=True)
        for language in LANGUAGES:
            offered.download_button(
                here.words(f"templates.take.{language}"),
                lambda name=name, language=language: workbook(name, language),
                f"{name}-{language}.xlsx",
                WORKBOOK,
                key=f"template_{name}_{language}",
                type="tertiary",
                on_click="ignore",
            )


def needed_columns(stream: Stream, words: Words) -> str:
    """The columns a file of this stream must have, in words."""
    either = words("templates.or")
    return ", ".join(
        either.join(stream.by_name[name].titles[words.language] for name in group) for group in stream.needed
    )


def workbook(stream: str, language: str) -> bytes:
    """The template of a stream as the content of a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{stream}.xlsx"
        template(stream, path, language)
        return path.read_bytes()
