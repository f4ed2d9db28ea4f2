"""Which template do I need? Three plain questions that end at one template, for the pages Templates and Submit.

The answers stand in the address. Does not belong here: the list of every template (`views.templates`), and what a template
holds (`sources.feedback.templates`).
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st
from markupsafe import escape

from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.rendering.words import Words
from dashboard.shell import address, headings
from dashboard.shell.here import Here
from sources.catalogues import LANGUAGES
from sources.feedback.templates import template
from sources.streams import Stream, streams

# What somebody may want to tell, and the streams it can be; a stream may be the answer under more than one of them.
ABOUT: dict[str, tuple[str, ...]] = {
    "project": ("projects", "funding", "assessments"),
    "money": ("funding", "budgets"),
    "figure": ("observations", "milestones", "terms"),
    "task_force": ("memberships", "activities", "delphi_items"),
    "network": ("organisations", "partnerships", "partner_counts"),
    "call": ("calls", "assessments"),
}
HAVE = ("nothing", "table", "export")


def which_template(here: Here) -> None:
    """The three questions side by side, and above them the template that the answers lead to."""
    words, shown = here.words, st.container()
    first, second, third = st.columns(3, gap="medium")
    stream = address.text("stream")
    with first:
        asked = address.text("about") or next((about for about, ends in ABOUT.items() if stream in ends), "")
        labels = {about: words(f"which.about.{about}") for about in ABOUT}
        about = address.answer("about", words("which.about"), labels, asked, words.language)
    with second:
        labels = {name: words(f"which.stream.{name}") for name in ABOUT.get(about, ())}
        stream = _answer("stream", words("which.stream"), labels, words("which.first_before"), words)
    with third:
        labels = {have: words(f"which.have.{have}") for have in HAVE} if stream else {}
        have = _answer("have", words("which.have"), labels, words("which.second_before"), words)
    if stream:
        with shown:
            _one(here, stream, have or HAVE[0])


def _answer(name: str, label: str, labels: dict[str, str], before: str, words: Words) -> str:
    """The answer to a question, or what has to be answered before it can be asked."""
    if labels:
        return address.answer(name, label, labels, address.text(name), words.language)
    st.html(f'<p class="question" lang="{words.language}">{escape(label)}<span>{escape(before)}</span></p>')
    return ""


def _one(here: Here, name: str, have: str) -> None:
    """The one template: its name, what to do with it or with a list of one's own, and the workbook in each language."""
    words, stream = here.words, streams()[name]
    with st.container(border=True, key="which_template"):
        st.markdown(f"**{headings.escaped(words('which.one', name=stream.titles[words.language]))}**")
        st.markdown(headings.escaped(words(f"which.fill.{have}")))
        st.caption(headings.escaped(words("templates.needs", columns=needed_columns(stream, words))))
        st.markdown(headings.escaped(words("which.take")))
        with st.container(horizontal=True):
            offer(here, name, "one", words.language)


def offer(here: Here, name: str, key: str, first: str = LANGUAGES[0]) -> None:
    """A download of the template in each language, each made when it is asked for."""
    words = here.words
    for language in sorted(LANGUAGES, key=lambda one: one != first):
        st.download_button(
            words(f"templates.take.{language}"),
            lambda language=language: workbook(name, language, here.watermark),
            f"{name}-{language}.xlsx",
            WORKBOOK,
            key=f"{key}_{name}_{language}",
            type="tertiary",
            on_click="ignore",
        )


def needed_columns(stream: Stream, words: Words) -> str:
    """The columns a file of this stream must have, in words."""
    either = words("templates.or")
    return ", ".join(
        either.join(stream.by_name[name].titles[words.language] for name in group) for group in stream.needed
    )


def workbook(stream: str, language: str, watermark: str = "") -> bytes:
    """The template of a stream as the content of a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{stream}.xlsx"
        template(stream, path, language, watermark=watermark)
        return path.read_bytes()
