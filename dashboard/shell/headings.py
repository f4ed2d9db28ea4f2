"""The headline of a page and the headings below it, as plain text: no sign in it is read as Markdown."""

import re

import streamlit as st
from markupsafe import escape

from dashboard.rendering.glossary import Glossed
from dashboard.rendering.headlines.headline import Headline
from dashboard.shell.here import Here

# Signs that format anywhere, at the start of a line, before a name, or as an entity.
MARKDOWN_SIGNS = re.compile(r"[\\`*_\[\]<>$~]|^[#+-]|:(?=\S)|&(?=#?\w+;)")


def headline(here: Here, shown: Headline) -> None:
    """The one h1 of the page and its lede, which bears the names of the figures that both say and explains its words."""
    st.title(escaped(shown.sentence), anchor=False)
    subject = f"<b>{escape(shown.subject)}.</b> " if shown.subject else ""
    named = f' data-figure="{escape(" ".join(shown.figure_ids))}"' if shown.figure_ids else ""
    st.html(f'<p class="lede" lang="{here.words.language}"{named}>{subject}{Glossed(here.words)(shown.lede)}</p>')


def heading(text: str) -> None:
    """A heading of the second order."""
    st.header(escaped(text), anchor=False)


def escaped(text: str) -> str:
    """Text in which no sign is read as Markdown."""
    return MARKDOWN_SIGNS.sub(r"\\\g<0>", text)
