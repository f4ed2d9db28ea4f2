"""The letter that was found with its downloads, or the sentence that says why there is none.

Does not belong here: how a letter is found (`finding`).
"""

from pathlib import Path

import streamlit as st

from dashboard.rendering.blocks import render
from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.rendering.words import Words
from dashboard.shell.here import Here
from dashboard.views.letters import files
from dashboard.views.letters.finding import Found

MAXIMUM_MEGABYTES = 50


def same_file(words: Words) -> bytes | None:
    """The content of the file that a sender chooses once more; it is compared, and kept nowhere."""
    chosen = st.file_uploader(words("letters.same_file"), max_upload_size=MAXIMUM_MEGABYTES, key="upload")
    return None if chosen is None else chosen.getvalue()


def show(here: Here, found: Found, unknown: str) -> None:
    """Each letter that was found; else whether the file still waits, or what is said where nothing is known of it."""
    words = here.words
    if not found.names:
        _say(here, words("letters.waiting") if found.is_waiting else unknown)
    for number, name in enumerate(found.names):
        page = files.letter_of(here.release, words.language, name)
        if page is None:
            _say(here, words("letters.not_written", file=name))
        else:
            _letter(here, page, number)


def _letter(here: Here, page: Path, number: int) -> None:
    words, workbook = here.words, files.workbook(page)
    with st.container(horizontal=True, key=f"take_letter_{number}"):
        for name, path, kind in (("page", page, "text/html"), ("workbook", workbook, WORKBOOK)):
            st.download_button(
                words(f"letters.{name}"),
                path.read_bytes(),
                path.name,
                kind,
                key=f"{name}_{number}",
                type="tertiary",
                on_click="ignore",
            )
    here.show(files.body(page), f"letter_body_{number}")


def _say(here: Here, text: str) -> None:
    answer = render("letters/answer", text=text, way=here.words("page.submit"), href=here.links("submit"))
    here.show(answer, "letter_answer")
